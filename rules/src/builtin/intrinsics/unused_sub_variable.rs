use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// The map of an `Fn::Sub` has a variable that its text does not use.
    ///
    /// Usually the text has another name for it, and the value is lost.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub ['logs-${AWS::Region}', { Team: web }]
    /// #                                                ^^^^ The text does not use the variable `Team`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub 'logs-${AWS::Region}'
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub ['logs-${Team}', { Team: web }]
    /// ```
    pub struct UnusedSubVariable {
        code: "W1019",
        name: "unused-sub-variable",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnusedSubVariable {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
