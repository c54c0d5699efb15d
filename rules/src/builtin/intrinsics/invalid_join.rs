use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Join` has not the arguments it takes.
    ///
    /// It takes a literal delimiter and a list of strings, or a function that gives a
    /// list. A problem inside one of the items is found under this rule as well.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Join ['-', logs]
    /// #                             ^^^^ This argument of `Fn::Join` is not a list
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Join ['-', [!Ref AWS::AccountId, logs]]
    /// ```
    pub struct InvalidJoin {
        code: "E1022",
        name: "invalid-join",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidJoin {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
