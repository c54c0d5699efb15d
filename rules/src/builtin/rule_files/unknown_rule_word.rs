use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A word in a rule file is none of the few that may stand there.
    ///
    /// That goes for severities and for how a fix may be applied.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// severity: warn
    /// #         ^^^^ `warn` is not a severity
    /// assert: { required: [KmsMasterKeyId] }
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
    /// ```
    ///
    /// ```yaml fixed
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// severity: warning
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
    pub struct UnknownRuleWord {
        code: "RUL004",
        name: "unknown-rule-word",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UnknownRuleWord {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
