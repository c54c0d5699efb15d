use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Split` has not the arguments it takes.
    ///
    /// It takes a literal delimiter and a text, and gives a list: it can't stand where
    /// a single value goes.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Split ['-', a-b]
    /// #     ^^^^^^^^^^ `Fn::Split` does not give a string
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Select [0, !Split ['-', a-b]]
    /// ```
    pub struct InvalidSplit {
        code: "E1018",
        name: "invalid-split",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidSplit {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
