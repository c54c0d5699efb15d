//! Functions and the names that they ask for.

use super::Trigger;
use super::tests::{ask, check, check_choice, labels};

const HEAD: &str = "\
Parameters:
  Env: { Type: String, Description: Where to }
  TheVpc: { Type: AWS::EC2::VPC::Id }
  Zones: { Type: CommaDelimitedList }
Mappings:
  Names:
    dev: { host: d.example.com }
    prod: { host: example.com, port: 443 }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  Vpc:
    Type: AWS::EC2::VPC
  Logs:
    Type: AWS::S3::Bucket
  Net:
    Type: AWS::EC2::Subnet
";

#[track_caller]
fn offers(rest: &str, wanted: &[&str], unwanted: &[&str]) {
    let found = labels(&ask(&[HEAD, rest].concat(), Trigger::Invoked));
    for name in wanted {
        assert!(found.iter().any(|label| label == name), "`{name}` is not in {found:?}");
    }
    for name in unwanted {
        assert!(found.iter().all(|label| label != name), "`{name}` is in {found:?}");
    }
}

#[track_caller]
fn first(rest: &str, wanted: &[&str]) {
    let found = labels(&ask(&[HEAD, rest].concat(), Trigger::Invoked));
    assert_eq!(found[..wanted.len().min(found.len())], *wanted, "{found:?}");
}

#[test]
fn what_fits_a_reference_comes_first() {
    first("    Properties:\n      VpcId: !Ref $0\n", &["TheVpc", "Vpc", "Env"]);
    first("    Properties:\n      VpcId:\n        Ref: $0\n", &["TheVpc", "Vpc", "Env"]);
    first("    Properties:\n      VpcId: { Ref: $0 }\n", &["TheVpc", "Vpc", "Env"]);
    offers(
        "    Properties:\n      VpcId: !Ref $0\n",
        &["AWS::Region", "Net"],
        &["IsProd", "Fn::Ref", "!Ref"],
    );
    offers("    Properties:\n      VpcId: !Ref AWS::R$0\n", &["AWS::Region"], &[]);
}

#[test]
fn attributes_before_and_behind_the_dot() {
    offers("    Properties:\n      VpcId: !GetAtt $0\n", &["Vpc", "Logs"], &["Env"]);
    first("    Properties:\n      VpcId: !GetAtt Vpc.$0\n", &["VpcId"]);
    offers("    Properties:\n      VpcId: !GetAtt Logs.A$0\n", &["Arn"], &["VpcId"]);
    offers("    Properties:\n      VpcId: !GetAtt [Vpc, $0]\n", &["VpcId"], &["Vpc"]);
    offers("    Properties:\n      VpcId:\n        Fn::GetAtt: [$0, x]\n", &["Vpc"], &["Env"]);
    check_choice(
        "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: !GetAtt Vpc.Vp$0\n",
        "VpcId",
        "Resources:\n  Vpc:\n    Type: AWS::EC2::VPC\n    Properties:\n      CidrBlock: !GetAtt Vpc.VpcId\n",
    );
}

#[test]
fn variables_of_a_text() {
    offers("    Properties:\n      CidrBlock: !Sub \"ä-${$0\n", &["Env", "Vpc", "AWS::Region"], &["IsProd"]);
    offers("    Properties:\n      CidrBlock: !Sub \"${Vpc.$0}\"\n", &["VpcId"], &["Env"]);
    offers("    Properties:\n      CidrBlock: !Sub |\n        x ${E$0\n", &["Env"], &[]);
    first("    Properties:\n      CidrBlock: !Sub [\"${$0}\", { Own: x }]\n", &["Own"]);
    offers("    Properties:\n      CidrBlock: !Sub \"${Env} $0\"\n", &[], &["Env"]);
    check_choice(
        "Parameters: { Env: { Type: String } }\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub \"ä-${E$0-x\"\n",
        "Env",
        "Parameters: { Env: { Type: String } }\nResources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub \"ä-${Env}-x\"\n",
    );
}

#[test]
fn keys_of_mappings_at_all_places() {
    check(&[HEAD, "    Properties:\n      CidrBlock: !FindInMap [$0\n"].concat(), &["Names"]);
    offers("    Properties:\n      CidrBlock: !FindInMap [Names, $0\n", &["dev", "prod"], &["host"]);
    first("    Properties:\n      CidrBlock: !FindInMap [Names, dev, $0]\n", &["host"]);
    offers("    Properties:\n      CidrBlock: !FindInMap [Names, !Ref Env, $0]\n", &["host", "port"], &[]);
}

#[test]
fn conditions_and_dependencies() {
    check(&[HEAD, "    Condition: $0\n"].concat(), &["IsProd"]);
    offers("    Properties:\n      VpcId: !If [$0\n", &["IsProd"], &["Env"]);
    check(&[HEAD, "    DependsOn: $0\n"].concat(), &["Vpc", "Logs"]);
    check(&[HEAD, "    DependsOn:\n      - Vpc\n      - $0\n"].concat(), &["Logs"]);
    check(&[HEAD, "    DependsOn: [Vpc, $0]\n"].concat(), &["Logs"]);
}

#[test]
fn names_of_functions() {
    offers("    Properties:\n      VpcId: !$0\n", &["Ref", "GetAtt", "If"], &["Equals", "RefAll", "ForEach"]);
    offers("    Properties:\n      VpcId: $0\n", &["!Ref", "!ImportValue"], &["!And"]);
    offers("    Properties:\n      VpcId:\n        Fn::$0\n", &["Fn::GetAtt", "Fn::If"], &["Fn::And"]);
    check_choice(
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !S$0\n",
        "Select",
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Select [${1:index}, ${2:values}]\n",
    );
    check_choice(
        "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": $0}}}}",
        "Ref",
        "{\"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": {\"Ref\": \"$0\"\\}}}}}",
    );
}

#[test]
fn exports_of_the_workspace() {
    let fixture = "//- app.yaml\nResources:\n  A:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !ImportValue $0 }\n//- net.yaml\nResources: {}\nOutputs:\n  Vpc: { Value: x, Export: { Name: net-vpc } }\n";
    assert_eq!(labels(&ask(fixture, Trigger::Invoked))[0], "net-vpc");
}

#[test]
fn the_same_in_json() {
    let json = |properties: &str| {
        format!(
            "{{\"Parameters\": {{\"Env\": {{\"Type\": \"String\"}}}}, \"Resources\": {{\"Vpc\": {{\"Type\": \"AWS::EC2::VPC\"}}, \"Net\": {{\"Type\": \"AWS::EC2::Subnet\", \"Properties\": {{{properties}}}}}}}}}"
        )
    };
    let found = |properties: &str| labels(&ask(&json(properties), Trigger::Invoked));
    assert_eq!(found("\"VpcId\": {\"Ref\": \"$0\"}")[0], "Vpc");
    assert_eq!(found("\"VpcId\": {\"Fn::GetAtt\": [\"Vpc\", \"$0\"]}")[0], "VpcId");
    assert!(found("\"VpcId\": {\"Fn::Sub\": \"${$0\"}").contains(&"Env".to_owned()));
}
