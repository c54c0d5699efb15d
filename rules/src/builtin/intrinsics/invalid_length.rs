use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Length` stands without its transform, or has not the argument it takes.
    ///
    /// It counts the items of a list, and exists only with the transform
    /// `AWS::LanguageExtensions`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Length [a, b]
    /// #     ^^^^^^^^^^ `Fn::Length` needs the transform `AWS::LanguageExtensions`
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Length [a, b]
    /// ```
    pub struct InvalidLength {
        code: "E1030",
        name: "invalid-length",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidLength {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
