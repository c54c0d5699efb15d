use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::words;

rule! {
    /// An alias of a distribution is no domain name.
    ///
    /// One asterisk may stand for the first label.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Site:
    ///     Type: AWS::CloudFront::Distribution
    ///     Properties:
    ///       DistributionConfig:
    ///         Enabled: true
    ///         Origins: [{ Id: files, DomainName: files.example.com, S3OriginConfig: {} }]
    ///         DefaultCacheBehavior: { TargetOriginId: files, ViewerProtocolPolicy: https-only }
    ///         Aliases:
    ///           - www.*.example.com
    /// #           ^^^^^^^^^^^^^^^^^ `www.*.example.com` has an asterisk behind the first label
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
    ///         DefaultCacheBehavior: { TargetOriginId: files, ViewerProtocolPolicy: https-only }
    ///         Aliases: ["*.example.com"]
    /// ```
    pub struct InvalidAlias {
        code: "E3013",
        name: "invalid-alias",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidAlias {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for alias in walk.all("AWS::CloudFront::Distribution/DistributionConfig/Aliases/*") {
            let Some(name) = alias.string() else { continue };
            let short = words::shortened(name);
            let is_late = name.contains(".*.").then(|| format!("`{short}` has an asterisk behind the first label"));
            let is_none = (!is_domain(name)).then(|| format!("`{short}` is not a domain name"));
            for message in is_late.into_iter().chain(is_none) {
                cx.report::<Self>(alias.span(), message).when(alias.when.to_string());
            }
        }
    }
}

/// Longest label of a domain name.
const MAX_LABEL: usize = 63;

fn is_domain(name: &str) -> bool {
    let Some((labels, last)) = name.rsplit_once('.') else { return false };
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let is_edge = |byte: u8| is_inner(byte) && byte != b'-';
    let is_label = |label: &str| {
        let bytes = label.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return false };
        let ends = (is_edge(*first) || *first == b'*') && (bytes.len() == 1 || is_edge(*last));
        ends && bytes.len() <= MAX_LABEL && bytes[1..].iter().all(|byte| is_inner(*byte))
    };
    let is_last = is_label(last) && last.len() > 1 && !last.starts_with('*');
    is_last && labels.split('.').all(is_label)
}
