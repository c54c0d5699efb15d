use crate::Context;
use crate::policies;
use crate::rule::{Rule, rule};

rule! {
    /// An `UpdateReplacePolicy` is none of those there are.
    ///
    /// It is `Delete` or `Retain`, and `Snapshot` for the types that can make one.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     UpdateReplacePolicy: Retained
    /// #   ^^^^^^^^^^^^^^^^^^^ A `AWS::S3::Bucket` has no update replace policy `Retained`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     UpdateReplacePolicy: Retain
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     UpdateReplacePolicy: Retain
    /// ```
    pub struct InvalidUpdateReplacePolicy {
        code: "E3036",
        name: "invalid-update-replace-policy",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidUpdateReplacePolicy {
    fn check(cx: &mut Context<'_>) {
        policies::check::<Self>(cx, "UpdateReplacePolicy", &["Delete", "Retain"], "update replace policy");
    }
}
