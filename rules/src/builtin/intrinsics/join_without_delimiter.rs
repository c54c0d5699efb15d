use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Join` with an empty delimiter puts together what `Fn::Sub` writes in one text.
    ///
    /// `Fn::Sub` reads as the text it makes. Templates of the CDK are let be.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Join ['', [logs-, !Ref AWS::Region]]
    /// #                        ^^ `Fn::Join` without a delimiter puts together what `Fn::Sub` writes out
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub "logs-${AWS::Region}"
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub 'logs-${AWS::Region}'
    /// ```
    pub struct JoinWithoutDelimiter {
        code: "I1022",
        name: "join-without-delimiter",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for JoinWithoutDelimiter {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
