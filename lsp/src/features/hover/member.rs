//! A member of a section: a resource, a parameter, a condition, a mapping, an output.

use formwork_schemas::{regions_of, supports};
use formwork_template::{Member, Resource, Section, Value};

use super::{condition, mapping};
use crate::describe;
use crate::snapshot::Snapshot;

/// Most allowed values, and most stacks, that are told.
const MOST: usize = 24;

/// What the member with a name is.
pub(crate) fn member(snapshot: &Snapshot, section: Section, name: &str) -> Option<String> {
    let template = snapshot.template();
    match section {
        Section::Resources => Some(resource(snapshot, template.resource(name)?)),
        Section::Parameters => Some(parameter(snapshot, template.parameter(name)?.0)),
        Section::Conditions => condition::condition(snapshot, name),
        Section::Mappings => mapping::mapping(template, name, &[]),
        Section::Outputs => Some(output(snapshot, template.member(section, name)?)),
        _ => None,
    }
}

/// What an attribute of a resource of the template is.
pub(super) fn attribute(snapshot: &Snapshot, id: &str, attribute: &str) -> Option<String> {
    let type_name = snapshot.template().resource(id)?.type_name()?;
    describe::attribute(type_name.text, attribute)
}

/// What a type is, and where it is not to be had.
pub(super) fn resource_type(snapshot: &Snapshot, name: &str) -> Option<String> {
    let mut said = describe::resource_type(name)?;
    // A type that the data about regions does not know, as a private one, may be anywhere.
    let is_known = !regions_of(name).is_empty();
    let regions = snapshot.settings().regions().iter().filter(|region| is_known && !supports(name, **region));
    let missing: Vec<String> = regions.map(|region| format!("`{}`", region.name())).collect();
    if !missing.is_empty() {
        said.push_str(&format!("\nNot available in {}\n", missing.join(", ")));
    }
    Some(said)
}

fn listed(text: &mut String, facts: &[String]) {
    if !facts.is_empty() {
        text.push('\n');
        facts.iter().for_each(|fact| text.push_str(&format!("- {fact}\n")));
    }
}

fn resource(snapshot: &Snapshot, resource: Resource<'_>) -> String {
    let type_name = resource.type_name().map_or("a resource without a type", |name| name.text);
    let mut text = format!("**{}** `{type_name}`\n", resource.id());
    let mut facts = Vec::new();
    if let Some(condition) = resource.condition() {
        let formula = snapshot.template().member(Section::Conditions, condition.text);
        let formula = formula.map(|member| condition::formula(snapshot.template(), member.value));
        let formula = formula.map(|formula| format!(": {}", describe::code(&formula))).unwrap_or_default();
        facts.push(format!("Created where `{condition}` holds{formula}"));
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
    listed(&mut text, &facts);
    if let Some(about) = resource_type(snapshot, type_name) {
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
        facts.push(format!("Default {}", describe::code(default)));
    }
    let allowed = member.value.get("AllowedValues").into_iter().flat_map(Value::items);
    let allowed: Vec<String> = allowed.filter_map(Value::text).map(describe::code).collect();
    if !allowed.is_empty() {
        let more = allowed.len().saturating_sub(MOST);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        facts.push(format!("One of {}{rest}", allowed[..allowed.len() - more].join(", ")));
    }
    for (key, what) in [
        ("AllowedPattern", "Matches"),
        ("MinLength", "Least length"),
        ("MaxLength", "Greatest length"),
        ("MinValue", "Least value"),
        ("MaxValue", "Greatest value"),
    ] {
        facts.extend(text_of(key).map(|value| format!("{what} {}", describe::code(value))));
    }
    let is_masked = member.value.get("NoEcho").is_some_and(|masks| masks.boolean() != Some(false));
    if is_masked {
        facts.push("Masked wherever the stack is shown".to_owned());
    }
    facts.extend(given(snapshot, member.id.text, is_masked));
    listed(&mut text, &facts);
    text
}

/// The values that stacks give a parameter; of one that is masked, who gives one.
fn given<'a>(snapshot: &'a Snapshot, name: &'a str, is_masked: bool) -> impl Iterator<Item = String> + 'a {
    let stacks = snapshot.around.stacks.iter().take(MOST);
    stacks.filter_map(move |stack| {
        let value = stack.parameter(name)?;
        let environment = stack.environment.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        let value = if is_masked { "A value".to_owned() } else { describe::code(value) };
        Some(format!("{value} in `{}`{environment}", stack.file))
    })
}

fn output(snapshot: &Snapshot, member: Member<'_>) -> String {
    let mut text = format!("**{}** output\n", member.id);
    if let Some(description) = member.value.get("Description").and_then(Value::text) {
        text.push_str(&format!("\n{description}\n"));
    }
    let mut facts = Vec::new();
    if let Some(condition) = member.value.get("Condition").and_then(Value::text) {
        facts.push(format!("There where `{condition}` holds"));
    }
    let name = member.value.at(&["Export", "Name"]).map(|name| super::resolved(snapshot, name));
    if let Some(name) = name.as_ref().and_then(|names| names.first()) {
        facts.push(format!("Exported as {}", describe::code(&name.text)));
    }
    listed(&mut text, &facts);
    match member.value.get("Value") {
        Some(value) => super::with_value(snapshot, text, value),
        None => text,
    }
}
