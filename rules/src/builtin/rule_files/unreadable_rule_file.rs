use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A rule file is no YAML, or has a key twice.
    ///
    /// The rule gives no verdict until it can be read.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// #<^^^ `title` is a key more than once in the same mapping
    /// title: Another title
    /// #<^^^ `title` is a key more than once in the same mapping
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
    pub struct UnreadableRuleFile {
        code: "RUL001",
        name: "unreadable-rule-file",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UnreadableRuleFile {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
