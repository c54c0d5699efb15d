use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A schema in a rule file is no JSON Schema.
    ///
    /// The operand of a keyword is not what the keyword takes.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// assert: { required: KmsMasterKeyId }
    /// #                   ^^^^^^^^^^^^^^ This is no JSON Schema: not a list
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
    pub struct InvalidRuleSchema {
        code: "RUL010",
        name: "invalid-rule-schema",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for InvalidRuleSchema {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
