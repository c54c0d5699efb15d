use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Or` has not the conditions it takes.
    ///
    /// It takes 2 to 10 condition functions. A problem inside one of them is found
    /// under this rule as well.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Or [!Equals [!Ref AWS::StackName, prod]]
    /// # ^^^^^^ `Fn::Or` takes 2 to 10 items and has 1
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Or [!Equals [!Ref AWS::StackName, prod], !Equals [!Ref AWS::Region, eu-west-1]]
    /// ```
    pub struct InvalidOr {
        code: "E8006",
        name: "invalid-or",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidOr {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
