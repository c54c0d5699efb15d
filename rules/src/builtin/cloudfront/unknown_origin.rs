use formwork_template::Value;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;
use crate::words;

rule! {
    /// The default behaviour of a distribution sends requests to an origin that it does not have.
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
    ///           TargetOriginId: file
    /// #         ^^^^^^^^^^^^^^ The distribution has no origin `file`
    ///           ViewerProtocolPolicy: https-only
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
    /// ```
    pub struct UnknownOrigin {
        code: "E3057",
        name: "unknown-origin",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnknownOrigin {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for config in walk.all("AWS::CloudFront::Distribution/DistributionConfig") {
            for target in config.found("DefaultCacheBehavior/TargetOriginId") {
                let Some((name, config)) = target.string().zip(config.given(&target)) else { continue };
                let Some(names) = origins(&config).filter(|names| !names.contains(&name)) else { continue };
                let message = format!("The distribution has no origin `{}`", words::shortened(name));
                let found = cx.report::<Self>(target.span(), message).when(target.when.to_string());
                if !names.is_empty() {
                    found.help(format!("It has {}", words::list(&names)));
                }
            }
        }
    }
}

/// The IDs of the origins and of their groups, where all of them are known.
fn origins<'t>(config: &Site<'_, 't>) -> Option<Vec<&'t str>> {
    let mut names = Vec::new();
    for path in ["Origins", "OriginGroups/Items"] {
        for list in config.at(path) {
            let Some(value) = list.value else {
                // Without the property the schema's rule has the word; without groups there are none.
                if path == "Origins" {
                    return None;
                }
                continue;
            };
            let items = list.at("*");
            let are_known = value.is_list() && items.iter().all(|item| item.value.is_none_or(Value::is_map));
            let ids = items.iter().filter(|item| item.value.is_some()).flat_map(|item| item.at("Id"));
            names.extend(ids.map(|id| id.string()).collect::<Option<Vec<_>>>().filter(|_| are_known)?);
        }
    }
    Some(names)
}
