use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

rule! {
    /// A cache behaviour has `ForwardedValues` beside a cache policy.
    ///
    /// CloudFront ignores them without a word.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Site:
    ///     Type: AWS::CloudFront::Distribution
    ///     Properties:
    ///       DistributionConfig:
    ///         Enabled: true
    ///         Origins: [{ Id: files, DomainName: files.example.com, S3OriginConfig: {} }]
    ///         DefaultCacheBehavior:
    ///           TargetOriginId: files
    ///           ViewerProtocolPolicy: https-only
    ///           CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
    ///           ForwardedValues: { QueryString: true }
    /// #         ^^^^^^^^^^^^^^^ CloudFront ignores `ForwardedValues` beside `CachePolicyId`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Site:
    ///     Type: AWS::CloudFront::Distribution
    ///     Properties:
    ///       DistributionConfig:
    ///         Enabled: true
    ///         Origins: [{ Id: files, DomainName: files.example.com, S3OriginConfig: {} }]
    ///         DefaultCacheBehavior:
    ///           TargetOriginId: files
    ///           ViewerProtocolPolicy: https-only
    ///           CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6
    /// ```
    pub struct IgnoredForwardedValues {
        code: "W3704",
        name: "ignored-forwarded-values",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for IgnoredForwardedValues {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let config = "AWS::CloudFront::Distribution/DistributionConfig";
        for behavior in ["DefaultCacheBehavior", "CacheBehaviors/*"].map(|path| walk.all(&format!("{config}/{path}"))).concat() {
            for policy in behavior.found("CachePolicyId") {
                let values = behavior.given(&policy).map(|behavior| behavior.found("ForwardedValues"));
                for ignored in values.unwrap_or_default() {
                    let span = behavior.span_of("ForwardedValues");
                    cx.report::<Self>(span, "CloudFront ignores `ForwardedValues` beside `CachePolicyId`")
                        .when(ignored.when.to_string())
                        .help("Remove one of the two");
                }
            }
        }
    }
}
