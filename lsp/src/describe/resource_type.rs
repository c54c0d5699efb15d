//! A resource type and its attributes.

use formwork_schemas::{LifecycleStage, ReplacementStrategy};

use super::markdown::{Markdown, listed};
use super::{constraints, link, property};
use crate::shape::Shape;

/// Most attributes that are listed.
const MOST: usize = 30;

/// Everything that is known of a type.
pub(crate) fn resource_type(name: &str) -> Option<String> {
    let shape = Shape::of_type(name)?;
    let known = shape.resource_type;
    let mut said = Markdown::titled(name);
    said.paragraph(crate::prose::resource_type(name).unwrap_or_default());
    if let Some(lifecycle) = known.lifecycle() {
        let stage = match lifecycle.stage {
            LifecycleStage::Maintenance => "is closed to new customers",
            LifecycleStage::Sunset => "is going to end",
            LifecycleStage::Shutdown => "has ended",
        };
        let date = lifecycle.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
        said.paragraph(format!("The service {stage}{date}."));
    }
    let required = shape.required();
    if !required.is_empty() {
        let signatures =
            required.iter().filter_map(|name| Some(property::signature(&shape.step(name)?, true)));
        said.code("yaml", &signatures.collect::<Vec<_>>().join("\n"));
    }
    let attributes: Vec<_> = known.attributes().map(|attribute| attribute.name.to_string()).collect();
    if !attributes.is_empty() {
        said.paragraph(format!("`Fn::GetAtt`: {}", listed(&attributes, MOST)));
    }
    if known.replacement_strategy() == Some(ReplacementStrategy::DeleteThenCreate) {
        said.paragraph("A replacement deletes the old resource first.");
    }
    said.link("Documentation", link::type_page(name));
    Some(said.into_text())
}

/// An attribute that `Fn::GetAtt` gives.
pub(crate) fn attribute(type_name: &str, name: &str) -> Option<String> {
    let known = formwork_schemas::resource_type(type_name)?;
    let attribute = known.attribute(name)?;
    let types = attribute.schema.map(constraints::types).filter(|types| !types.is_empty());
    let mut said = Markdown::default();
    said.code("yaml", &format!("{name}: {}", types.as_deref().unwrap_or("string")));
    said.paragraph(crate::prose::attribute(type_name, name).unwrap_or_default());
    said.paragraph(format!("Attribute of `{type_name}`."));
    said.items(attribute.schema.map(constraints::constraints).unwrap_or_default());
    said.link("Documentation", link::type_page(type_name));
    Some(said.into_text())
}
