use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A rule has the id of another.
    ///
    /// Nobody could say which of them a suppression or a severity means.
    ///
    /// ```yaml bad
    /// id: W3005
    /// #   ^^^^^ `W3005` is a rule that comes with Formwork: A `DependsOn` repeats a dependency that a reference makes already
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
    pub struct ClashingRuleId {
        code: "RUL012",
        name: "clashing-rule-id",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for ClashingRuleId {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
