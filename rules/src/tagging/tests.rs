//! Tags in every form, and every type with its own form.

use formwork_schemas::{TagShape, resource_type, resource_type_names};

use crate::testing::findings;

const CONFIG: &str = "
tagging:
  required: { team: any, environment: { one-of: [prod] } }
  optional: { service: '^[a-z-]+$' }
  unknown: warning
";

fn tag001(text: &str) -> String {
    findings("TAG001", CONFIG, text).0
}

#[test]
fn every_taggable_type_takes_its_own_form() {
    let (mut all, mut taggable) = (0, 0);
    // Custom resources take any property, and mean by it what they like.
    for name in resource_type_names().filter(|name| *name != "AWS::CloudFormation::CustomResource") {
        all += 1;
        let tagging = resource_type(name).and_then(formwork_schemas::ResourceType::tagging);
        let bare = format!("Resources:\n  X:\n    Type: {name}\n");
        let Some(tagging) = tagging else {
            assert_eq!(tag001(&bare), "", "{name} can't be tagged");
            continue;
        };
        taggable += 1;
        let list = |key: &str, value: &str| {
            format!("[{{ {key}: team, {value}: web }}, {{ {key}: environment, {value}: prod }}]")
        };
        let tags = match tagging.shape {
            TagShape::List | TagShape::PropagatingList => list("Key", "Value"),
            TagShape::TagKeyList => list("TagKey", "TagValue"),
            TagShape::Map => "{ team: web, environment: prod }".to_owned(),
            TagShape::Items => format!("{{ Items: {} }}", list("Key", "Value")),
            TagShape::Specifications => format!("[{{ ResourceType: x, Tags: {} }}]", list("Key", "Value")),
        };
        let right = format!("{bare}    Properties:\n      {}: {tags}\n", tagging.property);
        assert_eq!(tag001(&right), "", "{right}");
        let wrong = right.replace(" team", " taem");
        assert_eq!(tag001(&wrong), "5: `X` lacks the tag `team`\n", "{wrong}");
        assert_eq!(tag001(&bare), "2: `X` lacks the tags `environment`, `team`\n", "{bare}");
    }
    assert!(all > 1_000 && taggable > 500, "{taggable} of {all}");
}

#[test]
fn conditions_decide_which_tags_are_there() {
    let conditions = "
Parameters:
  Env: { Type: String, AllowedValues: [dev, prod] }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsDev: !Not [!Condition IsProd]
Resources:
  X:
    Type: AWS::SNS::Topic
    Properties:
";
    let environment = "        - { Key: environment, Value: prod }\n";
    for (tags, said) in [
        ("      Tags:\n        - !If [IsProd, { Key: team, Value: a }, { Key: team, Value: b }]\n", ""),
        (
            "      Tags:\n        - !If [IsProd, { Key: team, Value: a }, !Ref AWS::NoValue]\n",
            "11: `X` lacks the tag `team` when `IsProd` is false\n",
        ),
        (
            "      Tags:\n        - !If [IsProd, { Key: team, Value: a }, !Ref AWS::NoValue]\n        - !If [IsDev, { Key: team, Value: b }, !Ref AWS::NoValue]\n",
            "",
        ),
        (
            "      Tags:\n        - { Key: team, Value: !If [IsProd, a, ''] }\n",
            "12: The tag `team` is empty, not any text when `IsProd` is false\n",
        ),
        ("      Tags:\n        - !Ref Env\n", ""),
        ("      Tags:\n        - { Key: !Sub 'te${Env}', Value: x }\n", "11: `X` lacks the tag `team`\n"),
        ("      Tags:\n        - { Key: !Sub '${AWS::StackName}', Value: x }\n", ""),
        ("      Tags:\n        - { Key: team, Value: !Ref Env }\n", ""),
    ] {
        let text = format!("{conditions}{tags}{environment}");
        assert_eq!(tag001(&text), said, "{tags}");
    }
    for tags in [
        "      Tags: !Ref Env\n",
        "      Tags: !FindInMap [A, B, C]\n",
        "      Tags: { Fn::Transform: { Name: M } }\n",
        "      Fn::Transform: { Name: M }\n",
    ] {
        assert_eq!(tag001(&format!("{conditions}{tags}")), "", "{tags}");
    }
    let split = format!(
        "{conditions}      Tags: !If [IsProd, [{{ Key: team, Value: a }}, {{ Key: environment, Value: prod }}], !Ref AWS::NoValue]\n"
    );
    assert_eq!(tag001(&split), "11: `X` lacks the tags `environment`, `team` when `IsProd` is false\n");
}

#[test]
fn a_resource_is_asked_only_where_it_is_there() {
    let text = "
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-west-1]
Resources:
  X:
    Type: AWS::SNS::Topic
    Condition: IsProd
    Properties:
      Tags:
        - { Key: environment, Value: prod }
        - !If [IsProd, { Key: team, Value: a }, !Ref AWS::NoValue]
";
    assert_eq!(tag001(text), "");
}

#[test]
fn globals_of_sam_count() {
    let text = "
Transform: AWS::Serverless-2016-10-31
Globals: { Function: { Tags: { team: web } } }
Resources:
  F:
    Type: AWS::Serverless::Function
    Properties:
      Tags: { environment: prod }
  T:
    Type: AWS::Serverless::SimpleTable
    Properties:
      Tags: { environment: prod }
";
    assert_eq!(tag001(text), "11: `T` lacks the tag `team`\n".replace("11", "12"));
}

/// Two resources, the first with both tags, the second as given; what the fix makes of it.
fn fixed(second: &str) -> String {
    let first = "Resources:\n  A: { Type: AWS::SNS::Topic, Properties: { Tags: [{ Key: team, Value: !Ref Team }, { Key: environment, Value: prod }] } }\n";
    let text = format!("{first}{second}");
    let (_, fixed) = findings("TAG001", CONFIG, &text);
    fixed.strip_prefix(first).expect("the first is right").to_owned()
}

#[test]
fn adds_tags_in_the_form_of_the_type() {
    for (before, after) in [
        (
            "  B:\n    Type: AWS::SQS::Queue # a queue\n",
            "  B:\n    Type: AWS::SQS::Queue # a queue\n    Properties:\n      Tags:\n        - Key: environment\n          Value: prod\n        - Key: team\n          Value: !Ref Team\n",
        ),
        (
            "  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n      - Key: team\n        Value: web # ours\n  # next\n",
            "  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n      - Key: team\n        Value: web # ours\n      - Key: environment\n        Value: prod\n  # next\n",
        ),
        (
            "  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n        - Key: team\n          Value: web\n          # of the tag\n        # of the list\n",
            "  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n        - Key: team\n          Value: web\n          # of the tag\n        - Key: environment\n          Value: prod\n        # of the list\n",
        ),
        (
            "  B: { Type: AWS::SSM::Parameter, Properties: { Tags: { team: web } } }\n",
            "  B: { Type: AWS::SSM::Parameter, Properties: { Tags: { team: web, environment: prod } } }\n",
        ),
        (
            "  B:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: '1'\n      Tags: []\n",
            "  B:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      MinSize: '1'\n      Tags: [{ Key: environment, Value: prod, PropagateAtLaunch: true }, { Key: team, Value: !Ref Team, PropagateAtLaunch: true }]\n",
        ),
        (
            "  B:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateName: b\n",
            "  B:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateName: b\n      TagSpecifications:\n        - ResourceType: launch-template\n          Tags:\n            - Key: environment\n              Value: prod\n            - Key: team\n              Value: !Ref Team\n",
        ),
        (
            "  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n        - { Key: taem, Value: web }\n",
            "  B:\n    Type: AWS::SQS::Queue\n    Properties:\n      Tags:\n        - { Key: taem, Value: web }\n        - Key: environment\n          Value: prod\n",
        ),
    ] {
        assert_eq!(fixed(before), after);
    }
}

#[test]
fn adds_tags_in_json() {
    let text = r#"{
  "Resources": {
    "A": {
      "Type": "AWS::SQS::Queue",
      "Properties": {
        "Tags": [
          { "Key": "team", "Value": "web" }
        ]
      }
    },
    "B": {
      "Type": "AWS::SQS::Queue"
    }
  }
}
"#;
    let after = r#"{
  "Resources": {
    "A": {
      "Type": "AWS::SQS::Queue",
      "Properties": {
        "Tags": [
          { "Key": "team", "Value": "web" },
          { "Key": "environment", "Value": "prod" }
        ]
      }
    },
    "B": {
      "Type": "AWS::SQS::Queue",
      "Properties": { "Tags": [{ "Key": "environment", "Value": "prod" }, { "Key": "team", "Value": "web" }] }
    }
  }
}
"#;
    let (found, fixed) = findings("TAG001", CONFIG, text);
    assert_eq!(found, "6: `A` lacks the tag `environment`\n11: `B` lacks the tags `environment`, `team`\n");
    assert_eq!(fixed, after);
}

#[test]
fn unknown_tags_in_every_form() {
    let text = "
Resources:
  A: { Type: AWS::SSM::Parameter, Properties: { Tags: { Team: a, color: b, 'aws:x': c } } }
  B: { Type: AWS::Budgets::BudgetsAction, Properties: { ResourceTags: [{ Key: service, Value: a }, { Key: servcie, Value: a }] } }
";
    let (found, fixed) = findings("TAG002", CONFIG, text);
    assert_eq!(
        found,
        "3: The tag `Team` is neither required nor optional\n3: The tag `color` is neither required nor optional\n4: The tag `servcie` is neither required nor optional\n"
    );
    assert!(fixed.contains("{ team: a, color: b") && fixed.contains("Key: servcie"), "{fixed}");
    let off = CONFIG.replace("  unknown: warning\n", "");
    assert_eq!(findings("TAG002", &off, text).0, "");
}
