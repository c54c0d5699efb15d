use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::GetAtt` names a resource or an attribute that is not there.
    ///
    /// It takes a logical ID of the template and an attribute that the resource's type
    /// returns; most types return only some of their properties.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Copy:
    ///     Type: AWS::SSM::Parameter
    ///     Properties:
    ///       Type: String
    ///       Value: !GetAtt Logs.Arm
    /// #     ^^^^^ `AWS::S3::Bucket` has no attribute `Arm`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Copy:
    ///     Type: AWS::SSM::Parameter
    ///     Properties:
    ///       Type: String
    ///       Value: !GetAtt Logs.Arn
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///   Copy:
    ///     Type: AWS::SSM::Parameter
    ///     Properties:
    ///       Type: String
    ///       Value: !GetAtt Logs.Arn
    /// ```
    pub struct InvalidGetAtt {
        code: "E1010",
        name: "invalid-get-att",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidGetAtt {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
