use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::And` has not the conditions it takes.
    ///
    /// It takes 2 to 10 condition functions. A problem inside one of them is found
    /// under this rule as well.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !And [!Equals [!Ref AWS::StackName, prod]]
    /// # ^^^^^^ `Fn::And` takes 2 to 10 items and has 1
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !And [!Equals [!Ref AWS::StackName, prod], !Equals [!Ref AWS::Region, eu-west-1]]
    /// ```
    pub struct InvalidAnd {
        code: "E8004",
        name: "invalid-and",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidAnd {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
