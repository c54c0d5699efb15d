//! The policies of a resource: what becomes of it when it goes, and how it comes and changes.
//! Not a rule.

use formwork_template::{FunctionName, Place, Template, Value};

use crate::Context;
use crate::rule::Rule;

/// Types that can make a snapshot.
/// Source: `DeletionPolicy` in the CloudFormation user guide.
const WITH_SNAPSHOT: &[&str] = &[
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Volume",
    "AWS::ElastiCache::CacheCluster",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
];

/// Reports the policies of resources that are none of `allowed`.
pub(crate) fn check<R: Rule>(cx: &mut Context<'_>, attribute: &str, allowed: &[&str], words: &str) {
    for resource in cx.template().resources() {
        let Some((key, value)) = resource.value().entry(attribute) else { continue };
        let type_name = resource.type_name().map_or("resource", |name| name.text);
        for (place, value) in branches(value, Place::key(key.span)) {
            let fits = match value.text() {
                Some("Snapshot") => WITH_SNAPSHOT.contains(&type_name),
                Some(text) => allowed.contains(&text) || text.contains("{{resolve:"),
                None => value.function().is_some() || value.is_error(),
            };
            if fits {
                continue;
            }
            let message = match value.text() {
                Some(text) => format!("A `{type_name}` has no {words} `{text}`"),
                None => format!("The {words} is not a string"),
            };
            cx.report::<R>(place.span(), message).help(format!("It is one of `{}`", allowed.join("`, `")));
        }
    }
}

/// The values that a policy can have, with their places.
fn branches(value: Value<'_>, place: Place) -> Vec<(Place, Value<'_>)> {
    let mut possible = value.possibilities().into_iter().filter_map(|case| case.value).peekable();
    let single = value.function().is_none();
    std::iter::from_fn(move || possible.next())
        .map(|value| (if single { place } else { place.item(value) }, value))
        .collect()
}

/// Whether `Fn::Select` makes a policy, which CloudFormation reads before it works out functions.
pub(crate) fn selected(template: &Template, policy: Value<'_>) -> bool {
    let function = policy.function().map(|function| function.name);
    function == Some(FunctionName::Select) && !template.has_language_extensions()
}
