use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Equals` has not the two values it takes.
    ///
    /// It compares two texts, each literal or made by a function that does not depend
    /// on a resource.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [prod]
    /// # ^^^^^^ `Fn::Equals` takes 2 items and has 1
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// ```
    pub struct InvalidEquals {
        code: "E8003",
        name: "invalid-equals",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidEquals {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
