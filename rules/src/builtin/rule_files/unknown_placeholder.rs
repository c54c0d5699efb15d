use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A message of a rule has a placeholder that stands for nothing.
    ///
    /// There are `{id}`, `{type}`, `{property}`, `{value}`, `{expected}` and `{fact}`, which is what the message would be
    /// by default.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// assert: { required: [KmsMasterKeyId] }
    /// message: "`{name}` has no key"
    /// #          ^^^^^^ `{name}` is no placeholder
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
    /// ```
    ///
    /// ```yaml good
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// assert: { required: [KmsMasterKeyId] }
    /// message: "`{id}` has no key"
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
    /// ```
    pub struct UnknownPlaceholder {
        code: "RUL011",
        name: "unknown-placeholder",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for UnknownPlaceholder {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
