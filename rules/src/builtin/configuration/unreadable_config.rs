use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// `formwork.yaml` is not YAML, or not YAML that means what it looks like.
    ///
    /// A configuration that is read by halves would check by halves, so the run is
    /// refused.
    ///
    /// ```yaml bad
    /// regions: [eu-west-1]
    /// #<^^^^^ `regions` is a key more than once in the same mapping
    /// regions: [eu-west-3]
    /// #<^^^^^ `regions` is a key more than once in the same mapping
    /// ```
    ///
    /// ```yaml good
    /// regions: [eu-west-1, eu-west-3]
    /// ```
    pub struct UnreadableConfig {
        code: "CFG001",
        name: "unreadable-config",
        severity: Error,
        since: "0.1",
        aliases: ["E0003"],
        phase: Configuration,
    }
}

impl Rule for UnreadableConfig {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
