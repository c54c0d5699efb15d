use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A value in `formwork.yaml` is none of the names that there are: of a rule, a level, a region.
    ///
    /// Avoid `severity: { W3005: warn }`, prefer `severity: { W3005: warning }`.
    pub struct UnknownConfigName { code: "CFG004", name: "unknown-config-name", severity: Error, since: "0.1", }
}

impl Rule for UnknownConfigName {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
