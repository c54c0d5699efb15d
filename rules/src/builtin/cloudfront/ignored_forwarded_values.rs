use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix, removal};

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
    /// ```yaml fixed
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
                    let message = "CloudFront ignores `ForwardedValues` beside `CachePolicyId`";
                    let found = cx.report::<Self>(span, message).when(ignored.when.to_string());
                    found.help("Remove one of the two");
                    // Only where the policy is there in each case are the values ignored in each.
                    let is_ever = behavior.value.filter(|map| map.get("CachePolicyId").is_some_and(|it| it.scalar().is_some()));
                    let edit = is_ever.and_then(|map| removal::entry(map, "ForwardedValues"));
                    found.fix = Fix::remove("`ForwardedValues`", edit, Applicability::Safe);
                }
            }
        }
    }
}
