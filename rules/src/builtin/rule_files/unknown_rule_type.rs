use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A rule is about a type of resources that doesn't exist.
    ///
    /// It would never find anything. Types of your own are known once their schemas are: see `schemas` in
    /// `formwork.yaml`.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queues]
    /// #           ^^^^^^^^^^^^^^^^ `AWS::SQS::Queues` is not a resource type
    /// assert: { required: [KmsMasterKeyId] }
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
    /// ```
    ///
    /// ```yaml fixed
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
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
    pub struct UnknownRuleType {
        code: "RUL007",
        name: "unknown-rule-type",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UnknownRuleType {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
