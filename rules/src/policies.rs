//! The policies of a resource: what becomes of it when it goes, and how it comes and changes.
//! Not a rule.

use formwork_template::{FunctionName, Place, Resource, Template, Value};

use crate::insertion::{New, add_entries};
use crate::nearest::{is_slip, nearest};
use crate::rule::Rule;
use crate::{Applicability, Context, Fix, words};

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

/// Whether resources of a type can leave a snapshot behind.
pub fn takes_snapshots(type_name: &str) -> bool {
    WITH_SNAPSHOT.contains(&type_name)
}

/// Those of them of which every resource can have one: no copy, no part of a cluster, no cache without a disk.
const ALWAYS_WITH_SNAPSHOT: &[&str] = &[
    "AWS::DocDB::DBCluster",
    "AWS::EC2::Volume",
    "AWS::Neptune::DBCluster",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Redshift::Cluster",
];

/// The policy that keeps the data of a resource: as a snapshot, which costs less, where it can have one.
pub(crate) fn keeping(resource: Resource<'_>) -> &'static str {
    let is_known = resource.type_name().is_some_and(|name| ALWAYS_WITH_SNAPSHOT.contains(&name.text));
    let is_part = ["DBClusterIdentifier", "SourceDBInstanceIdentifier", "ReplicationSourceIdentifier"];
    let is_whole = is_part.iter().all(|property| resource.property(property).is_none());
    if is_known && is_whole { "Snapshot" } else { "Retain" }
}

/// Gives a resource policies that it does not have.
pub(crate) fn addition(resource: Resource<'_>, policies: &[&str], text: &str) -> Option<Fix> {
    if policies.iter().any(|policy| resource.value().get(policy).is_some()) {
        return None;
    }
    let new = || New::Text(text.to_owned());
    let entries: Vec<_> = policies.iter().map(|policy| ((*policy).to_owned(), new())).collect();
    let edit = add_entries(resource.value(), &entries)?;
    let title = format!("Add {} with `{text}`", words::and_quoted(policies));
    Some(Fix::new(title, Applicability::Unsafe, vec![edit]))
}

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
            let found = cx.report::<R>(place.span(), message);
            found.help(format!("It is one of `{}`", allowed.join("`, `")));
            let with_snapshot = WITH_SNAPSHOT.contains(&type_name).then_some("Snapshot");
            let known = allowed.iter().copied().chain(with_snapshot);
            let near = value.text().and_then(|text| nearest(text, known));
            let meant = near.filter(|near| value.text().is_some_and(|text| is_slip(text, near)));
            found.fix = meant.and_then(|meant| Fix::literal(value, meant, Applicability::Unsafe));
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
