//! What a property that is missing can only be: the one value that its schema has, or a
//! reference to the one resource or parameter of the template that fits. Not a rule.

use formwork_schemas::{Keyword, Literal, Relationship, ResourceType, resource_type};
use formwork_template::{Resource, Section, Template};
use rustc_hash::FxHashSet;

use crate::insertion::New;
use crate::words;

/// Types of which a template with one of them may well want another: a role is not everybody's.
const PERSONAL: &[&str] = &["AWS::IAM::Role", "AWS::IAM::InstanceProfile", "AWS::KMS::Key"];

/// What a property of a resource can only be, and its words. `None` where a person has to say it.
pub(crate) fn value(template: &Template, holder: Resource<'_>, property: &str) -> Option<(New, String)> {
    let known = resource_type(holder.type_name()?.text)?;
    let schema = known.property_at(&[property])?;
    for keyword in schema.all_keywords() {
        match keyword {
            Keyword::Const(only) => return literal(only),
            Keyword::Enum(allowed) => {
                if let [only] = allowed.as_ref() {
                    return literal(only);
                }
            }
            Keyword::Relationship(to) => return reference(template, holder, to),
            _ => {}
        }
    }
    None
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
fn reference(template: &Template, holder: Resource<'_>, to: &Relationship) -> Option<(New, String)> {
    let type_name = to.type_name.as_str();
    let index = template.index();
    let is_open = index.is_open(Section::Resources) || index.is_open(Section::Parameters);
    if PERSONAL.contains(&type_name) || is_open {
        return None;
    }
    let id_type = format!("{type_name}::Id");
    let mut parameters = template.parameters().filter(|parameter| {
        let written = parameter.type_name().map_or("", |name| name.text);
        let stored = written.strip_prefix("AWS::SSM::Parameter::Value<").and_then(|rest| rest.strip_suffix('>'));
        stored.unwrap_or(written) == id_type
    });
    let mut resources = template.resources().filter(|resource| resource.is(type_name));
    match (parameters.next(), resources.next()) {
        (Some(only), None) if parameters.next().is_none() => by_ref(only.id().text),
        (None, Some(only)) if resources.next().is_none() && can_refer(template, holder, only) => {
            let known = resource_type(type_name)?;
            to_resource(known, only.id().text, &to.property)
        }
        _ => None,
    }
}

fn by_ref(id: &str) -> Option<(New, String)> {
    Some((New::Ref(id.to_owned()), format!("!Ref {id}")))
}

/// How a property of a resource is had from outside.
fn to_resource(known: &ResourceType, id: &str, property: &[smol_str::SmolStr]) -> Option<(New, String)> {
    if let [identifier] = known.primary_identifier()
        && identifier.as_ref() == property
    {
        return by_ref(id);
    }
    let name = property.join(".");
    known.attribute(&name)?;
    let shown = format!("!GetAtt {id}.{name}");
    Some((New::GetAtt(id.to_owned(), name), shown))
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
