//! Literals become parameters, and back.

use super::{check, check_none, errors, found};
use crate::features::actions::actions;
use crate::testing::Fixture;

/// A template with a resource of these properties.
fn with(type_name: &str, properties: &str) -> String {
    format!("Resources:\n  It:\n    Type: {type_name}\n    Properties:\n      {properties}\n")
}

/// Extracting at the cursor makes a parameter of this definition, and leaves a reference.
#[track_caller]
fn check_extracted(type_name: &str, properties: &str, name: &str, definition: &str, after: &str) {
    let definition = definition.replace("; ", "\n    ");
    let expected = with(type_name, &after.replace('@', &format!("!Ref {name}")));
    let expected = format!("Parameters:\n  {name}:\n    {definition}\n{expected}");
    check(&with(type_name, properties), &format!("Extract to parameter `{name}`"), &expected);
    assert_eq!(errors(&expected), errors(&with(type_name, properties).replace("$0", "")), "{expected}");
}

#[test]
fn literals_become_parameters_of_the_type_that_the_schema_wants() {
    let bucket = "AWS::S3::Bucket";
    let name = "ItBucketName";
    check_extracted(bucket, "BucketName: lo$0gs", name, "Type: String; Default: logs", "BucketName: @");
    // What looks like a number is a text where a text is wanted.
    check_extracted(bucket, "BucketName: 123$0", name, "Type: String; Default: \"123\"", "BucketName: @");
    let subnet = "AWS::EC2::Subnet";
    check_extracted(
        subnet,
        "VpcId: vpc-0123456789$0abcdef0",
        "ItVpcId",
        "Type: AWS::EC2::VPC::Id; Default: vpc-0123456789abcdef0",
        "VpcId: @",
    );
    check_extracted(
        "AWS::Logs::LogGroup",
        "RetentionInDays: 3$00",
        "ItRetentionInDays",
        "Type: Number; Default: 30",
        "RetentionInDays: @",
    );
    check_extracted(
        "AWS::EC2::VPC",
        "{ CidrBlock: 10.0.0.0/16, EnableDnsSupport: tr$0ue }",
        "ItEnableDnsSupport",
        "Type: String; Default: \"true\"; AllowedValues:;   - \"true\";   - \"false\"",
        "{ CidrBlock: 10.0.0.0/16, EnableDnsSupport: @ }",
    );
}

#[test]
fn lists_become_parameters_at_their_keys() {
    let balancer = "AWS::ElasticLoadBalancingV2::LoadBalancer";
    let subnets =
        "Type: List<AWS::EC2::Subnet::Id>; Default: \"subnet-0123456789abcdef0,subnet-0123456789abcdef1\"";
    check_extracted(
        balancer,
        "Subne$0ts: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]",
        "ItSubnets",
        subnets,
        "Subnets: @",
    );
    check_extracted(
        balancer,
        "Subne$0ts:\n        - subnet-0123456789abcdef0\n        - subnet-0123456789abcdef1\n      Name: a",
        "ItSubnets",
        subnets,
        "Subnets: @\n      Name: a",
    );
    check_none(&with(balancer, "Ta$0gs: [{ Key: a, Value: b }]"), "Extract");
    check_none(&with(balancer, "Subne$0ts: [a, !Ref B]"), "Extract");
    check_none(&with(balancer, "Subne$0ts:\n        - a # ours\n        - b"), "Extract");
}

#[test]
fn every_occurrence_that_the_parameter_would_do_for_goes_along() {
    let template = "\
Conditions:
  C: !Equals [a, a]
Resources:
  One:
    Type: AWS::S3::Bucket
    Properties: { BucketName: lo$0gs }
  Two:
    Type: AWS::SNS::Topic
    Properties: { TopicName: !If [C, logs, x] }
  Three:
    Type: AWS::SNS::Topic
    Properties: { TopicName: !Join ['-', [logs, x]], Tags: [{ Key: logs, Value: a }] }
";
    let reference = "!Ref OneBucketName";
    let replaced = template
        .replace("lo$0gs", reference)
        .replace("[C, logs", &format!("[C, {reference}"))
        .replace("[logs, x", &format!("[{reference}, x"))
        .replace("Key: logs", &format!("Key: {reference}"));
    check(
        template,
        "Extract all 4 occurrences to parameter `OneBucketName`",
        &format!("Parameters:\n  OneBucketName:\n    Type: String\n    Default: logs\n{replaced}"),
    );
    // What aliases lead to is one place.
    let shared = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: &same { BucketName: lo$0gs }\n  B:\n    Type: AWS::S3::Bucket\n    Properties: *same\n";
    check_none(shared, "Extract all");
    // A number is another parameter than the same text.
    let mixed = "Resources:\n  A:\n    Type: AWS::Logs::LogGroup\n    Properties: { RetentionInDays: 3$00, LogGroupName: 30 }\n";
    check_none(mixed, "Extract all");
}

#[test]
fn in_json_too() {
    let json = "{\n  \"Resources\": {\n    \"It\": {\n      \"Type\": \"AWS::S3::Bucket\",\n      \"Properties\": {\n        \"BucketName\": \"lo$0gs\"\n      }\n    }\n  }\n}\n";
    check(
        json,
        "Extract to parameter `ItBucketName`",
        &json.replace("\"lo$0gs\"", "{ \"Ref\": \"ItBucketName\" }").replace(
            "{\n  \"Resources\"",
            "{\n  \"Parameters\": {\n    \"ItBucketName\": {\n      \"Type\": \"String\",\n      \"Default\": \"logs\"\n    }\n  },\n  \"Resources\"",
        ),
    );
    let json = "{\"Parameters\": {\"P\": {\"Type\": \"String\", \"Default\": \"logs\"}}, \"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": {\"Ref\": \"$0P\"}}}}}";
    check(
        json,
        "Inline parameter `P` with its default",
        "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": \"logs\"}}}}",
    );
}

#[test]
fn names_are_free_and_places_can_refer() {
    let taken = "Parameters:\n  ItBucketName: { Type: String }\nResources:\n  It:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: lo$0gs }\n";
    check(
        taken,
        "Extract to parameter `ItBucketName2`",
        &taken
            .replace("lo$0gs", "!Ref ItBucketName2")
            .replace("Resources:", "  ItBucketName2:\n    Type: String\n    Default: logs\nResources:"),
    );
    check_none("Resources:\n  It:\n    Type: AWS::S3::Buc$0ket\n", "Extract");
    check_none("Resources:\n  It:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Ret$0ain\n", "Extract");
    let bucket = |name: &str| with("AWS::S3::Bucket", &format!("BucketName: {name}"));
    for function in ["!Sub \"a$0-${B}\"", "!GetAtt A$0.B", "!If [I$0f, a, b]", "!FindInMap [M, k$0, v]"] {
        check_none(&bucket(function), "Extract");
    }
    check_none(&with("AWS::S3::Bucket", "Bucket$0Name: a"), "Extract");
    // Nor where no parameter has such a value, or its place is none for a reference.
    for text in ["\"{{resolve:ssm:/$0a}}\"", "\"a-${B$0}\"", "\"$0\"", "!Join ['$0-', [a, b]]"] {
        check_none(&bucket(text), "Extract");
    }
    let long = format!("{}$0", "a".repeat(5000));
    check_none(&bucket(&long), "Extract");
}

/// A template with a parameter and what a bucket has of it.
fn parameter(definition: &str, properties: &str) -> String {
    format!(
        "Parameters:\n  P: {definition}\n  Q: {{ Type: String }}\n{}",
        with("AWS::S3::Bucket", properties)
    )
}

#[track_caller]
fn check_inlined(definition: &str, before: &str, after: &str) {
    let expected = parameter("", after).replace("  P: \n", "");
    check(&parameter(definition, before), "Inline parameter `P` with its default", &expected);
}

#[test]
fn parameters_become_their_defaults() {
    let text = "{ Type: String, Default: logs }";
    check_inlined(text, "BucketName: !Ref $0P", "BucketName: logs");
    check_inlined(text, "BucketName: { Ref: $0P }", "BucketName: logs");
    // A text without other variables needs no function.
    check_inlined(text, "BucketName: !Sub \"${$0P}-x-${P}\"", "BucketName: logs-x-logs");
    check_inlined(text, "BucketName: !Sub \"${$0P}-${Q}\"", "BucketName: !Sub \"logs-${Q}\"");
    check_inlined(
        text,
        "BucketName: !Sub [\"${$0P}-${X}\", { X: a }]",
        "BucketName: !Sub [\"logs-${X}\", { X: a }]",
    );
    check_inlined("{ Type: Number, Default: 5 }", "BucketName: !Ref $0P", "BucketName: 5");
    check_inlined("{ Type: String, Default: '05' }", "BucketName: !Ref $0P", "BucketName: \"05\"");
    check_inlined(
        "{ Type: CommaDelimitedList, Default: 'a, b' }",
        "BucketName: !Join ['-', !Ref $0P]",
        "BucketName: !Join ['-', [a, b]]",
    );
    check(
        "Parameters:\n  P:\n    Type: String\n    Default: a\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: !Ref P$0 }\n",
        "Inline parameter `P` with its default",
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: { BucketName: a }\n",
    );
    let shown = "Metadata:\n  AWS::CloudFormation::Interface:\n    ParameterGroups:\n      - Parameters: [P, Q]\n    ParameterLabels:\n      P: { default: a }\n      Q: { default: b }\n";
    check(
        &format!("{shown}{}", parameter(text, "BucketName: !Ref $0P")),
        "Inline parameter `P` with its default",
        &format!(
            "{}{}",
            shown.replace("[P, Q]", "[Q]").replace("      P: { default: a }\n", ""),
            parameter("", "BucketName: logs").replace("  P: \n", "")
        ),
    );
}

#[test]
fn parameters_stay_where_they_are_needed() {
    let none = |definition: &str, properties: &str| check_none(&parameter(definition, properties), "Inline");
    none("{ Type: String }", "BucketName: !Ref $0P");
    none("{ Type: String, Default: a, NoEcho: true }", "BucketName: !Ref $0P");
    none("{ Type: 'AWS::SSM::Parameter::Value<String>', Default: /a }", "BucketName: !Ref $0P");
    // What is special where it would stand is not put there.
    none("{ Type: String, Default: 'a\"b' }", "BucketName: !Sub \"${$0P}-${Q}\"");
    let template = parameter("{ Type: String, Default: a }", "BucketName: !Ref $0P");
    let fixture = Fixture::new(&template);
    let offset = fixture.cursors[0].1;
    let given = fixture.with_stacks(&["template-file-path: template.yaml\nparameters: { P: a }\n"]);
    let actions = actions(&given, formwork_template::Span::at(offset));
    assert!(!actions.iter().any(|action| action.title.starts_with("Inline")), "a stack gives it");
    assert!(found(&template.replace("$0", "")).iter().all(|code| code != "E0000"));
}
