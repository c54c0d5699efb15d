//! A property: its type, what is asked of it, and what a change does.

use super::{constraints, link};
use crate::shape::Shape;

/// One line: `VpcId: string, required`.
pub(crate) fn signature(shape: &Shape, is_required: bool) -> String {
    let name =
        shape.path.iter().rev().find(|segment| *segment != "*").map_or("Properties", |name| name.as_str());
    let types = constraints::types(shape.schema);
    let types = if types.is_empty() { "any".to_owned() } else { types };
    format!("{name}: {types}{}", if is_required { ", required" } else { "" })
}

/// Everything that is known of a property.
pub(crate) fn property(shape: &Shape) -> String {
    let is_required = is_required(shape);
    let mut text = format!("```yaml\n{}\n```\n", signature(shape, is_required));
    if let Some(prose) = crate::prose::property(shape.resource_type.name(), &shape.path) {
        text.push('\n');
        text.push_str(prose.trim());
        text.push('\n');
    }
    let mut facts = constraints::constraints(shape.schema);
    facts.extend(behaviour(shape));
    if !facts.is_empty() {
        text.push('\n');
        for fact in facts {
            text.push_str(&format!("- {fact}\n"));
        }
    }
    let inner = inner_properties(shape);
    if !inner.is_empty() {
        text.push('\n');
        text.push_str(&inner);
    }
    let name = shape.resource_type.name();
    let place = link::property_place(name, &shape.path).or_else(|| link::type_page(name));
    if let Some(place) = place {
        text.push_str(&format!("\n[{name}]({place})\n"));
    }
    text
}

/// The properties of a resource type, the required ones first.
pub(crate) fn properties(shape: &Shape) -> String {
    format!("Properties of **{}**\n\n{}", shape.resource_type.name(), inner_properties(shape))
}

fn is_required(shape: &Shape) -> bool {
    let Some((last, above)) = shape.path.split_last() else { return false };
    let root = Shape::of_type(shape.resource_type.name());
    let above = root.and_then(|root| above.iter().try_fold(root, |shape, segment| shape.step(segment)));
    above.is_some_and(|above| above.required().contains(last))
}

/// What a change does, and who may read and write it.
fn behaviour(shape: &Shape) -> Vec<String> {
    let (known, path) = (shape.resource_type, &shape.path);
    let mut facts = Vec::new();
    if known.is_create_only(path) {
        facts.push("A change **replaces** the resource".to_owned());
    } else if known.is_conditionally_create_only(path) {
        facts.push("A change replaces the resource in some cases".to_owned());
    }
    if known.is_read_only(path) {
        facts.push("Set by the service: only `Fn::GetAtt` reads it".to_owned());
    }
    if known.is_write_only(path) {
        facts.push("Never shown again once it is set".to_owned());
    }
    if known.is_deprecated(path) {
        facts.push("Deprecated".to_owned());
    }
    facts
}

/// The properties of a map or of a list's items, the required ones first, one a line.
fn inner_properties(shape: &Shape) -> String {
    let item = if shape.form() == crate::shape::Form::List { shape.step("*") } else { None };
    let shape = item.as_ref().unwrap_or(shape);
    let required = shape.required();
    let mut properties = shape.properties();
    properties.sort_by_key(|(name, _)| !required.contains(name));
    let lines = properties.iter().map(|(name, inner)| {
        let name_link = match link::property_place(inner.resource_type.name(), &inner.path) {
            Some(place) if inner.path.len() == 1 => format!("[`{name}`]({place})"),
            _ => format!("`{name}`"),
        };
        let types = constraints::types(inner.schema);
        let mark = if required.contains(name) { " **required**" } else { "" };
        format!("- {name_link} {types}{mark}\n")
    });
    lines.collect()
}
