//! Everything that is no function: sections, attributes, values, policies, tags, exceptions.

use super::Trigger;
use super::tests::{ask, check, check_choice, check_typed, labels};

#[track_caller]
fn offers(fixture: &str, wanted: &[&str], unwanted: &[&str]) {
    let found = labels(&ask(fixture, Trigger::Invoked));
    for name in wanted {
        assert!(
            found.iter().any(|label| label == name || *label == format!("{name}*")),
            "`{name}` is not in {found:?}"
        );
    }
    for name in unwanted {
        assert!(
            found.iter().all(|label| label != name && *label != format!("{name}*")),
            "`{name}` is in {found:?}"
        );
    }
}

#[test]
fn sections_and_members() {
    offers("Resources: {}\n$0\n", &["Parameters", "Outputs", "Conditions"], &["Resources", "Globals"]);
    offers("Resources:\n  A:\n    Type: AWS::S3::Bucket\nOut$0\n", &["Outputs"], &[]);
    check_choice(
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\nAWST$0\n",
        "AWSTemplateFormatVersion",
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\nAWSTemplateFormatVersion: \"2010-09-09\"\n",
    );
    offers(
        "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}, \"$0\"}",
        &["Parameters"],
        &["Resources"],
    );
    offers("{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\"}}, $0}", &["Parameters"], &[]);
    check_choice("Resources:\n  $0\n", "New resource", "Resources:\n  ${1:LogicalId}:\n    Type: $0\n");
    offers("Resources: {}\nTransform: $0\n", &["AWS::LanguageExtensions"], &[]);
}

#[test]
fn enter_takes_nothing_that_was_not_asked_for() {
    for new_line in [
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    $0\n",
        "Resources:\n  $0\n",
        "Resources: {}\n$0\n",
        "Resources:\n  A:\n    Type: AWS::EC2::VPC\n    Properties:\n      $0\n",
    ] {
        check_typed('\n', new_line, &[]);
    }
    check_typed(':', "Resources: {}\nOutputs:\n  Network:$0\n", &[]);
    check_typed(':', "Resources:\n  Network:$0\n", &[]);
    check_choice(
        "Resources: {}\nOutputs:\n  Network$0\n",
        "New output",
        "Resources: {}\nOutputs:\n  Network:\n    Value: $0\n",
    );
}

#[test]
fn required_properties_behind_the_colon() {
    let template = |name: &str| format!("Resources:\n  A:\n    Type: {name}\n    Properties:$0\n");
    check_typed(':', &template("AWS::EC2::VPC"), &[]);
    check_typed(':', &template("AWS::EC2::Subnet"), &["VpcId*"]);
    check_choice(
        &template("AWS::EC2::Subnet"),
        "VpcId",
        "Resources:\n  A:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: $0\n",
    );
    check_typed(':', &template("AWS::Lambda::Function"), &["Required properties*"]);
}

#[test]
fn attributes_of_members() {
    offers(
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    $0\n",
        &["Properties", "DeletionPolicy"],
        &["Type"],
    );
    offers("Resources: {}\nParameters:\n  A:\n    $0\n", &["Type", "Default", "NoEcho"], &[]);
    offers(
        "Resources: {}\nParameters:\n  A:\n    Type: Number\n    $0\n",
        &["MinValue"],
        &["MinLength", "Type"],
    );
    offers("Resources: {}\nOutputs:\n  A:\n    $0\n", &["Value", "Export"], &["Type"]);
    offers("Resources: {}\nOutputs:\n  A:\n    Export:\n      $0\n", &["Name"], &["Value"]);
    let group =
        "Resources:\n  A:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    UpdatePolicy:\n      $0\n";
    offers(group, &["AutoScalingRollingUpdate"], &["UseOnlineResharding"]);
    offers(
        &group.replace("$0", "AutoScalingRollingUpdate:\n        $0"),
        &["MaxBatchSize", "PauseTime"],
        &[],
    );
}

#[test]
fn values_of_attributes_and_parameters() {
    check(
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: $0\n",
        &["Delete", "Retain", "RetainExceptOnCreate"],
    );
    offers(
        "Resources:\n  A:\n    Type: AWS::RDS::DBInstance\n    UpdateReplacePolicy: $0\n",
        &["Snapshot"],
        &["RetainExceptOnCreate"],
    );
    offers(
        "Resources: {}\nParameters:\n  A:\n    Type: vpcid$0\n",
        &["AWS::EC2::VPC::Id", "List<AWS::EC2::VPC::Id>", "AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>"],
        &[],
    );
    check(
        "Resources: {}\nParameters:\n  A:\n    Type: String\n    AllowedValues: [dev, prod]\n    Default: $0\n",
        &["dev", "prod"],
    );
}

#[test]
fn values_of_properties() {
    let bucket =
        |rest: &str| format!("Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      {rest}\n");
    offers(&bucket("VersioningConfiguration:\n        Status: $0"), &["Enabled", "Suspended"], &["true"]);
    offers(&bucket("VersioningConfiguration: { Status: $0 }"), &["Enabled", "Suspended"], &[]);
    offers(&bucket("ObjectLockEnabled: $0"), &["true", "false"], &[]);
    offers(&bucket("ObjectLockEnabled: !If [X, $0, false]"), &["true"], &[]);
    offers(
        "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"VersioningConfiguration\": {\"Status\": \"$0\"}}}}}",
        &["Enabled"],
        &[],
    );
}

#[test]
fn required_properties_at_once_and_nothing_that_is_excluded_first() {
    let function = "Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      $0\n";
    let found = labels(&ask(function, Trigger::Typed('\n')));
    assert_eq!(found[0], "Required properties*", "{found:?}");
    check_choice(
        function,
        "Required properties",
        "Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        $1\n      Role: $0\n",
    );
    check_typed('\n', "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      $0\n", &[]);
}

#[test]
fn policies_of_iam() {
    let role = |rest: &str| {
        format!(
            "Resources:\n  R:\n    Type: AWS::IAM::Policy\n    Properties:\n      PolicyDocument:\n        Statement:\n          - Effect: Allow\n            {rest}\n"
        )
    };
    offers(&role("$0"), &["Action", "Resource"], &["Effect"]);
    offers(&role("Action: s3$0"), &["s3:"], &[]);
    offers(&role("Action: s3:GetObj$0"), &["s3:GetObject"], &["sqs:SendMessage"]);
    offers(&role("Action:\n              - sqs:$0"), &["sqs:SendMessage", "sqs:*"], &[]);
    offers(&role("Action: s3:GetObject\n            Resource: $0"), &["object", "*"], &[]);
    offers(&role("Principal:\n              Service: lam$0"), &["lambda.amazonaws.com"], &[]);
    offers(&role("Condition:\n              $0"), &["StringEquals", "Bool"], &[]);
    offers(
        "Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      ManagedPolicyArns:\n        - $0\n",
        &["AWSLambdaBasicExecutionRole"],
        &[],
    );
}

const POLICY: &str = "\
//- formwork.yaml
tagging:
  required: { team: \"^[a-z]+$\", env: { one-of: [dev, prod] } }
naming:
  pattern: \"{prefix}-{resourceName}-{env}\"
  parts: { prefix: \"^a[0-9]+$\", env: [dev, prod] }
landing-zone:
  parameters: { network/vpc: { type: vpc } }
";

#[test]
fn what_the_organisation_asks_for() {
    let template = |rest: &str| {
        format!(
            "//- a.yaml\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      {rest}\n{POLICY}"
        )
    };
    offers(&template("Tags:\n        - Key: $0"), &["team", "env"], &[]);
    offers(&template("Tags:\n        - Key: env\n          Value: $0"), &["dev", "prod"], &[]);
    offers(&template("Tags:\n        - $0"), &["Tag env", "Tag team", "Key"], &[]);
    offers(&template("Tags:\n        - { Key: team, Value: x }\n        - Key: $0"), &["env"], &["team"]);
    offers(&template("BucketName: $0"), &["{prefix}-{resourceName}-{env}"], &[]);
    let subnet = format!(
        "//- a.yaml\nResources:\n  A:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: $0\n{POLICY}"
    );
    offers(&subnet, &["{{resolve:ssm:/landing-zone/network/vpc}}"], &[]);
}

#[test]
fn free_address_blocks() {
    let template = "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties: { CidrBlock: 10.0.0.0/16 }\n  A:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 }\n  B:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: $0\n";
    assert_eq!(labels(&ask(template, Trigger::Invoked))[0], "10.0.1.0/24");
}

#[test]
fn exceptions_in_comments_and_metadata() {
    let bucket = |comment: &str| format!("Resources:\n  A:\n    Type: AWS::S3::Bucket {comment}\n");
    offers(&bucket("# $0"), &["formwork: ignore"], &["Properties"]);
    offers(&bucket("# formwork: ignore[W30$0]"), &["W3005"], &[]);
    offers(&bucket("# formwork: ignore[W3005, NET0$0]"), &["NET001"], &[]);
    offers(&bucket("# formwork: ignore[W3005] $0"), &["-- "], &[]);
    offers(
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Metadata:\n      formwork:\n        ignore: [W30$0]\n",
        &["W3005"],
        &[],
    );
    offers(
        "Resources: {}\nMetadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups:\n      - Parameters: [$0]\nParameters:\n  Env: { Type: String }\n",
        &["Env"],
        &[],
    );
    offers(
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Metadata:\n      $0\n",
        &["formwork", "cfn-lint"],
        &[],
    );
}
