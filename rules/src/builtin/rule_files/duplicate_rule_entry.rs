use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A list in a rule file has the same entry twice.
    ///
    /// One of them was probably meant to be something else.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue, AWS::SQS::Queue]
    /// #                            ^^^^^^^^^^^^^^^ `AWS::SQS::Queue` is in the list twice
    /// assert: { required: [KmsMasterKeyId] }
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
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
    pub struct DuplicateRuleEntry {
        code: "RUL005",
        name: "duplicate-rule-entry",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for DuplicateRuleEntry {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
