//! What the values of tags may be: references, parts of names, other tags, by environment;
//! and what stacks give.

use crate::testing::{findings, findings_beside};

/// The second line of the tags is the one in question.
fn template(value: &str) -> String {
    format!(
        "Parameters:
  Env: {{ Type: String, AllowedValues: [dev, prod] }}
  Other: {{ Type: String }}
Mappings:
  Owners: {{ dev: {{ team: web }}, prod: {{ team: web }} }}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  X:
    Type: AWS::SNS::Topic
    Properties:
      Tags:
        - {{ Key: env, Value: {value} }}
"
    )
}

#[test]
fn a_value_comes_out_of_a_parameter() {
    let config = "tagging: { required: { env: { ref: [Environment, Env, Owners] } } }";
    for (value, said, becomes) in [
        ("!Ref Env", "", "!Ref Env"),
        ("!Sub '${Env}'", "", "!Sub '${Env}'"),
        ("!FindInMap [Owners, !Ref Env, team]", "", "!FindInMap [Owners, !Ref Env, team]"),
        ("!Join ['-', [a, !Ref Env]]", "", "!Join ['-', [a, !Ref Env]]"),
        (
            "'prod'",
            "13: The tag `env` is `prod`, not a reference to `Environment`, `Env` or `Owners`\n",
            "!Ref Env",
        ),
        (
            "!Ref Other",
            "13: The tag `env` does not come from `Environment`, `Env` or `Owners`\n",
            "!Ref Other",
        ),
        (
            "!If [IsProd, prod, !Ref Env]",
            "13: The tag `env` is `prod`, not a reference to `Environment`, `Env` or `Owners` when `IsProd` is true\n",
            "!If [IsProd, !Ref Env, !Ref Env]",
        ),
        ("{ Fn::Transform: { Name: M } }", "", "{ Fn::Transform: { Name: M } }"),
    ] {
        let (found, fixed) = findings("TAG001", config, &template(value));
        assert_eq!((found.as_str(), fixed), (said, template(becomes)), "{value}");
    }
    let none = "tagging: { required: { env: { ref: Stage } } }";
    let (_, fixed) = findings("TAG001", none, &template("prod"));
    assert_eq!(fixed, template("prod"), "there is no parameter `Stage`");
}

#[test]
fn references_are_written_as_the_template_is() {
    let config = "tagging: { required: { env: { ref: Env } } }";
    let json = r#"{ "Parameters": { "Env": { "Type": "String" } }, "Resources": { "X": { "Type": "AWS::SSM::Parameter", "Properties": { "Tags": { "env": "prod" } } }, "Y": { "Type": "AWS::SNS::Topic" } } }"#;
    let (_, fixed) = findings("TAG001", config, json);
    assert!(fixed.contains(r#""Tags": { "env": { "Ref": "Env" } }"#), "{fixed}");
    assert!(fixed.contains(r#""Tags": [{ "Key": "env", "Value": { "Ref": "Env" } }]"#), "{fixed}");
}

#[test]
fn a_value_depends_on_the_environment() {
    let config = "tagging: { required: { env: any }, optional: { cost: { environments: { prod: ['4711'], dev: '^0' } } } }";
    let tag = |value: &str| {
        template("x").replace(
            "{ Key: env, Value: x }",
            &format!("{{ Key: env, Value: x }}\n        - {{ Key: cost, Value: {value} }}"),
        )
    };
    for (value, said) in [
        ("'1'", ""),
        ("!Sub '0${Env}'", "14: The tag `cost` is `0prod`, not one of `4711` when `Env` is `prod`\n"),
    ] {
        assert_eq!(findings("TAG001", config, &tag(value)).0, said, "{value}");
    }
    let config = format!("environments: {{ deployments: ['{{environment}}.yaml'] }}\n{config}");
    let files = [("prod.yaml", "parameters: { Other: '12' }"), ("dev.yaml", "parameters: { Other: '012' }")];
    for (value, said) in [
        ("'1'", "14: The tag `cost` is `1`, not one of `4711` when deployed with `prod.yaml`\n"),
        ("!Ref Other", "14: The tag `cost` is `12`, not one of `4711` when deployed with `prod.yaml`\n"),
    ] {
        assert_eq!(findings_beside("TAG001", &config, &files, &tag(value)).0, said, "{value}");
    }
}

const NAMING: &str = "
naming:
  pattern: '{prefix}[-{app}]-{resourceName}-{env}'
  parts: { prefix: '^a[0-9]{6}$', app: '^[a-z]+$', env: [dev, prod] }
tagging:
  required: { asset-id: { equals: '{prefix}' } }
";

fn queue(name: &str, tags: &str) -> String {
    format!(
        "Parameters:\n  Env: {{ Type: String, AllowedValues: [dev, prod] }}\n  Prefix: {{ Type: String }}\nResources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: {name}\n{tags}"
    )
}

#[test]
fn a_value_equals_a_part_of_the_name() {
    let tag = |value: &str| format!("      Tags:\n        - Key: asset-id\n          Value: {value}\n");
    for (name, value, said, becomes) in [
        ("a123456-orders-prod", "a123456", "", "a123456"),
        (
            "a123456-orders-prod",
            "a123457",
            "11: The tag `asset-id` is `a123457`, not `a123456`, the part `prefix` of the name `a123456-orders-prod`\n",
            "a123456",
        ),
        ("!Sub 'a123456-orders-${Env}'", "a123456", "", "a123456"),
        (
            "!Sub 'a123456-orders-${Env}'",
            "a123450",
            "11: The tag `asset-id` is `a123450`, not `a123456`, the part `prefix` of the name `a123456-orders-dev`\n",
            "a123456",
        ),
        ("!Sub '${Prefix}-orders-${Env}'", "a123456", "", "a123456"),
        ("!Sub '${Prefix}-orders-${Env}'", "!Ref Prefix", "", "!Ref Prefix"),
        ("orders", "a123456", "", "a123456"),
        (
            "a123456-orders-prod",
            "web",
            "11: The tag `asset-id` is `web`, not text that matches `^a[0-9]{6}$`\n",
            "web",
        ),
    ] {
        let (found, fixed) = findings("TAG001", NAMING, &queue(name, &tag(value)));
        assert_eq!((found.as_str(), fixed), (said, queue(name, &tag(becomes))), "{name} {value}");
    }
}

#[test]
fn a_missing_tag_is_read_from_the_name() {
    for (name, value) in [
        ("a123456-orders-prod", "a123456"),
        ("!Sub '${Prefix}-orders-${Env}'", "!Ref Prefix"),
        ("!Sub 'a${Prefix}-orders-${Env}'", ""),
        ("orders", ""),
    ] {
        let tags = format!("      Tags:\n        - Key: asset-id\n          Value: {value}\n");
        let expected = if value.is_empty() { "" } else { tags.as_str() };
        assert_eq!(findings("TAG001", NAMING, &queue(name, "")).1, queue(name, expected), "{name}");
    }
}

#[test]
fn a_value_equals_another_tag() {
    let config = "tagging: { required: { owner: any, contact: { equals: { tag: owner } } } }";
    let tags = |contact: &str| {
        format!(
            "Resources:\n  P: {{ Type: AWS::SSM::Parameter, Properties: {{ Tags: {{ owner: 'web', {contact} }} }} }}\n"
        )
    };
    for (contact, said, becomes) in [
        ("contact: 'web'", "", "contact: 'web'"),
        (
            "contact: 'shop'",
            "2: The tag `contact` is `shop`, not `web`, that of the tag `owner`\n",
            "contact: 'web'",
        ),
        ("contact: !Ref Web", "", "contact: !Ref Web"),
        ("a: b", "2: `P` lacks the tag `contact`\n", "a: b, contact: web"),
    ] {
        let (found, fixed) = findings("TAG001", config, &tags(contact));
        assert_eq!((found.as_str(), fixed), (said, tags(becomes)), "{contact}");
    }
}

#[test]
fn a_tag_is_about_some_types() {
    let config = "tagging: { required: { a: { only: 'AWS::S*::*', except: [AWS::SQS::Queue, 'AWS::SSM::*'], fix: x } } }";
    let text = "Resources:\n  T: { Type: AWS::SNS::Topic }\n  Q: { Type: AWS::SQS::Queue }\n  P: { Type: AWS::SSM::Parameter }\n  F: { Type: AWS::Lambda::Function }\n";
    let (found, fixed) = findings("TAG001", config, text);
    assert_eq!(found, "2: `T` lacks the tag `a`\n");
    assert!(
        fixed.contains("T: { Type: AWS::SNS::Topic, Properties: { Tags: [{ Key: a, Value: x }] } }"),
        "{fixed}"
    );
}

#[test]
fn keys_get_their_right_letters() {
    let config = "tagging: { required: { environment: any, team: { fix: web } } }";
    let text = |tags: &str| {
        format!("Resources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      Tags: [{tags}]\n")
    };
    let (found, fixed) = findings("TAG001", config, &text("{ Key: 'Environment', Value: prod }"));
    assert_eq!(found, "5: `T` lacks the tags `environment`, `team`\n");
    assert_eq!(fixed, text("{ Key: 'environment', Value: prod }, { Key: team, Value: web }"));
}

const STACKS: &str = "
environments: { deployments: ['stacks/{environment}.yaml'] }
tagging: { required: { team: any, stage: [dev, prod] } }
";

#[test]
fn the_tags_of_stacks_count() {
    let text = "Resources:\n  T: { Type: AWS::SNS::Topic }\n  L: { Type: AWS::EC2::LaunchTemplate }\n";
    let launch = "3: `L` lacks the tags `stage`, `team`\n";
    for (dev, prod, said) in [
        ("tags: { team: a, stage: dev }", "tags: { team: a, stage: prod }", String::new()),
        (
            "tags: { team: a, stage: dev }",
            "tags: { team: a }",
            "2: `T` lacks the tag `stage` when deployed with `stacks/prod.yaml`\n".to_owned(),
        ),
        ("tags: { team: a }", "tags: { team: a }", "2: `T` lacks the tag `stage`\n".to_owned()),
    ] {
        let files = [("stacks/dev.yaml", dev), ("stacks/prod.yaml", prod)];
        let found = findings_beside("TAG001", STACKS, &files, text).0;
        assert_eq!(found, said + launch, "{prod}: launch templates don't get the tags of stacks");
    }
}

#[test]
fn a_stack_gives_parameters_their_values() {
    let text = "Parameters:\n  Stage: { Type: String }\n  Secret: { Type: String, NoEcho: true }\nConditions:\n  IsProd: !Equals [!Ref Stage, prod]\nResources:\n  T:\n    Type: AWS::SNS::Topic\n    Properties:\n      Tags:\n        - { Key: team, Value: !If [IsProd, !Ref Secret, ''] }\n        - { Key: stage, Value: !Ref Stage }\n";
    let stack = |stage: &str| format!("parameters: {{ Stage: {stage}, Secret: '' }}");
    let found = |stage: &str| findings_beside("TAG001", STACKS, &[("stacks/a.yaml", &stack(stage))], text).0;
    let empty = "11: The tag `team` is empty, not any text when `IsProd` is false\n";
    assert_eq!(found("prod"), empty);
    let wrong = "12: The tag `stage` is `prd`, not one of `dev`, `prod` when deployed with `stacks/a.yaml`\n";
    assert_eq!(found("prd"), format!("{empty}{wrong}"));
}

#[test]
fn unknown_tags_of_stacks() {
    let config = STACKS.replace("tagging: {", "tagging: { unknown: warning,");
    let files = [("stacks/dev.yaml", "tags: { taem: a, 'aws:x': b }")];
    let found = findings_beside("TAG002", &config, &files, "Resources: {}\n").0;
    assert_eq!(
        found,
        "1: The tag `taem` of the stack of `stacks/dev.yaml` is neither required nor optional\n"
    );
}

#[test]
fn limits_in_every_form() {
    let long = "x".repeat(129);
    for (property, kind, is_said) in
        [("Tags", "AWS::SNS::Topic", false), ("FileSystemTags", "AWS::EFS::FileSystem", true)]
    {
        let text = format!(
            "Resources:\n  X: {{ Type: {kind}, Properties: {{ {property}: [{{ Key: {long}, Value: x }}] }} }}\n"
        );
        assert_eq!(!findings("TAG006", "", &text).0.is_empty(), is_said, "{kind}: in `Tags` it is E3024's");
    }
    let map = format!(
        "Resources:\n  P: {{ Type: AWS::Cognito::UserPool, Properties: {{ UserPoolTags: {{ {long}: x }} }} }}\n"
    );
    let said = findings("TAG006", "", &map).0;
    assert!(said.ends_with("has 129 characters, and may have 128\n"), "{said}");
}

#[test]
fn stacks_add_to_the_number_of_tags() {
    let own: String = (0..40).map(|number| format!("o{number}: x, ")).collect();
    let of_stack: String = (0..11).map(|number| format!("s{number}: x, ")).collect();
    let text =
        format!("Resources:\n  P: {{ Type: AWS::SSM::Parameter, Properties: {{ Tags: {{ {own} }} }} }}\n");
    let stack = format!("tags: {{ {of_stack} o1: x }}");
    let found = findings_beside("TAG006", STACKS, &[("stacks/dev.yaml", &stack)], &text).0;
    assert_eq!(
        found,
        "2: `P` has 51 tags with those of the stack, and may have 50 when deployed with `stacks/dev.yaml`\n"
    );
}

#[test]
fn what_tags_are_passed_on_to() {
    let config = "tagging: { required: { team: { fix: web } }, propagate: [instance, volume, network-interface, task] }";
    let found = |resources: &str| findings("TAG003", config, &format!("Resources:\n{resources}"));
    let bare = "  L:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      LaunchTemplateData:\n        ImageId: ami-1\n";
    let (said, fixed) = found(bare);
    assert_eq!(said.lines().count(), 3, "{said}");
    assert!(fixed.contains("        TagSpecifications:\n          - ResourceType: "), "{fixed}");
    let group = "  G:\n    Type: AWS::AutoScaling::AutoScalingGroup\n    Properties:\n      LaunchTemplate: { LaunchTemplateId: !Ref L, Version: '1' }\n";
    let said = found(&format!("{bare}{group}")).0;
    assert!(!said.contains("instances") && said.lines().count() == 2, "{said}");
    for (server, said) in [
        ("PropagateTagsToVolumeOnCreation: true", ""),
        ("PropagateTagsToVolumeOnCreation: false", "5: `S` does not pass its tags on to its volumes\n"),
        ("LaunchTemplate: { LaunchTemplateName: x, Version: '1' }", ""),
        ("ImageId: x", "2: `S` does not pass its tags on to its volumes\n"),
        ("Fn::Transform: { Name: M }", ""),
    ] {
        let text = format!("  S:\n    Type: AWS::EC2::Instance\n    Properties:\n      {server}\n");
        assert_eq!(found(&text).0, said, "{server}");
    }
    let rule = "  R:\n    Type: AWS::Events::Rule\n    Properties:\n      Targets:\n        - EcsParameters: { TaskDefinitionArn: x }\n        - Arn: y\n";
    let (said, fixed) = found(rule);
    assert_eq!(said, "6: `R` does not pass its tags on to its tasks\n");
    assert!(fixed.contains("{ TaskDefinitionArn: x, PropagateTags: TASK_DEFINITION }"), "{fixed}");
    let service = "  C:\n    Type: AWS::ECS::Service\n    Properties: { PropagateTags: NONE }\n";
    let (said, fixed) = found(service);
    assert_eq!(said, "4: `C` does not pass its tags on to its tasks\n");
    assert!(fixed.contains("PropagateTags: SERVICE"), "{fixed}");
    let bare = "  C:\n    Type: AWS::ECS::Service\n";
    assert!(found(bare).1.ends_with("    Properties:\n      PropagateTags: SERVICE\n"));
}

#[test]
fn tags_that_are_one() {
    let text = "Resources:\n  P:\n    Type: AWS::IAM::Role\n    Properties:\n      Tags:\n        - { Key: Team, Value: web }\n        # the same\n        - { Key: team, Value: web }\n        - { Key: TEAM, Value: shop }\n";
    let (found, fixed) = findings("TAG004", "", text);
    assert_eq!(
        found,
        "8: To IAM, the tags `Team` and `team` are one\n9: To IAM, the tags `Team` and `TEAM` are one\n"
    );
    assert_eq!(fixed, text.replace("        - { Key: team, Value: web }\n", ""));
    let twice = text.replace("TEAM", "Team").replace("team", "tier");
    assert_eq!(findings("TAG004", "", &twice).0, "", "that is E3024's");
    let (found, fixed) = findings("E3024", "", &twice.replace("shop", "web"));
    assert_eq!(found, "5: The key `Team` is there twice\n");
    assert!(!fixed.contains("- { Key: Team, Value: web }\n        - { Key: Team"), "{fixed}");
    let specified = "Resources:\n  L:\n    Type: AWS::EC2::LaunchTemplate\n    Properties:\n      TagSpecifications:\n        - ResourceType: launch-template\n          Tags: [{ Key: a, Value: x }, { Key: a, Value: y }]\n";
    assert_eq!(findings("TAG004", "", specified).0, "7: The tag `a` is there twice\n");
}
