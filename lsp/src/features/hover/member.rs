//! A member of a section: a resource, a parameter, a condition, a mapping, an output.

use std::sync::Arc;

use formwork_rules::Stack;
use formwork_schemas::{regions_of, supports};
use formwork_template::{Member, Resource, Section, Value};

use super::{condition, mapping};
use crate::describe::{self, Markdown};
use crate::snapshot::Snapshot;

/// Most allowed values, and most stacks, that are told.
const MOST: usize = 24;

/// What the member with a name is.
pub(crate) fn member(snapshot: &Snapshot, section: Section, name: &str) -> Option<String> {
    let template = snapshot.template();
    // One that a loop makes is found by the name that it has in the loop.
    let in_loop = || template.members(section).find(|member| member.id.text == name);
    let found = || template.member(section, name).or_else(in_loop);
    match section {
        Section::Resources => Some(resource(snapshot, Resource(found()?))),
        Section::Parameters => Some(parameter(found()?, &snapshot.around.stacks)),
        Section::Conditions => condition::condition(snapshot, name),
        Section::Mappings => mapping::mapping(template, name, &[]),
        Section::Outputs => Some(deployed_output(snapshot, found()?)),
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
    let mut said = Markdown::begun(describe::resource_type(name)?);
    // A type that the data about regions does not know, as a private one, may be anywhere.
    let is_known = !regions_of(name).is_empty();
    let regions = snapshot.settings().regions().iter().filter(|region| is_known && !supports(name, **region));
    let missing: Vec<String> = regions.map(|region| format!("`{}`", region.name())).collect();
    if !missing.is_empty() {
        said.paragraph(format!("Not available in {}", missing.join(", ")));
    }
    Some(said.into_text())
}

fn resource(snapshot: &Snapshot, resource: Resource<'_>) -> String {
    let type_name = resource.type_name().map_or("a resource without a type", |name| name.text);
    let mut said = Markdown::begun(format!("**{}** `{type_name}`", resource.id()));
    if let Some(condition) = resource.condition() {
        let formula = snapshot.template().member(Section::Conditions, condition.text);
        let formula = formula.map(|member| condition::formula(snapshot.template(), member.value));
        let formula = formula.map(|formula| format!(": {}", describe::code(&formula))).unwrap_or_default();
        said.item(format!("Created where `{condition}` holds{formula}"));
    }
    let after: Vec<String> = resource.depends_on().iter().map(|name| format!("`{name}`")).collect();
    if !after.is_empty() {
        said.item(format!("After {}", after.join(", ")));
    }
    for policy in ["DeletionPolicy", "UpdateReplacePolicy"] {
        if let Some(value) = resource.value().get(policy).and_then(Value::text) {
            said.item(format!("`{policy}`: `{value}`"));
        }
    }
    if let Some(about) = resource_type(snapshot, type_name) {
        // The name of the type is told.
        said.paragraph(about.split_once('\n').map_or("", |(_, rest)| rest));
    }
    said.into_text()
}

/// What a parameter is, and what stacks give it.
pub(super) fn parameter(member: Member<'_>, stacks: &[Arc<Stack>]) -> String {
    let text_of = |key: &str| member.value.get(key).and_then(Value::text);
    let mut said = Markdown::begun(format!("**{}** `{}`", member.id, text_of("Type").unwrap_or("String")));
    said.paragraph(text_of("Description").unwrap_or_default());
    if let Some(default) = text_of("Default") {
        said.item(format!("Default {}", describe::code(default)));
    }
    let allowed = member.value.get("AllowedValues").into_iter().flat_map(Value::items);
    let allowed: Vec<&str> = allowed.filter_map(Value::text).collect();
    if !allowed.is_empty() {
        said.item(format!("One of {}", describe::listed(&allowed, MOST)));
    }
    for (key, what) in [
        ("AllowedPattern", "Matches"),
        ("MinLength", "Least length"),
        ("MaxLength", "Greatest length"),
        ("MinValue", "Least value"),
        ("MaxValue", "Greatest value"),
    ] {
        said.items(text_of(key).map(|value| format!("{what} {}", describe::code(value))));
    }
    let is_masked = member.value.get("NoEcho").is_some_and(|masks| masks.boolean() != Some(false));
    if is_masked {
        said.item("Masked wherever the stack is shown");
    }
    said.items(given(stacks, member.id.text, is_masked));
    said.into_text()
}

/// The values that stacks give a parameter; of one that is masked, who gives one.
fn given<'a>(
    stacks: &'a [Arc<Stack>],
    name: &'a str,
    is_masked: bool,
) -> impl Iterator<Item = String> + use<'a> {
    let stacks = stacks.iter().take(MOST);
    stacks.filter_map(move |stack| {
        let value = stack.parameter(name)?;
        let environment = stack.environment.as_ref().map(|name| format!(" ({name})")).unwrap_or_default();
        let value = if is_masked { "A value".to_owned() } else { describe::code(value) };
        Some(format!("{value} in `{}`{environment}", stack.file))
    })
}

/// What an output is, without what it comes to.
pub(super) fn output(member: Member<'_>) -> Markdown {
    let mut said = Markdown::begun(format!("**{}** output", member.id));
    said.paragraph(member.value.get("Description").and_then(Value::text).unwrap_or_default());
    if let Some(condition) = member.value.get("Condition").and_then(Value::text) {
        said.item(format!("There where `{condition}` holds"));
    }
    said
}

fn deployed_output(snapshot: &Snapshot, member: Member<'_>) -> String {
    let mut said = output(member);
    let name = member.value.at(&["Export", "Name"]).map(|name| super::resolved(snapshot, name));
    if let Some(name) = name.as_ref().and_then(|names| names.first()) {
        said.item(format!("Exported as {}", describe::code(&name.text)));
    }
    match member.value.get("Value") {
        Some(value) => super::with_value(snapshot, said.into_text(), value),
        None => said.into_text(),
    }
}
