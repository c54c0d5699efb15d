use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A value in a rule file is not of the kind that its key asks for, or something that a rule needs is not there.
    ///
    /// A rule has an `id`, a `title`, the `resources` that it is about and either `assert` or `compare`.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_DELAY
    /// title: A queue is slow
    /// resources: AWS::SQS::Queue
    /// #          ^^^^^^^^^^^^^^^ `resources` is `AWS::SQS::Queue`, not a list
    /// compare: { property: DelaySeconds, at-most: ten }
    /// #                                           ^^^ `at-most` is `ten`, not a number, `{ property: ... }` or `{ parameter: ... }`
    /// examples:
    ///   - fail: { DelaySeconds: 50 }
    /// ```
    ///
    /// ```yaml good
    /// id: ACME_QUEUE_DELAY
    /// title: A queue is slow
    /// resources: [AWS::SQS::Queue]
    /// compare: { property: DelaySeconds, at-most: 10 }
    /// examples:
    ///   - fail: { DelaySeconds: 50 }
    /// ```
    pub struct WrongRuleKind {
        code: "RUL003",
        name: "wrong-rule-kind",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for WrongRuleKind {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
