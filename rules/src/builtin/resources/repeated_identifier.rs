use formwork_schemas::{TypeLookup, lookup};
use formwork_template::{Assumption, Place, Resource, Span, Value};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::rule::{Rule, rule};
use crate::{Context, properties, words};

rule! {
    /// Two resources of a type have the same name, or whatever else tells them apart.
    ///
    /// The second can't be made while there is the first. Resources whose conditions exclude one
    /// another are let be, and so is what a service names itself.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: logs
    /// #     ^^^^^^^^^^ `Logs` and `Images` have the same `BucketName`
    ///   Images:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: logs
    /// #     ^^^^^^^^^^ `Images` and `Logs` have the same `BucketName`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: logs
    ///   Images:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: images
    /// ```
    pub struct RepeatedIdentifier {
        code: "E3019",
        name: "repeated-identifier",
        severity: Error,
        since: "0.1",
    }
}

/// Most cases of a resource that are compared; more would come of many `Fn::If` in one identifier.
const MAX_CASES: usize = 64;

/// Most resources of one identifier that each is compared with.
const MAX_COMPARED: usize = 512;

/// What identifies a resource in some case.
struct Identity<'t> {
    resource: Resource<'t>,
    when: Assumption<'t>,
    place: Span,
}

impl Rule for RepeatedIdentifier {
    fn check(cx: &mut Context<'_>) {
        let mut identities: FxHashMap<(&str, String), Vec<Identity<'_>>> = FxHashMap::default();
        let mut order = Vec::new();
        for resource in cx.template().resources().filter(|resource| !resource.0.looped) {
            let Some(type_name) = resource.type_name() else { continue };
            let names = identifiers(cx, type_name.text);
            for (text, identity) in identities_of(resource, &names) {
                let key = (type_name.text, text);
                let known = identities.entry(key.clone()).or_default();
                if known.is_empty() {
                    order.push((key, names.clone()));
                }
                known.push(identity);
            }
        }
        for (key, names) in order {
            repeated(cx, &identities[&key], &names);
        }
    }
}

/// The properties that tell resources of the type apart, where a template sets all of them.
pub(crate) fn identifiers(cx: &Context<'_>, type_name: &str) -> Vec<&'static str> {
    // Its schema says that the service makes up the identifier, and it is the name.
    if type_name == "AWS::CodeBuild::Project" {
        return vec!["Name"];
    }
    let TypeLookup::Known(known) = lookup(type_name) else { return Vec::new() };
    let paths = known.primary_identifier();
    let is_set = |path: &[SmolStr]| path.len() == 1 && !known.read_only_properties().iter().any(|read| **read == *path);
    if !cx.settings().is_somewhere(type_name) || !paths.iter().all(|path| is_set(path)) {
        return Vec::new();
    }
    paths.iter().map(|path| path[0].as_str()).collect()
}

/// The cases of a resource in which all of its identifiers are there.
fn identities_of<'t>(resource: Resource<'t>, names: &[&str]) -> Vec<(String, Identity<'t>)> {
    let Some((key, properties)) = resource.value().entry("Properties").filter(|_| !names.is_empty()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for map in properties::branches(properties, Place::key(key.span), &properties::given(resource)) {
        let Some(value) = map.value.filter(|value| value.is_map()) else { continue };
        let place = match names {
            [only] if !map.is_chosen => value.entry(only).map_or(key.span, |(key, _)| key.span),
            _ => key.span,
        };
        let cases = names.iter().fold(vec![(String::new(), map.when)], |cases, name| {
            cases.iter().flat_map(|case| longer(case, value.get(name))).take(MAX_CASES).collect()
        });
        found.extend(cases.into_iter().map(|(text, when)| (text, Identity { resource, when, place })));
    }
    found
}

/// The case with each value of one more identifier; none where it can't be there.
fn longer<'t>((text, when): &(String, Assumption<'t>), value: Option<Value<'t>>) -> Vec<(String, Assumption<'t>)> {
    let cases = value.map(|value| value.possibilities_when(when)).unwrap_or_default().into_iter();
    let cases = cases.filter_map(|case| Some((case.value.filter(|value| !value.is_null())?, case.when)));
    cases.map(|(value, when)| (format!("{text}{};", value.canonical()), when)).collect()
}

fn repeated(cx: &mut Context<'_>, identities: &[Identity<'_>], names: &[&str]) {
    let names = words::and_quoted(names);
    for identity in identities {
        let id = identity.resource.id();
        let other = identities.iter().take(MAX_COMPARED).find_map(|other| {
            let both = identity.when.and_all(&other.when)?;
            let same = other.resource.id() == id;
            (!same && properties::can_hold(cx.template(), &both)).then_some((other, both))
        });
        if let Some((other, both)) = other {
            let message = format!("`{id}` and `{}` have the same {names}", other.resource.id());
            cx.report::<RepeatedIdentifier>(identity.place, message)
                .related(other.place, "The other")
                .when(both.to_string());
        }
    }
}
