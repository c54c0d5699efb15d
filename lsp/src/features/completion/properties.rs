//! Properties, at any depth below `Properties`, and `Properties` itself with what it has to hold.

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, Trigger, writing};
use crate::cursor::Slot;
use crate::shape::{Form, Shape};

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let Slot::Key { .. } = asked.cursor.slot else { return };
    let Some(type_name) = asked.cursor.resource_type() else { return };
    let Some(shape) = Shape::at(&asked.cursor.trail.steps, type_name) else { return };
    let present = asked.cursor.siblings();
    let required = shape.required();
    // Without a letter typed and without being asked, only what has to be there is offered.
    let only_required = asked.trigger != Trigger::Invoked && asked.cursor.typed.is_empty();
    for (name, property) in shape.properties() {
        let is_required = required.contains(&name);
        if present.contains(&name.as_str()) || (only_required && !is_required) {
            continue;
        }
        let rank = match (is_required, property.is_deprecated()) {
            (true, _) => Rank::Required,
            (false, true) => Rank::Last,
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

/// `Properties` of a resource with everything that it has to hold: what its choice inserts.
pub(super) fn snippet(asked: &Asked<'_>) -> String {
    let shape = asked.cursor.resource_type().and_then(Shape::of_type);
    let Some(shape) = shape else { return writing::key(&asked.cursor, "Properties", Form::Map) };
    let required = shape.required();
    let form = |name: &str| shape.step(name).map_or(Form::Scalar, |shape| shape.form());
    let keys: Vec<(&str, Form)> = required.iter().map(|name| (name.as_str(), form(name))).collect();
    writing::map(&asked.cursor, "Properties", &keys)
}
