use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// `formwork.yaml` is not YAML, or not YAML that means what it looks like.
    ///
    /// A configuration that is read by halves would check by halves, so the run is refused.
    pub struct UnreadableConfig { code: "CFG001", name: "unreadable-config", severity: Error, since: "0.1", }
}

impl Rule for UnreadableConfig {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
