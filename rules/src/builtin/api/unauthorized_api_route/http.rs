//! Routes of HTTP and WebSocket APIs. A WebSocket API authorizes a caller once,
//! on `$connect`.

use formwork_template::{Assumption, Resource, Value};

use super::case::{Link, State, View, cases};
use super::rest::referred;
use super::route::{Path, Route, RouteKind};
use crate::config::ApiKind;

/// The route, if it is one that authorizes its callers.
pub(super) fn route<'t>(view: View<'t>, resource: Resource<'t>) -> Option<Route<'t>> {
    let properties = resource.properties();
    let kind = kind(view, resource)?;
    // With an authorizer and no type the service decides.
    let authorizer = match resource.property("AuthorizerId") {
        Some(_) => Link::Elsewhere,
        None => Link::At(None, &[]),
    };
    let key = Link::At(properties, &["ApiKeyRequired"]);
    Some(Route {
        name: resource.id(),
        subject: format!("`{}`", resource.id()),
        condition: resource.condition(),
        kind: RouteKind::Resource(kind),
        api: resource.property("ApiId").and_then(referred),
        properties,
        authorization: vec![Link::At(properties, &["AuthorizationType"]), authorizer],
        key: if kind == ApiKind::WebSocket { vec![key] } else { Vec::new() },
        method: vec![Link::At(properties, &["RouteKey"])],
        path: Path::InMethod,
    })
}

/// By the API's protocol where the template has it, else by the look of the route key.
fn kind<'t>(view: View<'t>, resource: Resource<'t>) -> Option<ApiKind> {
    let key = resource.property("RouteKey")?.text()?;
    let protocol = resource.property("ApiId").and_then(|id| protocol(view, id));
    match protocol {
        Some("WEBSOCKET") => (key == "$connect").then_some(ApiKind::WebSocket),
        Some(_) => Some(ApiKind::Http),
        None if key == "$connect" => Some(ApiKind::WebSocket),
        None => key.contains(" /").then_some(ApiKind::Http),
    }
}

fn protocol<'t>(view: View<'t>, id: Value<'t>) -> Option<&'t str> {
    let api = view.template.resource(referred(id)?)?;
    match api.type_name()?.text {
        "AWS::Serverless::HttpApi" => Some("HTTP"),
        "AWS::ApiGatewayV2::Api" => {
            let link = Link::At(api.properties(), &["ProtocolType"]);
            match cases(view, &[link], &Assumption::default()).as_slice() {
                [one] => match &one.state {
                    State::Text(text) => text.any_of.first().copied(),
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}
