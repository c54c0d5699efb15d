//! What is wrong with the policy keys of a configuration: tags, networks, APIs.

use super::tests::{check, read_text};

#[test]
fn says_what_a_policy_may_hold() {
    check(
        "tagging: { required: { a: { one-of: [x], pattern: y } } }\n",
        "{ one-of: [x], pattern: y }",
        "`a` has both `one-of` and `pattern`",
        "",
    );
    check(
        "tagging: { required: { a: 5 } }\n",
        "5",
        "`a` is `5`, not a regular expression, a list of values or `any`",
        "",
    );
    check(
        "tagging: { required: { a: \"\\x28\" } }\n",
        "\"\\x28\"",
        "`(` is not a regular expression: `(` is not closed",
        "",
    );
    check(
        "network: { supernets: { a: 10.0.0.1/8 } }\n",
        "10.0.0.1/8",
        "`10.0.0.1/8` does not begin at its first address",
        "Change it to `10.0.0.0/8`",
    );
    check(
        "network: { admin-ports: [22, 70000] }\n",
        "70000",
        "Item 2 of `admin-ports` is `70000`, not a whole number from 1 to 65535",
        "",
    );
    check(
        "api-gateway: { allow: [api_key] }\n",
        "api_key",
        "`api_key` is not a way to authorize",
        "Change it to `api-key`. There are `AWS_IAM`, `COGNITO_USER_POOLS`, `CUSTOM`, `JWT`, `api-key`, `NONE`",
    );
    check(
        "api-gateway: { kinds: { htp: {} } }\n",
        "htp",
        "`htp` is not a kind of API",
        "Change it to `http`. There are `rest`, `http`, `websocket`",
    );
    check(
        "api-gateway: { stages: { prod: { exclude-path: [] } } }\n",
        "exclude-path",
        "`exclude-path` is not a key of `prod`",
        "Change it to `exclude-paths`. There are `allow`, `exclude-methods`, `exclude-paths`, `kinds`",
    );
    check(
        "network: { reserved: [{ for: transit }] }\n",
        "{ for: transit }",
        "Item 1 of `reserved` has no `block`",
        "Say which addresses are reserved: `block: 10.0.0.0/24`",
    );
    check(
        "network: { reserved: [10.0.0.0/24, 10.0.0/24] }\n",
        "10.0.0/24",
        "`10.0.0/24` is not a CIDR block",
        "A CIDR block is an address and a prefix length: `10.0.0.0/16`",
    );
}

#[test]
fn says_what_a_default_may_be() {
    let properties = |entry: &str| format!("defaults: {{ properties: [{entry}] }}\n");
    check(
        &properties("{ type: AWS::Logs::LogGroup, property: Retention, default: 1 }"),
        "Retention",
        "`Retention` is not a property of `AWS::Logs::LogGroup`",
        "Change it to `RetentionInDays`",
    );
    check(
        &properties(
            "{ type: AWS::EC2::LaunchTemplate, property: LaunchTemplateData.InstanceTyp, allow: [a] }",
        ),
        "LaunchTemplateData.InstanceTyp",
        "`InstanceTyp` is not a property of `AWS::EC2::LaunchTemplate`",
        "Change it to `LaunchTemplateData.InstanceType`",
    );
    check(
        &properties("{ type: AWS::Logs::LogGroups, property: RetentionInDays, default: 1 }"),
        "AWS::Logs::LogGroups",
        "`AWS::Logs::LogGroups` is not a resource type",
        "Change it to `AWS::Logs::LogGroup`",
    );
    check(
        &properties("{ type: AWS::Logs::*, property: RetentionInDays }"),
        "{ type: AWS::Logs::*, property: RetentionInDays }",
        "Item 1 of `properties` says nothing of the property",
        "Write `default`, `must-be` or `allow`, or `environments` with one of them for each",
    );
    let (_, problems) = read_text("defaults: { log-retention: 31 }\n");
    assert_eq!(problems[0].message, "`log-retention` is `31`, for which no log is kept");
}
