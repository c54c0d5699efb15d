use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A rule has no example that fails.
    ///
    /// It could be without effect, and nobody would see. `formwork test` runs the examples, and
    /// `formwork explain` shows them to whoever meets the rule.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// #   ^^^^^^^^^^^^^^ `ACME_QUEUE_KEY` has no example that fails
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// assert: { required: [KmsMasterKeyId] }
    /// ```
    ///
    /// ```yaml good
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// assert: { required: [KmsMasterKeyId] }
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
    /// ```
    pub struct UntestedRule {
        code: "RUL013",
        name: "untested-rule",
        severity: Warning,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UntestedRule {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
