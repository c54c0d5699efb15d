use formwork_template::{Resource, Value};

use crate::{Context, policies};
use crate::rule::{Rule, rule};

rule! {
    /// A resource is kept when it is removed but not when it is replaced, or the other way round.
    ///
    /// `DeletionPolicy` is for a resource that leaves the template, `UpdateReplacePolicy`
    /// for one that an update replaces. What is worth keeping in one case is deleted in
    /// the other. A lone `Delete` is the default and does no harm.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    /// # ^^^^ `Logs` has a `DeletionPolicy` and no `UpdateReplacePolicy`
    ///     Type: AWS::S3::Bucket
    ///     DeletionPolicy: Retain
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DeletionPolicy: Retain
    ///     UpdateReplacePolicy: Retain
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DeletionPolicy: Retain
    ///     UpdateReplacePolicy: Retain
    /// ```
    pub struct OneSidedDeletionPolicy {
        code: "W3011",
        name: "one-sided-deletion-policy",
        severity: Warning,
        since: "0.1",
    }
}

/// Types whose every change makes a new resource beside the old one.
const VERSIONS: &[&str] = &["AWS::Lambda::Version", "AWS::Lambda::LayerVersion"];

impl Rule for OneSidedDeletionPolicy {
    fn check(cx: &mut Context<'_>) {
        const POLICIES: [&str; 2] = ["DeletionPolicy", "UpdateReplacePolicy"];
        for resource in cx.template().resources() {
            if !is_judged(resource) {
                continue;
            }
            let [deletion, replacement] = POLICIES.map(|policy| {
                resource.value().entry(policy).filter(|(_, value)| !value.is_null())
            });
            let ((key, value), missing) = match (deletion, replacement) {
                (Some(only), None) => (only, POLICIES[1]),
                (None, Some(only)) => (only, POLICIES[0]),
                _ => continue,
            };
            if value.text() == Some("Delete") || value.is_error() {
                continue;
            }
            let id = resource.id();
            let found = cx.report::<Self>(id.span, format!("`{id}` has a `{key}` and no `{missing}`"));
            // What only a deletion can be spared is kept in a replacement as well.
            let text = value.text().unwrap_or("Retain");
            let text = if text == "RetainExceptOnCreate" && missing == POLICIES[1] { "Retain" } else { text };
            found.help(format!("Add `{missing}: {text}`"));
            found.related(key.span, "This is for one of two cases");
            found.fix = policies::addition(resource, &[missing], text);
        }
    }
}

fn is_judged(resource: Resource<'_>) -> bool {
    let type_name = resource.value().get("Type").and_then(Value::text);
    !type_name.is_some_and(|name| VERSIONS.contains(&name))
}
