//! What a reference asks for and is not there: a parameter, a condition, a mapping, a resource.

use formwork_rules::editing::New;
use formwork_template::{ReferenceKind, Section, Span};

use super::extract::add_member;
use super::{Action, ActionKind};
use crate::shape::Shape;
use crate::snapshot::Snapshot;
use crate::trail::Trail;

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
    let mut add = |what: &str, section: Section, definition: New| {
        if let Some(edit) = add_member(template, section, name, definition) {
            actions.push(Action::new(format!("Add {what} `{name}`"), ActionKind::QuickFix, vec![edit]));
        }
    };
    let map = |entries: &[(&str, New)]| {
        New::Map(entries.iter().map(|(key, new)| ((*key).to_owned(), new.clone())).collect())
    };
    match reference.kind {
        ReferenceKind::If | ReferenceKind::Condition if !is_there(Section::Conditions) => {
            let region = New::Ref("AWS::Region".to_owned());
            let equals = New::Call(
                "Equals".to_owned(),
                Box::new(New::List(vec![region, New::Text("us-east-1".to_owned())])),
            );
            add("condition", Section::Conditions, equals);
        }
        ReferenceKind::FindInMap if !is_there(Section::Mappings) => {
            let row = map(&[("second", New::Text("value".to_owned()))]);
            add("mapping", Section::Mappings, map(&[("top", row)]));
        }
        kind if kind.is_to_resource() && !is_there(Section::Resources) && !is_there(Section::Parameters) => {
            let trail = Trail::to(template.tree(), reference.span.start);
            let format = wanted_format(snapshot, &trail);
            let of_aws = format.as_deref().map(|format| format.replace('.', "::"));
            let known = of_aws.filter(|name| formwork_rules::parameter_types::TYPES.contains(&name.as_str()));
            if kind.is_to_parameter() {
                let kind = known.unwrap_or_else(|| "String".to_owned());
                add("parameter", Section::Parameters, map(&[("Type", New::Text(kind))]));
            }
            let type_name =
                format.and_then(|format| format.rsplit_once('.').map(|(name, _)| name.to_owned()));
            if let Some(type_name) = type_name.filter(|name| formwork_schemas::resource_type(name).is_some())
            {
                add("resource", Section::Resources, map(&[("Type", New::Text(type_name))]));
            }
        }
        _ => {}
    }
}

/// The format of the property that a reference is the value of: `AWS::EC2::VPC.Id`.
fn wanted_format(snapshot: &Snapshot, trail: &Trail) -> Option<String> {
    let (_, _, depth) = crate::trail::member(&trail.steps)?;
    let at = trail.steps.iter().position(|step| matches!(step, crate::trail::Step::Argument(_)))?;
    let holder = trail.value_at(snapshot.template().tree(), depth);
    let shape = Shape::at(&trail.steps[..at], holder.get("Type")?.text()?)?;
    shape.schema.views().into_iter().find_map(formwork_schemas::Schema::format).map(str::to_owned)
}
