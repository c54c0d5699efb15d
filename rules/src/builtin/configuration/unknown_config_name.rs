use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A value in `formwork.yaml` is none of the names there are: of a rule, a level, a region.
    ///
    /// ```yaml bad
    /// ignore: [unknwon-property]
    /// #        ^^^^^^^^^^^^^^^^ No rule is called `unknwon-property`
    /// tagging:
    ///   unknown: warn
    /// #          ^^^^ `warn` is not a level
    /// ```
    ///
    /// ```yaml fixed
    /// ignore: [unknown-property]
    /// tagging:
    ///   unknown: warning
    /// ```
    ///
    /// ```yaml good
    /// ignore: [E0000]
    /// tagging:
    ///   unknown: warning
    /// ```
    pub struct UnknownConfigName {
        code: "CFG004",
        name: "unknown-config-name",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for UnknownConfigName {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
