//! A member of a section: a resource, a parameter, a condition, a mapping, an output.

use formwork_template::{Member, Resource, Section, Value};

use super::{condition, mapping, of};
use crate::describe;
use crate::snapshot::Snapshot;

/// What the member with a name is.
pub(crate) fn member(snapshot: &Snapshot, section: Section, name: &str) -> Option<String> {
    let template = of(snapshot);
    let found = template.members(section).find(|member| member.id.text == name)?;
    match section {
        Section::Resources => Some(resource(Resource(found))),
        Section::Parameters => Some(parameter(snapshot, found)),
        Section::Conditions => condition::condition(template, name),
        Section::Mappings => mapping::mapping(template, name, None),
        Section::Outputs => Some(output(found)),
        _ => None,
    }
}

fn resource(resource: Resource<'_>) -> String {
    let type_name = resource.type_name().map_or("a resource without a type", |name| name.text);
    let mut text = format!("**{}** `{type_name}`\n", resource.id());
    let mut facts = Vec::new();
    if let Some(condition) = resource.condition() {
        facts.push(format!("Created where `{condition}` holds"));
    }
    let after: Vec<String> = resource.depends_on().iter().map(|name| format!("`{name}`")).collect();
    if !after.is_empty() {
        facts.push(format!("After {}", after.join(", ")));
    }
    for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
        if let Some(value) = resource.value().get(policy).and_then(Value::text) {
            facts.push(format!("`{policy}`: `{value}`"));
        }
    }
    if !facts.is_empty() {
        text.push('\n');
        facts.iter().for_each(|fact| text.push_str(&format!("- {fact}\n")));
    }
    if let Some(about) = describe::resource_type(type_name) {
        let about = about.split_once('\n').map_or("", |(_, rest)| rest);
        text.push_str(about);
    }
    text
}

fn parameter(snapshot: &Snapshot, member: Member<'_>) -> String {
    let text_of = |key: &str| member.value.get(key).and_then(Value::text);
    let mut text = format!("**{}** `{}`\n", member.id, text_of("Type").unwrap_or("String"));
    if let Some(description) = text_of("Description") {
        text.push_str(&format!("\n{description}\n"));
    }
    let mut facts = Vec::new();
    if let Some(default) = text_of("Default") {
        facts.push(format!("Default `{default}`"));
    }
    let allowed = member.value.get("AllowedValues").into_iter().flat_map(Value::items);
    let allowed: Vec<String> = allowed.filter_map(Value::text).map(|value| format!("`{value}`")).collect();
    if !allowed.is_empty() {
        facts.push(format!("One of {}", allowed.join(", ")));
    }
    for (key, what) in [
        ("AllowedPattern", "Matches"),
        ("MinLength", "Least length"),
        ("MaxLength", "Greatest length"),
        ("MinValue", "Least value"),
        ("MaxValue", "Greatest value"),
    ] {
        facts.extend(text_of(key).map(|value| format!("{what} `{value}`")));
    }
    if member.value.get("NoEcho").and_then(Value::boolean) == Some(true) {
        facts.push("Masked".to_owned());
    }
    for stack in &snapshot.around.stacks {
        let Some(value) = stack.parameter(member.id.text) else { continue };
        let environment = stack.environment.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        facts.push(format!("`{value}` in `{}`{environment}", stack.file));
    }
    if !facts.is_empty() {
        text.push('\n');
        facts.iter().for_each(|fact| text.push_str(&format!("- {fact}\n")));
    }
    text
}

fn output(member: Member<'_>) -> String {
    let mut text = format!("**{}** output\n", member.id);
    if let Some(description) = member.value.get("Description").and_then(Value::text) {
        text.push_str(&format!("\n{description}\n"));
    }
    if let Some(name) = member.value.at(&["Export", "Name"]).and_then(Value::text) {
        text.push_str(&format!("\nExported as `{name}`\n"));
    }
    text
}
