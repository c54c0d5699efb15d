use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A key in a rule file is none of those there are.
    ///
    /// A misspelt key would be without effect, and so the rule gives no verdict until it is mended.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resource: [AWS::SQS::Queue]
    /// #<^^^^^^ `resource` is not a key of `.rule.yaml`
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
    pub struct UnknownRuleKey {
        code: "RUL002",
        name: "unknown-rule-key",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UnknownRuleKey {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
