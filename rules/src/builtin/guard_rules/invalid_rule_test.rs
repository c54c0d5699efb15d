use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A file of tests of Guard rules has a case that can't be run.
    ///
    /// The other cases run all the same; this one tests nothing. `cfn-guard test` refuses the whole
    /// file.
    ///
    /// ```yaml bad
    /// - name: an encrypted volume
    ///   input:
    ///     Resources: {}
    ///   expectations:
    ///     rules:
    ///       encrypted: OK
    /// #                ^^ `OK` is no outcome of a rule
    /// ```
    ///
    /// ```yaml good
    /// - name: an encrypted volume
    ///   input:
    ///     Resources: {}
    ///   expectations:
    ///     rules:
    ///       encrypted: PASS
    /// ```
    pub struct InvalidRuleTest {
        code: "GRD002",
        name: "invalid-rule-test",
        severity: Error,
        since: "0.1",
        phase: RuleTests,
    }
}

impl Rule for InvalidRuleTest {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
