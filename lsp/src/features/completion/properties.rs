//! Properties, at any depth below `Properties`, and `Properties` itself with what it has to hold.

use formwork_schemas::Keyword;
use formwork_template::Span;
use smol_str::SmolStr;

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, Trigger, writing};
use crate::cursor::Slot;
use crate::shape::{Form, Shape};
use crate::trail::Step;

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let Slot::Key { .. } = asked.cursor.slot else { return };
    if asked.is_behind_key() {
        behind_the_colon(asked, items);
        return;
    }
    let Some(type_name) = asked.cursor.resource_type() else { return };
    let Some(shape) = Shape::at(&asked.cursor.trail.steps, type_name) else { return };
    let present = asked.cursor.siblings();
    let required = shape.required();
    // Without a letter typed and without being asked, only what has to be there is offered.
    let only_required = asked.trigger != Trigger::Invoked && asked.cursor.typed.is_empty();
    all_required(asked, &shape, &required, &present, items);
    let excluded = excluded(&shape, &present);
    for (name, property) in shape.properties() {
        let is_required = required.contains(&name);
        if present.contains(&name.as_str()) || (only_required && !is_required) {
            continue;
        }
        let rank = match (is_required, property.is_deprecated()) {
            (true, _) => Rank::Required,
            (false, true) => Rank::Last,
            (false, false) if excluded.contains(&name) => Rank::Poor,
            (false, false) => Rank::Usual,
        };
        let kind = if is_required { ItemKind::RequiredProperty } else { ItemKind::Property };
        let item = Item::new(name.clone(), kind, asked.cursor.span)
            .snippet(writing::key(&asked.cursor, &name, property.form()))
            .detail(if is_required { "required" } else { "" })
            .docs(Documentation::Property(property.resource_type.name().into(), property.path))
            .rank(rank);
        items.push(item);
    }
}

/// What `Properties:` has to hold, when it is typed to its colon: Enter takes it, and just begins a line where
/// nothing is required.
fn behind_the_colon(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    let [Step::Key(section), Step::Key(_)] = cursor.trail.steps.as_slice() else { return };
    if section != "Resources" || cursor.typed != "Properties:" {
        return;
    }
    let Some(shape) = cursor.resource_type().and_then(Shape::of_type) else { return };
    let required = shape.required();
    let whole = snippet(asked);
    let (Some(first), Some(text)) = (required.first(), whole.strip_prefix("Properties:")) else { return };
    let (label, detail) = match required.len() {
        1 => (first.as_str(), "required".to_owned()),
        _ => ("Required properties", required.join(", ")),
    };
    let item = Item::new(label, ItemKind::Snippet, Span::at(cursor.offset))
        .snippet(text)
        .detail(detail)
        .rank(Rank::Required);
    items.push(item);
}

/// One choice for everything that has to be there and is not, where that is more than one.
fn all_required(asked: &Asked<'_>, shape: &Shape, required: &[SmolStr], present: &[&str], items: &mut Items) {
    let cursor = &asked.cursor;
    let missing: Vec<&SmolStr> = required.iter().filter(|name| !present.contains(&name.as_str())).collect();
    let is_free = cursor.writing.quote.is_none() && !matches!(cursor.slot, Slot::Key { has_colon: true, .. });
    if missing.len() < 2 || !is_free || !cursor.typed.is_empty() {
        return;
    }
    let form = |name: &SmolStr| shape.step(name).map_or(Form::Scalar, |shape| shape.form());
    let keys: Vec<(&str, Form)> = missing.iter().map(|name| (name.as_str(), form(name))).collect();
    let names: Vec<&str> = missing.iter().map(|name| name.as_str()).collect();
    let item = Item::new("Required properties", ItemKind::Snippet, cursor.span)
        .snippet(writing::entries(cursor, &keys, cursor.writing.column as usize))
        .detail(names.join(", "))
        .rank(Rank::Required);
    items.push(item);
}

/// The properties that those that are there forbid.
fn excluded(shape: &Shape, present: &[&str]) -> Vec<SmolStr> {
    let mut found = Vec::new();
    for keyword in shape.schema.all_keywords() {
        match keyword {
            Keyword::DependentExcluded(rules) => {
                let holding = rules.iter().filter(|(name, _)| present.contains(&name.as_str()));
                found.extend(holding.flat_map(|(_, others)| others.iter().cloned()));
            }
            Keyword::RequiredXor(names) if names.iter().any(|name| present.contains(&name.as_str())) => {
                found.extend(names.iter().cloned());
            }
            _ => {}
        }
    }
    found
}

/// `Properties` of a resource with everything that it has to hold: what its choice inserts.
pub(super) fn snippet(asked: &Asked<'_>) -> String {
    let shape = asked.cursor.resource_type().and_then(Shape::of_type);
    let Some(shape) = shape else { return writing::key(&asked.cursor, "Properties", Form::Map) };
    let required = shape.required();
    let form = |name: &str| shape.step(name).map_or(Form::Scalar, |shape| shape.form());
    let keys: Vec<(&str, Form)> = required.iter().map(|name| (name.as_str(), form(name))).collect();
    writing::map(&asked.cursor, "Properties", &keys)
}
