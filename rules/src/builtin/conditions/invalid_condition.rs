use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// A condition is not made by a condition function.
    ///
    /// It takes `Fn::Equals`, `Fn::And`, `Fn::Or`, `Fn::Not`, or `Condition` with the
    /// name of another one.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Ref AWS::StackName
    /// # ^^^^^^ `IsProd` is not made by a condition function
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// ```
    pub struct InvalidCondition {
        code: "E8001",
        name: "invalid-condition",
        severity: Error,
        since: "0.1",
        aliases: ["E8007"],
    }
}

impl Rule for InvalidCondition {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
