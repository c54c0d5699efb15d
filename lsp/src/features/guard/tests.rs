//! Rules files: what is found, offered and said at a cursor.

use super::{complete, definition, hover, problems, references, rename, symbols, verdicts};
use crate::features::completion::{Documentation, Items};
use crate::testing::{Fixture, edited};

const RULES: &str = "\
//- s3.guard
# Buckets are kept.
let buckets = Resources.*[ Type == 'AWS::S3::Bucket' ]

rule kept when %buckets !empty {
    %buckets.DeletionPolicy == 'Retain'
}

rule all {
    kept
    AWS::S3::Bucket {
        Properties.VersioningConfiguration.Status == 'Enabled'
    }
}
";

fn labels(fixture: &str) -> Vec<String> {
    let (snapshot, offset) = Fixture::new(fixture).at_cursor();
    let mut items = Items::default();
    complete(&snapshot, offset, &mut items);
    items.items.iter().map(|item| item.label.to_string()).collect()
}

#[track_caller]
fn offers(fixture: &str, wanted: &[&str]) {
    let labels = labels(fixture);
    for name in wanted {
        assert!(labels.iter().any(|label| label == name), "`{name}` is not in {labels:?}");
    }
}

#[test]
fn types_and_properties_that_do_not_exist() {
    let found = |rules: &str| {
        let (snapshot, _) = Fixture::new(&format!("//- a.guard\n{rules}")).at_cursor();
        problems(&snapshot.document, "a.guard").into_iter().map(|it| it.message).collect::<Vec<_>>()
    };
    assert_eq!(found(RULES.trim_start_matches("//- s3.guard\n")), [""; 0]);
    assert_eq!(
        found("rule a { AWS::S3::Bukcet { Properties exists } }\n"),
        ["There is no resource type `AWS::S3::Bukcet`"]
    );
    assert_eq!(
        found(
            "let b = Resources.*[ Type == 'AWS::S3::Bucket' ]\nrule a { %b.Properties.BuckatName exists }\n"
        ),
        ["`BuckatName` is not a property of `AWS::S3::Bucket` there"]
    );
    assert_eq!(found("rule a { %unknown exists }\n").len(), 1);
}

#[test]
fn names_types_and_properties_are_offered() {
    offers(&RULES.replace("    kept\n", "    $0\n"), &["kept", "%buckets", "when", "let"]);
    offers(&RULES.replace("%buckets.D", "%$0.D"), &["buckets"]);
    offers(&RULES.replace("DeletionPolicy ==", "$0 =="), &["Properties", "DeletionPolicy"]);
    offers(&RULES.replace("AWS::S3::Bucket {", "AWS::S3::Buck$0 {"), &["AWS::S3::Bucket"]);
    offers(&RULES.replace("'AWS::S3::Bucket'", "'S3::Buck$0'"), &["AWS::S3::Bucket"]);
    offers(
        &RULES.replace("VersioningConfiguration.Status", "$0"),
        &["BucketName", "VersioningConfiguration"],
    );
    offers(&RULES.replace(".Status ==", ".$0 =="), &["Status"]);
    offers(&RULES.replace("# Buckets are kept.", "# @$0"), &["@title", "@fix"]);
}

#[test]
fn names_lead_to_their_definitions_and_back() {
    let (snapshot, offset) = Fixture::new(&RULES.replace("%buckets !e", "%buc$0kets !e")).at_cursor();
    let text = snapshot.text();
    let at = definition(&snapshot, offset).expect("it is defined");
    assert_eq!(
        (&text[at.range()], at.start as usize),
        ("buckets", text.find("buckets").expect("it is there"))
    );
    let (_, uses) = references(&snapshot, offset).expect("it is defined");
    assert_eq!(uses.len(), 2);
    let edits = rename(&snapshot, offset, "stores").expect("it can be called so");
    let renamed = edited(text, &edits);
    assert!(
        renamed.contains("let stores =") && renamed.contains("%stores.D") && !renamed.contains("%buckets")
    );
    assert!(rename(&snapshot, offset, "a b").is_err());
    let names: Vec<String> = symbols(&snapshot).into_iter().map(|it| it.0).collect();
    assert_eq!(names, ["buckets", "kept", "all"]);
}

#[test]
fn names_types_and_functions_are_explained() {
    let said = |fixture: &str| {
        let (snapshot, offset) = Fixture::new(fixture).at_cursor();
        hover(&snapshot, offset).map(|(said, _)| said)
    };
    let Some(Documentation::Text(text)) = said(&RULES.replace("%buckets !e", "%buc$0kets !e")) else {
        panic!("a variable is explained")
    };
    assert!(text.contains("let buckets =") && text.contains("Buckets are kept."), "{text}");
    assert_eq!(
        said(&RULES.replace("AWS::S3::Bucket {", "AWS::S3::Buc$0ket {")),
        Some(Documentation::Type("AWS::S3::Bucket".into()))
    );
    assert!(matches!(said(&RULES.replace(".Status", ".Sta$0tus")), Some(Documentation::Property(..))));
}

#[test]
fn open_templates_are_judged_by_the_rules_as_they_are_typed() {
    let template =
        "//- network.yaml\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Retain\n";
    let fixture = Fixture::new(&format!("{RULES}{template}"));
    let snapshot = fixture.snapshot_with_all_open(0);
    let said: Vec<String> = verdicts(&snapshot).into_iter().map(|it| it.1).collect();
    assert_eq!(said, ["holds in 1 open template", "fails for `Logs` in network.yaml"]);
}
