//! Definitions, references and renaming.

use std::path::Path;

use crate::features::{definition, references, rename};
use crate::testing::{Fixture, ROOT, edited};

/// A name with carets under its definition (`D`) and its uses (`^`) in the first file.
#[track_caller]
fn check(fixture: &str) {
    let plain: String =
        fixture.split_inclusive('\n').filter(|line| !line.trim_start().starts_with("#!")).collect();
    let mut expected = Vec::new();
    let mut line_start = 0;
    let mut offset = 0;
    for line in fixture.split_inclusive('\n') {
        if let Some(marks) = line.trim_start().starts_with("#!").then(|| line.find("#!")).flatten() {
            let body = &line[marks + 2..];
            let mut at = 0;
            while let Some(start) = body[at..].find(['^', 'D']) {
                let start = at + start;
                let mark = body.as_bytes()[start];
                let length = body[start..].bytes().take_while(|byte| *byte == mark).count();
                expected.push((line_start + marks + 2 + start, length, mark == b'D'));
                at = start + length;
            }
        } else {
            line_start = offset;
            offset += line.replace("$0", "").len();
        }
    }
    let (snapshot, cursor) = Fixture::new(&plain).at_cursor();
    let found = references::references(&snapshot, cursor).unwrap_or_default();
    let found: Vec<(usize, usize, bool)> =
        found.iter().map(|it| (it.span.start as usize, it.span.len() as usize, it.is_definition)).collect();
    assert_eq!(found, expected);
    let defined = definition::definition(&snapshot, cursor).map(|(_, targets)| targets).unwrap_or_default();
    let defined: Vec<usize> = defined.iter().map(|it| it.span.start as usize).collect();
    let wanted: Vec<usize> = expected.iter().filter(|it| it.2).map(|it| it.0).collect();
    assert_eq!(defined, wanted);
}

#[test]
fn a_resource_by_all_its_uses() {
    check(
        "\
Resources:
  Vpc:
#!DDD
    Type: AWS::EC2::VPC
  Net:
    Type: AWS::EC2::Subnet
    DependsOn: [Vpc]
#!              ^^^
    Properties:
      VpcId: !Ref 'V$0pc'
#!                 ^^^
      CidrBlock: !GetAtt Vpc.CidrBlock
#!                       ^^^
      Tags:
        - Key: Name
          Value: !Sub \"${Vpc}-${Vpc.CidrBlock}-${!Vpc}-Vpc\"
#!                       ^^^    ^^^
",
    );
}

#[test]
fn parameters_conditions_and_mappings() {
    check(
        "\
Metadata:
  AWS::CloudFormation::Interface:
    ParameterGroups:
      - Parameters: [Env]
#!                   ^^^
    ParameterLabels:
      Env: { default: Where }
#!    ^^^
Parameters:
  E$0nv: { Type: String }
#!DDD
Conditions:
  IsProd: !Equals [!Ref Env, prod]
#!                      ^^^
Resources: {}
",
    );
    check(
        "\
Conditions:
  IsProd: !Equals [a, b]
#!DDDDDD
  IsTest: !Not [!Condition IsProd]
#!                         ^^^^^^
Resources:
  A:
    Type: AWS::S3::Bucket
    Condition: Is$0Prod
#!             ^^^^^^
    Properties:
      BucketName: !If [IsProd, a, b]
#!                     ^^^^^^
",
    );
    check(
        "\
Mappings:
  Names: { a: { b: c } }
#!DDDDD
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !FindInMap [Na$0mes, a, b] }
#!                                        ^^^^^
",
    );
}

#[test]
fn variables_of_a_text_are_its_own() {
    check(
        "\
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub [\"${Ow$0n}-${AWS::Region}\", { Own: x }]
#!                         ^^^                     DDD
",
    );
}

#[test]
fn exports_lead_to_other_files() {
    let fixture = "\
//- app.yaml
Resources:
  A:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !ImportValue net$0-vpc }
//- net.yaml
Resources: {}
Outputs:
  Vpc: { Value: x, Export: { Name: net-vpc } }
";
    let (snapshot, offset) = Fixture::new(fixture).at_cursor();
    let (_, targets) = definition::definition(&snapshot, offset).expect("it leads there");
    assert_eq!(targets[0].path, Path::new(ROOT).join("net.yaml"));
    let edits = rename::rename(&snapshot, offset, "main-vpc").expect("it can be called so");
    let files: Vec<_> = edits.keys().map(|path| path.file_name().expect("a name").to_owned()).collect();
    assert_eq!(files, ["app.yaml", "net.yaml"]);
    let net = snapshot.workspace.document(&targets[0].path).expect("it is there");
    assert!(edited(&net.text, &edits[&targets[0].path]).contains("Name: main-vpc }"));
}

#[test]
fn nested_stacks_lead_to_their_templates() {
    let fixture = |place: &str| {
        let text = "\
//- main.yaml
Resources:
  Net:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./net.yaml
      Parameters: { Env: dev }
  A:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !GetAtt Net.Outputs.Vpc }
//- net.yaml
Parameters: { Env: { Type: String } }
Resources: {}
Outputs: { Vpc: { Value: x } }
";
        text.replace(place, &format!("{}$0{}", &place[..1], &place[1..]))
    };
    for (place, line) in [("./net.yaml", "Parameters"), ("Env: dev", "Env"), ("Outputs.Vpc", "Vpc")] {
        let (snapshot, offset) = Fixture::new(&fixture(place)).at_cursor();
        let (_, targets) = definition::definition(&snapshot, offset).expect("it leads there");
        assert_eq!(targets[0].path, Path::new(ROOT).join("net.yaml"));
        let net = snapshot.workspace.document(&targets[0].path).expect("it is there");
        assert!(net.text[targets[0].span.start as usize..].starts_with(line), "{place}");
    }
}

#[test]
fn renaming_keeps_quotes_and_refuses_what_cannot_be() {
    let json = r#"{"Resources": {"V$0pc": {"Type": "AWS::EC2::VPC"}, "N": {"Type": "AWS::EC2::Subnet", "DependsOn": "Vpc", "Properties": {"VpcId": {"Ref": "Vpc"}, "CidrBlock": {"Fn::Sub": "${Vpc}"}}}}}"#;
    let (snapshot, offset) = Fixture::new(json).at_cursor();
    let edits = rename::rename(&snapshot, offset, "Network").expect("it can be called so");
    let renamed = edited(snapshot.text(), &edits[&snapshot.document.path]);
    assert_eq!(
        renamed,
        json.replace("$0", "").replace("\"Vpc\"", "\"Network\"").replace("${Vpc}", "${Network}")
    );
    let refused = |fixture: &str, new: &str| {
        let (snapshot, offset) = Fixture::new(fixture).at_cursor();
        rename::rename(&snapshot, offset, new).expect_err("it is refused")
    };
    assert!(refused(json, "N").contains("defined already"));
    assert!(refused(json, "a-b").contains("letters and digits"));
    assert!(refused("Resources:\n  A:\n    Type: !Ref AWS::Re$0gion\n", "X").contains("no name"));
    assert!(
        refused("Resources:\n  A$0:\n    Type: AWS::S3::Bucket\n  B: [\n", "X").contains("cannot be read")
    );
    assert!(
        refused("Resources:\n  A:\n    Type: AWS::S3::Bucket\n    DependsOn: Mis$0sing\n", "X")
            .contains("not defined")
    );
}
