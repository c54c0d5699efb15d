//! Names that are made: for resources without one, and of bare ones.

use proptest::prelude::*;

use crate::testing::findings;

const CONFIG: &str = r#"
naming:
  pattern: "{segregationPrefix}[-{appPrefix}]-{resourceName}[-{region}]-{envSuffix}"
  parts:
    segregationPrefix: "^a[0-9]{6}$"
    appPrefix: "^[a-z0-9]+$"
    envSuffix: [dev, ci, qa, prod]
  region: global-types-only
  required: true
"#;

const PARAMETERS: &str = "Parameters:\n  SegregationPrefix: { Type: String }\n  EnvSuffix: { Type: String, AllowedValues: [dev, prod] }\n";

fn fixed(code: &str, config: &str, text: &str) -> String {
    findings(code, config, text).1
}

#[test]
fn a_bare_name_becomes_a_whole_one() {
    for (type_name, property, name, expected) in [
        (
            "Lambda::Function",
            "FunctionName",
            "compute-stats",
            "!Sub \"${SegregationPrefix}-compute-stats-${EnvSuffix}\"",
        ),
        (
            "Lambda::Function",
            "FunctionName",
            "'compute'",
            "!Sub \"${SegregationPrefix}-compute-${EnvSuffix}\"",
        ),
        ("IAM::Role", "RoleName", "web", "!Sub \"${SegregationPrefix}-web-${AWS::Region}-${EnvSuffix}\""),
        ("SQS::Queue", "QueueName", "jobs.fifo", "!Sub \"${SegregationPrefix}-jobs-${EnvSuffix}.fifo\""),
        ("KMS::Alias", "AliasName", "alias/data", "!Sub \"alias/${SegregationPrefix}-data-${EnvSuffix}\""),
        ("SQS::Queue", "QueueName", "jobs-prod", "!Sub \"${SegregationPrefix}-jobs-prod\""),
        ("SQS::Queue", "QueueName", "a12-jobs-prod", "a12-jobs-prod"),
        ("SQS::Queue", "QueueName", "!Sub 'jobs'", "!Sub 'jobs'"),
        ("OpenSearchService::Domain", "DomainName", "search-of-all-the-orders", "search-of-all-the-orders"),
    ] {
        let of = |name: &str| {
            format!(
                "{PARAMETERS}Resources:\n  A:\n    Type: AWS::{type_name}\n    Properties:\n      {property}: {name} # why\n"
            )
        };
        assert_eq!(fixed("NAM001", CONFIG, &of(name)), of(expected), "{name}");
    }
}

#[test]
fn a_name_is_made_of_what_is_known() {
    for (parameters, values, expected) in [
        ("", "", None),
        ("", "{ segregationPrefix: a123456, envSuffix: dev }", Some("a123456-orders-dev")),
        (
            "Env: { Type: String, AllowedValues: [dev] }",
            "{ segregationPrefix: a123456 }",
            Some("!Sub \"a123456-orders-${Env}\""),
        ),
        ("Env: { Type: String, AllowedValues: [dev, test] }", "{ segregationPrefix: a123456 }", None),
        ("Env: { Type: String }", "{ segregationPrefix: a123456 }", None),
        (
            "Stage: { Type: String }",
            "{ segregationPrefix: a123456, envSuffix: !Ref Stage }",
            Some("!Sub \"a123456-orders-${Stage}\""),
        ),
        ("Other: { Type: String }", "{ segregationPrefix: a123456, envSuffix: '${Stage}' }", None),
        (
            "env_suffix: { Type: String, Default: prod }, App: { Type: String }",
            "{ segregationPrefix: a123456, appPrefix: '${App}' }",
            Some("!Sub \"a123456-${App}-orders-${env_suffix}\""),
        ),
    ] {
        let config = format!("{CONFIG}  values: {values}\n");
        let text = |name: &str| {
            format!(
                "Parameters: {{ {parameters} }}\nResources:\n  Orders:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: x\n{name}"
            )
        };
        let line = expected.map(|name| format!("      TopicName: {name}\n")).unwrap_or_default();
        let config = if values.is_empty() { CONFIG } else { &config };
        assert_eq!(fixed("NAM003", config, &text("")), text(&line), "{parameters} {values}");
    }
}

#[test]
fn a_name_fits_its_service() {
    let text = format!(
        "{PARAMETERS}Resources:\n  TheQueueOfAllOrders:\n    Type: AWS::ElasticLoadBalancingV2::TargetGroup\n  Key: {{ Type: AWS::KMS::Alias, Properties: {{ TargetKeyId: x }} }}\n  Jobs:\n    Type: AWS::SQS::Queue\n    Properties: {{ FifoQueue: true }}\n"
    );
    let fixed = fixed("NAM003", CONFIG, &text);
    assert!(fixed.contains("Name: !Sub \"${SegregationPrefix}-the-queue-of-all-${EnvSuffix}\"\n"), "{fixed}");
    assert!(fixed.contains("AliasName: !Sub \"alias/${SegregationPrefix}-key-${EnvSuffix}\" }"), "{fixed}");
    assert!(fixed.contains("QueueName: !Sub \"${SegregationPrefix}-jobs-${EnvSuffix}.fifo\" }"), "{fixed}");
}

#[test]
fn a_name_is_made_in_json_too() {
    let text = r#"{ "Parameters": { "EnvSuffix": { "Type": "String" } },
  "Resources": { "Orders": { "Type": "AWS::SQS::Queue" }, "Jobs": { "Type": "AWS::SQS::Queue", "Properties": { "QueueName": "jobs" } } } }
"#;
    let config = format!("{CONFIG}  values: {{ segregationPrefix: a123456 }}\n");
    let whole = fixed("NAM001", &config, &fixed("NAM003", &config, text));
    let orders = r#""Properties": { "QueueName": { "Fn::Sub": "a123456-orders-${EnvSuffix}" } } }"#;
    let jobs = r#""QueueName": { "Fn::Sub": "a123456-jobs-${EnvSuffix}" }"#;
    assert!(whole.contains(orders) && whole.contains(jobs), "{whole}");
}

#[test]
fn a_name_that_is_there_in_no_case_is_missed() {
    let text = "Conditions:\n  IsProd: !Equals [!Ref AWS::Region, eu-west-1]\nResources:\n  A: { Type: AWS::SNS::Topic, Properties: { TopicName: !If [IsProd, x, !Ref AWS::NoValue] } }\n  B: { Type: AWS::SNS::Topic, Properties: !If [IsProd, { TopicName: x }, { DisplayName: y }] }\n  C: { Type: AWS::SNS::Topic, Condition: IsProd, Properties: { TopicName: !If [IsProd, x, !Ref AWS::NoValue] } }\n  D: { Type: AWS::SNS::Topic, Properties: { Fn::Transform: { Name: AWS::Include } } }\n";
    let (found, fixed) = findings("NAM003", CONFIG, text);
    assert_eq!(
        found,
        "4: `A` has no `TopicName` when `IsProd` is false\n5: `B` has no `TopicName` when `IsProd` is false\n"
    );
    assert_eq!(fixed, text);
}

#[test]
fn of_two_names_that_would_be_the_same_one_is_made() {
    let text = format!(
        "{PARAMETERS}Resources:\n  OrdersQueue: {{ Type: AWS::SQS::Queue }}\n  ordersQueue: {{ Type: AWS::SQS::Queue }}\n"
    );
    let fixed = fixed("NAM003", CONFIG, &text);
    assert_eq!(fixed.matches("QueueName").count(), 1, "{fixed}");
}

#[test]
fn what_two_resources_share_is_left_alone() {
    let text = format!(
        "{PARAMETERS}Resources:\n  A: &a\n    Type: AWS::SNS::Topic\n    Properties: {{ DisplayName: x }}\n  B:\n    <<: *a\n    DeletionPolicy: Retain\n"
    );
    let (found, fixed) = findings("NAM003", CONFIG, &text);
    assert_eq!((found.lines().count(), fixed), (2, text));
}

/// Types of every form and limit.
const TYPES: [(&str, &str); 8] = [
    ("AWS::SQS::Queue", "QueueName"),
    ("AWS::S3::Bucket", "BucketName"),
    ("AWS::IAM::Role", "RoleName"),
    ("AWS::KMS::Alias", "AliasName"),
    ("AWS::ElasticLoadBalancingV2::TargetGroup", "Name"),
    ("AWS::Logs::LogGroup", "LogGroupName"),
    ("AWS::RDS::DBInstance", "DBInstanceIdentifier"),
    ("AWS::DynamoDB::Table", "TableName"),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// What a fix leaves is read without errors, and both rules are silent about it.
    #[test]
    fn made_names_are_right(
        id in "[A-Z][A-Za-z0-9]{0,40}",
        bare in "[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,3}",
        of in 0..TYPES.len(),
        json in any::<bool>(),
        is_named in any::<bool>(),
    ) {
        let (type_name, property) = TYPES[of];
        let properties = if is_named { format!("\"{property}\": \"{bare}\"") } else { String::new() };
        let json_text = format!(
            "{{\"Parameters\": {{\"SegregationPrefix\": {{\"Type\": \"String\"}}, \"EnvSuffix\": {{\"Type\": \"String\"}}}}, \"Resources\": {{\"{id}\": {{\"Type\": \"{type_name}\", \"Properties\": {{{properties}}}}}}}}}"
        );
        let yaml_text = format!("{PARAMETERS}Resources:\n  {id}:\n    Type: {type_name}\n    Properties: {{{properties}}}\n");
        let text = if json { json_text } else { yaml_text };
        let code = if is_named { "NAM001" } else { "NAM003" };
        let (before, fixed) = findings(code, CONFIG, &text);
        prop_assert!(!before.is_empty());
        if fixed != text {
            for code in ["NAM001", "NAM003", "E0000"] {
                prop_assert_eq!(&findings(code, CONFIG, &fixed).0, "", "{} {}", code, fixed);
            }
        }
    }
}
