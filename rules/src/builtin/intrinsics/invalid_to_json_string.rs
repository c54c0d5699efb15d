use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::ToJsonString` stands without its transform, or has not the argument it takes.
    ///
    /// It writes a list or a map as JSON text, and exists only with the transform
    /// `AWS::LanguageExtensions`.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !ToJsonString { a: b }
    /// #     ^^^^^^^^^^ `Fn::ToJsonString` needs the transform `AWS::LanguageExtensions`
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !ToJsonString { a: b }
    /// ```
    pub struct InvalidToJsonString {
        code: "E1031",
        name: "invalid-to-json-string",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidToJsonString {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
