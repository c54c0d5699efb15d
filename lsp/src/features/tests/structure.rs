//! The outline, folds, selections and links.

use crate::features::links::{self, Goal};
use crate::features::symbols::{Outlined, outline, search};
use crate::features::{folding, selection};
use crate::testing::Fixture;

const TEMPLATE: &str = "\
# A network,
# as small as can be.
Description: A network
Resources:
  Vpc: # formwork: ignore[W3005] -- because
    Type: AWS::EC2::VPC
    Properties:
      CidrBlock: 10.0.0.0/16
      Tags:
        - Key: Name
          Value: !Sub |
            one
            two
";

fn names(outlined: &[Outlined], depth: usize, out: &mut String) {
    for it in outlined {
        let detail = it.detail.as_ref().map(|detail| format!(" ({detail})")).unwrap_or_default();
        out.push_str(&format!("{}{}{detail}\n", "  ".repeat(depth), it.name));
        names(&it.children, depth + 1, out);
    }
}

#[test]
fn the_outline_has_sections_members_and_keys() {
    let (snapshot, _) = Fixture::new(TEMPLATE).at_cursor();
    let mut out = String::new();
    names(&outline(&snapshot), 0, &mut out);
    assert_eq!(
        out,
        "\
Description (A network)
Resources
  Vpc (AWS::EC2::VPC)
    Type (AWS::EC2::VPC)
    Properties
      CidrBlock (10.0.0.0/16)
      Tags
"
    );
}

#[test]
fn the_outline_of_broken_text_has_what_can_be_read() {
    let (snapshot, _) = Fixture::new(&TEMPLATE.replace("10.0.0.0/16", "[")).at_cursor();
    let mut out = String::new();
    names(&outline(&snapshot), 0, &mut out);
    assert!(out.contains("Vpc (AWS::EC2::VPC)"), "{out}");
}

#[test]
fn names_of_all_files_are_found() {
    let other = "//- b.yaml\nResources:\n  VpcFlow:\n    Type: AWS::EC2::FlowLog\n";
    let (snapshot, _) = Fixture::new(&format!("//- a.yaml\n{TEMPLATE}{other}")).at_cursor();
    let found = search(&snapshot, "vpc");
    let shown: Vec<String> = found.iter().map(|it| format!("{} in {}", it.name, it.container)).collect();
    assert_eq!(shown, ["Vpc in a.yaml AWS::EC2::VPC", "VpcFlow in b.yaml AWS::EC2::FlowLog"]);
}

#[test]
fn blocks_texts_and_comments_fold() {
    let (snapshot, _) = Fixture::new(TEMPLATE).at_cursor();
    let text = snapshot.text();
    let first_lines: Vec<&str> = folding::folds(&snapshot)
        .iter()
        .map(|fold| text[fold.span.range()].lines().next().unwrap_or_default())
        .collect();
    assert_eq!(
        first_lines,
        [
            "# A network,",
            "Resources:",
            "Vpc: # formwork: ignore[W3005] -- because",
            "Properties:",
            "Tags:",
            "Key: Name",
            "Value: !Sub |"
        ]
    );
}

#[test]
fn a_selection_grows_from_the_word_to_the_document() {
    let (snapshot, offset) = Fixture::new(&TEMPLATE.replace("10.0.0.0/16", "10.0.0$0.0/16")).at_cursor();
    let text = snapshot.text();
    let grown: Vec<&str> = selection::ranges(&snapshot, offset)
        .iter()
        .map(|span| text[span.range()].lines().next().unwrap_or_default())
        .collect();
    assert_eq!(grown[..3], ["0", "10.0.0.0/16", "CidrBlock: 10.0.0.0/16"]);
    assert!(grown.contains(&"Properties:") && grown.contains(&"Resources:"), "{grown:?}");
}

#[test]
fn files_and_rules_are_links() {
    let fixture = "//- main.yaml\nResources:\n  N: # formwork: ignore[W3005, NET001] -- x\n    Type: AWS::CloudFormation::Stack\n    Properties: { TemplateURL: net.yaml }\n//- net.yaml\nResources: {}\n";
    let (snapshot, _) = Fixture::new(fixture).at_cursor();
    let text = snapshot.text();
    let found: Vec<(&str, bool)> = links::links(&snapshot)
        .into_iter()
        .map(|(span, goal)| (&text[span.range()], matches!(goal, Goal::File(_))))
        .collect();
    assert_eq!(found, [("W3005", false), ("NET001", false), ("net.yaml", true)]);
}
