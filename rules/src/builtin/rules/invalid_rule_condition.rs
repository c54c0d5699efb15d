use crate::rule::{Rule, rule};
use crate::{Context, functions};

rule! {
    /// The `RuleCondition` of a rule is not a condition.
    ///
    /// The assertions are looked at where it is true. It is made by a function of conditions or
    /// rules, such as `Fn::Equals`.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Stage: { Type: String }
    /// Rules:
    ///   Stages:
    ///     RuleCondition: !Ref Stage
    /// #   ^^^^^^^^^^^^^ This value is not a boolean
    ///     Assertions: []
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Stage: { Type: String }
    /// Rules:
    ///   Stages:
    ///     RuleCondition: !Equals [!Ref Stage, prod]
    ///     Assertions: []
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidRuleCondition {
        code: "E1702",
        name: "invalid-rule-condition",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidRuleCondition {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
