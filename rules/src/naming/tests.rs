//! Names of every make against one pattern. What is different for some types, names
//! that are made, and names that are the same have files of their own.

mod clashes;
mod made;
mod stacks;
mod types;

use crate::testing::{findings, helps};

const CONFIG: &str = r#"
naming:
  pattern: "{segregationPrefix}[-{appPrefix}]-{resourceName}[-{region}]-{envSuffix}"
  parts:
    segregationPrefix: "^a[0-9]{6}$"
    appPrefix: "^[a-z0-9]+$"
    envSuffix: [dev, ci, qa, prod]
  region: global-types-only
"#;

const PARAMETERS: &str = r"
Parameters:
  Env: { Type: String, AllowedValues: [dev, prod] }
  Stage: { Type: String, Default: prd }
  Any: { Type: String }
  Secret: { Type: String, Default: prd, NoEcho: true }
  Path: { Type: AWS::SSM::Parameter::Value<String>, Default: /prd }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Mappings:
  Names: { prod: { prefix: a123456 }, dev: { prefix: b123456 } }
";

/// What is said of the name of a resource.
fn found(type_name: &str, property: &str, name: &str) -> String {
    let text = format!(
        "{PARAMETERS}Resources:\n  X:\n    Type: {type_name}\n    Properties:\n      {property}: {name}\n"
    );
    let (found, _) = findings("NAM001", CONFIG, &text);
    found
        .lines()
        .map(|line| line.split_once(": ").map_or(line, |(_, rest)| rest))
        .collect::<Vec<_>>()
        .join("; ")
}

fn role(name: &str) -> String {
    found("AWS::IAM::Role", "RoleName", name)
}

fn topic(name: &str) -> String {
    found("AWS::SNS::Topic", "TopicName", name)
}

#[test]
fn says_which_part_is_wrong() {
    for (name, said) in [
        ("a123456-orders-prod", ""),
        ("a123456-app-orders-prod", ""),
        ("a123456-app-new-orders-prod", ""),
        ("orders-prod", "`orders-prod` lacks the part `segregationPrefix`"),
        ("a123456-orders", "`a123456-orders` lacks the part `envSuffix`"),
        ("orders", "`orders` lacks the parts `segregationPrefix`, `envSuffix`"),
        (
            "a12345-orders-prod",
            "The part `segregationPrefix` of `a12345-orders-prod` is `a12345`, not text that matches `^a[0-9]{6}$`",
        ),
        (
            "orders-prd",
            "`orders-prd` lacks the part `segregationPrefix`, and the part `envSuffix` is `prd`, not one of `dev`, `ci`, `qa`, `prod`",
        ),
        (
            "a123456-orders-us-east-1-prod",
            "`a123456-orders-us-east-1-prod` has the region `us-east-1`, though its type is regional",
        ),
    ] {
        assert_eq!(topic(name), said, "{name}");
    }
}

#[test]
fn works_out_functions() {
    for (name, said) in [
        ("!Sub 'a123456-orders-${Env}'", ""),
        ("!Join ['-', [a123456, orders, !Ref Env]]", ""),
        ("!Sub ['${P}-orders-${Env}', { P: a123456 }]", ""),
        (
            "!Sub a123456-orders-${Stage}",
            "The part `envSuffix` of `a123456-orders-prd` is `prd`, not one of `dev`, `ci`, `qa`, `prod` when `Stage` is `prd`",
        ),
        (
            "!Join ['-', [!FindInMap [Names, !Ref Env, prefix], orders, !Ref Env]]",
            "The part `segregationPrefix` of `b123456-orders-dev` is `b123456`, not text that matches `^a[0-9]{6}$` when `Env` is `dev`",
        ),
        (
            "!If [IsProd, a123456-orders-prod, a123456-orders-dve]",
            "The part `envSuffix` of `a123456-orders-dve` is `dve`, not one of `dev`, `ci`, `qa`, `prod` when `IsProd` is false",
        ),
        ("!If [IsProd, a123456-orders-prod, !Ref AWS::NoValue]", ""),
        ("!If [IsProd, !Sub 'a123456-orders-${Env}', !Ref AWS::NoValue]", ""),
    ] {
        assert_eq!(topic(name), said, "{name}");
    }
}

#[test]
fn is_silent_where_a_deployment_can_make_it_right() {
    for (name, said) in [
        ("!Ref Any", ""),
        ("!Sub '${Any}-orders-prod'", ""),
        ("!Sub '${AWS::StackName}-prod'", ""),
        ("!Sub '${AWS::StackName}-orders'", "`${AWS::StackName}-orders` lacks the part `envSuffix`"),
        ("!Sub 'a123456-orders-${Secret}'", ""),
        ("!Sub 'a123456-orders-${Path}'", ""),
        ("'{{resolve:ssm:/name}}'", ""),
        ("!ImportValue name", ""),
        ("!Sub 'my-${Any}-prod'", "`my-${Any}-prod` lacks the part `segregationPrefix`"),
        (
            "!Sub 'a123456-${Any}-prd'",
            "The part `envSuffix` of `a123456-${Any}-prd` is `prd`, not one of `dev`, `ci`, `qa`, `prod`",
        ),
    ] {
        assert_eq!(topic(name), said, "{name}");
    }
}

#[test]
fn global_names_have_the_region() {
    for (name, said) in [
        ("a123456-web-eu-west-1-prod", ""),
        ("!Sub 'a123456-web-${AWS::Region}-prod'", ""),
        ("a123456-web-prod", "`a123456-web-prod` lacks the part `region`"),
    ] {
        assert_eq!(role(name), said, "{name}");
    }
    let said = topic("!Sub 'a123456-web-${AWS::Region}-prod'");
    assert_eq!(
        said,
        "`a123456-web-${AWS::Region}-prod` has the region `${AWS::Region}`, though its type is regional"
    );
}

#[test]
fn leaves_out_what_services_put_around_names() {
    for (type_name, property, name, said) in [
        ("AWS::SQS::Queue", "QueueName", "a123456-orders-prod.fifo", ""),
        ("AWS::KMS::Alias", "AliasName", "alias/a123456-key-prod", ""),
        ("AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/a123456-orders-prod", ""),
        ("AWS::Logs::LogGroup", "LogGroupName", "!Sub '/aws/lambda/${X}'", ""),
        ("AWS::SSM::Parameter", "Name", "/a123456/orders/url/prod", ""),
        (
            "AWS::SSM::Parameter",
            "Name",
            "/orders/url",
            "`/orders/url` lacks the parts `segregationPrefix`, `envSuffix`",
        ),
        (
            "AWS::Serverless::Function",
            "FunctionName",
            "orders-prod",
            "`orders-prod` lacks the part `segregationPrefix`",
        ),
        ("AWS::IAM::Role", "RoleName", "dms-vpc-role", ""),
        ("AWS::Logs::LogGroup", "LogGroupName", "aws-waf-logs-a123456-web-prod", ""),
        ("AWS::Route53::RecordSet", "Name", "www.example.com", ""),
    ] {
        assert_eq!(found(type_name, property, name), said, "{name}");
    }
}

#[test]
fn services_limits_count_where_schemas_cannot_judge() {
    let long = "x".repeat(40);
    let text = format!(
        "Parameters:\n  Name: {{ Type: String, Default: Orders }}\nResources:\n  A:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n    Properties:\n      Name: !Sub '{long}-${{AWS::StackName}}'\n  B:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub 'my-${{Name}}'\n  C:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: MyBucket\n"
    );
    let (found, _) = findings("NAM001", "", &text);
    let expected = format!(
        "7: `{long}-${{AWS::StackName}}` has at least 41 characters, more than `Name` takes\n11: `my-Orders` has characters that `BucketName` does not take when `Name` is `Orders`\n"
    );
    assert_eq!(found, expected);
}

#[test]
fn only_the_types_asked_for() {
    let config = format!("{CONFIG}  types: [AWS::SQS::Queue]\n");
    let text = "Resources:\n  A: { Type: AWS::SNS::Topic, Properties: { TopicName: x } }\n  B: { Type: AWS::SQS::Queue, Properties: { QueueName: x } }\n";
    let (found, _) = findings("NAM001", &config, text);
    assert!(found.starts_with("3: ") && found.lines().count() == 1, "{found}");
}

#[test]
fn hostile_names_end() {
    let stars = "${A}-".repeat(120);
    let text = format!(
        "Resources:\n  A: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: !Sub '{stars}' }} }}\n"
    );
    let (found, _) = findings("NAM001", CONFIG, &text);
    assert!(found.lines().count() <= 1);
}

#[test]
fn help_shows_the_name_made_of_its_own_parts() {
    for (name, help) in [
        ("a123456-orders-prd", "Write `a123456-orders-prod`"),
        (
            "!Sub '${AWS::StackName}-orders'",
            "Write `${AWS::StackName}-orders-{envSuffix}`, where `envSuffix` is one of `dev`, `ci`, `qa`, `prod`",
        ),
        (
            "orders-us-east-1.fifo",
            "Write `{segregationPrefix}-orders-us-east-1-{envSuffix}.fifo`, where `segregationPrefix` is text that matches `^a[0-9]{6}$` and `envSuffix` is one of `dev`, `ci`, `qa`, `prod`",
        ),
        ("!Sub 'a123456-${X}-eu-west-1-prod'", "Write `a123456-${X}-prod`"),
    ] {
        let text =
            format!("Resources:\n  X: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: {name} }} }}\n");
        assert_eq!(helps("NAM001", CONFIG, &text), [help], "{name}");
    }
}
