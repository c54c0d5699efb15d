use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A test expects something of a Guard rule that doesn't exist.
    ///
    /// The expectation is never looked at, so that the test passes whatever the rules do. That
    /// happens when a rule gets another name. `cfn-guard test` warns of it, too.
    ///
    /// ```yaml bad
    /// - name: no volume
    ///   input: {}
    ///   expectations:
    ///     rules:
    ///       encrypted_volumes: SKIP
    /// #     ^^^^^^^^^^^^^^^^^ There is no rule `encrypted_volumes`
    /// ```
    ///
    /// ```yaml good
    /// - name: no volume
    ///   input: {}
    ///   expectations:
    ///     rules:
    ///       encrypted: SKIP
    /// ```
    pub struct UnknownTestedRule {
        code: "GRD003",
        name: "unknown-tested-rule",
        severity: Warning,
        since: "0.1",
        phase: RuleTests,
    }
}

impl Rule for UnknownTestedRule {
    /// Running the tests reports it.
    fn check(_: &mut Context<'_>) {}
}
