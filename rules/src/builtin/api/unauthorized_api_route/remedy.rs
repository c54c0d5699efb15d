//! How a route that is open to anyone is closed: in words, and as edits where one
//! way is the only one that comes to mind.

use formwork_template::{Resource, Template, Value};
use rustc_hash::FxHashMap;

use super::rest::referred;
use super::route::{Route, RouteKind};
use super::case::State;
use crate::config::{ApiKind, ApiPolicy, Authorization};
use crate::insertion::{New, add_entries};
use crate::{Applicability, Edit, Fix, words};

/// The authorization types that a kind of API has.
fn types(kind: ApiKind) -> &'static [Authorization] {
    use Authorization::{AwsIam, CognitoUserPools, Custom, Jwt};
    match kind {
        ApiKind::Rest => &[AwsIam, CognitoUserPools, Custom],
        ApiKind::Http => &[AwsIam, Jwt, Custom],
        ApiKind::WebSocket => &[AwsIam, Custom],
    }
}

/// Those of them that are allowed, as they are written.
pub(super) fn allowed(kind: ApiKind, policy: ApiPolicy<'_>) -> Vec<&'static str> {
    types(kind).iter().filter(|one| policy.allows(**one)).map(|one| one.as_str()).collect()
}

pub(super) fn help(kind: RouteKind, policy: ApiPolicy<'_>, asks_key: bool, is_missing: bool) -> String {
    let verb = if is_missing { "Add" } else { "Set" };
    let key = match (asks_key, kind) {
        (false, _) => "",
        (true, RouteKind::Event(_)) => ", or `Auth.ApiKeyRequired: true`",
        (true, RouteKind::Resource(_)) => ", or `ApiKeyRequired: true`",
    };
    if let RouteKind::Event(_) = kind {
        return format!("{verb} the name of an authorizer as `Auth.Authorizer`, or as `Auth.DefaultAuthorizer` of the API{key}");
    }
    let types = allowed(kind.api(), policy);
    match (types.is_empty(), asks_key) {
        (true, true) => format!("{verb} `ApiKeyRequired: true`"),
        (true, false) => "None of the ways that the policy allows is for an API of this kind".to_owned(),
        (false, _) => {
            let preposition = if is_missing { "with" } else { "to" };
            format!("{verb} `AuthorizationType` {preposition} {}{key}", words::or_quoted(&types))
        }
    }
}

/// The type that a route would have, and the authorizer that goes with it.
struct Choice<'t> {
    way: Authorization,
    authorizer: Option<&'t str>,
}

/// Sets the type to that of the only authorizer of the API, or to IAM, which needs nothing
/// else in the template. Where there are several authorizers nobody knows which is meant.
pub(super) fn fix<'t>(
    authorizers: &Authorizers<'t>,
    route: &Route<'t>,
    policy: ApiPolicy<'_>,
    said: &State<'t>,
) -> Option<Fix> {
    let RouteKind::Resource(kind) = route.kind else { return None };
    let properties = route.properties?;
    let choice = choice(authorizers, route.api, kind, policy)?;
    let way = choice.way.as_str();
    let mut new = Vec::new();
    let mut edits = Vec::new();
    match said.text() {
        Some(text) => {
            let span = text.value.tree().text_span(text.value.node());
            let span = span.filter(|_| text.link == 0 && text.value.scalar().is_some())?;
            edits.push(Edit { span, text: way.to_owned() });
        }
        None if properties.get("AuthorizationType").is_none() => {
            new.push(("AuthorizationType".to_owned(), New::Text(way.to_owned())));
        }
        None => return None,
    }
    if let Some(id) = choice.authorizer.filter(|_| properties.get("AuthorizerId").is_none()) {
        new.push(("AuthorizerId".to_owned(), New::Ref(id.to_owned())));
    }
    if !new.is_empty() {
        edits.push(add_entries(properties, &new)?);
    }
    let verb = if said.text().is_some() { "Change to" } else { "Add" };
    let authorizer = choice.authorizer.map(|id| format!(" with the authorizer `{id}`")).unwrap_or_default();
    Some(Fix::new(format!("{verb} `{way}`{authorizer}"), Applicability::Unsafe, edits))
}

fn choice<'t>(
    authorizers: &Authorizers<'t>,
    api: Option<&str>,
    kind: ApiKind,
    policy: ApiPolicy<'_>,
) -> Option<Choice<'t>> {
    let all = api.and_then(|api| authorizers.0.get(api)).map(Vec::as_slice).unwrap_or_default();
    let iam = policy
        .allows(Authorization::AwsIam)
        .then_some(Choice { way: Authorization::AwsIam, authorizer: None });
    let is_only = allowed(kind, policy).len() == 1;
    match all {
        [] => iam,
        [only] => {
            let way = way_of(*only).filter(|way| policy.allows(*way) && types(kind).contains(way));
            way.map_or(iam, |way| Some(Choice { way, authorizer: Some(only.id().text) }))
        }
        _ => iam.filter(|_| is_only),
    }
}

/// The authorizers of each API, by its logical ID.
#[derive(Debug)]
pub(super) struct Authorizers<'t>(FxHashMap<&'t str, Vec<Resource<'t>>>);

impl<'t> Authorizers<'t> {
    pub(super) fn of(template: &'t Template) -> Self {
        let mut all = Self(FxHashMap::default());
        for resource in template.resources() {
            if let Some(api) = authorizer_of(resource) {
                all.0.entry(api).or_default().push(resource);
            }
        }
        all
    }
}

/// The API that an authorizer is for.
fn authorizer_of<'t>(resource: Resource<'t>) -> Option<&'t str> {
    let property = match resource.type_name()?.text {
        "AWS::ApiGateway::Authorizer" => "RestApiId",
        "AWS::ApiGatewayV2::Authorizer" => "ApiId",
        _ => return None,
    };
    resource.property(property).and_then(referred)
}

/// The authorization type that a method or a route with an authorizer has.
fn way_of(authorizer: Resource<'_>) -> Option<Authorization> {
    let kind = authorizer.property("Type").or_else(|| authorizer.property("AuthorizerType"));
    match kind.and_then(Value::text)? {
        "COGNITO_USER_POOLS" => Some(Authorization::CognitoUserPools),
        "TOKEN" | "REQUEST" => Some(Authorization::Custom),
        "JWT" => Some(Authorization::Jwt),
        _ => None,
    }
}
