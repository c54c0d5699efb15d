//! What a property that is missing can only be: the one value that its schema has, or a
//! reference to the one resource or parameter of the template that fits. Not a rule.

use formwork_schemas::{Keyword, Literal, ResourceType, Schema, resource_type};
use formwork_template::{Resource, Section, Template};
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use crate::insertion::New;
use crate::words;

/// Types of which a template with one of them may well want another: a role is not everybody's.
const PERSONAL: &[&str] = &["AWS::IAM::Role", "AWS::IAM::InstanceProfile", "AWS::KMS::Key"];

/// What a property of a resource can only be, and its words. `None` where a person has to say it.
pub(crate) fn value(template: &Template, holder: Resource<'_>, property: &str) -> Option<(New, String)> {
    let known = resource_type(holder.type_name()?.text)?;
    let schema = known.property_at(&[property])?;
    schema.all_keywords().find_map(|keyword| match keyword {
        Keyword::Const(only) => literal(only),
        Keyword::Enum(allowed) => match allowed.as_ref() {
            [only] => literal(only),
            _ => None,
        },
        Keyword::Relationship(to) => {
            let how = |known: &ResourceType, id: &str| from_property(known, id, &to.property);
            reference(template, holder, &to.type_name, how)
        }
        Keyword::Format(format) => {
            let (type_name, _) = format.rsplit_once('.')?;
            reference(template, holder, type_name, |known, id| from_format(known, id, format))
        }
        _ => None,
    })
}

fn literal(only: &Literal) -> Option<(New, String)> {
    let new = match only {
        Literal::String(text) => New::Text(text.to_string()),
        Literal::Bool(_) | Literal::Number(_) => New::Source(only.to_string()),
        Literal::Null | Literal::Array(_) | Literal::Object(_) => return None,
    };
    Some((new, words::literal(only)))
}

/// A reference to the only resource or parameter of a type.
fn reference(
    template: &Template,
    holder: Resource<'_>,
    type_name: &str,
    how: impl Fn(&ResourceType, &str) -> Option<(New, String)>,
) -> Option<(New, String)> {
    let index = template.index();
    let is_open = index.is_open(Section::Resources) || index.is_open(Section::Parameters);
    if PERSONAL.contains(&type_name) || is_open {
        return None;
    }
    let id_type = format!("{type_name}::Id");
    let mut parameters = template.parameters().filter(|parameter| {
        let written = parameter.type_name().map_or("", |name| name.text);
        let stored =
            written.strip_prefix("AWS::SSM::Parameter::Value<").and_then(|rest| rest.strip_suffix('>'));
        stored.unwrap_or(written) == id_type
    });
    let mut resources = template.resources().filter(|resource| resource.is(type_name));
    match (parameters.next(), resources.next()) {
        (Some(only), None) if parameters.next().is_none() => Some(by_ref(only.id().text)),
        (None, Some(only)) if resources.next().is_none() && can_refer(template, holder, only) => {
            how(resource_type(type_name)?, only.id().text)
        }
        _ => None,
    }
}

fn by_ref(id: &str) -> (New, String) {
    (New::Ref(id.to_owned()), format!("!Ref {id}"))
}

fn by_attribute(id: &str, name: &str) -> (New, String) {
    (New::GetAtt(id.to_owned(), name.to_owned()), format!("!GetAtt {id}.{name}"))
}

/// How a property of a resource is had from outside.
fn from_property(known: &ResourceType, id: &str, property: &[SmolStr]) -> Option<(New, String)> {
    if let [identifier] = known.primary_identifier()
        && identifier.as_ref() == property
    {
        return Some(by_ref(id));
    }
    let name = property.join(".");
    known.attribute(&name).map(|_| by_attribute(id, &name))
}

/// How a text of a format is had from a resource.
fn from_format(known: &ResourceType, id: &str, format: &str) -> Option<(New, String)> {
    let is_of_it = |schema: Schema<'_>| {
        schema.all_keywords().any(|keyword| matches!(keyword, Keyword::Format(name) if name == format))
    };
    if known.ref_schema().is_some_and(is_of_it) {
        return Some(by_ref(id));
    }
    let mut attributes = known.attributes().filter(|attribute| attribute.schema.is_some_and(is_of_it));
    let name = attributes.next()?.name;
    Some(by_attribute(id, &name))
}

/// Whether a resource can name another: it is there whenever the first is, and does not depend on it.
fn can_refer(template: &Template, from: Resource<'_>, to: Resource<'_>) -> bool {
    let condition = |resource: Resource<'_>| resource.condition().map(|name| name.text.to_owned());
    let is_there = to.condition().is_none() || condition(to) == condition(from);
    is_there && !to.0.looped && !from.0.looped && !depends(template, to.id().text, from.id().text)
}

/// Whether one resource depends on another, through others as well, or is it.
fn depends(template: &Template, from: &str, on: &str) -> bool {
    let index = template.index();
    let mut seen = FxHashSet::from_iter([on]);
    let mut open = vec![on];
    while let Some(id) = open.pop() {
        if id == from {
            return true;
        }
        for reference in index.references_to(id) {
            let is_edge = reference.section == Section::Resources && reference.kind.is_to_resource();
            if is_edge && seen.insert(reference.member.as_str()) {
                open.push(reference.member.as_str());
            }
        }
    }
    false
}
