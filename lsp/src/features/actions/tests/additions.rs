//! What is missing and what goes along.

use formwork_template::Span;

use super::super::actions;
use super::super::related::table::COMPANIONS;
use super::{check, check_none, chosen, errors, titles};
use crate::testing::{Fixture, edited};

#[test]
fn what_a_reference_asks_for_is_added() {
    let subnet = "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vp$0c\n";
    let plain = subnet.replace("$0", "");
    check(
        subnet,
        "Add parameter `Vpc`",
        &format!("Parameters:\n  Vpc:\n    Type: AWS::EC2::VPC::Id\n{plain}"),
    );
    check(subnet, "Add resource `Vpc`", &(plain + "  Vpc:\n    Type: AWS::EC2::VPC\n"));
    let conditional = "Resources:\n  Net:\n    Type: AWS::EC2::VPC\n    Condition: IsPr$0od\n";
    check(
        conditional,
        "Add condition `IsProd`",
        &format!(
            "Conditions:\n  IsProd: !Equals [!Ref AWS::Region, us-east-1]\n{}",
            conditional.replace("$0", "")
        ),
    );
    let looked_up = "Resources:\n  A:\n    Type: AWS::EC2::Instance\n    Properties:\n      ImageId: !FindInMap [Ima$0ges, !Ref AWS::Region, arm]\n";
    check(
        looked_up,
        "Add mapping `Images`",
        &format!("Mappings:\n  Images:\n    us-east-1:\n      arm: value\n{}", looked_up.replace("$0", "")),
    );
}

#[test]
fn a_resource_is_of_the_type_that_the_property_comes_from() {
    let function = "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Role: !GetAtt Wri$0ter.Arn\n      Code: { ZipFile: a }\n      Handler: a.b\n      Runtime: python3.13\n";
    let after = chosen(function, "Add resource `Writer`");
    assert!(after.contains("    Type: AWS::IAM::Role\n"), "{after}");
    assert!(after.contains("            Service: lambda.amazonaws.com"), "{after}");
    assert_eq!(errors(&after), Vec::<String>::new());
    // What is there, and what no name can be, is not added.
    check_none(&function.replace("  F:", "  Writer: { Type: AWS::IAM::Role }\n  F:"), "Add resource");
    check_none(
        "Resources:\n  A:\n    Type: AWS::EC2::Subnet\n    Properties: { VpcId: !Ref AWS::Vp$0c }\n",
        "Add",
    );
    check_none("Resources:\n  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref $0 } }\n", "Add");
}

/// The least that a resource of a type has.
fn properties(type_name: &str) -> &'static str {
    match type_name {
        "AWS::Lambda::Function" => "{ Code: { ZipFile: a }, Handler: a.b, Runtime: python3.13 }",
        "AWS::Serverless::Function" => "{ InlineCode: a, Handler: a.b, Runtime: python3.13 }",
        "AWS::EC2::VPC" => "{ CidrBlock: 10.0.0.0/16 }",
        "AWS::IAM::Role" => {
            "{ AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { Service: ec2.amazonaws.com }, Action: 'sts:AssumeRole' }] } }"
        }
        "AWS::KMS::Key" => {
            "{ KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: Allow, Principal: { AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' }, Action: 'kms:*', Resource: '*' }] } }"
        }
        _ => "{ Tags: [{ Key: a, Value: b }] }",
    }
}

#[test]
fn related_resources_are_in_order() {
    for companion in COMPANIONS {
        for type_name in companion.of {
            let block = format!(
                "Transform: AWS::Serverless-2016-10-31\nResources:\n  I$0t:\n    Type: {type_name}\n    Properties: {}\n",
                properties(type_name)
            );
            let title = format!("Add {} for `It`", companion.title);
            let after = chosen(&block, &title);
            let before = errors(&block.replace("$0", ""));
            // A function without a role is an error that its role mends.
            let left: Vec<String> = errors(&after).into_iter().filter(|it| !before.contains(it)).collect();
            assert_eq!(left, Vec::<String>::new(), "{after}");
            for (suffix, _) in companion.members {
                assert!(after.contains(&format!("\n  It{suffix}:\n    Type: ")), "{after}");
            }
            // Once is enough.
            let again = after.replace("\n  It:", "\n  I$0t:");
            assert!(!titles(&again).contains(&title), "{again}");
        }
    }
}

#[test]
fn related_resources_in_json() {
    let json =
        "{\n  \"Resources\": {\n    \"Jobs\": {\n      \"Type\": \"AWS::SQS::Que$0ue\"\n    }\n  }\n}\n";
    let title = "Add a queue for dead letters for `Jobs`";
    let after = chosen(json, title);
    assert_eq!(errors(&after), Vec::<String>::new(), "{after}");
    assert!(
        after.contains("\n    \"JobsDeadLetters\": {\n      \"Type\": \"AWS::SQS::Queue\",\n"),
        "{after}"
    );
    assert!(
        after.contains("\"deadLetterTargetArn\": { \"Fn::GetAtt\": [\"JobsDeadLetters\", \"Arn\"] }"),
        "{after}"
    );
    let fifo = json.replace("Que$0ue\"", "Que$0ue\", \"Properties\": {\"FifoQueue\": true}");
    check_none(&fifo, title);
}

#[test]
fn additions_are_offered_at_the_resource_alone() {
    let fixture = Fixture::new(
        "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: $0a\n",
    );
    let (snapshot, offset) = fixture.at_cursor();
    let all = actions(&snapshot, Span::at(offset));
    assert!(!all.iter().any(|action| action.title.starts_with("Add a bucket policy")));
    let has_policy = "Resources:\n  Lo$0gs:\n    Type: AWS::S3::Bucket\n  Other:\n    Type: AWS::S3::BucketPolicy\n    Properties: { Bucket: !Ref Logs, PolicyDocument: {} }\n";
    check_none(has_policy, "Add a bucket policy");
    // The edits of one action do not overlap.
    let (snapshot, offset) = Fixture::new("Resources:\n  Jo$0bs:\n    Type: AWS::SQS::Queue\n").at_cursor();
    for action in actions(&snapshot, Span::at(offset)) {
        let after = edited(snapshot.text(), &action.edits);
        assert!(action.edits.iter().all(|edit| edit.span.is_empty()), "{after}");
    }
}
