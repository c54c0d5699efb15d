use crate::Context;
use crate::policies;
use crate::rule::{Rule, rule};

rule! {
    /// A `DeletionPolicy` is none of those there are.
    ///
    /// It is `Delete`, `Retain` or `RetainExceptOnCreate`, and `Snapshot` for the types
    /// that can make one.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DeletionPolicy: retain
    /// #   ^^^^^^^^^^^^^^ A `AWS::S3::Bucket` has no deletion policy `retain`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DeletionPolicy: Retain
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DeletionPolicy: Retain
    /// ```
    pub struct InvalidDeletionPolicy {
        code: "E3035",
        name: "invalid-deletion-policy",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidDeletionPolicy {
    fn check(cx: &mut Context<'_>) {
        policies::check::<Self>(cx, "DeletionPolicy", &["Delete", "Retain", "RetainExceptOnCreate"], "deletion policy");
    }
}
