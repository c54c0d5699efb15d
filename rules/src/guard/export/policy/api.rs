//! API001: methods of REST APIs, routes of HTTP and WebSocket APIs.

use super::{Policy, switched_on, text};
use crate::config::{ApiGateway, Authorization};
use crate::guard::export::LeftOut;
use crate::{Meta, Settings, words};

const METHODS: &str = r"let api_methods = Resources.*[
  Type == 'AWS::ApiGateway::Method'
  Properties.HttpMethod not exists or
  Properties.HttpMethod is_string
@EXEMPT@@UNSUPPRESSED@]

@COMMENT@rule API001_METHOD_OPEN_TO_ANYONE when %api_methods !empty {
  %api_methods {
    Properties.AuthorizationType is_struct or
    Properties.AuthorizationType != @OPEN@@KEY@
@MESSAGE@  }
}
";

/// Which kind an API is of decides about `$default`, which both have: it counts where all APIs are HTTP APIs.
const ROUTES: &str = r#"let http_apis = Resources.*[
  Type == 'AWS::ApiGatewayV2::Api'
  Properties.ProtocolType == "HTTP"
]
let websocket_apis = Resources.*[
  Type == 'AWS::ApiGatewayV2::Api'
  Properties.ProtocolType == "WEBSOCKET"
]

# With an authorizer and no type the service decides.
let api_routes = Resources.*[
  Type == 'AWS::ApiGatewayV2::Route'
  Properties.RouteKey == /^\$connect$|( \/)/ or
  %http_apis !empty
  Properties.RouteKey == /^\$connect$|( \/)/ or
  %websocket_apis empty
  Properties.RouteKey == /^\$connect$|( \/)/ or
  Properties.ApiId is_struct
  Properties.RouteKey == /^\$connect$|( \/)/ or
  Properties.RouteKey == "$default"
@EXEMPT@  Properties.AuthorizationType exists or
  Properties.AuthorizerId not exists
@UNSUPPRESSED@]

@COMMENT@rule API001_ROUTE_OPEN_TO_ANYONE when %api_routes !empty {
  %api_routes[ Properties.RouteKey != "$connect" ] {
    Properties.AuthorizationType is_struct or
    Properties.AuthorizationType != @OPEN@
@MESSAGE@  }
}

@COMMENT@rule API001_CONNECTION_OPEN_TO_ANYONE when %api_routes !empty {
  %api_routes[ Properties.RouteKey == "$connect" ] {
    Properties.AuthorizationType is_struct or
    Properties.AuthorizationType != @OPEN@@KEY@
@CONNECT_MESSAGE@  }
}
"#;

/// A key counts beside the type, where keys count.
const KEY: &str = " or
    Properties.ApiKeyRequired is_struct or
    Properties.ApiKeyRequired == true or
    Properties.ApiKeyRequired == /^(?i:true)$/";

pub(super) fn policy(settings: &Settings, left_out: &mut Vec<LeftOut>) -> Policy {
    let mut policy = Policy::new("policy-api", "who may call an API, by `api-gateway` in `formwork.yaml`");
    let Some(meta) = switched_on("API001", settings, left_out) else { return policy };
    let rules = settings.api_gateway();
    policy.add(&["AWS::ApiGateway::Method"], &methods(meta, rules));
    policy.add(&["AWS::ApiGatewayV2::Route"], &routes(meta, rules));
    let mut leave = |part, reason| left_out.push(LeftOut { rule: meta.code.to_owned(), part, reason });
    leave(
        "API events of serverless functions and state machines",
        "the hook sees what the transform has made of them: a definition in the `Body` of an API",
    );
    leave(
        "a route `$default` without its API, or beside a WebSocket API",
        "only the API tells of which kind it is, and for RESOURCE the hook gets the route alone",
    );
    policy
}

fn methods(meta: &Meta, rules: &ApiGateway) -> String {
    let exempt = exempt(rules, " |$").map(|methods| {
        format!("  Properties.HttpMethod not exists or\n  Properties.HttpMethod != {methods}\n")
    });
    let types = [Authorization::AwsIam, Authorization::CognitoUserPools, Authorization::Custom];
    METHODS
        .replace("@EXEMPT@", &exempt.unwrap_or_default())
        .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
        .replace("@COMMENT@", &text::comment(meta, "A method of a REST API takes calls from anyone"))
        .replace("@OPEN@", &open(rules))
        .replace("@KEY@", key(rules))
        .replace("@MESSAGE@", &message(rules, &types, true))
}

fn routes(meta: &Meta, rules: &ApiGateway) -> String {
    let exempt = exempt(rules, " |$")
        .map(|methods| format!("  Properties.RouteKey != {methods}\n"))
        .unwrap_or_default();
    let http = [Authorization::AwsIam, Authorization::Jwt, Authorization::Custom];
    let connect = [Authorization::AwsIam, Authorization::Custom];
    ROUTES
        .replace("@EXEMPT@", &exempt)
        .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
        .replace(
            "@COMMENT@",
            &text::comment(meta, "A route of an HTTP or WebSocket API takes calls from anyone"),
        )
        .replace("@OPEN@", &open(rules))
        .replace("@KEY@", key(rules))
        .replace("@MESSAGE@", &message(rules, &http, false))
        .replace("@CONNECT_MESSAGE@", &message(rules, &connect, true))
}

/// The methods that need no authorization, as a literal.
fn exempt(rules: &ApiGateway, end: &str) -> Option<String> {
    let methods: Vec<&str> = rules.exclude_methods.iter().map(|method| method.as_str()).collect();
    (!methods.is_empty()).then(|| format!("/^(?i:{})({end})/", methods.join("|")))
}

/// The types that let anyone in, as a literal: a type that is not known is not judged.
fn open(rules: &ApiGateway) -> String {
    use Authorization::{AwsIam, CognitoUserPools, Custom, Jwt};
    let refused =
        [AwsIam, CognitoUserPools, Custom, Jwt].into_iter().filter(|one| !rules.allow.contains(one));
    let refused: String = refused.map(|one| format!("|{}", one.as_str())).collect();
    format!("/^((?i:NONE){refused})$/")
}

fn key(rules: &ApiGateway) -> &'static str {
    if rules.allow.contains(&Authorization::ApiKey) { KEY } else { "" }
}

fn message(rules: &ApiGateway, types: &[Authorization], takes_key: bool) -> String {
    let allowed: Vec<&str> =
        types.iter().filter(|one| rules.allow.contains(one)).map(|one| one.as_str()).collect();
    let with_key = takes_key && rules.allow.contains(&Authorization::ApiKey);
    let fact = if with_key {
        "`AuthorizationType` lets anyone in and no API key is required"
    } else {
        "`AuthorizationType` lets anyone in"
    };
    let mut ways = Vec::new();
    if !allowed.is_empty() {
        ways.push(format!("set `AuthorizationType` to {}", words::or_quoted(&allowed)));
    }
    if with_key {
        ways.push("set `ApiKeyRequired: true`".to_owned());
    }
    if ways.is_empty() {
        ways.push("none of the allowed kinds of authorization is for such an API".to_owned());
    }
    text::message(4, fact, &ways.join(", or "))
}
