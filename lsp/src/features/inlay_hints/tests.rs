//! What is said behind values.

use super::*;
use crate::testing::Fixture;

/// The text with each hint where it stands, in `«»`.
fn shown(snapshot: &Snapshot, range: Span) -> String {
    let _known = snapshot.enter();
    let mut text = snapshot.text().to_owned();
    for hint in inlay_hints(snapshot, range).iter().rev() {
        text.insert_str(hint.offset as usize, &format!("«{}»", hint.label));
    }
    text
}

/// Each line that has a hint is what it is expected to be, and no other has one.
#[track_caller]
fn check(fixture: &str, expected: &[&str]) {
    let (snapshot, _) = Fixture::new(fixture).at_cursor();
    let all = shown(&snapshot, Span::of(0..snapshot.text().len()));
    let lines: Vec<&str> = all.lines().filter(|line| line.contains('«')).map(str::trim).collect();
    assert_eq!(lines, expected);
}

#[test]
fn functions_come_to_values() {
    check(
        "\
Parameters:
  Env: { Type: String, Default: dev }
Mappings:
  Hosts: { dev: { name: d.example.com } }
Resources:
  A:
    Type: AWS::SSM::Parameter
    Properties:
      Value: !FindInMap [Hosts, !Ref Env, name]
      Name: !Sub \"/${Env}/x\"
      Description: !Sub plain
      DataType: !Ref A
      Policies: !Ref AWS::Region
      Tags:
        a: !Join ['-', [a, !Ref Env]]
        b:
          Fn::Sub: 'b${Env}'
",
        &[
            "Value: !FindInMap [Hosts, !Ref Env, name]«= d.example.com by default»",
            "Name: !Sub \"/${Env}/x\"«= /dev/x by default»",
            "a: !Join ['-', [a, !Ref Env]]«= a-dev by default»",
            "Fn::Sub: 'b${Env}'«= bdev by default»",
        ],
    );
    check(
        r#"{"Mappings": {"M": {"a": {"b": "c"}}}, "Outputs": {"A": {"Value": {"Fn::FindInMap": ["M", "a", "b"]}}}}"#,
        &[
            r#"{"Mappings": {"M": {"a": {"b": "c"}}}, "Outputs": {"A": {"Value": {"Fn::FindInMap": ["M", "a", "b"]}«= c»}}}"#,
        ],
    );
}

#[test]
fn attributes_and_parts_of_blocks() {
    check(
        "\
Resources:
  V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8 } }
  S:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !GetAtt V.VpcId
      CidrBlock: !Select [1, !Cidr [!GetAtt V.CidrBlock, 4, 8]]
      Tags: [{ Key: a, Value: !GetAtt V.CidrBlock }]
",
        &[
            "Resources:«2 resources»",
            "V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/8«16,777,216 addresses» } }",
            "CidrBlock: !Select [1, !Cidr [!GetAtt V.CidrBlock, 4, 8]]«= 10.0.1.0/24»",
            "Tags: [{ Key: a, Value: !GetAtt V.CidrBlock«= 10.0.0.0/8» }]",
        ],
    );
}

#[test]
fn braces_on_lines_of_their_own() {
    check(
        "{\"Parameters\": {\"A\": {\"Default\": \"b\"}}, \"Outputs\": {\"O\": {\"Value\": {\n\"Ref\": \"A\"\n}}}}",
        &["\"Ref\": \"A\"«= b by default»"],
    );
}

#[test]
fn the_default_among_several_environments() {
    check(
        "\
Parameters:
  Env: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Stage: { Type: String, AllowedValues: [dev, prod] }
Mappings:
  Hosts: { dev: { name: d.example.com }, prod: { name: example.com } }
Outputs:
  A: { Value: !FindInMap [Hosts, !Ref Env, name] }
  B: { Value: !Ref Env }
  C: { Value: !Ref Stage }
",
        &[
            "A: { Value: !FindInMap [Hosts, !Ref Env, name]«= d.example.com by default» }",
            "B: { Value: !Ref Env«= dev by default» }",
        ],
    );
}

#[test]
fn each_branch_has_its_own() {
    check(
        "\
Parameters:
  Env: { Type: String, Default: dev }
Conditions:
  IsProd: !Equals [!Ref AWS::Region, eu-west-1]
Outputs:
  A:
    Value: !If
      - IsProd
      - !Sub '${Env}-a'
      - b
",
        &["- !Sub '${Env}-a'«= dev-a by default»"],
    );
}

#[test]
fn what_only_a_deployment_knows_is_left_open() {
    check(
        "\
Parameters: { Env: { Type: String, Default: dev } }
Outputs:
  A: { Value: !Sub '${Env}-${AWS::Region}' }
  B: { Value: !Sub 'x-${AWS::Region}' }
",
        &["A: { Value: !Sub '${Env}-${AWS::Region}'«= dev-${AWS::Region} by default» }"],
    );
}

#[test]
fn what_is_masked_is_not_told() {
    check(
        "\
Parameters: { Key: { Type: String, NoEcho: true, Default: secret } }
Outputs:
  A: { Value: !Ref Key }
  B: { Value: !Sub 'a-${Key}' }
",
        &[],
    );
}

#[test]
fn stacks_decide() {
    let text = "\
Parameters: { Env: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Outputs:
  A: { Value: !If [IsProd, !Sub 'a-${Env}', b] }
";
    let fixture = Fixture::new(text);
    let with = |texts: &[&str]| {
        let all = shown(&fixture.with_stacks(texts), Span::of(52..text.len()));
        let lines = all.lines().filter(|line| line.contains('«')).map(str::trim);
        lines.collect::<Vec<_>>().join("\n")
    };
    let prod = "Conditions: { IsProd: !Equals [!Ref Env«= prod», prod] }\nA: { Value: !If [IsProd, !Sub 'a-${Env}'«= a-prod», b] }";
    assert_eq!(with(&["parameters: { Env: prod }\n"]), prod);
    assert_eq!(
        with(&["parameters: { Env: prod }\n", "parameters: { Env: qa }\n"]),
        prod.replace("= prod", "= prod | qa").replace("= a-prod", "= a-prod | a-qa")
    );
}

#[test]
fn sizes_and_counts() {
    check(
        "\
Resources:
  V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  S:
    Type: AWS::EC2::Subnet
    Properties:
      CidrBlock: '10.0.4.0/24'
      Ipv6CidrBlock: 2001:db8::/56
  R: { Type: AWS::EC2::Route, Properties: { DestinationCidrBlock: 0.0.0.0/0 } }
",
        &[
            "Resources:«3 resources»",
            "V: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16«65,536 addresses» } }",
            "CidrBlock: '10.0.4.0/24'«256 addresses»",
            "Ipv6CidrBlock: 2001:db8::/56«256 x /64»",
        ],
    );
}

#[test]
fn only_what_is_looked_at() {
    let text = "Resources:\n  A: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n  B: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/24 } }\n";
    let (snapshot, _) = Fixture::new(text).at_cursor();
    let second = text.find("  B:").expect("the second");
    let found = inlay_hints(&snapshot, Span::of(second..text.len()));
    assert_eq!(found.iter().map(|hint| hint.label.as_str()).collect::<Vec<_>>(), ["256 addresses"]);
}

#[test]
fn many_stacks_and_values_have_one_budget() {
    let value = "!FindInMap [M, !Select [0, !Split [',', !Join [',', [!Ref A, !Ref B]]]], k]";
    let values = (0..500).map(|number| format!("  O{number}: {{ Value: {value} }}\n"));
    let text = format!(
        "Parameters: {{ A: {{ Type: String }}, B: {{ Type: String }} }}\nMappings: {{ M: {{ a: {{ k: v }} }} }}\nOutputs:\n{}",
        values.collect::<String>()
    );
    let stacks: Vec<String> =
        (0..256).map(|number| format!("parameters: {{ A: a, B: b{number} }}\n")).collect();
    let stacks: Vec<&str> = stacks.iter().map(String::as_str).collect();
    let snapshot = Fixture::new(&text).with_stacks(&stacks);
    let found = inlay_hints(&snapshot, Span::of(0..text.len()));
    assert!(found.len() <= 500);
}
