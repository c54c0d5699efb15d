use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Equals` has the same answer in every deployment.
    ///
    /// It compares two literals, or a value with itself.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [prod, prod]
    /// # ^^^^^^ `Fn::Equals` is always true: both sides are `prod`
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// ```
    pub struct ConstantEquals {
        code: "W8003",
        name: "constant-equals",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for ConstantEquals {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
