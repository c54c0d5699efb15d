//! The report of single lines for templates and Terraform plans: failures by
//! the resources that they are about, in the order of the resources' names.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use formwork_guard::{Step, Value};
use rustc_hash::FxHashSet;

use super::colours::{BOLD, NAME};
use super::failures::{Failures, Manner};
use super::report::{Check, FileReport, Item, RuleItem};
use super::values::Values;
use crate::output::paint;

/// A resource and what failed about it.
#[derive(Debug)]
struct Resource<'a> {
    name: &'a str,
    kind: &'a str,
    cdk_path: Option<&'a str>,
    items: FxHashSet<*const Item<'a>>,
    /// The checks of rules, by the rule's number and their own, in which there is something about it.
    checks: BTreeSet<(usize, usize)>,
    /// Numbers of rules that failed.
    rules: FxHashSet<usize>,
}

type Resources<'a> = BTreeMap<&'a str, Resource<'a>>;

/// Names of the files that a report is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'w> {
    pub(super) rules: &'w str,
    pub(super) data: &'w str,
}

/// The report on a template; none where a failure is about no resource.
pub(super) fn template<'a>(
    names: Names<'_>,
    text: &str,
    root: &Value<'a>,
    report: &FileReport<'a>,
    values: &Values<'a>,
) -> Option<String> {
    let resources = root.as_map()?.get("Resources")?;
    if report.not_compliant.is_empty() {
        return Some(String::new());
    }
    let entries = resources.as_map()?;
    let resources = collect(report, values, "/Resources", |path| {
        let (_, value) = within(path.strip_prefix("/Resources/")?, |name| entries.get(name))?;
        let Step::Key(name) = values.store.place(value.place).step else { return None };
        let map = value.as_map();
        let kind = map.and_then(|map| map.get("Type")).and_then(Value::as_str).unwrap_or_default();
        let metadata = map.and_then(|map| map.get("Metadata")).and_then(Value::as_map);
        let cdk_path = metadata.and_then(|map| map.get("aws:cdk:path")).and_then(Value::as_str);
        Some((name, kind, cdk_path))
    })?;
    let mut out = blocks(names, report, values, Manner::Template(text), &resources);
    let mut homeless = Vec::new();
    for rule in &report.not_compliant {
        explanations(rule, &mut homeless);
    }
    if !homeless.is_empty() {
        out.push_str("Could not be evaluated:\n");
        for (context, message) in homeless {
            let _ = writeln!(out, "  {context}\n    {message}");
        }
    }
    Some(out)
}

/// The report on a plan of Terraform's; none where a failure is about no change.
pub(super) fn plan<'a>(
    names: Names<'_>,
    root: &Value<'a>,
    report: &FileReport<'a>,
    values: &Values<'a>,
) -> Option<String> {
    let changes = root.as_map()?.get("resource_changes")?;
    if report.not_compliant.is_empty() {
        return Some(String::new());
    }
    let resources = collect(report, values, "/resource_changes/", |path| {
        let (number, _) = path.strip_prefix("/resource_changes/")?.split_once("/change/after/")?;
        let change = match changes.data {
            formwork_guard::Data::List(items) => items.get(number.parse::<usize>().ok()?)?,
            _ => changes.as_map()?.get(number)?,
        };
        let (kind, name) = change.as_map()?.get("address")?.as_str()?.split_once('.')?;
        Some((name, kind, None))
    })?;
    Some(blocks(names, report, values, Manner::Plan, &resources))
}

/// The longest beginning of a path that names something, and what it names; the last step is never part of it.
fn within<T>(path: &str, named: impl Fn(&str) -> Option<T>) -> Option<(&str, T)> {
    let mut ends: Vec<usize> = path.match_indices('/').map(|(at, _)| at).collect();
    if ends.is_empty() {
        ends.push(path.len());
    }
    ends.into_iter().rev().find_map(|end| Some((&path[..end], named(&path[..end])?)))
}

/// The resources that failures are about, by what `find` tells of their paths.
fn collect<'a>(
    report: &FileReport<'a>,
    values: &Values<'a>,
    from: &str,
    find: impl Fn(&str) -> Option<(&'a str, &'a str, Option<&'a str>)>,
) -> Option<Resources<'a>> {
    let mut resources = Resources::new();
    for (number, rule) in report.not_compliant.iter().enumerate() {
        let mut leaves = Vec::new();
        for (check, item) in rule.checks.iter().enumerate() {
            let mut below = Vec::new();
            self::leaves(item, &mut below);
            leaves.extend(below.into_iter().map(|(item, value)| (check, item, value)));
        }
        for (check, item, value) in leaves {
            let path = values.path(value);
            if path.as_str() < from {
                continue;
            }
            let (name, kind, cdk_path) = find(&path)?;
            let resource = resources.entry(name).or_insert_with(|| Resource {
                name,
                kind,
                cdk_path,
                items: FxHashSet::default(),
                checks: BTreeSet::new(),
                rules: FxHashSet::default(),
            });
            resource.items.insert(std::ptr::from_ref(item));
            resource.checks.insert((number, check));
            resource.rules.insert(number);
        }
    }
    Some(resources)
}

/// Checks, each with a value that it is about.
fn leaves<'i, 'a>(item: &'i Item<'a>, found: &mut Vec<(&'i Item<'a>, &'a Value<'a>)>) {
    match item {
        Item::Rule(rule) => rule.checks.iter().for_each(|item| leaves(item, found)),
        Item::Any(items) => items.iter().for_each(|item| leaves(item, found)),
        Item::Block(block) => found.extend(block.unresolved.map(|missing| (item, missing.at))),
        Item::Clause(clause) => match &clause.check {
            Check::Context(_) => {}
            Check::UnaryUnresolved(missing, _) | Check::BinaryUnresolved(missing, _) => {
                found.push((item, missing.at));
            }
            Check::Unary(value, _) | Check::In { from: value, .. } => found.push((item, value)),
            Check::Binary { from, to, .. } => found.extend([(item, *from), (item, *to)]),
        },
    }
}

fn blocks<'a>(
    names: Names<'_>,
    report: &FileReport<'a>,
    values: &Values<'a>,
    manner: Manner<'_>,
    resources: &Resources<'a>,
) -> String {
    let mut out = Failures { values, manner, out: String::new() };
    let _ = writeln!(out.out, "Evaluating data {} against rules {}", names.data, names.rules);
    // Blocks of alternatives and of rules that are referred to stand everywhere, empty or not.
    let everywhere = |item: &Item<'a>| matches!(item, Item::Rule(_) | Item::Any(_));
    let everywhere: Vec<Vec<usize>> = report
        .not_compliant
        .iter()
        .map(|rule| (0..rule.checks.len()).filter(|check| everywhere(&rule.checks[*check])).collect())
        .collect();
    let _ = writeln!(out.out, "Number of non-compliant resources {}", paint(BOLD, resources.len()));
    for resource in resources.values() {
        let _ = writeln!(out.out, "Resource = {} {{", paint(NAME, resource.name));
        let _ = writeln!(out.out, "  {:<10}= {}", "Type", resource.kind);
        if let Some(path) = resource.cdk_path.filter(|path| !path.is_empty()) {
            let _ = writeln!(out.out, "  {:<10}= {path}", "CDK-Path");
        }
        for (number, rule) in report.not_compliant.iter().enumerate() {
            if resource.rules.contains(&number) {
                let own = resource.checks.range((number, 0)..(number + 1, 0)).map(|(_, check)| *check);
                let checks: BTreeSet<usize> = everywhere[number].iter().copied().chain(own).collect();
                let concern = |item: &Item<'a>| resource.items.contains(&std::ptr::from_ref(item));
                out.rule(1, rule, checks.into_iter().map(|check| &rule.checks[check]), &concern);
            }
        }
        out.out.push_str("}\n");
    }
    out.out
}

/// What failed without being about any value, with the reason.
fn explanations(rule: &RuleItem<'_>, found: &mut Vec<(String, String)>) {
    if rule.checks.is_empty() {
        found.extend(rule.message.clone().map(|message| (format!("rule {}", rule.name), message)));
    }
    rule.checks.iter().for_each(|item| explanations_of(item, found));
}

fn explanations_of(item: &Item<'_>, found: &mut Vec<(String, String)>) {
    match item {
        Item::Rule(rule) => explanations(rule, found),
        Item::Any(items) => items.iter().for_each(|item| explanations_of(item, found)),
        Item::Block(block) if block.unresolved.is_none() => {
            found.extend(block.messages.error.clone().map(|error| (block.context.clone(), error)));
        }
        Item::Block(_) | Item::Clause(_) => {}
    }
}
