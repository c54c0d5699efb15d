use crate::Context;
use crate::rule::{Rule, rule};
use route::Route;

mod case;
mod http;
mod rest;
mod route;
mod serverless;

rule! {
    /// An API takes calls from anyone.
    ///
    /// A method without authorization is open to the whole internet as soon as it is
    /// deployed. A REST API's method is looked at in two steps: first whether it says
    /// anything at all, with `AuthorizationType` or `ApiKeyRequired`, then whether
    /// what it says keeps anyone out. Routes of HTTP APIs, `$connect` of WebSocket
    /// APIs, and the API events of serverless functions are held to the same.
    /// `OPTIONS` is left alone, since browsers send it without credentials.
    ///
    /// The settings `api-gateway.allow` and `api-gateway.exclude-methods` say what
    /// counts as authorization and which methods need none.
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
    ///     Properties: { HttpMethod: POST }
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
    /// api-gateway: { allow: [AWS_IAM], exclude-methods: [HEAD] }
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   ListOrders:
    ///     Type: AWS::ApiGateway::Method
    ///     Properties: { HttpMethod: GET, AuthorizationType: CUSTOM, ApiKeyRequired: true }
    /// #                                                     ^^^^^^ `ListOrders` does not authorize its callers: `AuthorizationType` is `CUSTOM`
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
        for resource in cx.template().resources() {
            let Some(kind) = resource.type_name() else { continue };
            let routes: Vec<Route<'_>> = match kind.text {
                "AWS::ApiGateway::Method" => vec![rest::route(resource)],
                "AWS::ApiGatewayV2::Route" => http::routes(cx, resource),
                "AWS::Serverless::Function" | "AWS::Serverless::StateMachine" => serverless::routes(cx, resource),
                _ => continue,
            };
            for route in routes {
                for open in route.open_cases(cx) {
                    let found = cx.report::<Self>(open.place, open.message).help(open.help).when(open.when);
                    if let Some((span, label)) = open.related {
                        found.related(span, label);
                    }
                    if let Some(fix) = open.fix {
                        found.fix(fix);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
