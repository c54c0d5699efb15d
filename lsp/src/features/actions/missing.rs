//! What a reference asks for and is not there: a parameter, a condition, a mapping, a resource.

use formwork_rules::editing::{self, New};
use formwork_schemas::Keyword;
use formwork_template::{Function, FunctionName, Reference, ReferenceKind, Section, Span, Template, Value};

use super::extract::of_format;
use super::related;
use super::{Action, ActionKind};
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::{self, Step, Trail};

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let index = template.index();
    let Some(reference) = index.references().iter().find(|it| it.span.touches(span.start)) else { return };
    let name = reference.name.as_str();
    let is_name = !name.is_empty() && name.chars().all(|char| char.is_ascii_alphanumeric());
    let is_there = |section: Section| index.may_define(section, name);
    if !is_name {
        return;
    }
    let mut add = |what: &str, section: Section, definition: New, stops: &[&str]| {
        let members = [(name.to_owned(), definition)];
        if let Some(edit) = editing::add_members(template, section, &members) {
            let mut action = Action::new(format!("Add {what} `{name}`"), ActionKind::QuickFix, vec![edit]);
            action.stops = stops.iter().map(|stop| (*stop).to_owned()).collect();
            actions.push(action);
        }
    };
    match reference.kind {
        ReferenceKind::If | ReferenceKind::Condition if !is_there(Section::Conditions) => {
            let sides = vec![New::Ref("AWS::Region".to_owned()), New::Text("us-east-1".to_owned())];
            let equals = New::Call("Equals".to_owned(), Box::new(New::List(sides)));
            add("condition", Section::Conditions, equals, &["us-east-1"]);
        }
        ReferenceKind::FindInMap if !is_there(Section::Mappings) => {
            let [top, second] = keys(template, reference).map(|key| key.unwrap_or_else(|| "key".to_owned()));
            let row = New::Map(vec![(second, New::Text("value".to_owned()))]);
            add("mapping", Section::Mappings, New::Map(vec![(top, row)]), &["value"]);
        }
        kind if kind.is_to_resource() && !is_there(Section::Resources) && !is_there(Section::Parameters) => {
            let trail = Trail::to(template.tree(), reference.span.start);
            let shape = wanted(template, &trail);
            if kind.is_to_parameter() {
                let of_aws = shape.as_ref().and_then(|shape| of_format(shape, false));
                let kind = of_aws.unwrap_or_else(|| "String".to_owned());
                let definition = New::Map(vec![("Type".to_owned(), New::Text(kind))]);
                add("parameter", Section::Parameters, definition, &[]);
            }
            if let Some(type_name) = shape.and_then(|shape| wanted_type(&shape)) {
                let service = template.member(reference.section, &reference.member);
                let of = service.and_then(|member| member.value.get("Type")?.text());
                add("resource", Section::Resources, related::stub(&type_name, of), &[]);
            }
        }
        _ => {}
    }
}

/// The keys that `Fn::FindInMap` looks up: as they are written, or such as the pseudo parameters there have.
fn keys(template: &Template, reference: &Reference) -> [Option<String>; 2] {
    let lookup = Value::new(template.tree(), reference.node).function().and_then(Function::find_in_map);
    let key = |value: Value<'_>| match value.function().and_then(Function::reference) {
        Some(name) if name.text == "AWS::Region" => Some("us-east-1".to_owned()),
        Some(name) if name.text == "AWS::AccountId" => Some("123456789012".to_owned()),
        Some(name) => template.parameter(name.text)?.default()?.text().map(str::to_owned),
        None => value.text().map(str::to_owned),
    };
    lookup.map_or([None, None], |lookup| [key(lookup.top), key(lookup.second)])
}

/// What is expected where a reference is the value, or a part of it.
fn wanted(template: &Template, trail: &Trail) -> Option<Shape> {
    let (_, _, depth) = trail::member(&trail.steps)?;
    let is_call = |step: &Step| matches!(step, Step::Argument(name) if !matches!(name, FunctionName::If));
    let at = trail.steps.iter().position(is_call)?;
    let holder = trail.value_at(template.tree(), depth);
    Shape::at(&trail.steps[..at], holder.get("Type")?.text()?)
}

/// Types by how the names of properties end that take one of their resources, where schemas do not say.
const BY_NAME: &[(&str, &str)] = &[
    ("Role", "AWS::IAM::Role"),
    ("RoleArn", "AWS::IAM::Role"),
    ("RoleARN", "AWS::IAM::Role"),
    ("KmsKeyId", "AWS::KMS::Key"),
    ("KmsKeyArn", "AWS::KMS::Key"),
    ("KMSKeyId", "AWS::KMS::Key"),
    ("KmsMasterKeyId", "AWS::KMS::Key"),
    ("LogGroupName", "AWS::Logs::LogGroup"),
    ("TopicArn", "AWS::SNS::Topic"),
    ("deadLetterTargetArn", "AWS::SQS::Queue"),
];

/// The type of the resource that a value comes from, where its schema or its name says so.
fn wanted_type(shape: &Shape) -> Option<String> {
    let views = shape.schema.views();
    let mut keywords = views.iter().flat_map(|view| view.keywords());
    let by_schema = keywords.find_map(|keyword| {
        let name = match keyword {
            Keyword::Relationship(to) => to.type_name.as_str(),
            Keyword::Format(format) => format.rsplit_once('.')?.0,
            _ => return None,
        };
        formwork_schemas::resource_type(name).map(|_| name.to_owned())
    });
    by_schema.or_else(|| {
        let property = shape.path.last()?;
        let known = BY_NAME.iter().find(|(ending, _)| property.ends_with(ending));
        known.map(|(_, type_name)| (*type_name).to_owned())
    })
}
