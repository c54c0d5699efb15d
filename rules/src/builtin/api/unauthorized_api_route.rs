use crate::rule::{Rule, rule};
use crate::{Context, words};

mod case;
mod http;
mod openapi;
mod remedy;
mod rest;
mod route;
mod serverless;
mod stages;
mod survey;

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
        for open in survey::all_open(cx) {
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

#[cfg(test)]
mod policy_tests;
#[cfg(test)]
mod tests;
