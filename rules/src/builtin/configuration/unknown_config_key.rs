use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A key in `formwork.yaml` is not one that there is.
    ///
    /// A misspelt key would be without effect, so it is an error.
    ///
    /// Avoid `region: [eu-west-1]`, prefer `regions: [eu-west-1]`.
    pub struct UnknownConfigKey { code: "CFG002", name: "unknown-config-key", severity: Error, since: "0.1", }
}

impl Rule for UnknownConfigKey {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
