use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Sub` has no variables in its text.
    ///
    /// The text alone means the same and is easier to read.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub logs
    /// #     ^^^^^^^^^^ `Fn::Sub` has no variables in its text
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: logs
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub 'logs-${AWS::Region}'
    /// ```
    pub struct UnneededSub {
        code: "W1020",
        name: "unneeded-sub",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnneededSub {
    fn check(cx: &mut Context<'_>) {
        // What is wrong with the text comes first.
        functions::report_where::<Self>(cx, |cx, place| !cx.has_violation("W1031", place));
    }
}
