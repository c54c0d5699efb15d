use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// A `Ref` names nothing that the template has.
    ///
    /// It takes the name of a parameter, a resource or a pseudo parameter as it is
    /// written; CloudFormation refuses the template for any other name. A list where a
    /// single value goes, and a single value where a list goes, are refused as well.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Ref Taem
    /// #     ^^^^^^^^^^ The template has no parameter or resource `Taem`
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Ref Team
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Ref Team
    /// ```
    pub struct MissingReferent {
        code: "E1020",
        name: "missing-referent",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingReferent {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
