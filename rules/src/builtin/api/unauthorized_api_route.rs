use formwork_template::{Resource, Span};
use rustc_hash::FxHashMap;

use crate::config::{ApiGateway, ApiKind};
use crate::deployed::Deployed;
use crate::rule::{Rule, rule};
use crate::{Context, words};
use case::View;
use openapi::Document;
use route::{Open, Route, Terms};
use stages::Stages;

mod case;
mod http;
mod openapi;
mod remedy;
mod rest;
mod route;
mod serverless;
mod stages;

rule! {
    /// An API takes calls from anyone.
    ///
    /// A method without authorization is open to the whole internet as soon as it is
    /// deployed. A REST API's method is looked at in two steps: first whether it says
    /// anything at all, with `AuthorizationType` or `ApiKeyRequired`, then whether
    /// what it says keeps anyone out. Routes of HTTP APIs, `$connect` of WebSocket
    /// APIs, the API events of serverless functions, and the operations of OpenAPI documents
    /// that stand in the template are held to the same. `OPTIONS` is left alone, since browsers
    /// send it without credentials.
    ///
    /// `api-gateway` in `formwork.yaml` says what counts as authorization and which methods and
    /// paths need none, for all APIs, for a kind of API, and in a stage. A stage's name is worked
    /// out for each stack or environment; where it is not known, what is said of stages
    /// doesn't count. `allow: [NONE]` lets anyone call.
    ///
    /// ```yaml bad
    /// Resources:
    ///   ListOrders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: false }
    /// #                                                     ^^^^ `ListOrders` does not authorize its callers: `AuthorizationType` is `NONE` and `ApiKeyRequired` is `false`
    ///   AddOrder:
    /// # ^^^^^^^^ `AddOrder` has neither `AuthorizationType` nor `ApiKeyRequired`
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { HttpMethod: POST }
    ///   Pets:
    ///     Type: AWS::Serverless::Function
    ///     Properties:
    ///       Events:
    ///         List: { Type: HttpApi, Properties: { Method: GET, Path: /pets } }
    /// #       ^^^^ The event `List` of `Pets` has no `Auth.Authorizer`, and its API has no default one
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   ListOrders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { HttpMethod: GET, AuthorizationType: AWS_IAM, ApiKeyRequired: false }
    ///   AddOrder:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { HttpMethod: POST, AuthorizationType: AWS_IAM }
    ///   Pets:
    ///     Type: AWS::Serverless::Function
    ///     Properties:
    ///       Events:
    ///         List: { Type: HttpApi, Properties: { Method: GET, Path: /pets } }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   ListOrders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: true }
    ///   AskFirst:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { HttpMethod: OPTIONS, AuthorizationType: NONE }
    /// ```
    ///
    /// ```yaml formwork.yaml
    /// api-gateway:
    ///   allow: [AWS_IAM, CUSTOM]
    ///   exclude-methods: [HEAD]
    ///   exclude-paths: [/health]
    ///   kinds: { http: { allow: [JWT] } }
    ///   stages:
    ///     prod: { allow: [AWS_IAM] }
    ///     "dev*": { allow: [NONE] }
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
    ///   Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: prod } }
    ///   Check: { Type: AWS::ApiGateway::Authorizer, Properties: { RestApiId: !Ref Api, Type: TOKEN } }
    ///   ListOrders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties:
    ///       RestApiId: !Ref Api
    ///       ResourceId: !GetAtt Api.RootResourceId
    ///       HttpMethod: GET
    ///       AuthorizationType: CUSTOM
    /// #                        ^^^^^^ `ListOrders` authorizes its callers by `CUSTOM`, which the policy does not allow
    ///   HttpApi:
    ///     Type: AWS::ApiGatewayV2::Api
    ///     Properties:
    ///       Body:
    ///         paths:
    ///           /pets: { get: { summary: All pets } }
    /// #                  ^^^ `GET /pets` of `HttpApi` asks for no authorization: no `security` holds for it
    ///           /health: { get: { summary: Fine } }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: orders } }
    ///   Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: dev-7 } }
    ///   ListOrders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { RestApiId: !Ref Api, HttpMethod: GET, AuthorizationType: NONE }
    /// ```
    pub struct UnauthorizedApiRoute {
        code: "API001",
        name: "unauthorized-api-route",
        severity: Error,
        since: "0.1",
        aliases: ["API_GW_METHOD_AUTHORIZATION_TYPE_RULE"],
    }
}

impl Rule for UnauthorizedApiRoute {
    fn check(cx: &mut Context<'_>) {
        for open in all_open(cx) {
            let found = cx.report::<Self>(open.place, open.message).help(open.help);
            let stages = match open.stages.as_slice() {
                [] => String::new(),
                names => format!("the stage is {}", words::or_quoted(names)),
            };
            let both = [open.when, stages].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
            found.when(both.join(" and ")).related.extend(open.related);
            if let Some(fix) = open.fix {
                found.fix(fix);
            }
        }
    }
}

/// All that anyone may call, in each way of deploying the template and each stage; a place once.
fn all_open(cx: &Context<'_>) -> Vec<Open> {
    /// Routes that are looked at in all ways together.
    const MOST: usize = 20_000;
    let (template, rules) = (cx.template(), cx.settings().api_gateway());
    let deployed = Deployed::all(template, cx.settings(), cx.around());
    let mut all = FoundOpen::default();
    let mut looked_at = 0;
    for way in &deployed {
        let view = View { template, deployed: way };
        let routes: Vec<Route<'_>> = template.resources().flat_map(|resource| routes(view, resource)).collect();
        let documents: Vec<Document<'_>> =
            template.resources().filter_map(|resource| openapi::document(view, resource)).collect();
        looked_at += routes.len();
        if (routes.is_empty() && documents.is_empty()) || (looked_at > MOST && !all.in_order.is_empty()) {
            break;
        }
        let stages = Stages::new(view, deployed.len(), rules);
        for route in &routes {
            let of = |terms: Terms<'_>| route.open_cases(view, terms);
            each(&stages, route.api, route.kind.api(), rules, of, &mut all);
        }
        for document in &documents {
            let of = |terms: Terms<'_>| document.open_operations(view, terms);
            each(&stages, Some(document.api.text), document.kind, rules, of, &mut all);
        }
    }
    all.in_order
}

/// What is open, once by place and message.
#[derive(Default)]
struct FoundOpen {
    in_order: Vec<Open>,
    numbers: FxHashMap<(Span, String), usize>,
}

impl FoundOpen {
    fn add(&mut self, open: Open) {
        let new = self.in_order.len();
        let number = *self.numbers.entry((open.place, open.message.clone())).or_insert(new);
        match self.in_order.get_mut(number) {
            Some(known) => known.join(open),
            None => self.in_order.push(open),
        }
    }
}

/// What is open in each stage of an API. Where a place is in several, the stage that allows least is told.
fn each(
    stages: &Stages<'_>,
    api: Option<&str>,
    kind: ApiKind,
    rules: &ApiGateway,
    open_cases: impl Fn(Terms<'_>) -> Vec<Open>,
    all: &mut FoundOpen,
) {
    for (policy, stage) in stages.policies(api, kind, rules) {
        open_cases(Terms { policy, stage }).into_iter().for_each(|open| all.add(open));
    }
}

fn routes<'t>(view: View<'t>, resource: Resource<'t>) -> Vec<Route<'t>> {
    match resource.type_name().map(|kind| kind.text) {
        Some("AWS::ApiGateway::Method") => vec![rest::route(view, resource)],
        Some("AWS::ApiGatewayV2::Route") => http::route(view, resource).into_iter().collect(),
        Some("AWS::Serverless::Function" | "AWS::Serverless::StateMachine") => serverless::routes(view, resource),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod policy_tests;
#[cfg(test)]
mod tests;
