//! Methods of REST APIs.

use formwork_template::{Function, Resource, Value};

use super::case::{Link, View};
use super::route::{Path, Route, RouteKind};
use crate::config::ApiKind;

pub(super) fn route<'t>(view: View<'t>, resource: Resource<'t>) -> Route<'t> {
    let properties = resource.properties();
    Route {
        name: resource.id(),
        subject: format!("`{}`", resource.id()),
        condition: resource.condition(),
        kind: RouteKind::Resource(ApiKind::Rest),
        api: resource.property("RestApiId").and_then(referred),
        properties,
        authorization: vec![Link::At(properties, &["AuthorizationType"])],
        key: vec![Link::At(properties, &["ApiKeyRequired"])],
        method: vec![Link::At(properties, &["HttpMethod"])],
        path: path(view, resource.property("ResourceId")),
    }
}

/// The logical ID that a value gives something of.
pub(super) fn referred(value: Value<'_>) -> Option<&str> {
    let function = value.function()?;
    let name = function.reference().or_else(|| Some(function.get_att()?.resource))?;
    Some(name.text)
}

/// The path that a chain of `AWS::ApiGateway::Resource` makes, from its end.
fn path<'t>(view: View<'t>, end: Option<Value<'t>>) -> Path {
    /// API Gateway takes no path as deep as this.
    const DEEPEST: usize = 32;
    let (mut parts, mut next) = (Vec::new(), end);
    for _ in 0..DEEPEST {
        let Some(function) = next.and_then(Value::function) else { return Path::Unknown };
        if function.get_att().and_then(|get| get.attribute).is_some_and(|name| name.text == "RootResourceId") {
            let path: String = parts.iter().rev().map(|part| format!("/{part}")).collect();
            return Path::Known(if path.is_empty() { "/".to_owned() } else { path });
        }
        let above = Function::reference(function).and_then(|name| view.template.resource(name.text));
        let Some(above) = above.filter(|above| above.is("AWS::ApiGateway::Resource")) else {
            return Path::Unknown;
        };
        let Some(part) = above.property("PathPart").and_then(Value::text) else { return Path::Unknown };
        parts.push(part);
        next = above.property("ParentId");
    }
    Path::Unknown
}
