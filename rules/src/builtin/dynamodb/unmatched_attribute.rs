use formwork_template::Value;
use std::collections::BTreeSet;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;
use crate::words;

rule! {
    /// The attributes that a table defines are not those of its keys.
    ///
    /// DynamoDB takes the definition of every attribute in a key, and of no other.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    /// #   ^^^^^^^^^^ `day` is defined, and in no key
    ///       BillingMode: PAY_PER_REQUEST
    ///       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }, { AttributeName: day, AttributeType: S }]
    ///       KeySchema: [{ AttributeName: id, KeyType: HASH }]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::DynamoDB::Table
    ///     Properties:
    ///       BillingMode: PAY_PER_REQUEST
    ///       AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
    ///       KeySchema: [{ AttributeName: id, KeyType: HASH }]
    /// ```
    pub struct UnmatchedAttribute {
        code: "E3039",
        name: "unmatched-attribute",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnmatchedAttribute {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, properties) in walk.resources("AWS::DynamoDB::Table") {
            let Some(defined) = names(&properties, &["AttributeDefinitions"]) else { continue };
            let Some(keys) = names(&properties, KEYS) else { continue };
            for case in cases(&properties, &[&defined, &keys]) {
                let in_case = |names: &[Name<'_, '_>]| -> BTreeSet<String> {
                    let names = names.iter().filter(|(_, site)| site.stands_with(&case));
                    names.map(|(name, _)| (*name).to_owned()).collect()
                };
                let (defined, keys) = (in_case(&defined), in_case(&keys));
                let (extra, missing): (Vec<_>, Vec<_>) =
                    (defined.difference(&keys).collect(), keys.difference(&defined).collect());
                let message = match (extra.as_slice(), missing.as_slice()) {
                    ([], []) => continue,
                    ([], missing) => format!("{} in a key, and not defined", listed(missing)),
                    (extra, []) => format!("{} defined, and in no key", listed(extra)),
                    (extra, missing) => {
                        format!("{} defined, and in no key; {} in a key, and not defined", listed(extra), listed(missing))
                    }
                };
                cx.report::<Self>(properties.span(), message).when(case.when.to_string());
                break;
            }
        }
    }
}

/// Where a table's keys are.
const KEYS: &[&str] =
    &["KeySchema", "GlobalSecondaryIndexes/*/KeySchema", "LocalSecondaryIndexes/*/KeySchema"];

/// Conditions that are played out together.
const MAX_CONDITIONS: usize = 6;

/// The name of an attribute, and the case in which it is there.
type Name<'w, 't> = (&'t str, Site<'w, 't>);

/// The names in lists of attributes; `None` where some are not known.
fn names<'w, 't>(properties: &Site<'w, 't>, paths: &[&str]) -> Option<Vec<Name<'w, 't>>> {
    let mut names = Vec::new();
    for path in paths {
        // A function on the way hides what is below.
        let mut above = vec![properties.clone()];
        for step in path.split('/').chain(["*", "AttributeName"]) {
            above = above.iter().flat_map(|site| site.found(step)).collect();
            let is_made = |site: &Site<'_, '_>| site.value.is_some_and(|value: Value<'_>| value.function().is_some());
            if above.iter().any(is_made) {
                return None;
            }
        }
        for site in above {
            names.push((site.string()?, site));
        }
    }
    Some(names)
}

/// The cases that the conditions on which the names depend make.
fn cases<'w, 't>(properties: &Site<'w, 't>, names: &[&[Name<'w, 't>]]) -> Vec<Site<'w, 't>> {
    let literals = names.iter().flat_map(|names| names.iter()).flat_map(|(_, site)| site.when.literals());
    let own = properties.when.literals();
    let mut conditions: Vec<&'t str> = Vec::new();
    for (name, _) in literals.filter(|literal| !own.contains(literal)) {
        if !conditions.contains(name) {
            conditions.push(*name);
        }
    }
    if conditions.len() > MAX_CONDITIONS {
        return Vec::new();
    }
    let mut cases = vec![properties.clone()];
    for condition in conditions {
        let both = |case: &Site<'w, 't>| [true, false].map(|holds| case.assuming(condition, holds));
        cases = cases.iter().flat_map(both).flatten().collect();
    }
    cases
}

fn listed(names: &[&String]) -> String {
    format!("{} {}", words::and_quoted(names), if names.len() == 1 { "is" } else { "are" })
}
