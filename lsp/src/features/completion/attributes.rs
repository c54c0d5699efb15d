//! The attributes of a resource, beside its properties.

use super::item::{Item, ItemKind};
use super::{Asked, Items, properties, writing};
use crate::cursor::Slot;
use crate::shape::Form;
use crate::trail;

/// Attributes and how their values are written. Source: resource attribute reference of the CloudFormation user guide.
const ATTRIBUTES: &[(&str, Form)] = &[
    ("Type", Form::Scalar),
    ("Properties", Form::Map),
    ("Condition", Form::Scalar),
    ("DependsOn", Form::Scalar),
    ("DeletionPolicy", Form::Scalar),
    ("UpdateReplacePolicy", Form::Scalar),
    ("CreationPolicy", Form::Map),
    ("UpdatePolicy", Form::Map),
    ("Metadata", Form::Map),
];

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    let Slot::Key { .. } = cursor.slot else { return };
    let steps = &cursor.trail.steps;
    let Some(("Resources", _, depth)) = trail::member(steps) else { return };
    if steps.len() != depth {
        return;
    }
    let present = cursor.siblings();
    for &(name, form) in ATTRIBUTES.iter().filter(|(name, _)| !present.contains(name)) {
        let text = match name {
            "Properties" => properties::snippet(asked),
            _ => writing::key(cursor, name, form),
        };
        items.push(Item::new(name, ItemKind::Key, cursor.span).snippet(text));
    }
}
