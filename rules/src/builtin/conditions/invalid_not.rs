use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Not` has not the one condition it takes.
    ///
    /// It takes a list of one condition function. A problem inside it is found under
    /// this rule as well.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsTest: !Not [Prod]
    /// #               ^^^^ This argument of `Fn::Not` is not a boolean
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    ///   IsTest: !Not [!Condition IsProd]
    /// ```
    pub struct InvalidNot {
        code: "E8005",
        name: "invalid-not",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidNot {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
