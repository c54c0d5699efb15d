use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Sub` has a variable that nothing gives a value.
    ///
    /// A variable is a parameter, a resource, a resource with an attribute, a pseudo
    /// parameter, or a key of the map in the function's list form. `${!Name}` writes
    /// `${Name}` without replacing it.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub '${Taem}-logs'
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
    ///       BucketName: !Sub '${Team}-logs'
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Sub '${AWS::AccountId}-logs'
    /// ```
    pub struct InvalidSub {
        code: "E1019",
        name: "invalid-sub",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidSub {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
