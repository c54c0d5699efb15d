//! Codes of rules where something is excused: in comments and in metadata.

use formwork_template::{Span, Syntax};

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, writing};
use crate::cursor::Slot;
use crate::fuzzy;
use crate::shape::Form;
use crate::snapshot::Snapshot;
use crate::trail::Step;

/// Most rules that are offered at once.
const MOST: usize = 100;

/// What can be written in a comment; whether the offset is in one.
pub(super) fn in_comment(snapshot: &Snapshot, offset: u32, items: &mut Items) -> bool {
    let document = &snapshot.document;
    if document.syntax() == Syntax::Json {
        return false;
    }
    let line = document.line_at(offset);
    let before = &document.text[line.start as usize..offset as usize];
    let Some(hash) = before.find('#').filter(|at| *at == 0 || before[..*at].ends_with([' ', '\t'])) else {
        return false;
    };
    let said = before[hash..].trim_start_matches('#').trim_start();
    let span = |typed: &str| Span::new(offset - typed.len() as u32, offset);
    if let Some(list) =
        said.strip_prefix("formwork:").and_then(|rest| rest.rsplit_once('[')).map(|(_, list)| list)
        && !list.contains(']')
    {
        let typed = list.rsplit([',', ' ']).next().unwrap_or_default();
        rules(snapshot, offset, typed, span(typed), &str::to_owned, items);
    } else if let Some(rest) =
        said.strip_prefix("formwork:").and_then(|rest| rest.rsplit_once(']')).map(|(_, rest)| rest)
    {
        let typed = rest.trim_start();
        if let Some(day) = snapshot.settings().last_day_of_exceptions() {
            let item = Item::new(format!("until {day} -- "), ItemKind::Value, span(typed));
            items.push(item.detail("the last day that may be"));
        }
        if !rest.contains("--") {
            items.push(
                Item::new("-- ", ItemKind::Value, span(typed)).detail("the reason").snippet("-- ${1:reason}"),
            );
        }
    } else if "formwork:".starts_with(said) || said.starts_with("formwork: i") || said == "formwork: " {
        for (label, text) in [
            ("formwork: ignore", "formwork: ignore[$1] -- ${2:reason}"),
            ("formwork: ignore-file", "formwork: ignore-file[$1] -- ${2:reason}"),
        ] {
            items.push(Item::new(label, ItemKind::Snippet, span(said)).snippet(text));
        }
    }
    true
}

/// What can be written in the metadata by which rules are excused.
pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    let steps = cursor.trail.steps.as_slice();
    let Some(metadata) = steps.iter().position(|step| step.key() == Some("Metadata")) else { return };
    let below = &steps[metadata + 1..];
    let keys: Vec<&str> = below.iter().filter_map(Step::key).collect();
    let is_key = matches!(cursor.slot, Slot::Key { .. });
    let is_codes = matches!(
        keys.as_slice(),
        ["formwork", "ignore"]
            | ["formwork", "ignore", "rule"]
            | ["cfn-lint", "config", "ignore_checks"]
            | ["guard", "SuppressedRules"]
            | ["cfn_nag", "rules_to_suppress", "id"]
            | ["checkov", "skip", "id"]
    );
    let is_value = cursor.wants_value();
    if is_codes && is_value {
        let typed = cursor.typed.clone();
        rules(asked.snapshot, cursor.offset, &typed, cursor.span, &|code| writing::word(cursor, code), items);
    }
    if !is_key {
        return interface(asked, metadata, items);
    }
    let mut offer = |names: &[(&str, Form)]| {
        let present = cursor.siblings();
        for &(name, form) in names.iter().filter(|(name, _)| !present.contains(name)) {
            let item = Item::new(name, ItemKind::Key, cursor.span);
            items.push(item.snippet(writing::key(cursor, name, form)));
        }
    };
    match keys.as_slice() {
        [] if metadata == 0 => offer(&[
            ("AWS::CloudFormation::Interface", Form::Map),
            ("formwork", Form::Map),
            ("cfn-lint", Form::Map),
        ]),
        [] => offer(&[
            ("formwork", Form::Map),
            ("cfn-lint", Form::Map),
            ("guard", Form::Map),
            ("AWS::CloudFormation::Init", Form::Map),
        ]),
        ["formwork"] => offer(&[("ignore", Form::List)]),
        ["formwork", "ignore"] => offer(&[
            ("rule", Form::Scalar),
            ("reason", Form::Scalar),
            ("until", Form::Scalar),
            ("owner", Form::Scalar),
        ]),
        ["cfn-lint"] => offer(&[("config", Form::Map)]),
        ["cfn-lint", "config"] => offer(&[("ignore_checks", Form::List)]),
        ["guard"] => offer(&[("SuppressedRules", Form::List)]),
        ["AWS::CloudFormation::Interface"] => {
            offer(&[("ParameterGroups", Form::List), ("ParameterLabels", Form::Map)]);
        }
        ["AWS::CloudFormation::Interface", "ParameterGroups"] => {
            offer(&[("Label", Form::Map), ("Parameters", Form::List)]);
        }
        ["AWS::CloudFormation::Interface", "ParameterGroups", "Label"]
        | ["AWS::CloudFormation::Interface", "ParameterLabels", _] => offer(&[("default", Form::Scalar)]),
        ["AWS::CloudFormation::Init"] => offer(&[("configSets", Form::Map), ("config", Form::Map)]),
        ["AWS::CloudFormation::Init", _] => offer(&[
            ("packages", Form::Map),
            ("groups", Form::Map),
            ("users", Form::Map),
            ("sources", Form::Map),
            ("files", Form::Map),
            ("commands", Form::Map),
            ("services", Form::Map),
        ]),
        _ => {}
    }
    interface(asked, metadata, items);
}

/// Names of parameters in `AWS::CloudFormation::Interface`.
fn interface(asked: &Asked<'_>, metadata: usize, items: &mut Items) {
    let cursor = &asked.cursor;
    let keys: Vec<&str> = cursor.trail.steps[metadata + 1..].iter().filter_map(Step::key).collect();
    let is_label = keys == ["AWS::CloudFormation::Interface", "ParameterLabels"];
    let is_listed = keys == ["AWS::CloudFormation::Interface", "ParameterGroups", "Parameters"];
    if !is_label && !is_listed {
        return;
    }
    let present = cursor.siblings();
    for parameter in asked.snapshot.template().parameters() {
        let name = parameter.id().text;
        if present.contains(&name) {
            continue;
        }
        let item = Item::new(name, ItemKind::Parameter, cursor.span);
        items.push(if is_label {
            item.snippet(writing::key(cursor, name, Form::Map))
        } else {
            item.text(writing::word(cursor, name))
        });
    }
}

/// Codes: those of what is found near the place first.
fn rules(
    snapshot: &Snapshot,
    offset: u32,
    typed: &str,
    span: Span,
    text: &dyn Fn(&str) -> String,
    items: &mut Items,
) {
    let line = snapshot.document.line_at(offset);
    let next = snapshot.document.line_at((line.end + 1).min(snapshot.text().len() as u32));
    let near: Vec<&str> = snapshot
        .report()
        .diagnostics
        .iter()
        .filter(|it| line.touches(it.span.start) || next.touches(it.span.start))
        .map(|it| it.rule.as_str())
        .collect();
    let own = snapshot.around.rules.iter().copied();
    let (best, is_cut) = fuzzy::best(own.chain(formwork_rules::all()), typed, MOST, |meta| meta.code);
    items.incomplete |= is_cut;
    let found = near
        .iter()
        .filter_map(|code| formwork_rules::find(code))
        .filter(|meta| !best.iter().any(|it| it.code == meta.code));
    for meta in found.chain(best.iter().copied()) {
        let item = Item::new(meta.code, ItemKind::Rule, span)
            .text(text(meta.code))
            .detail(meta.summary())
            .docs(Documentation::Rule(meta.code.into()))
            .rank(if near.contains(&meta.code) { Rank::Best } else { Rank::Usual });
        items.push(item);
    }
}
