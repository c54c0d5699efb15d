use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::If` has not the three items it takes, or names no condition.
    ///
    /// It takes the name of a condition of the template, the value where it is true
    /// and the value where it is false; `!Ref AWS::NoValue` stands for no value.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !If [IsProd, logs]
    /// #     ^^^^^^^^^^ `Fn::If` takes 3 items and has 2
    /// ```
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !If [IsPrd, logs, test]
    /// #                      ^^^^^ The template has no condition `IsPrd`
    /// ```
    ///
    /// ```yaml fixed
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !If [IsProd, logs, test]
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !If [IsProd, logs, !Ref AWS::NoValue]
    /// ```
    pub struct InvalidIf {
        code: "E1028",
        name: "invalid-if",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidIf {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
