use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// A bucket opens itself with `AccessControl`.
    ///
    /// Access control lists are a relic: new buckets refuse them unless told otherwise.
    /// A bucket policy says the same and more, in one place.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       AccessControl: Private
    /// #     ^^^^^^^^^^^^^ `Logs` has access control lists, which bucket policies replace
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct CannedAccessControl {
        code: "W3045",
        name: "canned-access-control",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for CannedAccessControl {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (bucket, properties) in walk.resources("AWS::S3::Bucket") {
            for control in properties.found("AccessControl") {
                let message = format!("`{}` has access control lists, which bucket policies replace", bucket.id());
                cx.report::<Self>(properties.span_of("AccessControl"), message)
                    .when(control.when.to_string())
                    .help("Use an `AWS::S3::BucketPolicy` instead");
            }
        }
    }
}
