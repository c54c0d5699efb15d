//! Fixes of findings as actions.

use formwork_rules::Applicability;
use formwork_template::Span;

use super::super::fixes::differences;
use super::super::{Later, actions, fix_all};
use super::{at, check, titles};
use crate::testing::{Fixture, edited};

const BUCKET: &str =
    "Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketNam$0: logs\n";

/// A template that breaks rules of every family, each with a fix.
const BROKEN: &str = "\
AWSTemplateFormatVersion: 2010-09-09
Parameters:
  Unused: { Type: String }
  Size: { Type: Strin }
Mappings:
  Idle: { a: { b: c } }
Conditions:
  Never: !Equals [a, b]
Resources:
  Logs:
    Type: AWS::S3::Bucket
    DependsOn: [Vpc]
    Properties:
      BucketNam: logs
      VersioningConfiguration: { Status: enabled }
      Tags: [{ Key: a, Value: !Sub b }]
  Vpc:
    Type: AWS::EC2::VPC
    Properties: { CidrBlock: 10.0.0.0/16, EnableDnsSupport: 'yes' }
  One:
    Type: AWS::EC2::Subnet
    DependsOn: Vpc
    Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, MapPublicIpOnLaunch: true }
  Two:
    Type: AWS::EC2::Subnet
    Properties: { VpcId: !Ref Vcp, CidrBlock: 10.0.0.0/24, AvailabilityZone: us-east-1a }
  Rule:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: !Join ['', [a, b]] }
  Data:
    Type: AWS::RDS::DBInstance
    Properties: { DBInstanceClass: db.t3.micro, Engine: postgres, StorageEncrypted: false }
  Wrong:
    Type: AWS::S3::Bukket
Outputs:
  Name: { Value: !GetAtt Logs.Arm }
";

#[test]
fn fixes_of_findings() {
    check(
        BUCKET,
        "Change to `BucketName` (changes what is deployed)",
        &BUCKET.replace("BucketNam$0", "BucketName"),
    );
    let json = "{\"Resources\": {\"Logs\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"Bucket$0Nam\": \"logs\"}}}}";
    check(
        json,
        "Change to `BucketName` (changes what is deployed)",
        &json.replace("Bucket$0Nam", "BucketName"),
    );
}

#[test]
fn every_quick_fix_of_a_template_mends_what_it_is_for() {
    let (snapshot, _) = Fixture::new(BROKEN).at_cursor();
    let report = snapshot.report();
    let fixable: Vec<_> = report.diagnostics.iter().filter(|it| it.fix.is_some()).collect();
    let mut rules: Vec<String> = fixable.iter().map(|it| it.rule.to_string()).collect();
    rules.sort();
    rules.dedup();
    assert!(rules.len() >= 12, "{rules:?}");
    for found in fixable {
        let fix = found.fix.as_ref().expect("it is fixable");
        let actions = actions(&snapshot, found.span);
        let action = actions
            .iter()
            .find(|action| {
                action.edits == fix.edits
                    && action.mends.iter().any(|number| &report.diagnostics[*number] == found)
            })
            .unwrap_or_else(|| panic!("`{}` has an action", found.rule));
        // What is applied without a question changes nothing of what is deployed.
        assert_eq!(action.is_preferred, fix.applicability == Applicability::Safe, "{}", action.title);
        let mended = edited(BROKEN, &action.edits);
        let (after, _) = Fixture::new(&mended).at_cursor();
        let again = after
            .report()
            .diagnostics
            .iter()
            .filter(|it| it.rule == found.rule && it.message == found.message && it.path == found.path);
        assert_eq!(again.count(), 0, "`{}` is mended by `{}`: {mended}", found.rule, action.title);
    }
}

#[test]
fn policies_of_guard_and_of_the_organisation_have_their_fixes() {
    let public = "//- a.yaml\nResources:\n  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vpc\n      CidrBlock: 10.0.0.0/24\n      MapPublicIpOnLaunch: tr$0ue\n//- formwork.yaml\ntagging: { required: { team: { one-of: [web, data], fix: web } } }\n";
    assert_eq!(titles(public)[0], "Change to `false` (changes what is deployed)");
    let untagged = public.replace("tr$0ue", "false").replace("  Net:", "  N$0et:");
    assert!(
        titles(&untagged).iter().any(|title| title.contains("tag") || title.contains("Tag")),
        "{:?}",
        titles(&untagged)
    );
}

#[test]
fn all_fixes_of_a_rule_come_when_they_are_asked_for() {
    let template = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties: { VersioningConfiguration: { Status: enab$0led } }\n  B:\n    Type: AWS::S3::Bucket\n    Properties: { VersioningConfiguration: { Status: enabled } }\n";
    let (text, actions) = at(template);
    let all =
        actions.iter().find(|action| action.title == "Fix all 2 findings of `S3_BUCKET_VERSIONING_ENABLED`");
    let all = all.unwrap_or_else(|| panic!("{actions:?}"));
    assert_eq!(
        (all.edits.len(), &all.later),
        (0, &Some(Later::FixAllOf("S3_BUCKET_VERSIONING_ENABLED".into())))
    );
    let (snapshot, _) = Fixture::new(template).at_cursor();
    let edits = all.later.as_ref().map(|later| later.edits(&snapshot)).unwrap_or_default();
    assert_eq!(edited(&text, &edits), text.replace("enabled", "Enabled"));
}

#[test]
fn safe_fixes_all_at_once_leave_the_rest_alone() {
    let template = "Parameters:\n  Unused: { Type: String } # nobody's\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n    DependsOn: Other\n  Other:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub logs\n";
    let (snapshot, _) = Fixture::new(template).at_cursor();
    let edits = fix_all(&snapshot);
    let after = edited(template, &edits);
    assert!(after.contains("BucketName: logs\n"), "{after}");
    assert!(edits.iter().all(|edit| edit.span.len() < 60), "only what changes is touched: {edits:?}");
}

#[test]
fn only_what_differs_is_edited() {
    let check = |old: &str, new: &str, expected: &[(&str, &str)]| {
        let edits = differences(old, new);
        assert_eq!(edited(old, &edits), new);
        let parts: Vec<_> = edits.iter().map(|it| (&old[it.span.range()], it.text.as_str())).collect();
        assert_eq!(parts, expected);
    };
    check("a: 1\nb: !Sub x\nc: 3\n", "a: 1\nb: x\nc: 3\n", &[("!Sub ", "")]);
    check("a: ä\n", "a: ö\n", &[("ä", "ö")]);
    check("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 23\r\n", &[("", "3")]);
    check("a\r\n", "a\r\nb\r\n", &[("", "b\r\n")]);
    check("a\r\n", "a\n", &[("\r\n", "\n")]);
    check("a\nb\n", "b\n", &[("a\n", "")]);
    check("aa\n", "aaa\n", &[("", "a")]);
    check("same\n", "same\n", &[]);
}

#[test]
fn line_breaks_are_those_of_the_text() {
    let template =
        "Resources:\n  Net:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: !Ref Vp$0c\n";
    let (text, actions) = at(&template.replace('\n', "\r\n"));
    assert!(actions.len() > 2);
    for action in actions {
        let after = edited(&text, &action.edits);
        assert!(!after.replace("\r\n", "").contains('\n'), "{}: {after:?}", action.title);
    }
}

#[test]
fn nothing_is_offered_where_nothing_is_known() {
    assert_eq!(titles("//- notes.yaml\nname: $0x\n"), Vec::<String>::new());
    for broken in
        ["", "$0", "Resources:\n  A:\n    Type: $0", "{\"Resources\": {\"A\": {$0", "Resources: [$0\n"]
    {
        let _ = titles(&format!("//- template.yaml\n{broken} "));
    }
}

#[test]
fn half_typed_texts_do_no_harm() {
    let json = "{\"Parameters\": {\"P\": {\"Type\": \"String\", \"Default\": \"ä\"}}, \"Resources\": {\"A\": {\"Type\": \"AWS::S3::Bucket\", \"Properties\": {\"BucketName\": {\"Fn::Sub\": \"${P}-${AWS::Region}\"}, \"Tags\": [{\"Key\": \"a\", \"Value\": {\"Ref\": \"P\"}}]}}}}";
    let yaml = "Parameters:\n  P: { Type: String, Default: ä }\nResources:\n  A: &a\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: !Sub\n        - \"${P}-${X}\"\n        - { X: !GetAtt B.Arn }\n      Tags: [{ Key: a, Value: !If [C, !Ref P, b] }]\n  B: *a\n";
    for text in [json, yaml, BROKEN] {
        for (end, _) in text.char_indices().step_by(5) {
            let fixture = Fixture::new(&text[..end]);
            if fixture.files.is_empty() {
                continue;
            }
            let snapshot = fixture.snapshot(0);
            for back in [0, 1, 9, 30] {
                let Some(offset) = end.checked_sub(back) else { continue };
                for action in actions(&snapshot, Span::at(offset as u32)) {
                    let mut spans: Vec<Span> = action.edits.iter().map(|edit| edit.span).collect();
                    spans.sort();
                    let is_apart = spans.windows(2).all(|pair| pair[0].end <= pair[1].start);
                    assert!(is_apart, "{} at {offset} of {:?}", action.title, &text[..end]);
                    let _ = edited(&text[..end], &action.edits);
                }
            }
        }
    }
}
