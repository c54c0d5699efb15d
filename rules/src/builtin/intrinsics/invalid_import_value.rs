use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::ImportValue` has not the argument it takes.
    ///
    /// It takes the name of an export, or a function that gives a text and does not
    /// depend on a resource.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !ImportValue [logs]
    /// #     ^^^^^^^^^^ This argument of `Fn::ImportValue` is not a string
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !ImportValue logs
    /// ```
    pub struct InvalidImportValue {
        code: "E1016",
        name: "invalid-import-value",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidImportValue {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
