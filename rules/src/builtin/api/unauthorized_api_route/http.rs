//! Routes of HTTP and WebSocket APIs. A WebSocket API authorizes a caller once,
//! on `$connect`.

use formwork_template::{Assumption, Resource, Value};

use super::case::{Link, State, cases};
use super::route::{Route, RouteKind};
use crate::Context;

/// The route, if it is one that authorizes its callers.
pub(super) fn routes<'t>(cx: &Context<'t>, resource: Resource<'t>) -> Vec<Route<'t>> {
    let properties = resource.properties();
    let Some(kind) = kind(cx, resource) else { return Vec::new() };
    // With an authorizer and no type the service decides.
    let authorizer = match resource.property("AuthorizerId") {
        Some(_) => Link::Elsewhere,
        None => Link::At(None, &[]),
    };
    let key = Link::At(properties, &["ApiKeyRequired"]);
    vec![Route {
        name: resource.id(),
        subject: format!("`{}`", resource.id()),
        condition: resource.condition(),
        kind,
        authorization: vec![Link::At(properties, &["AuthorizationType"]), authorizer],
        key: if kind == RouteKind::WebSocket { vec![key] } else { Vec::new() },
        method: vec![Link::At(properties, &["RouteKey"])],
    }]
}

/// By the API's protocol where the template has it, else by the look of the route key.
fn kind<'t>(cx: &Context<'t>, resource: Resource<'t>) -> Option<RouteKind> {
    let key = resource.property("RouteKey")?.text()?;
    let protocol = resource.property("ApiId").and_then(|id| protocol(cx, id));
    match protocol {
        Some("WEBSOCKET") => (key == "$connect").then_some(RouteKind::WebSocket),
        Some(_) => Some(RouteKind::Http),
        None if key == "$connect" => Some(RouteKind::WebSocket),
        None => key.contains(" /").then_some(RouteKind::Http),
    }
}

fn protocol<'t>(cx: &Context<'t>, id: Value<'t>) -> Option<&'t str> {
    let function = id.function()?;
    let name = function.reference().or_else(|| Some(function.get_att()?.resource))?;
    let api = cx.template().resource(name.text)?;
    match api.type_name()?.text {
        "AWS::Serverless::HttpApi" => Some("HTTP"),
        "AWS::ApiGatewayV2::Api" => {
            let link = Link::At(api.properties(), &["ProtocolType"]);
            match cases(cx.template(), &[link], &Assumption::default()).as_slice() {
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
