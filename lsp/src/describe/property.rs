//! A property: its type, what is asked of it, and what a change does.

use smol_str::SmolStr;

use super::markdown::Markdown;
use super::{constraints, link};
use crate::shape::{Form, Shape};

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
    let name = shape.resource_type.name();
    let mut said = Markdown::default();
    said.code("yaml", &signature(shape, is_required(shape)));
    said.paragraph(crate::prose::property(name, &shape.path).unwrap_or_default());
    said.items(constraints::constraints(shape.schema));
    said.items(behaviour(shape));
    said.end_list();
    said.items(inner_properties(shape));
    said.link(name, link::property_place(name, &shape.path).or_else(|| link::type_page(name)));
    said.into_text()
}

/// The properties of a resource type, the required ones first.
pub(crate) fn properties(shape: &Shape) -> String {
    let name = shape.resource_type.name();
    let mut said = Markdown::begun(format!("Properties of **{name}**"));
    said.items(inner_properties(shape));
    said.link(name, link::type_page(name));
    said.into_text()
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

/// The properties of a map or of a list's items, the required ones first.
fn inner_properties(shape: &Shape) -> Vec<String> {
    let item = if shape.form() == Form::List { shape.step("*") } else { None };
    let shape = item.as_ref().unwrap_or(shape);
    let required = shape.required();
    let mut properties = shape.properties();
    properties.sort_by_key(|(name, _)| !required.contains(name));
    let line = |(name, inner): &(SmolStr, Shape)| {
        let name_link = match link::property_place(inner.resource_type.name(), &inner.path) {
            Some(place) if inner.path.len() == 1 => format!("[`{name}`]({place})"),
            _ => format!("`{name}`"),
        };
        let types = constraints::types(inner.schema);
        let mark = match (required.contains(name), inner.is_deprecated()) {
            (true, _) => " **required**",
            (false, true) => " deprecated",
            (false, false) => "",
        };
        format!("{name_link} {types}{mark}")
    };
    properties.iter().map(line).collect()
}
