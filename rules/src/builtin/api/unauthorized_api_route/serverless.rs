//! API events of serverless functions and state machines. Where an event says
//! nothing, its API decides, and then `Globals`.

use formwork_template::{Function, Name, Resource, Section, Value};

use super::case::{Link, View};
use super::rest::referred;
use super::route::{Path, Route, RouteKind};
use crate::config::ApiKind;

/// A type of event, and where its API is found.
pub(super) struct EventType {
    kind: ApiKind,
    /// The event's property that names the API.
    api_key: &'static str,
    pub(super) api_type: &'static str,
    pub(super) globals: &'static str,
    /// The API that the transform makes where none is named, and the name of its stage.
    pub(super) implicit: (&'static str, &'static str),
}

pub(super) const API: EventType = EventType {
    kind: ApiKind::Rest,
    api_key: "RestApiId",
    api_type: "AWS::Serverless::Api",
    globals: "Api",
    implicit: ("ServerlessRestApi", "Prod"),
};
pub(super) const HTTP_API: EventType = EventType {
    kind: ApiKind::Http,
    api_key: "ApiId",
    api_type: "AWS::Serverless::HttpApi",
    globals: "HttpApi",
    implicit: ("ServerlessHttpApi", "$default"),
};

pub(super) fn routes<'t>(view: View<'t>, resource: Resource<'t>) -> Vec<Route<'t>> {
    let Some(events) = resource.property("Events") else { return Vec::new() };
    let route = |(name, event)| route(view, resource, name, event);
    events.entries().filter_map(route).collect()
}

fn route<'t>(
    view: View<'t>,
    resource: Resource<'t>,
    name: Name<'t>,
    event: Value<'t>,
) -> Option<Route<'t>> {
    let kind = match event.get("Type")?.text()? {
        "Api" => &API,
        "HttpApi" => &HTTP_API,
        _ => return None,
    };
    let properties = event.get("Properties");
    let fallbacks = kind.fallbacks(view, properties);
    let chain = |own: &'static [&'static str], api: &'static [&'static str]| {
        let fallbacks = fallbacks.iter().map(|link| match link {
            Some(value) => Link::At(Some(*value), api),
            None => Link::Elsewhere,
        });
        std::iter::once(Link::At(properties, own)).chain(fallbacks).collect()
    };
    let has_keys = kind.globals == API.globals;
    Some(Route {
        name,
        subject: format!("The event `{name}` of `{}`", resource.id()),
        condition: resource.condition(),
        kind: RouteKind::Event(kind.kind),
        api: match properties.and_then(|properties| properties.get(kind.api_key)) {
            Some(id) => referred(id),
            None => Some(kind.implicit.0),
        },
        properties,
        authorization: chain(&["Auth", "Authorizer"], &["Auth", "DefaultAuthorizer"]),
        key: if has_keys { chain(&["Auth", "ApiKeyRequired"], &["Auth", "ApiKeyRequired"]) } else { Vec::new() },
        method: vec![Link::At(properties, &["Method"])],
        path: match properties.and_then(|properties| properties.get("Path")) {
            Some(path) => path.text().map_or(Path::Unknown, |path| Path::Known(path.to_owned())),
            // An event of an HTTP API without a path is the route `$default`.
            None => Path::InMethod,
        },
    })
}

impl EventType {
    /// What decides where an event says nothing; `None` for what the template does not show.
    fn fallbacks<'t>(&self, view: View<'t>, properties: Option<Value<'t>>) -> Vec<Option<Value<'t>>> {
        let globals = view.template.section(Section::Globals).and_then(|(_, all)| all.get(self.globals));
        let api = match properties.and_then(|properties| properties.get(self.api_key)) {
            None => Vec::new(),
            Some(id) => match id.function().and_then(Function::reference) {
                Some(name) if name.text == self.implicit.0 => Vec::new(),
                name => {
                    let api = name.and_then(|name| view.template.resource(name.text));
                    let Some(api) = api.filter(|api| api.is(self.api_type)) else { return vec![None] };
                    api.properties().into_iter().collect()
                }
            },
        };
        let all: Vec<_> = api.into_iter().chain(globals).collect();
        // An OpenAPI document may have its own security.
        let is_defined = |value: &Value<'_>| {
            ["DefinitionBody", "DefinitionUri"].iter().any(|key| value.get(key).is_some())
        };
        if all.iter().any(is_defined) { vec![None] } else { all.into_iter().map(Some).collect() }
    }
}
