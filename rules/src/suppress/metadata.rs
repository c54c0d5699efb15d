//! Suppressions in `Metadata`: ours, and those that people already have for
//! other tools. What another tool reads is taken in that tool's shape alone;
//! anything else in its place is that tool's to complain about.

use std::sync::Arc;

use formwork_template::{Name, Section, Span, Syntax, Template, Value};
use smol_str::SmolStr;

use super::case::unquoted;
use super::list::{Item, List};
use super::{Date, Justification, Malformed, Scope, Spelling, Suppressions};
use crate::guard::EVERY_RULE;
use crate::insertion::{New, add_entries, flow};
use crate::{Edit, removal};

/// Where a tool keeps its list, and how its items are written.
struct Shape {
    keys: &'static [&'static str],
    /// The keys of an item that is a map: the rule and the reason.
    item: Option<(&'static str, &'static str)>,
    spelling: Spelling,
}

const OURS: Shape =
    Shape { keys: &["formwork", "ignore"], item: Some(("rule", "reason")), spelling: Spelling::Metadata };
const CFN_LINT: Shape =
    Shape { keys: &["cfn-lint", "config", "ignore_checks"], item: None, spelling: Spelling::CfnLint };
const GUARD: Shape = Shape { keys: &["guard", "SuppressedRules"], item: None, spelling: Spelling::Guard };
const CFN_NAG: Shape = Shape {
    keys: &["cfn_nag", "rules_to_suppress"],
    item: Some(("id", "reason")),
    spelling: Spelling::CfnNag,
};
const CHECKOV: Shape =
    Shape { keys: &["checkov", "skip"], item: Some(("id", "comment")), spelling: Spelling::Checkov };

const FORM: &str =
    "An item is a rule's code, or a map with `rule` and, as wanted, `reason`, `until` and `owner`";

/// Collects from the template's own `Metadata` and from that of each resource.
pub(super) fn collect(template: &Template, into: &mut Suppressions<'_>) {
    if let Some((_, metadata)) = template.section(Section::Metadata) {
        read((template.root(), metadata), &OURS, Scope::File, into);
        read((template.root(), metadata), &CFN_LINT, Scope::FilePrefix, into);
    }
    for resource in template.resources() {
        let Some(metadata) = resource.metadata() else { continue };
        let scope = into.resource(resource.id().span, resource.value().span());
        for shape in [&OURS, &GUARD, &CFN_LINT, &CFN_NAG, &CHECKOV] {
            read((resource.value(), metadata), shape, scope, into);
        }
        read_over_broad(metadata, scope, into);
    }
}

/// What Guard takes for every rule: its filters ask each item of the list whether it is another
/// rule's name, and neither nothing nor a map is.
fn read_over_broad(metadata: Value<'_>, scope: Scope, into: &mut Suppressions<'_>) {
    let Some(value) = metadata.at(GUARD.keys) else { return };
    let items: Vec<Value<'_>> = if value.is_map() {
        value.entries().map(|(_, item)| item).collect()
    } else if value.is_list() {
        value.items().collect()
    } else {
        vec![value]
    };
    if !items.is_empty() && items.iter().all(|item| item.name().is_some()) {
        return;
    }
    let what = if items.is_empty() { "is empty" } else { "has an item that is no rule's name" };
    into.malformed.push(Malformed {
        span: value.span(),
        message: format!("`SuppressedRules` {what}, and lets the resource go from every Guard rule"),
        help: "List the names of the rules that are meant, as text",
    });
    into.add(SmolStr::new_static(EVERY_RULE), value.span(), scope, Arc::default());
}

/// Reads the list of a tool in the `Metadata` of `owner`.
fn read((owner, metadata): (Value<'_>, Value<'_>), shape: &Shape, scope: Scope, into: &mut Suppressions<'_>) {
    let Some(value) = metadata.at(shape.keys) else { return };
    let whole = whole(owner, shape, value);
    let is_ours = shape.spelling == Spelling::Metadata;
    if !value.is_list() {
        let takes_one = is_ours || shape.keys == GUARD.keys;
        match value.name().filter(|_| takes_one) {
            Some(_) => {
                let item = suppression((value, false), shape, scope, into);
                into.lists.push(List { items: vec![item], whole, spelling: shape.spelling });
            }
            None if is_ours => into.malformed.push(Malformed {
                span: value.span(),
                message: "`Metadata.formwork.ignore` is not a list of rules".to_owned(),
                help: FORM,
            }),
            None => {}
        }
        return;
    }
    let items = value.items().map(|item| suppression((item, true), shape, scope, into)).collect();
    into.lists.push(List { items, whole, spelling: shape.spelling });
}

/// What to take out so that nothing of a list stays: with it go the maps that hold nothing else.
/// None where an anchor or a comment would go as well.
fn whole(owner: Value<'_>, shape: &Shape, list: Value<'_>) -> Option<Span> {
    let tree = owner.tree();
    let (mut from, mut map) = ((owner, "Metadata"), owner.get("Metadata")?);
    for key in shape.keys {
        if map.entries().nth(1).is_some() {
            from = (map, key);
        }
        map = map.get(key)?;
    }
    let inside = owner.span();
    let first = tree.aliases().partition_point(|alias| alias.start < inside.start);
    if tree.aliases().get(first).is_some_and(|alias| alias.start < inside.end) {
        return None;
    }
    let span = removal::entry(from.0, from.1)?.span;
    let has_comment = || {
        let behind = tree.comments().partition_point(|comment| comment.span.start < span.start);
        tree.comments().get(behind).is_some_and(|comment| comment.span.start < span.end)
    };
    let is_clean = span.contains(list.span()) && !tree.source()[span.range()].contains('&') && !has_comment();
    is_clean.then_some(span)
}

/// One item of a list, or what stands in the place of a list, with what it suppresses if it is
/// well formed.
fn suppression(
    (item, is_in_list): (Value<'_>, bool),
    shape: &Shape,
    scope: Scope,
    into: &mut Suppressions<'_>,
) -> Item {
    let read = match item.name() {
        Some(code) => Ok((code, Justification::default())),
        None => mapped(item, shape),
    };
    let suppression = match read {
        Ok((code, mut justification)) => {
            let source = item.tree().source();
            let date = item.get("until").map(|value| unquoted(source, value.span()));
            justification.faults = into.terms.faults(&justification, item.span(), date, |date| {
                (shape.spelling == Spelling::Metadata).then(|| dated(item, is_in_list, date)).flatten()
            });
            Some(into.add(SmolStr::new(code.text), code.span, scope, Arc::new(justification)))
        }
        Err(malformed) => {
            into.malformed.extend(malformed.filter(|_| shape.spelling == Spelling::Metadata));
            None
        }
    };
    Item { span: item.span(), suppression }
}

/// Writes a date into an item of ours.
fn dated(item: Value<'_>, is_in_list: bool, date: Date) -> Option<Edit> {
    let tree = item.tree();
    let until = match tree.syntax() {
        Syntax::Yaml => New::Source(date.to_string()),
        Syntax::Json => New::Text(date.to_string()),
    };
    let until = ("until".to_owned(), until);
    if item.is_map() {
        return add_entries(item, &[until]);
    }
    let rule = ("rule".to_owned(), New::Source(tree.source()[item.span().range()].to_owned()));
    let map = New::Map(vec![rule, until]);
    let new = if is_in_list { map } else { New::List(vec![map]) };
    Some(Edit { span: item.span(), text: flow(&new, tree.syntax()) })
}

/// An item that is a map.
fn mapped<'t>(item: Value<'t>, shape: &Shape) -> Result<(Name<'t>, Justification), Option<Malformed>> {
    let (rule, reason) = shape.item.ok_or(None)?;
    let malformed = |place: Value<'_>, problem: &str| {
        let message = format!("The item suppresses nothing: {problem}");
        Some(Malformed { span: place.span(), message, help: FORM })
    };
    let text = |key: &str| item.get(key).and_then(Value::text).map(SmolStr::new);
    let code = item.get(rule).and_then(Value::name);
    let code = code.ok_or_else(|| malformed(item, "it has no `rule`"))?;
    let until = match item.get("until").filter(|_| shape.spelling == Spelling::Metadata) {
        Some(value) => {
            let date = value.text().unwrap_or_default();
            let problem = || malformed(value, &format!("`{date}` is not a date such as `2027-03-01`"));
            Some(Date::parse(date).ok_or_else(problem)?)
        }
        None => None,
    };
    let owner = text("owner").map(|owner| SmolStr::new(owner.trim_start_matches('@')));
    Ok((code, Justification { reason: text(reason), until, owner, faults: None }))
}
