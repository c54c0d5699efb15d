//! Values that are among few: of enums, booleans, policies, parameter types, and of parameters themselves.

use formwork_schemas::{Keyword, Literal, Schema, Types};
use formwork_template::{FunctionName, Value};

use super::item::{Item, ItemKind, Rank};
use super::{Asked, Items, writing};
use crate::fuzzy;
use crate::shape::Shape;
use crate::trail::{self, Step};

/// Most values that are offered at once.
const MOST: usize = 200;

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    if !cursor.wants_value() {
        return;
    }
    let steps = cursor.trail.steps.as_slice();
    match steps {
        [Step::Key(section)] if section == "AWSTemplateFormatVersion" => {
            plain(asked, &["2010-09-09"], items);
        }
        [Step::Key(section)] | [Step::Key(section), Step::Item(_)] if section == "Transform" => {
            plain(
                asked,
                &[
                    "AWS::Serverless-2016-10-31",
                    "AWS::LanguageExtensions",
                    "AWS::SecretsManager-2024-09-16",
                    "AWS::CodeDeployBlueGreen",
                ],
                items,
            );
        }
        _ => {}
    }
    let Some((section, _, depth)) = trail::member(steps) else { return };
    match (section, &steps[depth..]) {
        ("Resources", [Step::Key(key)]) if key == "DeletionPolicy" || key == "UpdateReplacePolicy" => {
            policy(asked, key, items);
        }
        ("Resources", [Step::Key(key), ..]) if key == "Properties" => property(asked, items),
        ("Parameters", [Step::Key(key)]) if key == "Type" => {
            let all = formwork_rules::parameter_types::all();
            let (best, is_cut) =
                fuzzy::best(all.iter().map(String::as_str), &cursor.typed, MOST, |name| name);
            items.incomplete |= is_cut;
            plain(asked, &best, items);
        }
        ("Parameters", [Step::Key(key)]) if key == "NoEcho" => plain(asked, &["true", "false"], items),
        ("Parameters", [Step::Key(key)]) if key == "Default" => {
            let holder = cursor.trail.value_at(cursor.template().tree(), depth);
            let allowed = holder.get("AllowedValues").into_iter().flat_map(Value::items);
            let allowed: Vec<&str> = allowed.filter_map(Value::text).collect();
            plain(asked, &allowed, items);
        }
        _ => {}
    }
}

fn plain(asked: &Asked<'_>, values: &[&str], items: &mut Items) {
    for value in values {
        let text = match *value {
            // A date without quotes is one to YAML.
            "2010-09-09" if asked.cursor.writing.quote.is_none() => "\"2010-09-09\"".to_owned(),
            _ => writing::word(&asked.cursor, value),
        };
        items.push(Item::new(*value, ItemKind::Value, asked.cursor.span).text(text));
    }
}

/// `Snapshot` is for types that can have one.
fn policy(asked: &Asked<'_>, key: &str, items: &mut Items) {
    let can_snapshot = asked.cursor.resource_type().is_none_or(formwork_rules::takes_snapshots);
    let mut values = vec!["Delete", "Retain"];
    if key == "DeletionPolicy" {
        values.push("RetainExceptOnCreate");
    }
    if can_snapshot {
        values.push("Snapshot");
    }
    plain(asked, &values, items);
}

/// What the schema of a property allows.
fn property(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    let Some(type_name) = cursor.resource_type() else { return };
    let steps = match cursor.trail.function() {
        // The branches of `Fn::If` are what the place is; any other function has arguments of its own.
        Some((FunctionName::If, _, [Step::Item(1 | 2), ..])) | None => &cursor.trail.steps,
        Some(_) => return,
    };
    let Some(shape) = Shape::at(steps, type_name) else { return };
    let mut default = None;
    let mut values: Vec<(String, bool)> = Vec::new();
    for view in shape.schema.views() {
        for keyword in view.keywords() {
            match keyword {
                Keyword::Enum(literals) | Keyword::EnumCaseInsensitive(literals) => {
                    values.extend(literals.iter().filter_map(written));
                }
                Keyword::Const(literal) => values.extend(written(literal)),
                Keyword::Default(literal) => default = written(literal).map(|(text, _)| text),
                _ => {}
            }
        }
    }
    if is_boolean(shape.schema) && values.is_empty() {
        values.extend([("true".to_owned(), false), ("false".to_owned(), false)]);
    }
    let mut seen: Vec<&str> = Vec::new();
    for (value, is_text) in values.iter().take(MOST) {
        if seen.contains(&value.as_str()) {
            continue;
        }
        seen.push(value);
        let is_default = default.as_deref() == Some(value);
        let text = if *is_text { word(asked, value) } else { value.clone() };
        let item = Item::new(value.as_str(), ItemKind::Value, cursor.span)
            .text(text)
            .detail(if is_default { "default" } else { "" })
            .rank(if is_default { Rank::Best } else { Rank::Usual });
        items.push(item);
    }
    if let Some(default) = default.filter(|default| !seen.contains(&default.as_str())) {
        items.push(
            Item::new(default.as_str(), ItemKind::Value, cursor.span)
                .text(word(asked, &default))
                .detail("default"),
        );
    }
}

/// A text in the quotes that it needs: YAML would take some for something else.
fn word(asked: &Asked<'_>, text: &str) -> String {
    match (asked.cursor.writing.quote, asked.cursor.writing.syntax) {
        (None, syntax) => formwork_rules::editing::quoted(text, syntax),
        _ => writing::word(&asked.cursor, text),
    }
}

fn is_boolean(schema: Schema<'_>) -> bool {
    let types = schema.types();
    types != Types::ALL && types.contains(Types::BOOLEAN)
}

/// A literal as text, and whether it is one.
fn written(literal: &Literal) -> Option<(String, bool)> {
    match literal.as_str() {
        Some(text) => Some((text.to_owned(), true)),
        None => Some((literal.to_string(), false)).filter(|(text, _)| !text.starts_with(['{', '['])),
    }
}
