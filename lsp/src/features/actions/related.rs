//! Resources that go with a resource: the policy of a bucket, the log group of a function. What there is, is a table
//! (`related/table.rs`); here it is offered and written.

pub(super) mod table;

use std::sync::Arc;

use formwork_rules::Edit;
use formwork_rules::editing::{self, New};
use formwork_template::{FunctionName, Resource, ScalarKind, Section, Span, Syntax, Template, Value};

use self::table::{COMPANIONS, Companion, ID, ROLE, SERVICE};
use super::{Action, ActionKind};
use crate::snapshot::Snapshot;

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    // At the logical ID or its type.
    let resource = template.resources().find(|resource| {
        resource.id().span.touches(span.start)
            || resource.type_name().is_some_and(|name| name.span.touches(span.start))
    });
    let Some(resource) = resource.filter(|resource| !resource.0.looped) else { return };
    let Some(type_name) = resource.type_name() else { return };
    for companion in COMPANIONS.iter().filter(|companion| companion.of.contains(&type_name.text)) {
        if let Some(edits) = edits(template, resource, companion) {
            let title = format!("Add {} for `{}`", companion.title, resource.id().text);
            actions.push(Action::new(title, ActionKind::Add, edits));
        }
    }
}

/// None where the companion is there already, or does not go with what the resource is like.
fn edits(template: &Template, resource: Resource<'_>, companion: &Companion) -> Option<Vec<Edit>> {
    let id = resource.id().text;
    let sets = companion.sets.iter().map(|(property, _)| property);
    if sets.chain(companion.unless).any(|property| resource.property(property).is_some()) {
        return None;
    }
    let mut members = Vec::new();
    for (suffix, text) in companion.members {
        let name = format!("{id}{suffix}");
        if template.index().may_define(Section::Resources, &name) {
            return None;
        }
        members.push((name, new(&text.replace(ID, id))));
    }
    if companion.sets.is_empty() && has_companion(template, id, &members) {
        return None;
    }
    let mut edits = vec![editing::add_members(template, Section::Resources, &members)?];
    for (property, text) in companion.sets {
        let value = new(&text.replace(ID, id));
        edits.push(editing::set(resource.value(), &["Properties", property], value)?);
    }
    // Both may be put at the end of the same resource: what is within it comes first.
    edits.rotate_left(1);
    Some(joined(edits))
}

/// Edits at one place as one, in their order.
fn joined(edits: Vec<Edit>) -> Vec<Edit> {
    let mut joined: Vec<Edit> = Vec::new();
    for edit in edits {
        match joined.iter_mut().find(|known| known.span == edit.span && edit.span.is_empty()) {
            Some(known) => known.text.push_str(&edit.text),
            None => joined.push(edit),
        }
    }
    joined
}

/// Whether a resource of the type of the last new one refers to the resource already.
fn has_companion(template: &Template, id: &str, members: &[(String, New)]) -> bool {
    let Some((_, New::Map(entries))) = members.last() else { return false };
    let Some((_, New::Text(type_name))) = entries.first() else { return false };
    let mut references = template.index().references_to(id);
    references.any(|reference| {
        let holder = template.resource(&reference.member).filter(|_| reference.section == Section::Resources);
        holder.is_some_and(|holder| holder.is(type_name))
    })
}

/// A resource of a type with what it cannot do without, for a resource of another type.
pub(super) fn stub(type_name: &str, of: Option<&str>) -> New {
    if type_name == "AWS::IAM::Role" {
        let service = of.and_then(|of| of.split("::").nth(1)).unwrap_or("EC2").to_ascii_lowercase();
        let service = match service.as_str() {
            "ecs" => "ecs-tasks",
            "stepfunctions" => "states",
            "serverless" => "lambda",
            "kinesisfirehose" => "firehose",
            known => known,
        };
        return new(&ROLE.replace(SERVICE, service));
    }
    New::Map(vec![("Type".to_owned(), New::Text(type_name.to_owned()))])
}

/// What a text of YAML is, to be written anew.
fn new(text: &str) -> New {
    let parsed = formwork_template::parse(Arc::from(text), Syntax::Yaml);
    converted(Value::new(&parsed.tree, parsed.tree.root()))
}

fn converted(value: Value<'_>) -> New {
    if let Some(function) = value.function() {
        return match (function.reference(), function.get_att()) {
            (Some(name), _) => New::Ref(name.text.to_owned()),
            (_, Some(target)) if target.attribute.is_some() => New::GetAtt(
                target.resource.text.to_owned(),
                target.attribute.map(|name| name.text.to_owned()).unwrap_or_default(),
            ),
            _ => New::Call(tag(function.name), Box::new(converted(function.argument))),
        };
    }
    if value.is_list() {
        return New::List(value.items().map(converted).collect());
    }
    if value.is_map() {
        let entries = value.entries().map(|(key, value)| (key.text.to_owned(), converted(value)));
        return New::Map(entries.collect());
    }
    let text = value.text().unwrap_or_default().to_owned();
    match value.scalar().map(|scalar| scalar.kind) {
        Some(ScalarKind::Integer(_) | ScalarKind::Float(_) | ScalarKind::Bool(_)) => New::Source(text),
        _ => New::Text(text),
    }
}

fn tag(name: FunctionName) -> String {
    name.tag().to_owned()
}
