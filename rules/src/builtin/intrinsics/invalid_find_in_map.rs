use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::FindInMap` names a mapping or a key that is not there.
    ///
    /// It takes a mapping, one of its keys and a key below that; `Ref` and
    /// `Fn::FindInMap` may stand in each, and more functions with the transform
    /// `AWS::LanguageExtensions`.
    ///
    /// ```yaml bad
    /// Mappings:
    ///   Names:
    ///     prod: { Logs: prod-logs }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !FindInMap [Names, prod, Log]
    /// #                                          ^^^ `prod` in the mapping `Names` has no key `Log`
    /// ```
    ///
    /// ```yaml fixed
    /// Mappings:
    ///   Names:
    ///     prod: { Logs: prod-logs }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !FindInMap [Names, prod, Logs]
    /// ```
    ///
    /// ```yaml good
    /// Mappings:
    ///   Names:
    ///     prod: { Logs: prod-logs }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: !FindInMap [Names, prod, Logs]
    /// ```
    pub struct InvalidFindInMap {
        code: "E1011",
        name: "invalid-find-in-map",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidFindInMap {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
