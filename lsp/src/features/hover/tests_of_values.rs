//! What is said of values, and of what stacks and the configuration make of them.

use super::hover;
use crate::testing::Fixture;

fn said(fixture: &str) -> String {
    let (snapshot, offset) = Fixture::new(fixture).at_cursor();
    let _known = snapshot.enter();
    hover(&snapshot, offset).map(|hover| hover.text).unwrap_or_default()
}

fn said_in(fixture: &str, stacks: &[&str]) -> String {
    let fixture = Fixture::new(fixture);
    let (_, offset) = fixture.at_cursor();
    hover(&fixture.with_stacks(stacks), offset).map(|hover| hover.text).unwrap_or_default()
}

#[track_caller]
fn check(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
}

const STACKS: [&str; 2] = ["parameters: { Env: prod, Key: a }\n", "parameters: { Env: dev }\n"];

#[test]
fn each_stack_has_its_values() {
    let template = "\
Parameters:
  Env: { Type: String, Default: dev }
  Key: { Type: String, NoEcho: true }
Conditions:
  IsProd: !Equals [!Ref Env, prod]
Resources:
  A:
    Type: AWS::S3::Bucket
    Condition: Is$1Prod
    Properties:
      BucketName: !Sub$2 'x-${E$3nv}-${K$4ey}'
";
    let at = |number: &str| {
        let marked = template.replace(number, "$0");
        said_in(&marked.replace("$1", "").replace("$2", "").replace("$3", "").replace("$4", ""), &STACKS)
    };
    check(
        &at("$1"),
        &[
            "Env = prod",
            "- Holds when deployed as `stack-0.yaml`",
            "- Does not hold when deployed as `stack-1.yaml`",
        ],
    );
    check(
        &at("$2"),
        &[
            "`x-prod-${Key}` when deployed as `stack-0.yaml`",
            "`x-dev-${Key}` when deployed as `stack-1.yaml`",
        ],
    );
    check(&at("$3"), &["Default `dev`", "- `prod` in `stack-0.yaml`", "- `dev` in `stack-1.yaml`"]);
    check(&at("$4"), &["Masked", "- A value in `stack-0.yaml`"]);
}

#[test]
fn branches_that_a_stack_rules_out_are_left_out() {
    let template = "\
Parameters: { Env: { Type: String } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Outputs:
  A$0: { Value: !If [IsProd, large, small] }
";
    assert_eq!(
        said_in(template, &STACKS[..1]),
        "**A** output\n\nComes to `large` when deployed as `stack-0.yaml`"
    );
    check(&said(template), &["- `large` where `IsProd` is true", "- `small` where `IsProd` is false"]);
}

#[test]
fn rows_are_found_by_what_their_keys_come_to() {
    let template = "\
Parameters: { Env: { Type: String, Default: dev } }
Mappings:
  M:
    dev: { cidr: 10.0.0.0/24, 'a|b': [x, y] }
    prod: { cidr: 10.1.0.0/24 }
Outputs:
  A: { Value: !FindInMap [M$0, !Ref Env, cidr] }
";
    let expected = "\
**M** mapping

|         | cidr        | a\\|b |
|---------|-------------|------|
| **dev** | 10.0.0.0/24 | x, y |
| prod    | 10.1.0.0/24 |      |

Comes to `10.0.0.0/24` (256 addresses) by default";
    assert_eq!(said(template), expected);
}

#[test]
fn formulas_have_brackets_where_they_need_them() {
    let formula = |condition: &str| {
        let template = format!(
            "Resources: {{}}\nConditions:\n  A: !Equals [!Ref X, a]\n  B: !Or [!Condition A, !Equals ['', !FindInMap [M, k, v]]]\n  C$0: {condition}\n"
        );
        let said = said(&template);
        said.split("```").nth(1).unwrap_or_default().trim().to_owned()
    };
    assert_eq!(
        formula("!And [!Condition A, !Condition B]"),
        "X = a and (X = a or FindInMap(M, k, v) = \"\")"
    );
    assert_eq!(formula("!Not [!Condition B]"), "not (X = a or FindInMap(M, k, v) = \"\")");
    assert_eq!(formula("!Not [!Condition A]"), "X != a");
    assert_eq!(formula("!Not [!Equals [!Ref X, a]]"), "X != a");
    assert_eq!(formula("!Or [!Condition A, {Condition: B}]"), "X = a or X = a or FindInMap(M, k, v) = \"\"");
}

#[test]
fn formulas_are_bounded() {
    let mut template = "Resources: {}\nConditions:\n  C0: !Equals [!Ref X, a]\n".to_owned();
    for level in 1..9 {
        let below = vec![format!("!Condition C{}", level - 1); 10].join(", ");
        template += &["  C", &level.to_string(), ": !And [", &below, "]\n"].concat();
    }
    let said = said(&template.replace("C8:", "C8$0:"));
    check(&said, &["..."]);
    assert!(said.len() < 3_000, "{}", said.len());
    let itself = self::said("Resources: {}\nConditions:\n  A$0: !Not [!Condition A]\n");
    check(&itself, &["**A** condition"]);
}

#[test]
fn blocks_lie_in_the_plan() {
    let said = said(
        "\
//- formwork.yaml
network:
  supernets: { prod: 10.0.0.0/12 }
  reserved: [{ block: 10.0.4.0/26, for: transit }]
//- a.yaml
Resources:
  V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref V, CidrBlock: 10.0.3.0/24 } }
  B: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref V, CidrBlock: 10.0.4$0.0/24 } }
  C: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref V, CidrBlock: 10.0.6.0/24 } }
  D: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref V, CidrBlock: 10.0.9.0/24 } }
",
    );
    let expected = "\
**10.0.4.0/24**

- 10.0.4.0 to 10.0.4.255
- 256 addresses, 251 usable: AWS keeps 5

- in `10.0.0.0/12` of prod
- meets `10.0.4.0/26`, which is reserved for transit
- in `10.0.0.0/16` of `V`
- behind `10.0.3.0/24` of `A`
- before `10.0.6.0/24` of `C`";
    assert_eq!(said, expected);
}

#[test]
fn blocks_that_parameters_give() {
    let said = said(
        "\
Parameters: { Cidr: { Type: String, Default: 10.0.4.0/24 } }
Resources:
  A: { Type: AWS::EC2::Subnet, Properties: { CidrBlock: !Ref Ci$0dr } }
",
    );
    check(&said, &["**Cidr** `String`", "- Default `10.0.4.0/24`", "- 256 addresses, 251 usable"]);
}

#[test]
fn exceptions_say_what_they_cover() {
    let bucket = "\
Resources:
  A:
    Type: AWS::S3::Bucket
  B:
    Type: AWS::S3::Bucket
    # formwork: ign$1ore[W30$205] until 2027-03-01 -- A is first anyway @web
    DependsOn: A
    Properties:
      BucketName: !Ref A
";
    let on_code = said(&bucket.replace("$2", "$0").replace("$1", ""));
    check(&on_code, &["**`W3005`**", "Covers one finding on one line.", "Until 2027-03-01. Owner: web."]);
    check(&on_code, &["**Avoid**\n\n```yaml\n", "docs/rules/W3005.md)"]);
    assert!(!on_code.contains("^^"), "carets are for tests: {on_code}");
    let on_comment = said(&bucket.replace("$1", "$0").replace("$2", ""));
    check(&on_comment, &["**`W3005`** Covers one finding", "Reason: A is first anyway"]);
    let other = said("# What formwork is f$0or\nResources: {}\n");
    assert_eq!(other, "");
}

#[test]
fn dynamic_references() {
    let at = |text: &str| {
        said(&format!(
            "Resources:\n  A:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: {text}\n"
        ))
    };
    check(
        &at("'{{resolve:ssm-secure:/db/pass$0word:3}}'"),
        &["secure parameter `/db/password`", "version 3"],
    );
    check(
        &at("!Sub 'x{{resolve:secretsmanager:${S}:SecretString:pass$0word}}'"),
        &["`password` of the secret `${S}`"],
    );
    check(
        &at("'{{resolve:secretsmanager:arn:aws:secretsmanager:eu-west-1:1:secret:db$0}}'"),
        &["secret `arn:aws:"],
    );
    assert!(!at("'$0ä {{resolve:ssm:x}}'").contains("Systems Manager"));
}

#[test]
fn actions_of_policies() {
    let at = |text: &str| {
        said(&format!(
            "Resources:\n  A:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Statement:\n          - Action: {text}\n"
        ))
    };
    check(&at("s3:Get$0Object"), &["**s3:GetObject**", "- object: `arn:${Partition}:s3:::*"]);
    check(&at("[x, 's3:GetObjectTag*$0']"), &["Covers", "`s3:getobjecttagging`"]);
    check(&at("s3:ListAllMy$0Buckets"), &["Takes no resource"]);
    check(&at("x\n            Eff$0ect: Allow"), &["`Allow` or `Deny`"]);
}

#[test]
fn exports_and_imports() {
    let fixture = "\
//- net.yaml
Resources: {}
Outputs:
  Vpc: { Value: !Ref V, Export: { Name: net-$1vpc } }
//- app.yaml
Resources:
  A: { Type: AWS::EC2::Subnet, Properties: { VpcId: !ImportValue net$2-vpc } }
";
    let exported = said(&fixture.replace("$1", "$0").replace("$2", ""));
    assert_eq!(exported, "**net-vpc** export\n\nImported by\n\n- `A` of `app.yaml`");
    let imported = said(&fixture.replace("$2", "$0").replace("$1", ""));
    assert_eq!(
        imported,
        "**net-vpc**\n\nExported by output `Vpc` of `net.yaml`.\n\n```yaml\nValue: !Ref V\n```"
    );
}

#[test]
fn nested_stacks() {
    let fixture = "\
//- parent.yaml
Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: nested/net.yaml
      Parameters: { Ci$1dr: 10.0.0.0/16 }
Outputs:
  A: { Value: !GetAtt Net.Outputs.Vp$2c }
//- nested/net.yaml
Parameters: { Cidr: { Type: String, Description: Of the VPC } }
Resources: {}
Outputs: { Vpc: { Value: !Ref V, Description: The VPC } }
";
    let given = said(&fixture.replace("$1", "$0").replace("$2", ""));
    assert_eq!(given, "**Cidr** `String`\n\nOf the VPC\n\nOf `nested/net.yaml`");
    let read = said(&fixture.replace("$2", "$0").replace("$1", ""));
    let expected = "**Vpc** output\n\nThe VPC\n\n```yaml\nValue: !Ref V\n```\n\nOf `nested/net.yaml`";
    assert_eq!(read, expected);
}

#[test]
fn parameters_in_the_order_of_the_console() {
    let template = "\
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups: [{ Parameters: [E$1nv] }]
    ParameterLabels: { En$2v: { default: x } }
Parameters: { Env: { Type: String } }
Resources: {}
";
    let at = |number: &str| said(&template.replace(number, "$0").replace("$1", "").replace("$2", ""));
    assert_eq!([at("$1"), at("$2")], ["**Env** `String`", "**Env** `String`"]);
}

#[test]
fn variables_in_blocks_of_text() {
    let template = "\
Parameters: { Env: { Type: String }, Size: { Type: Number } }
Outputs:
  A:
    Value:
      Fn::Sub:
        - |
          é ${Env}
          ${Env} ${Si$0ze} ${own}
        - own: a
";
    let expected = "**Size** `Number`";
    assert_eq!(said(template), expected);
    assert_eq!(said(&template.replace('\n', "\r\n")), expected);
    let own = said(&template.replace("$0", "").replace("${own}", "${o$0wn}"));
    assert_eq!(own, "**own** variable of this `Fn::Sub`\n\nComes to `a`");
    let json = r#"{"Resources": {}, "Outputs": {"A": {"Value": {"Fn::Sub": ["${a}-${AWS::Re$0gion}", {"a": "b"}]}}}}"#;
    check(&said(json), &["**AWS::Region**"]);
}

#[test]
fn variables_of_loops() {
    let template = "\
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Topics:
    - Name
    - [a, b]
    - T$1opic${Name}:
        Type: AWS::SNS::Topic
        Properties: { TopicName: !Sub 'x-${Na$2me}', DisplayName: !Ref Na$3me }
";
    let at = |number: &str| {
        let marked = template.replace(number, "$0");
        said(&marked.replace("$1", "").replace("$2", "").replace("$3", ""))
    };
    check(&at("$1"), &["**Topic${Name}** `AWS::SNS::Topic`"]);
    let expected = "**Name** variable of the loop `Topics`\n\nOne of `a`, `b`";
    assert_eq!([at("$2"), at("$3")], [expected, expected]);
}

#[test]
fn types_that_a_region_lacks() {
    let fixture = "\
//- formwork.yaml
regions: [eu-west-1, us-gov-west-1]
//- a.yaml
Resources:
  A: { Type: AWS::Cloud9$0::EnvironmentEC2 }
";
    check(&said(fixture), &["Not available in `us-gov-west-1`"]);
}

#[test]
fn policies_outputs_and_rules_of_parameters() {
    let at =
        |text: &str| said(&format!("Resources:\n  A:\n    Type: AWS::AutoScaling::AutoScalingGroup\n{text}"));
    check(&at("    UpdatePolicy: { AutoScalingRollingUpdate: { Pause$0Time: PT5M } }\n"), &["after a batch"]);
    check(&at("    CreationPolicy: { ResourceSignal: { Timeout: PT$05M } }\n"), &["**Timeout**"]);
    check(&at("    DeletionPolicy: Re$0tain\n"), &["when it leaves the stack"]);
    check(&at("Outputs:\n  B: { Val$0ue: x }\n"), &["The value that the stack shows"]);
    check(&at("Rules:\n  B: { Asser$0tions: [] }\n"), &["has to hold"]);
    check(&at("    Properties: { Fn::If: [A, $0{}, {}] }\n"), &[]);
}

#[test]
fn strange_texts_are_survived() {
    for text in [
        "Resources:\n  A$0: x\n",
        "Resources: $0[]\n",
        "Mappings: { M$0: x }\n",
        "Mappings: { M: { a: [$0] } }\n",
        "Resources: {}\nConditions: { A: !If$0 }\n",
        "Outputs: { A: { Value: !Sub$0 [] } }\n",
        "Outputs: { A: { Value: !FindInMap [$0 ] } }\n",
        "Outputs: { A: { Value: !GetAtt $0. } }\n",
        "Resources:\n  Fn::ForEach::L$0oop: [x, [a], { 'A${x}': { Type: AWS::S3::Bucket } }]\n",
        "Resources:\n  Fn::ForEach::Loop: [x, [a], { 'A${x}$0': { Type: AWS::S3::Bucket } }]\n",
        "{\"Resources\": {\"A\": {\"Type\": \"\\u0041$0WS\"}}}",
    ] {
        said(text);
    }
}
