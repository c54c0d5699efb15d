//! Completions at a cursor: what is offered, and what choosing it writes.

use super::{Items, Rank, Trigger, completion};
use crate::testing::Fixture;

pub(super) fn ask(fixture: &str, trigger: Trigger) -> Items {
    let (snapshot, offset) = Fixture::new(fixture).at_cursor();
    let _known = snapshot.enter();
    completion(&snapshot, offset, trigger)
}

/// The labels in the order that a client shows them in; `*` marks what is required.
#[track_caller]
pub(super) fn check(fixture: &str, expected: &[&str]) {
    assert_eq!(labels(&ask(fixture, Trigger::Invoked)), expected);
}

/// As [`check`], when a character was typed.
#[track_caller]
pub(super) fn check_typed(typed: char, fixture: &str, expected: &[&str]) {
    assert_eq!(labels(&ask(fixture, Trigger::Typed(typed))), expected);
}

pub(super) fn labels(items: &Items) -> Vec<String> {
    let mut sorted: Vec<_> = items.items.iter().collect();
    sorted.sort_by_key(|item| item.rank);
    let label = |item: &&super::Item| {
        let mark = if item.rank == Rank::Required { "*" } else { "" };
        format!("{}{mark}", item.label)
    };
    sorted.iter().map(label).collect()
}

/// The text of the first file once a choice is taken; stops of snippets stay visible.
#[track_caller]
pub(super) fn check_choice(fixture: &str, label: &str, expected: &str) {
    let parsed = Fixture::new(fixture);
    let items = ask(fixture, Trigger::Invoked);
    let Some(item) = items.items.iter().find(|item| item.label == label) else {
        panic!("`{label}` is not among {:?}", labels(&items))
    };
    let (snapshot, offset) = parsed.at_cursor();
    let line = snapshot.document.line_at(offset);
    assert!(line.contains(item.span) && item.span.touches(offset), "the edit is on the cursor's line");
    let mut edits = item.more.clone();
    edits.push(formwork_rules::Edit { span: item.span, text: item.text.clone() });
    assert_eq!(crate::testing::edited(snapshot.text(), &edits), expected);
}

#[test]
fn types_by_letters() {
    let first = |fixture: &str| labels(&ask(fixture, Trigger::Invoked)).into_iter().next();
    let expected = Some("AWS::S3::BucketPolicy".to_owned());
    assert_eq!(first("Resources:\n  Logs:\n    Type: s3bucketpol$0\n"), expected);
    assert_eq!(first("{\"Resources\": {\"Logs\": {\"Type\": \"s3bucketpol$0\"}}}"), expected);
    check_choice(
        "Resources:\n  Logs:\n    Type: AWS::S3::BucketPol$0\n",
        "AWS::S3::BucketPolicy",
        "Resources:\n  Logs:\n    Type: AWS::S3::BucketPolicy\n",
    );
    check_choice(
        "{\"Resources\": {\"Logs\": {\"Type\": bucketpol$0}}}",
        "AWS::S3::BucketPolicy",
        "{\"Resources\": {\"Logs\": {\"Type\": \"AWS::S3::BucketPolicy\"}}}",
    );
}

#[test]
fn only_required_properties_come_unasked() {
    let subnet = "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      $0\n";
    check_typed('\n', subnet, &["VpcId*"]);
    check_typed('\n', &subnet.replace("Subnet", "VPC"), &[]);
}

#[test]
fn properties_come_with_what_they_have_to_hold() {
    let subnet = "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Prop$0\n";
    let written = "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: $0\n";
    check_choice(subnet, "Properties", written);
    let vpc = written.replace("Subnet", "VPC").replace("VpcId: ", "");
    check_choice(&subnet.replace("Subnet", "VPC"), "Properties", &vpc);
    check_choice(
        "{\"Resources\": {\"Net\": {\"Type\": \"AWS::EC2::Subnet\",\n  $0}}}",
        "Properties",
        "{\"Resources\": {\"Net\": {\"Type\": \"AWS::EC2::Subnet\",\n  \"Properties\": {\n    \"VpcId\": \"$0\"\n  \\}}}}",
    );
}

#[test]
fn properties_at_any_depth() {
    check_choice(
        "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      Ta$0\n",
        "Tags",
        "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      Tags:\n        - $0\n",
    );
    check(
        "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      Tags:\n        - Key: a\n          $0\n",
        &["Value*"],
    );
    check(
        "{\"Resources\": {\"Net\": {\"Type\": \"AWS::EC2::Subnet\", \"Properties\": {\"Tags\": [{\"Key\": \"a\", $0}]}}}}",
        &["Value*"],
    );
}
