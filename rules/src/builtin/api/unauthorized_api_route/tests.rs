//! `API001` on the article's template and on each kind of API.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use crate::{Diagnostic, Report, Settings};

/// A REST API with a suppressed open method and a method that answers `OPTIONS`.
const MINED: &str = "\
Resources:
  Shop:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: shop
  ReadStock:
    Type: AWS::ApiGateway::Method
    Metadata:
      guard:
        SuppressedRules:
          - API_GW_METHOD_AUTHORIZATION_TYPE_RULE
    Properties:
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
      HttpMethod: GET
      AuthorizationType: 'NONE'
      ApiKeyRequired: false
      Integration:
        Type: MOCK
  AskFirst:
    Type: 'AWS::ApiGateway::Method'
    Properties:
      AuthorizationType: 'NONE'
      HttpMethod: 'Options'
      RestApiId: !Ref Shop
      ResourceId: !GetAtt Shop.RootResourceId
";

const MINED_JSON: &str = r#"{
  "Resources": {
    "ReadStock": {
      "Type": "AWS::ApiGateway::Method",
      "Metadata": { "guard": { "SuppressedRules": ["API_GW_METHOD_AUTHORIZATION_TYPE_RULE"] } },
      "Properties": { "HttpMethod": "GET", "AuthorizationType": "NONE", "ApiKeyRequired": false }
    },
    "AskFirst": {
      "Type": "AWS::ApiGateway::Method",
      "Properties": { "HttpMethod": "OPTIONS", "AuthorizationType": "NONE" }
    }
  }
}
"#;

fn check(text: &str) -> Report {
    let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    let template = Template::new(parse(Arc::from(text), syntax));
    assert_eq!(template.errors(), []);
    let mut report = crate::check(&template, &Settings::default());
    report.diagnostics.retain(|found| matches!(found.rule.as_str(), "API001" | "SUP001"));
    report
}

/// `place: message`, and ` (when)` where there is one.
fn lines(text: &str) -> Vec<String> {
    let line = |found: &Diagnostic| {
        let when = found.when.as_ref().map_or(String::new(), |when| format!(" ({when})"));
        format!("{}: {}{when}", &text[found.span.range()], found.message)
    };
    check(text).diagnostics.iter().map(line).collect()
}

#[test]
fn a_guard_suppression_lets_the_method_go() {
    for text in [MINED, MINED_JSON] {
        let report = check(text);
        assert_eq!(report.diagnostics, []);
        let [suppressed] = report.suppressed.as_slice() else { panic!("{:?}", report.suppressed) };
        assert_eq!(suppressed.diagnostic.path.logical_id(), Some("ReadStock"));
        assert!(text[suppressed.by.range()].contains("API_GW_METHOD_AUTHORIZATION_TYPE_RULE"));
    }
}

#[test]
fn without_the_suppression_the_method_is_found() {
    let at = MINED.find("    Metadata:").expect("there");
    let end = MINED.find("    Properties:\n      RestApiId").expect("there");
    let text = format!("{}{}", &MINED[..at], &MINED[end..]);
    let message = "`ReadStock` does not authorize its callers: `AuthorizationType` is `NONE` and `ApiKeyRequired` is `false`";
    assert_eq!(lines(&text), [format!("'NONE': {message}")]);
    let nothing = text.replacen("      AuthorizationType: 'NONE'\n      ApiKeyRequired: false\n", "", 1);
    assert_eq!(
        lines(&nothing),
        ["ReadStock: `ReadStock` has neither `AuthorizationType` nor `ApiKeyRequired`"]
    );
    let report = check(&text);
    let edit = report.diagnostics[0].fix.as_ref().map(|fix| fix.edits[0].clone()).expect("a fix");
    assert_eq!((&text[edit.span.range()], edit.text.as_str()), ("NONE", "AWS_IAM"));
}

/// Checks one REST method with these properties.
fn method(properties: &str) -> Vec<String> {
    lines(&format!(
        "Parameters:
  Open: {{ Type: String, Default: NONE }}
  Closed: {{ Type: String, Default: AWS_IAM, AllowedValues: [NONE, AWS_IAM] }}
  Chosen: {{ Type: String, AllowedValues: [NONE, AWS_IAM] }}
  OnlyOpen: {{ Type: String, AllowedValues: [NONE] }}
  Stored: {{ Type: 'AWS::SSM::Parameter::Value<String>', Default: NONE }}
  Verb: {{ Type: String, AllowedValues: [GET, POST] }}
  AnyVerb: {{ Type: String, AllowedValues: [GET, OPTIONS] }}
  Stage: {{ Type: String }}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Equals [!Ref Stage, dev]
Resources:
  M:
    Type: AWS::ApiGateway::Method
    Condition: IsProd
    Properties: {properties}
"
    ))
}

#[test]
fn values_are_followed_and_undecided_ones_are_silent() {
    let none = "`M` does not authorize its callers: `AuthorizationType` is `NONE`";
    let missing = "`M` has neither `AuthorizationType` nor `ApiKeyRequired`";
    for (properties, expected) in [
        ("{ HttpMethod: GET, AuthorizationType: !Ref Open }", format!("!Ref Open: {none} (`Open` is `NONE`)")),
        ("{ HttpMethod: GET, AuthorizationType: !Ref OnlyOpen }", format!("!Ref OnlyOpen: {none}")),
        ("{ HttpMethod: GET, AuthorizationType: !Ref Closed }", String::new()),
        ("{ HttpMethod: GET, AuthorizationType: !Ref Chosen }", String::new()),
        ("{ HttpMethod: GET, AuthorizationType: !Ref Stored }", String::new()),
        ("{ HttpMethod: GET, AuthorizationType: !ImportValue X }", String::new()),
        ("{ HttpMethod: GET, AuthorizationType: none }", format!("none: {}", none.replace("NONE", "none"))),
        ("{ HttpMethod: !Ref Verb, AuthorizationType: NONE }", format!("NONE: {none}")),
        ("{ HttpMethod: !Ref AnyVerb, AuthorizationType: NONE }", String::new()),
        ("{ HttpMethod: ANY }", format!("M: {missing}")),
        ("{ AuthorizationType: NONE }", format!("NONE: {none}")),
        ("{ HttpMethod: GET, ApiKeyRequired: 'true' }", String::new()),
        ("{ HttpMethod: GET, ApiKeyRequired: !Ref Stage }", String::new()),
        (
            "{ HttpMethod: GET, ApiKeyRequired: false }",
            "false: `M` does not authorize its callers: `ApiKeyRequired` is `false`".to_owned(),
        ),
        (
            "{ HttpMethod: GET, AuthorizationType: !Ref 'AWS::NoValue' }",
            format!("M: {missing}"),
        ),
    ] {
        assert_eq!(method(properties).join("\n"), expected, "{properties}");
    }
}

#[test]
fn a_case_is_told_and_an_impossible_one_is_silent() {
    let none = "`M` does not authorize its callers: `AuthorizationType` is `NONE`";
    for (properties, expected) in [
        (
            "{ HttpMethod: GET, AuthorizationType: !If [IsProd, NONE, AWS_IAM] }",
            format!("NONE: {none} (`IsProd` is true)"),
        ),
        ("{ HttpMethod: GET, AuthorizationType: !If [IsProd, AWS_IAM, NONE] }", String::new()),
        ("{ HttpMethod: GET, AuthorizationType: !If [IsDev, NONE, AWS_IAM] }", String::new()),
        (
            "{ HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: !If [IsDev, true, false] }",
            format!("NONE: {none} and `ApiKeyRequired` is `false` (`IsDev` is false)"),
        ),
        (
            "{ HttpMethod: !If [IsProd, OPTIONS, GET], AuthorizationType: NONE }",
            String::new(),
        ),
    ] {
        assert_eq!(method(properties).join("\n"), expected, "{properties}");
    }
}

#[test]
fn routes_of_http_and_websocket_apis() {
    let route = |protocol: &str, route: &str| {
        lines(&format!(
            "Resources:
  A: {{ Type: AWS::ApiGatewayV2::Api, Properties: {{ ProtocolType: {protocol} }} }}
  R: {{ Type: AWS::ApiGatewayV2::Route, Properties: {{ ApiId: !Ref A, {route} }} }}
"
        ))
        .join("\n")
    };
    let missing = "R: `R` has no `AuthorizationType`";
    let none = "NONE: `R` does not authorize its callers: `AuthorizationType` is `NONE`";
    for (protocol, properties, expected) in [
        ("HTTP", "RouteKey: GET /pets", missing),
        ("HTTP", "RouteKey: $default", missing),
        ("HTTP", "RouteKey: OPTIONS /pets", ""),
        ("HTTP", "RouteKey: GET /pets, AuthorizationType: NONE, ApiKeyRequired: true", none),
        ("HTTP", "RouteKey: GET /pets, AuthorizationType: JWT", ""),
        ("HTTP", "RouteKey: GET /pets, AuthorizerId: abc", ""),
        ("WEBSOCKET", "RouteKey: $connect", "R: `R` has neither `AuthorizationType` nor `ApiKeyRequired`"),
        ("WEBSOCKET", "RouteKey: $connect, AuthorizationType: NONE", none),
        ("WEBSOCKET", "RouteKey: $connect, AuthorizationType: NONE, ApiKeyRequired: true", ""),
        ("WEBSOCKET", "RouteKey: $disconnect, AuthorizationType: NONE", ""),
        ("WEBSOCKET", "RouteKey: send, AuthorizationType: NONE", ""),
        ("!Ref X", "RouteKey: GET /pets, AuthorizationType: NONE", none),
        ("!Ref X", "RouteKey: $default, AuthorizationType: NONE", ""),
    ] {
        assert_eq!(route(protocol, properties), expected, "{protocol}, {properties}");
    }
}

/// Checks a function `F` with one event `E` beside these sections and APIs.
fn event(globals: &str, apis: &str, event: &str) -> String {
    lines(&format!(
        "Transform: AWS::Serverless-2016-10-31
{globals}
Resources:
{apis}
  F:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        E: {event}
"
    ))
    .join("\n")
}

#[test]
fn events_of_serverless_functions() {
    let closed = "  A: { Type: AWS::Serverless::Api, Properties: { Auth: { DefaultAuthorizer: AWS_IAM } } }";
    let keyed = "  A: { Type: AWS::Serverless::Api, Properties: { Auth: { ApiKeyRequired: true } } }";
    let open = "  A: { Type: AWS::Serverless::Api, Properties: { StageName: a } }";
    let document = "  A: { Type: AWS::Serverless::Api, Properties: { DefinitionUri: a.yaml } }";
    let globals = "Globals: { Api: { Auth: { DefaultAuthorizer: Pool } } }";
    let missing = "E: The event `E` of `F` has neither `Auth.Authorizer` nor `Auth.ApiKeyRequired`, and its API has no default one";
    let refused = "NONE: The event `E` of `F` does not authorize its callers: `Auth.Authorizer` is `NONE`";
    let api = |more: &str| format!("{{ Type: Api, Properties: {{ Method: get, Path: /, {more} }} }}");
    for (globals, apis, properties, expected) in [
        ("", "", "", missing),
        ("", open, "RestApiId: !Ref A", missing),
        ("", closed, "RestApiId: !Ref A", ""),
        ("", keyed, "RestApiId: !Ref A", ""),
        ("", keyed, "RestApiId: !Ref A, Auth: { Authorizer: NONE }", ""),
        ("", document, "RestApiId: !Ref A", ""),
        ("", document, "RestApiId: !Ref A, Auth: { Authorizer: NONE }", ""),
        ("", "", "RestApiId: !ImportValue A", ""),
        (globals, "", "", ""),
        (globals, open, "RestApiId: !Ref A", ""),
        (globals, "", "Auth: { Authorizer: NONE }", refused),
        (globals, "", "Auth: { Authorizer: NONE, ApiKeyRequired: true }", ""),
        ("", "", "Auth: { Authorizer: AWS_IAM }", ""),
        ("", "", "Auth: { ApiKeyRequired: true }", ""),
    ] {
        assert_eq!(event(globals, apis, &api(properties)), expected, "{globals} {apis} {properties}");
    }
    assert_eq!(event("", "", "{ Type: Api, Properties: { Method: OPTIONS, Path: / } }"), "");
    assert_eq!(event("", "", "{ Type: Schedule, Properties: { Schedule: rate(1 day) } }"), "");
    let http = "E: The event `E` of `F` has no `Auth.Authorizer`, and its API has no default one";
    assert_eq!(event("", "", "{ Type: HttpApi }"), http);
    assert_eq!(event(&globals.replace("Api", "HttpApi"), "", "{ Type: HttpApi }"), "");
}
