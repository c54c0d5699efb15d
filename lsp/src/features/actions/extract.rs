//! A literal becomes a parameter, at one place or at all.

use formwork_rules::Edit;
use formwork_rules::editing::{self, New};
use formwork_template::{FunctionName, ScalarKind, Section, Span, Template, Value};

use super::{Action, ActionKind};
use crate::shape::{Form, Shape};
use crate::snapshot::Snapshot;
use crate::trail::{self, Part, Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let tree = template.tree();
    let trail = Trail::to(tree, span.start);
    let Some(name) = name(template, &trail) else { return };
    let value = trail.value(tree);
    let Some(definition) = definition(snapshot, &trail, value) else { return };
    let Some(added) = add_parameter(template, &name, definition) else { return };
    let Some(here) = editing::replacement(value, &New::Ref(name.clone())) else { return };
    actions.push(Action::new(
        format!("Extract to parameter `{name}`"),
        ActionKind::Extract,
        vec![added.clone(), here],
    ));
    let alike = alike(template, value);
    if alike.len() > 1 {
        let title = format!("Extract all {} occurrences to parameter `{name}`", alike.len());
        let mut edits = vec![added];
        edits.extend(alike.iter().filter_map(|value| editing::replacement(*value, &New::Ref(name.clone()))));
        actions.push(Action::new(title, ActionKind::Extract, edits));
    }
}

/// A name for the parameter, made of the resource's and the property's, where the place is one of
/// `Properties` or an output's value.
fn name(template: &Template, trail: &Trail) -> Option<String> {
    if trail.part != Part::Value || !is_free(trail) {
        return None;
    }
    let (section, member, depth) = trail::member(&trail.steps)?;
    let last = match (section, &trail.steps[depth..]) {
        ("Resources", [Step::Key(properties), rest @ ..]) if properties == "Properties" => {
            rest.iter().rev().find_map(Step::key)?
        }
        ("Outputs", [Step::Key(key)]) if key == "Value" => "Value",
        _ => return None,
    };
    let plain = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>();
    let base = format!("{}{}", plain(member), plain(last));
    let is_taken = |name: &str| {
        let index = template.index();
        index.definition(Section::Parameters, name).is_some()
            || index.definition(Section::Resources, name).is_some()
    };
    let numbered = (2..).map(|number| format!("{base}{number}"));
    std::iter::once(base.clone()).chain(numbered).find(|name| !is_taken(name))
}

/// Whether a function would take a reference in the place: not where it asks for a name.
fn is_free(trail: &Trail) -> bool {
    match trail.function() {
        None | Some((FunctionName::Base64 | FunctionName::ImportValue, _, _)) => true,
        Some((FunctionName::If, _, below)) => !matches!(below, [] | [Step::Item(0)]),
        Some((FunctionName::Join | FunctionName::Select | FunctionName::Cidr, _, below)) => !below.is_empty(),
        Some(_) => false,
    }
}

/// What the parameter is like: its type by the schema of the place, its default by the literal.
fn definition(snapshot: &Snapshot, trail: &Trail, value: Value<'_>) -> Option<New> {
    let text = value.text()?;
    let type_name = snapshot_type(snapshot, trail);
    let shape = type_name.as_deref().and_then(|name| Shape::at(&trail.steps, name));
    let format =
        shape.as_ref().and_then(|shape| shape.schema.format()).map(|format| format.replace('.', "::"));
    let of_aws = format.filter(|format| formwork_rules::parameter_types::TYPES.contains(&format.as_str()));
    let is_boolean = value.boolean().is_some();
    let is_number = matches!(value.scalar()?.kind, ScalarKind::Integer(_) | ScalarKind::Float(_));
    let kind = match of_aws {
        Some(of_aws) => of_aws,
        None if is_number => "Number".to_owned(),
        None => "String".to_owned(),
    };
    if shape.is_some_and(|shape| shape.form() == Form::List) {
        return None;
    }
    let mut entries = vec![("Type".to_owned(), New::Text(kind))];
    let default = if is_number { New::Source(text.to_owned()) } else { New::Text(text.to_owned()) };
    entries.push(("Default".to_owned(), default));
    if is_boolean {
        let both = ["true", "false"].map(|text| New::Text(text.to_owned()));
        entries.push(("AllowedValues".to_owned(), New::List(both.to_vec())));
    }
    Some(New::Map(entries))
}

fn snapshot_type(snapshot: &Snapshot, trail: &Trail) -> Option<String> {
    let (_, _, depth) = trail::member(&trail.steps)?;
    let holder = trail.value_at(snapshot.template().tree(), depth);
    holder.get("Type")?.text().map(str::to_owned)
}

/// The edit that adds a parameter, and the section where there is none: right before the resources.
pub(super) fn add_parameter(template: &Template, name: &str, definition: New) -> Option<Edit> {
    add_member(template, Section::Parameters, name, definition)
}

/// The edit that adds a member to a section, and the section where there is none.
pub(super) fn add_member(template: &Template, section: Section, name: &str, definition: New) -> Option<Edit> {
    match template.section(section) {
        Some((_, members)) if members.is_map() => {
            editing::add_entries(members, &[(name.to_owned(), definition)])
        }
        Some(_) => None,
        None => {
            let entry = New::Map(vec![(name.to_owned(), definition)]);
            editing::add_entries(template.root(), &[(section.key().to_owned(), entry)])
        }
    }
}

/// The same literals in properties of resources of any type, in the order of the text.
fn alike<'t>(template: &'t Template, value: Value<'t>) -> Vec<Value<'t>> {
    let mut found = Vec::new();
    for resource in template.resources() {
        if let Some(properties) = resource.properties() {
            collect(properties, value, &mut found);
        }
    }
    found
}

fn collect<'t>(at: Value<'t>, like: Value<'t>, found: &mut Vec<Value<'t>>) {
    if at.scalar().is_some() {
        if at.text() == like.text() {
            found.push(at);
        }
        return;
    }
    match at.function() {
        Some(function) if function.name == FunctionName::If => {
            function.argument.items().skip(1).for_each(|branch| collect(branch, like, found));
        }
        Some(function) if function.name == FunctionName::Join => {
            function.argument.items().skip(1).for_each(|branch| collect(branch, like, found));
        }
        Some(_) => {}
        None => {
            at.entries().for_each(|(_, inner)| collect(inner, like, found));
            at.items().for_each(|inner| collect(inner, like, found));
        }
    }
}
