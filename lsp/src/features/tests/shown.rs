//! Tokens, lenses, and what a new line begins with.

use crate::features::semantic_tokens::tokens;
use crate::features::{lenses, typing};
use crate::testing::{Fixture, edited};

const TEMPLATE: &str = "\
Parameters:
  Env: { Type: String }
Resources:
  Net:
    Type: AWS::EC2::Subnet
    Properties:
      VpcId: !GetAtt Vpc.VpcId
      MapPublicIpOnLaunch: true
      CidrBlock: !Sub \"${Env}-ä-${AWS::Region}\"
  Vpc:
    Type: AWS::EC2::VPC
";

#[test]
fn words_have_their_meaning() {
    let (snapshot, _) = Fixture::new(TEMPLATE).at_cursor();
    let text = snapshot.text();
    let shown: Vec<String> =
        tokens(&snapshot).iter().map(|it| format!("{} {:?}", &text[it.span.range()], it.kind)).collect();
    assert_eq!(
        shown,
        [
            "Parameters Section",
            "Env Parameter",
            "String ResourceType",
            "Resources Section",
            "Net Resource",
            "AWS::EC2::Subnet ResourceType",
            "VpcId Property",
            "!GetAtt Function",
            "Vpc Resource",
            "VpcId Attribute",
            "MapPublicIpOnLaunch Property",
            "CidrBlock Property",
            "!Sub Function",
            "Env Parameter",
            "AWS::Region PseudoParameter",
            "Vpc Resource",
            "AWS::EC2::VPC ResourceType",
        ]
    );
}

#[test]
fn lenses_count_references_findings_and_exceptions() {
    let titles = |text: &str| {
        let (snapshot, _) = Fixture::new(text).at_cursor();
        lenses::lenses(&snapshot).into_iter().map(|lens| lens.title).collect::<Vec<_>>()
    };
    let found = titles(TEMPLATE);
    assert_eq!(found[0], "1 reference");
    assert!(found[1].starts_with("0 references | ") && found[1].contains("1 info"), "{found:?}");
    let excepted = TEMPLATE.replace(
        "      MapPublicIpOnLaunch: true",
        "      # formwork: ignore[SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED] -- for the test\n      MapPublicIpOnLaunch: true",
    );
    let found = titles(&excepted);
    assert!(found[1].ends_with("overrides the baseline: SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"), "{found:?}");
}

#[test]
fn a_new_line_goes_on_with_the_list_or_the_map() {
    let typed = |text: &str| {
        let (snapshot, offset) =
            Fixture::new(&format!("Resources:\n  A:\n    Type: AWS::S3::Bucket\n{text}")).at_cursor();
        let edits = typing::new_line(&snapshot, offset);
        edited(snapshot.text(), &edits)[42..].to_owned()
    };
    assert_eq!(typed("    DependsOn:\n      - B\n$0\n"), "    DependsOn:\n      - B\n      - \n");
    assert_eq!(typed("      Tags:\n      $0\n"), "      Tags:\n        - Key: \n");
    assert_eq!(
        typed("      Tags:\n        - Key: a\n        $0\n"),
        "      Tags:\n        - Key: a\n          \n"
    );
    assert_eq!(typed("    Properties:\n    $0\n"), "    Properties:\n      \n");
    assert_eq!(typed("    Metadata: x\n    $0\n"), "    Metadata: x\n    \n");
    assert_eq!(typed("    # a:\n    $0\n"), "    # a:\n    \n");
}
