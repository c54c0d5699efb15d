use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A file of Guard rules has a rule that can't be read, or that names what is not there.
    ///
    /// The other rules of the file run all the same; this one gives no verdict. `cfn-guard` and
    /// CloudFormation's hooks refuse the whole file.
    ///
    /// ```guard bad
    /// rule encrypted {
    ///   Properties.Encrypted = true
    /// #                      ^ `=` is not an operator
    /// }
    /// ```
    ///
    /// ```guard good
    /// rule encrypted {
    ///   Properties.Encrypted == true
    /// }
    /// ```
    pub struct InvalidGuardRule {
        code: "GRD001",
        name: "invalid-guard-rule",
        severity: Error,
        since: "0.1",
        phase: RuleFile,
    }
}

impl Rule for InvalidGuardRule {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
