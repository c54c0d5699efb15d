//! `API001` by kind, stage and path, on OpenAPI documents, and its fixes.

use crate::testing::findings;

const POLICY: &str = "
api-gateway:
  allow: [AWS_IAM, CUSTOM]
  exclude-paths: [/health, '/docs/**']
  kinds: { websocket: { allow: [NONE] } }
  stages:
    prod: { allow: [AWS_IAM] }
    dev*: { allow: [NONE] }
";

/// An API with a method of this type at this path, and these resources.
fn method(kind: &str, path: &str, more: &str) -> String {
    let text = format!(
        "Parameters:
  Env: {{ Type: String, AllowedValues: [dev, prod] }}
  Name: {{ Type: String }}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Api: {{ Type: AWS::ApiGateway::RestApi }}
  Health: {{ Type: AWS::ApiGateway::Resource, Properties: {{ ParentId: !GetAtt Api.RootResourceId, PathPart: health }} }}
  Docs: {{ Type: AWS::ApiGateway::Resource, Properties: {{ ParentId: !GetAtt Api.RootResourceId, PathPart: docs }} }}
  Page: {{ Type: AWS::ApiGateway::Resource, Properties: {{ ParentId: !Ref Docs, PathPart: '{{page}}' }} }}
{more}
  M: {{ Type: AWS::ApiGateway::Method, Properties: {{ RestApiId: !Ref Api, ResourceId: {path}, HttpMethod: GET, AuthorizationType: {kind} }} }}
"
    );
    let (found, _) = findings("API001", POLICY, &text);
    found.trim_end().split_once(": ").map(|(_, rest)| rest.to_owned()).unwrap_or_default()
}

#[test]
fn a_stage_has_its_own_terms() {
    let stage = |name: &str| {
        format!("  S: {{ Type: AWS::ApiGateway::Stage, Properties: {{ RestApiId: !Ref Api, StageName: {name} }} }}")
    };
    let none = "`M` does not authorize its callers: `AuthorizationType` is `NONE`";
    let custom = "`M` authorizes its callers by `CUSTOM`, which the policy does not allow";
    let root = "!GetAtt Api.RootResourceId";
    for (kind, stages, expected) in [
        ("NONE", String::new(), none.to_owned()),
        ("CUSTOM", String::new(), String::new()),
        ("CUSTOM", stage("test"), String::new()),
        ("CUSTOM", stage("prod"), format!("{custom} when the stage is `prod`")),
        ("NONE", stage("dev-2"), String::new()),
        (
            "NONE",
            [stage("dev"), stage("test").replace("  S:", "  T:")].join("\n"),
            format!("{none} when the stage is `test`"),
        ),
        ("NONE", stage("!Ref Env"), format!("{none} when the stage is `prod`")),
        ("NONE", stage("!Sub '${Name}'"), none.to_owned()),
        // In the stage `prod` the condition holds.
        ("!If [IsProd, AWS_IAM, NONE]", stage("!Ref Env"), String::new()),
        ("!If [IsProd, NONE, AWS_IAM]", stage("!Ref Env"), format!("{none} when `IsProd` is true and the stage is `prod`")),
        ("NONE", [stage("dev"), stage("prod").replace("  S:", "  T:")].join("\n"), format!("{none} when the stage is `prod`")),
        (
            "NONE",
            "  D: { Type: AWS::ApiGateway::Deployment, Properties: { RestApiId: !Ref Api, StageName: dev } }".to_owned(),
            String::new(),
        ),
    ] {
        assert_eq!(method(kind, root, &stages), expected, "{kind} {stages}");
    }
}

#[test]
fn a_path_that_is_left_out_or_not_known_is_let_through() {
    let none = "`M` does not authorize its callers: `AuthorizationType` is `NONE`";
    for (path, expected) in [
        ("!GetAtt Api.RootResourceId", none),
        ("!Ref Health", ""),
        ("!Ref Docs", ""),
        ("!Ref Page", ""),
        ("!ImportValue Path", ""),
        ("!Ref M", ""),
    ] {
        assert_eq!(method("NONE", path, ""), expected, "{path}");
    }
    let route = |protocol: &str, key: &str| {
        let text = format!(
            "Resources:\n  A: {{ Type: AWS::ApiGatewayV2::Api, Properties: {{ ProtocolType: {protocol} }} }}\n  \
             R: {{ Type: AWS::ApiGatewayV2::Route, Properties: {{ ApiId: !Ref A, RouteKey: {key} }} }}\n"
        );
        findings("API001", POLICY, &text).0.lines().count()
    };
    assert_eq!(route("HTTP", "GET /pets"), 1);
    assert_eq!(route("HTTP", "GET /docs/a/b"), 0);
    assert_eq!(route("HTTP", "$default"), 1);
    assert_eq!(route("WEBSOCKET", "$connect"), 0, "anyone may connect");
}

#[test]
fn documents_are_read() {
    let document = |api: &str, document: &str| {
        let text = format!(
            "Transform: AWS::Serverless-2016-10-31\nResources:\n  A:\n    Type: {api}\n    Properties:\n      {document}\n"
        );
        let (found, _) = findings("API001", "api-gateway: { allow: [AWS_IAM, COGNITO_USER_POOLS, JWT] }", &text);
        found.lines().map(|line| line.split_once(": ").expect("a line").1.to_owned() + "\n").collect::<String>()
    };
    let open = "`GET /a` of `A` asks for no authorization: no `security` holds for it\n";
    let key = "`GET /a` of `A` authorizes its callers by `api-key`, which the policy does not allow\n";
    let schemes = "securityDefinitions: { key: { type: apiKey }, iam: { type: apiKey, x-amazon-apigateway-authtype: awsSigv4 }, \
                   pool: { type: apiKey, x-amazon-apigateway-authorizer: { type: cognito_user_pools } } }";
    for (operation, root, expected) in [
        ("get: {}", "", open),
        ("get: { security: [] }", "security: [{ iam: [] }]", open),
        ("get: {}", "security: [{ iam: [] }]", ""),
        ("get: { security: [{ pool: [] }] }", "", ""),
        ("get: { security: [{ key: [] }] }", "", key),
        ("get: { security: [{ key: [], pool: [] }] }", "", ""),
        ("get: { security: [{ unknown: [] }] }", "", ""),
        ("get: { security: !If [C, [], []] }", "", ""),
        ("get: { x-amazon-apigateway-auth: { type: AWS_IAM } }", "", ""),
        ("get: { x-amazon-apigateway-auth: { type: NONE } }", "", open),
        ("options: {}", "", ""),
        ("parameters: []", "", ""),
        (
            "x-amazon-apigateway-any-method: {}",
            "",
            "`ANY /a` of `A` asks for no authorization: no `security` holds for it\n",
        ),
    ] {
        let body = format!("{{ {schemes}, paths: {{ /a: {{ {operation} }} }}, {root} }}");
        assert_eq!(document("AWS::ApiGateway::RestApi", &format!("Body: {body}")), expected, "{body}");
    }
    let body = "paths: { /a: { get: {} } }";
    assert_eq!(document("AWS::Serverless::HttpApi", &format!("DefinitionBody: {{ {body} }}")), open);
    let authorized = format!("{{ DefinitionBody: {{ {body} }}, Auth: {{ DefaultAuthorizer: AWS_IAM }} }}");
    assert_eq!(document("AWS::Serverless::Api", &authorized[2..authorized.len() - 2]), "");
    for hostile in ["Body: !Include x", "Body: { paths: [] }", "Body: { paths: { /a: x } }", "Body: { paths: { /a: [{ get: 1 }] } }"] {
        assert_eq!(document("AWS::ApiGatewayV2::Api", hostile), "", "{hostile}");
    }
}

#[test]
fn the_only_authorizer_is_the_remedy() {
    let fixed = |policy: &str, authorizers: &[&str], method: &str| {
        let authorizers: String = authorizers
            .iter()
            .enumerate()
            .map(|(number, kind)| {
                format!("  A{number}: {{ Type: AWS::ApiGateway::Authorizer, Properties: {{ RestApiId: !Ref Api, Type: {kind} }} }}\n")
            })
            .collect();
        let head = format!("Resources:\n{authorizers}  Api: {{ Type: AWS::ApiGateway::RestApi }}\n  M:\n    Type: AWS::ApiGateway::Method\n    Properties:");
        let (_, text) = findings("API001", policy, &format!("{head}{method}\n"));
        text[head.len()..].trim().to_owned()
    };
    let of = " { RestApiId: !Ref Api, HttpMethod: GET";
    for (policy, authorizers, said, expected) in [
        ("", &[][..], ", AuthorizationType: 'NONE' }", ", AuthorizationType: 'AWS_IAM' }"),
        ("", &[], " }", ", AuthorizationType: AWS_IAM }"),
        (
            "",
            &["TOKEN"],
            ", AuthorizationType: NONE }",
            ", AuthorizationType: CUSTOM, AuthorizerId: !Ref A0 }",
        ),
        ("", &["COGNITO_USER_POOLS"], " }", ", AuthorizationType: COGNITO_USER_POOLS, AuthorizerId: !Ref A0 }"),
        ("", &["TOKEN", "COGNITO_USER_POOLS"], " }", " }"),
        (
            "api-gateway: { allow: [AWS_IAM, api-key] }",
            &["TOKEN", "REQUEST"],
            ", AuthorizationType: NONE }",
            ", AuthorizationType: AWS_IAM }",
        ),
        ("api-gateway: { allow: [JWT] }", &["TOKEN"], ", AuthorizationType: NONE }", ", AuthorizationType: NONE }"),
        ("", &[], ", AuthorizationType: !Ref X }", ", AuthorizationType: !Ref X }"),
    ] {
        assert_eq!(fixed(policy, authorizers, &format!("{of}{said}")), format!("{of}{expected}").trim(), "{policy} {authorizers:?} {said}");
    }
    assert_eq!(
        fixed("", &["REQUEST"], "\n      RestApiId: !Ref Api # ours\n      AuthorizationType: NONE # later\n      HttpMethod: GET"),
        "RestApiId: !Ref Api # ours\n      AuthorizationType: CUSTOM # later\n      HttpMethod: GET\n      AuthorizerId: !Ref A0"
    );
}
