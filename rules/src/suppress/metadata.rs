//! Suppressions in `Metadata`: ours, and those that people already have for
//! other tools. What another tool reads is taken in that tool's shape alone;
//! anything else in its place is that tool's to complain about.

use std::sync::Arc;

use formwork_template::{Name, Section, Template, Value};
use smol_str::SmolStr;

use super::list::{Item, List, Spelling};
use crate::guard::EVERY_RULE;

use super::{Date, Justification, Malformed, Scope, Suppressions};

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
    Shape { keys: &["cfn-lint", "config", "ignore_checks"], item: None, spelling: Spelling::Foreign };
const GUARD: Shape = Shape { keys: &["guard", "SuppressedRules"], item: None, spelling: Spelling::Foreign };
const CFN_NAG: Shape = Shape {
    keys: &["cfn_nag", "rules_to_suppress"],
    item: Some(("id", "reason")),
    spelling: Spelling::Foreign,
};
const CHECKOV: Shape =
    Shape { keys: &["checkov", "skip"], item: Some(("id", "comment")), spelling: Spelling::Foreign };

const FORM: &str =
    "An item is a rule's code, or a map with `rule` and, as wanted, `reason`, `until` and `owner`";

/// Collects from the template's own `Metadata` and from that of each resource.
pub(super) fn collect(template: &Template, into: &mut Suppressions) {
    if let Some((_, metadata)) = template.section(Section::Metadata) {
        read(metadata, &OURS, Scope::File, into);
        read(metadata, &CFN_LINT, Scope::FilePrefix, into);
    }
    for resource in template.resources() {
        let Some(metadata) = resource.metadata() else { continue };
        let scope = into.resource(resource.id().span, resource.value().span());
        for shape in [&OURS, &GUARD, &CFN_LINT, &CFN_NAG, &CHECKOV] {
            read(metadata, shape, scope, into);
        }
        read_over_broad(metadata, scope, into);
    }
}

/// What Guard takes for every rule: its filters ask each item of the list whether it is another
/// rule's name, and neither nothing nor a map is.
fn read_over_broad(metadata: Value<'_>, scope: Scope, into: &mut Suppressions) {
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

fn read(metadata: Value<'_>, shape: &Shape, scope: Scope, into: &mut Suppressions) {
    let Some(value) = metadata.at(shape.keys) else { return };
    let is_ours = shape.spelling == Spelling::Metadata;
    if !value.is_list() {
        let takes_one = is_ours || shape.keys == GUARD.keys;
        match value.name().filter(|_| takes_one) {
            Some(_) => {
                let item = suppression(value, shape, scope, into);
                into.lists.push(List { items: vec![item], whole: None, spelling: shape.spelling });
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
    let items = value.items().map(|item| suppression(item, shape, scope, into)).collect();
    into.lists.push(List { items, whole: None, spelling: shape.spelling });
}

/// One item of a list, with what it suppresses if it is well formed.
fn suppression(item: Value<'_>, shape: &Shape, scope: Scope, into: &mut Suppressions) -> Item {
    let read = match item.name() {
        Some(code) => Ok((code, Justification::default())),
        None => mapped(item, shape),
    };
    let suppression = match read {
        Ok((code, justification)) => {
            Some(into.add(SmolStr::new(code.text), code.span, scope, Arc::new(justification)))
        }
        Err(malformed) => {
            into.malformed.extend(malformed.filter(|_| shape.spelling == Spelling::Metadata));
            None
        }
    };
    Item { span: item.span(), suppression }
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
    Ok((code, Justification { reason: text(reason), until, owner }))
}
