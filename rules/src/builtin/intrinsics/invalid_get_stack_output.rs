use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::GetStackOutput` has not the options it takes.
    ///
    /// It takes a map with `StackName` and `OutputName`, and may have `Region` and
    /// `RoleArn`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !GetStackOutput { StackName: base }
    /// #     ^^^^^^^^^^ `Fn::GetStackOutput` has no `OutputName`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !GetStackOutput { StackName: base, OutputName: Logs }
    /// ```
    pub struct InvalidGetStackOutput {
        code: "E1033",
        name: "invalid-get-stack-output",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidGetStackOutput {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
