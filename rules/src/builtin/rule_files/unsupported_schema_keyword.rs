use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A schema in a rule file has a keyword that is not understood.
    ///
    /// JSON Schema passes over keywords that it doesn't know; then the rule would ask for less than it
    /// says. The keywords of draft 7 are known, and `dependentRequired`, `requiredOr`, `requiredXor` and a few
    /// others of later drafts and of cfn-lint.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// assert: { require: [KmsMasterKeyId] }
    /// #         ^^^^^^^ The keyword `require` is not understood
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
    pub struct UnsupportedSchemaKeyword {
        code: "RUL009",
        name: "unsupported-schema-keyword",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UnsupportedSchemaKeyword {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
