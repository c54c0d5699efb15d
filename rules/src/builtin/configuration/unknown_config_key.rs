use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A key in `formwork.yaml` is none of those there are.
    ///
    /// A misspelt key would be without effect, and so the run is refused.
    ///
    /// ```yaml bad
    /// region: [eu-west-1]
    /// #<^^^^ `region` is not a key of `formwork.yaml`
    /// naming:
    ///   pattern: "{resourceName}"
    ///   part: {}
    /// # ^^^^ `part` is not a key of `naming`
    /// ```
    ///
    /// ```yaml fixed
    /// regions: [eu-west-1]
    /// naming:
    ///   pattern: "{resourceName}"
    ///   parts: {}
    /// ```
    ///
    /// ```yaml good
    /// regions: [eu-west-1]
    /// ```
    pub struct UnknownConfigKey {
        code: "CFG002",
        name: "unknown-config-key",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for UnknownConfigKey {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
