use crate::Context;
use crate::iam::findings::{Finding, report};
use crate::iam::{Policy, PolicyKind, policies};
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;
use crate::words;

rule! {
    /// A policy of a resource is about something that is not an ARN.
    ///
    /// An asterisk does for all resources, but not in the policy of a bucket.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Policy:
    ///     Type: AWS::S3::BucketPolicy
    ///     Properties:
    ///       Bucket: logs
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Principal: "*"
    ///             Action: s3:GetObject
    ///             Resource: "*"
    /// #           ^^^^^^^^ `*` is not an ARN
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Policy:
    ///     Type: AWS::S3::BucketPolicy
    ///     Properties:
    ///       Bucket: logs
    ///       PolicyDocument:
    ///         Version: "2012-10-17"
    ///         Statement:
    ///           - Effect: Allow
    ///             Principal: "*"
    ///             Action: s3:GetObject
    ///             Resource: arn:aws:s3:::logs/*
    /// ```
    pub struct InvalidResourceArn {
        code: "E3514",
        name: "invalid-resource-arn",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidResourceArn {
    fn check(cx: &mut Context<'_>) {
        report::<Self>(cx, faults);
    }
}

fn faults(walk: &Walk<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for policy in policies(walk).iter().filter(|policy| policy.place.kind == PolicyKind::Resource) {
        let takes_all = policy.place.type_name != "AWS::S3::BucketPolicy";
        for site in resources(policy) {
            let fits = |text: &str| (takes_all && text == "*") || is_arn(text);
            let Some(text) = site.string().filter(|text| !fits(text)) else { continue };
            found.push(Finding::at(&site, format!("`{}` is not an ARN", words::shortened(text))));
        }
    }
    found
}

/// What the statements of a policy are about.
fn resources<'w, 't>(policy: &Policy<'w, 't>) -> Vec<Site<'w, 't>> {
    let elements = policy.statements().into_iter().flat_map(|statement| statement.found("Resource"));
    let each = |element: Site<'w, 't>| match element.value {
        Some(value) if value.is_list() => element.found("*"),
        _ => vec![element],
    };
    elements.flat_map(each).collect()
}

/// Whether a text is `arn:aws:service:region`, with or without `:account:resource` behind.
fn is_arn(text: &str) -> bool {
    let mut parts = text.splitn(5, ':');
    let (arn, partition) = (parts.next(), parts.next().unwrap_or_default());
    let (service, region, rest) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let is_aws = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    let is_head = arn == Some("arn") && partition.strip_prefix("aws").is_some_and(is_aws);
    let is_account = |account: &str| {
        matches!(account, "" | "*" | "aws")
            || (account.len() == 12 && account.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_rest = |rest: &str| {
        // Without an account, the resource may have colons of its own.
        let with_account = rest.split_once(':').is_some_and(|(account, resource)| {
            is_account(account) && !resource.is_empty()
        });
        with_account || rest.strip_prefix(':').is_some_and(|resource| !resource.is_empty())
    };
    is_head && !service.is_empty() && region.is_some() && rest.is_none_or(is_rest)
}
