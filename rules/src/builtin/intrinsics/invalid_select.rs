use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::Select` has not the arguments it takes.
    ///
    /// It takes the number of an item, counted from 0, and a list or a function that
    /// gives one. A problem inside them is found under this rule as well.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Select ['2', [one, two]]
    /// #                          ^^^ `2` is more than 1
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !Select [1, [one, two]]
    /// ```
    pub struct InvalidSelect {
        code: "E1017",
        name: "invalid-select",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidSelect {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
