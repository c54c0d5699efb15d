use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A rule names a property that none of its types of resources has.
    ///
    /// What it says of the property is said of nothing.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// assert: { required: [KmsKeyId] }
    /// #                    ^^^^^^^^ There is no property `KmsKeyId` here
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
    pub struct UnknownRuleProperty {
        code: "RUL008",
        name: "unknown-rule-property",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UnknownRuleProperty {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
