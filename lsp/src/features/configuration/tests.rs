//! Configurations and rule files: what is offered and what is said at a cursor.

use super::{complete, hover};
use crate::features::completion::Items;
use crate::testing::Fixture;

fn labels(fixture: &str) -> Vec<String> {
    let (snapshot, offset) = Fixture::new(fixture).at_cursor();
    let _known = snapshot.enter();
    let mut items = Items::default();
    complete(&snapshot, offset, &mut items);
    items.items.iter().map(|item| item.label.to_string()).collect()
}

#[track_caller]
fn offers(fixture: &str, wanted: &[&str], unwanted: &[&str]) {
    let labels = labels(fixture);
    for name in wanted {
        assert!(labels.iter().any(|label| label == name), "`{name}` is not in {labels:?}");
    }
    for name in unwanted {
        assert!(labels.iter().all(|label| label != name), "`{name}` is in {labels:?}");
    }
}

#[test]
fn keys_and_values_of_a_configuration() {
    offers("//- formwork.yaml\nregions: [eu-west-1]\n$0\n", &["naming", "tagging", "packs"], &["regions"]);
    offers("//- formwork.yaml\nnaming:\n  $0\n", &["pattern", "parts"], &["tagging"]);
    offers("//- formwork.yaml\nregions: [eu-$0]\n", &["eu-west-1"], &["true"]);
    offers("//- formwork.yaml\nregions:\n  - $0\n", &["eu-west-1"], &[]);
    offers("//- formwork.yaml\nseverity:\n  E300$0\n", &["E3002"], &["naming"]);
    offers("//- formwork.yaml\nseverity:\n  E3002: $0\n", &["warning", "off"], &["E3002"]);
    offers("//- formwork.yaml\nignore: [W3$0]\n", &["W3005"], &[]);
    offers("//- formwork.yaml\npacks:\n  - $0\n", &["security-pillar", "cis-level-1"], &[]);
}

#[test]
fn keys_types_and_properties_of_a_rule_file() {
    offers("//- a.rule.yaml\nid: X\n$0\n", &["title", "resources", "assert"], &["id"]);
    offers("//- a.rule.yaml\nresources: [AWS::SQS::Q$0]\n", &["AWS::SQS::Queue"], &[]);
    let rule = "//- a.rule.yaml\nresources: [AWS::SQS::Queue]\nassert:\n  ";
    offers(&format!("{rule}required: [$0]\n"), &["KmsMasterKeyId"], &["Arn"]);
    offers(&format!("{rule}properties:\n    $0\n"), &["KmsMasterKeyId"], &["Arn"]);
    offers("//- a.rule.yaml\nresources: [AWS::SQS::Queue]\nfix:\n  set:\n    $0\n", &["KmsMasterKeyId"], &[]);
}

#[test]
fn keys_and_rules_are_explained() {
    let text = |fixture: &str| {
        let (snapshot, offset) = Fixture::new(fixture).at_cursor();
        hover(&snapshot, offset).map(|(text, _)| text).unwrap_or_default()
    };
    assert!(text("//- formwork.yaml\nnam$0ing: {}\n").contains("How resources are named"));
    assert!(text("//- formwork.yaml\nseverity: { NET00$01: off }\n").contains("**`NET001`**"));
    assert!(text("//- formwork.yaml\nignore: [W30$005]\n").contains("**`W3005`**"));
    assert_eq!(text("//- formwork.yaml\nregions: [eu-we$0st-1]\n"), "");
}
