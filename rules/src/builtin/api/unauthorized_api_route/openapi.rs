//! Operations of OpenAPI documents that stand in the template itself: the `Body` of
//! an API, the `DefinitionBody` of a serverless one. What a function gives, such as a
//! document that is included, is not followed.
//!
//! Source: "OpenAPI extensions for API Gateway" in the developer guide of API Gateway.

use formwork_template::{Name, Resource, Section, Value};

use super::case::{State, Text, View};
use super::remedy;
use super::route::{Open, Path, Terms, is_exempt, named, refused};
use super::serverless::{API, HTTP_API};
use crate::config::{ApiKind, Authorization};
use crate::words;

/// A document and the API that it defines.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document<'t> {
    pub(super) api: Name<'t>,
    pub(super) kind: ApiKind,
    condition: Option<Name<'t>>,
    body: Value<'t>,
}

const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];
const ANY: &str = "x-amazon-apigateway-any-method";

/// The document of an API.
pub(super) fn document<'t>(view: View<'t>, resource: Resource<'t>) -> Option<Document<'t>> {
    let (property, kind, serverless) = match resource.type_name()?.text {
        "AWS::ApiGateway::RestApi" => ("Body", ApiKind::Rest, None),
        "AWS::ApiGatewayV2::Api" => ("Body", ApiKind::Http, None),
        "AWS::Serverless::Api" => ("DefinitionBody", ApiKind::Rest, Some(API)),
        "AWS::Serverless::HttpApi" => ("DefinitionBody", ApiKind::Http, Some(HTTP_API)),
        _ => return None,
    };
    // The transform writes the security of `Auth` into the document.
    let is_made = serverless.is_some_and(|of| {
        let globals = view.template.section(Section::Globals).and_then(|(_, all)| all.get(of.globals));
        let all = resource.properties().into_iter().chain(globals);
        all.into_iter().any(|properties| properties.get("Auth").is_some())
    });
    let body = resource.property(property).filter(|body| body.is_map() && !is_made)?;
    Some(Document { api: resource.id(), kind, condition: resource.condition(), body })
}

impl<'t> Document<'t> {
    /// The operations that anyone may call.
    pub(super) fn open_operations(&self, view: View<'t>, terms: Terms<'_>) -> Vec<Open> {
        let own = self.condition.map(|condition| (condition.text, true));
        let of_stage = terms.stage.map(|stage| stage.when.literals()).unwrap_or_default();
        let all: Vec<_> = of_stage.iter().copied().chain(own).collect();
        if terms.policy.allows(Authorization::Open) || !view.may_hold(&all) {
            return Vec::new();
        }
        let paths = self.body.get("paths").into_iter().flat_map(Value::entries);
        let operations = paths.flat_map(|(path, item)| {
            item.entries().map(move |(method, operation)| (path, method, operation))
        });
        operations.filter_map(|(path, method, operation)| self.open(terms, path, method, operation)).collect()
    }

    fn open(
        &self,
        terms: Terms<'_>,
        path: Name<'t>,
        method: Name<'t>,
        operation: Value<'t>,
    ) -> Option<Open> {
        let verb = match method.text {
            ANY => "ANY",
            text if METHODS.contains(&text) => text,
            _ => return None,
        };
        let asked = State::Text(Text { value: operation, link: 0, any_of: vec![verb], value_of: None });
        if !operation.is_map() || is_exempt(terms.policy, &asked, &Path::Known(path.text.to_owned())) {
            return None;
        }
        let ways = self.ways(operation)?;
        if ways.iter().any(|way| terms.policy.allows(*way)) {
            return None;
        }
        let subject = format!("`{} {path}` of `{}`", verb.to_uppercase(), self.api);
        let message = match ways.first() {
            Some(way) => refused(&subject, *way),
            None => format!("{subject} asks for no authorization: no `security` holds for it"),
        };
        Some(Open {
            place: method.span,
            message,
            help: self.help(terms),
            related: None,
            when: String::new(),
            stages: terms.stages(),
            ways: terms.policy.allow.len(),
            fix: None,
        })
    }

    fn help(&self, terms: Terms<'_>) -> String {
        let types = remedy::allowed(self.kind, terms.policy);
        let mut ways: Vec<String> = types.iter().map(|way| format!("`{way}`")).collect();
        if self.kind == ApiKind::Rest && terms.policy.allows(Authorization::ApiKey) {
            ways.push("an API key".to_owned());
        }
        let joined = words::joined(&ways, "or");
        let ways = if ways.is_empty() { joined } else { format!(", one for {joined}") };
        format!("Name a security scheme of the document in `security`{ways}")
    }

    /// How the callers of an operation are authorized; `None` where that is not known.
    fn ways(&self, operation: Value<'t>) -> Option<Vec<Authorization>> {
        let mut ways = Vec::new();
        if let Some(auth) = operation.get("x-amazon-apigateway-auth") {
            let text = auth.get("type")?.text()?;
            if !text.eq_ignore_ascii_case("NONE") {
                ways.push(named(&text.to_ascii_uppercase())?);
            }
        }
        let Some(security) = operation.get("security").or_else(|| self.body.get("security")) else {
            return Some(ways);
        };
        if !security.is_list() {
            return None;
        }
        for requirement in security.items() {
            if !requirement.is_map() {
                return None;
            }
            for (scheme, _) in requirement.entries() {
                ways.push(self.way(scheme.text)?);
            }
        }
        Some(ways)
    }

    /// The way to authorize that a security scheme stands for.
    fn way(&self, scheme: &str) -> Option<Authorization> {
        let of = |keys: &[&str]| self.body.at(keys).and_then(|schemes| schemes.get(scheme));
        let scheme = of(&["components", "securitySchemes"]).or_else(|| of(&["securityDefinitions"]))?;
        if let Some(authorizer) = scheme.get("x-amazon-apigateway-authorizer") {
            return match authorizer.get("type")?.text()?.to_ascii_lowercase().as_str() {
                "cognito_user_pools" => Some(Authorization::CognitoUserPools),
                "token" | "request" => Some(Authorization::Custom),
                "jwt" => Some(Authorization::Jwt),
                _ => None,
            };
        }
        match scheme.get("x-amazon-apigateway-authtype") {
            Some(kind) => match kind.text()?.to_ascii_lowercase().as_str() {
                "awssigv4" => Some(Authorization::AwsIam),
                "cognito_user_pools" => Some(Authorization::CognitoUserPools),
                "custom" | "oauth2" => Some(Authorization::Custom),
                _ => None,
            },
            None => (scheme.get("type")?.text()? == "apiKey").then_some(Authorization::ApiKey),
        }
    }
}
