use crate::{Context, functions};
use crate::rule::{Rule, rule};

rule! {
    /// An `Fn::ForEach` stands without the transform that repeats its body.
    ///
    /// Loops exist only with the transform `AWS::LanguageExtensions`; without it the
    /// loop is taken for a resource with a bad name.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Fn::ForEach::Buckets:
    /// # ^^^^^^^^^^^^^^^^^^^^ `Fn::ForEach` needs the transform `AWS::LanguageExtensions`
    ///     - Name
    ///     - [A, B]
    ///     - Bucket${Name}:
    ///         Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml fixed
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Fn::ForEach::Buckets:
    ///     - Name
    ///     - [A, B]
    ///     - Bucket${Name}:
    ///         Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::LanguageExtensions
    /// Resources:
    ///   Fn::ForEach::Buckets:
    ///     - Name
    ///     - [A, B]
    ///     - Bucket${Name}:
    ///         Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidForEach {
        code: "E1032",
        name: "for-each-without-transform",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidForEach {
    fn check(cx: &mut Context<'_>) {
        functions::report::<Self>(cx);
    }
}
