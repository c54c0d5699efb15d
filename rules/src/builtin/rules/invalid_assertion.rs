use crate::rule::{Rule, rule};
use crate::{Context, functions};

rule! {
    /// The `Assert` of a rule is not a condition.
    ///
    /// It is made by a function of conditions or rules, such as `Fn::Contains`, which is true or
    /// false before anything is deployed.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Stage: { Type: String }
    /// Rules:
    ///   Stages:
    ///     Assertions:
    ///     - Assert: !Ref Stage
    /// #     ^^^^^^ This value is not a boolean
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
    ///     Assertions:
    ///     - Assert: !Not [!Equals [!Ref Stage, prod]]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidAssertion {
        code: "E1701",
        name: "invalid-assertion",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidAssertion {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
