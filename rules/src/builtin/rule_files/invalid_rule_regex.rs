use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A pattern in a rule file is no regular expression.
    ///
    /// Patterns are in ECMAScript's dialect, as in JSON Schema. A pattern is found anywhere in the text;
    /// `^` and `$` tie it to the ends.
    ///
    /// ```yaml bad
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// compare: { property: KmsMasterKeyId, matches: '^alias/(acme' }
    /// #                                                     ^ `^alias/(acme` is not a regular expression: `(` is not closed
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
    /// ```
    ///
    /// ```yaml good
    /// id: ACME_QUEUE_KEY
    /// title: A queue has no key
    /// resources: [AWS::SQS::Queue]
    /// compare: { property: KmsMasterKeyId, matches: '^alias/acme' }
    /// examples:
    ///   - fail: { DelaySeconds: 5 }
    /// ```
    pub struct InvalidRuleRegex {
        code: "RUL006",
        name: "invalid-rule-regex",
        severity: Error,
        since: "0.1",
        phase: RulePolicy,
    }
}

impl Rule for InvalidRuleRegex {
    /// Reading the file reports it.
    fn check(_: &mut Context<'_>) {}
}
