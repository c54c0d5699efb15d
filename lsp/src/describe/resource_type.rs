//! A resource type and its attributes.

use formwork_schemas::{LifecycleStage, ReplacementStrategy};

use super::{constraints, link, property};
use crate::shape::Shape;

/// Everything that is known of a type.
pub(crate) fn resource_type(name: &str) -> Option<String> {
    let shape = Shape::of_type(name)?;
    let known = shape.resource_type;
    let mut text = format!("**{name}**\n");
    if let Some(prose) = crate::prose::resource_type(name) {
        text.push_str(&format!("\n{}\n", prose.trim()));
    }
    if let Some(lifecycle) = known.lifecycle() {
        let stage = match lifecycle.stage {
            LifecycleStage::Maintenance => "is closed to new customers",
            LifecycleStage::Sunset => "is going to end",
            LifecycleStage::Shutdown => "has ended",
        };
        let date = lifecycle.date.as_ref().map(|date| format!(" ({date})")).unwrap_or_default();
        text.push_str(&format!("\nThe service {stage}{date}.\n"));
    }
    let required = shape.required();
    if !required.is_empty() {
        let signatures =
            required.iter().filter_map(|name| Some(property::signature(&shape.step(name)?, true)));
        let signatures: Vec<String> = signatures.collect();
        text.push_str(&format!("\n```yaml\n{}\n```\n", signatures.join("\n")));
    }
    let attributes: Vec<String> =
        known.attributes().map(|attribute| format!("`{}`", attribute.name)).take(30).collect();
    if !attributes.is_empty() {
        text.push_str(&format!("\n`Fn::GetAtt`: {}\n", attributes.join(", ")));
    }
    if known.replacement_strategy() == Some(ReplacementStrategy::DeleteThenCreate) {
        text.push_str("\nA replacement deletes the old resource first.\n");
    }
    if let Some(page) = link::type_page(name) {
        text.push_str(&format!("\n[Documentation]({page})\n"));
    }
    Some(text)
}

/// An attribute that `Fn::GetAtt` gives.
pub(crate) fn attribute(type_name: &str, name: &str) -> Option<String> {
    let known = formwork_schemas::resource_type(type_name)?;
    let attribute = known.attribute(name)?;
    let types = attribute.schema.map(constraints::types).filter(|types| !types.is_empty());
    let mut text = format!("```yaml\n{name}: {}\n```\n", types.unwrap_or_else(|| "string".to_owned()));
    if let Some(prose) = crate::prose::attribute(type_name, name) {
        text.push_str(&format!("\n{}\n", prose.trim()));
    }
    text.push_str(&format!("\nAttribute of `{type_name}`.\n"));
    if let Some(schema) = attribute.schema {
        for fact in constraints::constraints(schema) {
            text.push_str(&format!("- {fact}\n"));
        }
    }
    if let Some(page) = link::type_page(type_name) {
        text.push_str(&format!("\n[Documentation]({page})\n"));
    }
    Some(text)
}
