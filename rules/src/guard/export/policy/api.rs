//! API001: methods of REST APIs, routes of HTTP and WebSocket APIs.

use std::collections::BTreeSet;

use super::{Policy, switched_on, text};
use crate::config::{ApiGateway, ApiKind, Authorization, HttpMethod, RoutePattern};
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
    Properties.AuthorizationType != @OPEN_CONNECT@@KEY@
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
    let mut leave = |part, reason| left_out.push(LeftOut { rule: meta.code.to_owned(), part, reason });
    let terms = [ApiKind::Rest, ApiKind::Http, ApiKind::WebSocket].map(|kind| Loosest::new(rules, kind));
    let [rest, http, websocket] = &terms;
    if rest.allows_some() {
        policy.add(&["AWS::ApiGateway::Method"], &methods(meta, rest));
    }
    if http.allows_some() || websocket.allows_some() {
        policy.add(&["AWS::ApiGatewayV2::Route"], &routes(meta, http, websocket));
    }
    if !rules.stages.is_empty() {
        leave(
            "api-gateway.stages",
            "which stage a method is deployed to, only other resources tell: what one of the stages allows is let through, \
             and an API of a kind that anyone may call in one of them is not checked",
        );
    }
    if !rest.exclude_paths.is_empty() {
        leave(
            "methods of REST APIs, because of `exclude-paths`",
            "a method doesn't tell its path: other resources make it",
        );
    }
    leave(
        "OpenAPI documents in the template: `Body` and `DefinitionBody`",
        "how a scheme authorizes is said in another place of the document than the operation that names it",
    );
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

/// What some stage allows and excludes, for APIs of one kind: a hook doesn't know the stage.
struct Loosest<'c> {
    kind: ApiKind,
    allow: Vec<Authorization>,
    exclude_methods: Vec<HttpMethod>,
    exclude_paths: BTreeSet<&'c RoutePattern>,
}

impl<'c> Loosest<'c> {
    fn new(rules: &'c ApiGateway, kind: ApiKind) -> Self {
        let mut loosest =
            Self { kind, allow: Vec::new(), exclude_methods: Vec::new(), exclude_paths: BTreeSet::new() };
        // That of no stage first: its order is the one that is written.
        for policy in rules.policies(kind).into_iter().rev() {
            for way in policy.allow {
                if !loosest.allow.contains(way) {
                    loosest.allow.push(*way);
                }
            }
            for method in policy.exclude_methods {
                if !loosest.exclude_methods.contains(method) {
                    loosest.exclude_methods.push(*method);
                }
            }
            loosest.exclude_paths.extend(policy.exclude_paths);
        }
        loosest
    }

    /// Whether there is something to check: not anyone may call, and it can be told whom it is about.
    fn allows_some(&self) -> bool {
        let has_paths = self.kind == ApiKind::Rest && !self.exclude_paths.is_empty();
        !self.allow.contains(&Authorization::Open) && !has_paths
    }
}

fn methods(meta: &Meta, rules: &Loosest<'_>) -> String {
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

fn routes(meta: &Meta, http: &Loosest<'_>, websocket: &Loosest<'_>) -> String {
    let not = |keys: String| format!("  Properties.RouteKey != {keys}\n");
    let paths: Vec<String> =
        http.exclude_paths.iter().map(|path| RoutePattern::regex(path.as_str())).collect();
    let paths = (!paths.is_empty()).then(|| text::regex(&format!("^\\S+ ({})$", paths.join("|")))).flatten();
    let exempt: String = exempt(http, " |$").into_iter().chain(paths).map(not).collect();
    let rules = match (http.allows_some(), websocket.allows_some()) {
        (true, true) => ROUTES.to_owned(),
        (is_http, _) => only(is_http),
    };
    let types = [Authorization::AwsIam, Authorization::Jwt, Authorization::Custom];
    let connect = [Authorization::AwsIam, Authorization::Custom];
    rules
        .replace("@EXEMPT@", &exempt)
        .replace("@UNSUPPRESSED@", &text::unsuppressed(meta))
        .replace(
            "@COMMENT@",
            &text::comment(meta, "A route of an HTTP or WebSocket API takes calls from anyone"),
        )
        .replace("@OPEN@", &open(http))
        .replace("@OPEN_CONNECT@", &open(websocket))
        .replace("@KEY@", key(websocket))
        .replace("@MESSAGE@", &message(http, &types, false))
        .replace("@CONNECT_MESSAGE@", &message(websocket, &connect, true))
}

/// The rules about routes without one of the two.
fn only(is_http: bool) -> String {
    let mut parts: Vec<&str> = ROUTES.split("\n@COMMENT@").collect();
    parts.remove(if is_http { 2 } else { 1 });
    parts.join("\n@COMMENT@")
}

/// The methods that need no authorization, as a literal.
fn exempt(rules: &Loosest<'_>, end: &str) -> Option<String> {
    let methods: Vec<&str> = rules.exclude_methods.iter().map(|method| method.as_str()).collect();
    (!methods.is_empty()).then(|| format!("/^(?i:{})({end})/", methods.join("|")))
}

/// The types that let anyone in, as a literal: a type that is not known is not judged.
fn open(rules: &Loosest<'_>) -> String {
    use Authorization::{AwsIam, CognitoUserPools, Custom, Jwt};
    let refused =
        [AwsIam, CognitoUserPools, Custom, Jwt].into_iter().filter(|one| !rules.allow.contains(one));
    let refused: String = refused.map(|one| format!("|{}", one.as_str())).collect();
    format!("/^((?i:NONE){refused})$/")
}

fn key(rules: &Loosest<'_>) -> &'static str {
    if rules.allow.contains(&Authorization::ApiKey) { KEY } else { "" }
}

fn message(rules: &Loosest<'_>, types: &[Authorization], takes_key: bool) -> String {
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
