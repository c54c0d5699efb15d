//! Rules as people write them, on templates as people write them. What is wrong
//! with a file is shown by the rules of the family `rule_files`.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use super::{Expected, RuleFile};
use crate::{Diagnostic, Settings};

const QUEUE: &str = "id: ACME_QUEUE\ntitle: A queue is not as it is to be\nresources: [AWS::SQS::Queue]\nexamples: [{ fail: {} }]\n";

fn file(rest: &str) -> Arc<RuleFile> {
    let file = RuleFile::new("acme.rule.yaml", format!("{QUEUE}{rest}").into());
    assert_eq!(file.problems(), [], "{rest}");
    Arc::new(file)
}

fn found(rest: &str, config: &str, text: &str) -> (Template, Vec<Diagnostic>) {
    let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    let template = Template::new(parse(text.into(), syntax));
    assert_eq!(template.errors(), [], "{text}");
    let settings = Settings::for_tests(config).with_rule_files(vec![file(rest)]);
    let mut report = crate::check(&template, &settings);
    report.diagnostics.retain(|found| found.rule.as_str() == "ACME_QUEUE");
    (template, report.diagnostics)
}

/// Checks what is found: the text of each place, the message and the case.
#[track_caller]
fn check(rest: &str, text: &str, expected: &[&str]) {
    let (template, found) = found(rest, "", text);
    let found: Vec<String> = found
        .iter()
        .map(|found| {
            let place = &template.source()[found.span.range()];
            let when = found.when.as_ref().map(|when| format!(" when {when}")).unwrap_or_default();
            format!("{place}: {}{when}", found.message)
        })
        .collect();
    assert_eq!(found, expected, "{rest}{text}");
}

/// A queue with these properties.
fn queue(properties: &str) -> String {
    format!("Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties: {properties}\n")
}

#[test]
fn assertions_have_the_words_of_the_validator() {
    let rest = "assert:\n  required: [KmsMasterKeyId]\n  properties: { KmsMasterKeyId: { pattern: ^alias/acme- } }\n";
    check(rest, &queue("{ DelaySeconds: 1 }"), &["Properties: `AWS::SQS::Queue` has no `KmsMasterKeyId`"]);
    check(
        rest,
        "Resources: { Q: { Type: AWS::SQS::Queue } }\n",
        &["Q: `AWS::SQS::Queue` has no `KmsMasterKeyId`"],
    );
    check(
        rest,
        &queue("{ KmsMasterKeyId: other }"),
        &["other: `KmsMasterKeyId` is `other`, which has not the form that is wanted"],
    );
    check(rest, &queue("{ KmsMasterKeyId: alias/acme-web }"), &[]);
    check(rest, "Resources: { T: { Type: AWS::SNS::Topic } }\n", &[]);
}

#[test]
fn functions_are_understood() {
    let rest = "assert:\n  required: [KmsMasterKeyId]\n  properties: { KmsMasterKeyId: { pattern: ^alias/acme- } }\n";
    let with =
        |head: &str, value: &str| format!("{head}{}", queue(&format!("\n      KmsMasterKeyId: {value}")));
    check(rest, &with("", "!ImportValue key"), &[]);
    check(rest, &with("Parameters: { Key: { Type: String } }\n", "!Ref Key"), &[]);
    check(
        rest,
        &with("Parameters: { Key: { Type: String, Default: other } }\n", "!Ref Key"),
        &[
            "KmsMasterKeyId: `Ref` gives `other` here: `KmsMasterKeyId` is `other`, which has not the form that is wanted when `Key` is `other`",
        ],
    );
    check(
        rest,
        &with("Parameters: { Key: { Type: String, AllowedValues: [alias/acme-a, b] } }\n", "!Ref Key"),
        &[
            "KmsMasterKeyId: `Ref` gives `b` here: `KmsMasterKeyId` is `b`, which has not the form that is wanted when `Key` is `b`",
        ],
    );
    let conditions = "Conditions: { IsProd: !Equals [!Ref AWS::Region, eu-west-1] }\n";
    check(
        rest,
        &with(conditions, "!If [IsProd, alias/acme-a, b]"),
        &["b: `KmsMasterKeyId` is `b`, which has not the form that is wanted when `IsProd` is false"],
    );
    check(
        rest,
        &with(conditions, "!If [IsProd, alias/acme-a, !Ref AWS::NoValue]"),
        &["Properties: `AWS::SQS::Queue` has no `KmsMasterKeyId` when `IsProd` is false"],
    );
}

#[test]
fn what_is_asked_for_some_resources_is_asked_in_their_cases() {
    let rest = "where: { required: [FifoQueue], properties: { FifoQueue: { const: true } } }\nassert: { required: [DeduplicationScope] }\n";
    check(rest, &queue("{ FifoQueue: false }"), &[]);
    check(
        rest,
        &queue("{ FifoQueue: true }"),
        &["Properties: `AWS::SQS::Queue` has no `DeduplicationScope`"],
    );
    let head = "Conditions: { A: !Equals [!Ref AWS::Region, eu-west-1] }\n";
    check(
        rest,
        &format!("{head}{}", queue("{ FifoQueue: !If [A, true, false] }")),
        &["Properties: `AWS::SQS::Queue` has no `DeduplicationScope` when `A` is true"],
    );
    // Nobody knows before deployment.
    let head = "Parameters: { F: { Type: String } }\n";
    check(rest, &format!("{head}{}", queue("{ FifoQueue: !Ref F }")), &[]);
}

#[test]
fn comparisons() {
    let of = |test: &str| format!("compare: {{ property: VisibilityTimeout, {test} }}\n");
    let missing = "Properties: `AWS::SQS::Queue` has no `VisibilityTimeout`";
    for (test, bad, message) in [
        ("equals: 30", "10", "10: `VisibilityTimeout` is `10`, not 30"),
        ("one-of: [30, 60]", "10", "10: `VisibilityTimeout` is `10`, not one of 30 or 60"),
        ("at-least: 30", "10", "10: `VisibilityTimeout` is `10`, not at least 30"),
        ("at-most: 30", "40", "40: `VisibilityTimeout` is `40`, not at most 30"),
        ("more-than: 30", "30", "30: `VisibilityTimeout` is `30`, not more than 30"),
        ("less-than: 31", "31", "31: `VisibilityTimeout` is `31`, not less than 31"),
        ("matches: ^3", "40", "40: `VisibilityTimeout` is `40`, not a match of `^3`"),
    ] {
        let test = &of(test);
        check(test, &queue(&format!("{{ VisibilityTimeout: {bad} }}")), &[message]);
        check(
            test,
            &queue(&format!("{{ VisibilityTimeout: {} }}", if test.contains("more") { 31 } else { 30 })),
            &[],
        );
        // Nothing is not too much.
        let is_limit = test.contains("at-most") || test.contains("less-than");
        let expected: &[&str] = if is_limit { &[] } else { &[missing] };
        check(test, &queue("{ DelaySeconds: 1 }"), expected);
    }
    for (test, bad, message) in [
        ("not-equals: 10", "10", "10: `VisibilityTimeout` is `10`, which is not allowed"),
        ("none-of: [10]", "10", "10: `VisibilityTimeout` is `10`, which is not allowed"),
        ("absent: true", "10", "10: `VisibilityTimeout` is there, which is not allowed"),
    ] {
        check(&of(test), &queue(&format!("{{ VisibilityTimeout: {bad} }}")), &[message]);
        check(&of(test), &queue("{ DelaySeconds: 1 }"), &[]);
    }
    check(&of("exists: true"), &queue("{ DelaySeconds: 1 }"), &[missing]);
}

#[test]
fn comparisons_with_what_else_is_in_the_template() {
    let rest = "compare: { property: VisibilityTimeout, at-least: { property: DelaySeconds } }\n";
    check(
        rest,
        &queue("{ VisibilityTimeout: 10, DelaySeconds: 20 }"),
        &["10: `VisibilityTimeout` is `10`, not at least `DelaySeconds` (`20`)"],
    );
    check(rest, &queue("{ VisibilityTimeout: 20, DelaySeconds: 20 }"), &[]);
    check(rest, &queue("{ VisibilityTimeout: 20 }"), &[]);
    let head = "Parameters: { T: { Type: Number, AllowedValues: [10, 30] }, U: { Type: Number } }\n";
    check(
        rest,
        &format!("{head}{}", queue("{ VisibilityTimeout: !Ref T, DelaySeconds: 20 }")),
        &[
            "VisibilityTimeout: `VisibilityTimeout` is `10`, not at least `DelaySeconds` (`20`) when `T` is `10`",
        ],
    );
    check(rest, &format!("{head}{}", queue("{ VisibilityTimeout: !Ref U, DelaySeconds: 20 }")), &[]);
    let rest = "compare: { property: VisibilityTimeout, equals: { parameter: T } }\n";
    check(rest, &format!("{head}{}", queue("{ VisibilityTimeout: !Ref T }")), &[]);
    check(rest, &format!("{head}{}", queue("{ VisibilityTimeout: !Ref U }")), &[]);
    check(
        rest,
        &format!("{head}{}", queue("{ VisibilityTimeout: 10 }")),
        &["10: `VisibilityTimeout` is `10`, not the parameter `T` (`30`) when `T` is `30`"],
    );
    check(rest, &queue("{ VisibilityTimeout: 10 }"), &[]);
}

#[test]
fn messages_are_filled() {
    let rest = "compare: { property: VisibilityTimeout, at-least: 30 }\nmessage: '{id} ({type}): {property} is {value} and not {expected}; ${Id} {{resolve:ssm:x}} {fact}'\n";
    check(
        rest,
        &queue("{ VisibilityTimeout: 10 }"),
        &[
            "10: Q (AWS::SQS::Queue): VisibilityTimeout is 10 and not at least 30; ${Id} {{resolve:ssm:x}} `VisibilityTimeout` is `10`, not at least 30",
        ],
    );
    check(
        rest,
        &queue("{ DelaySeconds: 10 }"),
        &[
            "Properties: Q (AWS::SQS::Queue): VisibilityTimeout is nothing and not at least 30; ${Id} {{resolve:ssm:x}} `AWS::SQS::Queue` has no `VisibilityTimeout`",
        ],
    );
}

#[test]
fn fixes_keep_the_style() {
    let rest = "assert: { required: [KmsMasterKeyId] }\nfix:\n  set:\n    KmsMasterKeyId: alias/acme\n    RedriveAllowPolicy.redrivePermission: denyAll\n  remove: SqsManagedSseEnabled\n";
    for (text, expected) in [
        (
            "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      SqsManagedSseEnabled: true # no\n      DelaySeconds: 1 # kept\n",
            "Resources:\n  Q:\n    Type: AWS::SQS::Queue\n    Properties:\n      DelaySeconds: 1 # kept\n      KmsMasterKeyId: alias/acme\n      RedriveAllowPolicy:\n        redrivePermission: denyAll\n",
        ),
        (
            "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\"}}}",
            "{\"Resources\": {\"Q\": {\"Type\": \"AWS::SQS::Queue\", \"Properties\": { \"KmsMasterKeyId\": \"alias/acme\", \"RedriveAllowPolicy\": { \"redrivePermission\": \"denyAll\" } }}}}",
        ),
    ] {
        let (_, found) = found(rest, "", text);
        let fix = found[0].fix.clone().expect("a fix");
        assert_eq!(fix.title.split(',').next(), Some("Set `KmsMasterKeyId` to `alias/acme`"));
        let mut edits = fix.edits;
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
        let mut text = text.to_owned();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.text);
        }
        assert_eq!(text, expected);
    }
}

#[test]
fn a_rule_is_one_like_any_other() {
    let rest = "assert: { required: [KmsMasterKeyId] }\n";
    let count = |config: &str, text: &str| found(rest, config, text).1.len();
    let bad = queue("{ DelaySeconds: 1 }");
    assert_eq!(count("", &bad), 1);
    let suppressed =
        bad.replace("    Properties", "    # formwork: ignore[ACME_QUEUE] -- not this one\n    Properties");
    assert_eq!(count("", &suppressed), 0);
}

#[test]
fn examples_are_run() {
    let text = "\
id: ACME_QUEUE
title: A queue is not encrypted
resources: [AWS::SQS::Queue]
assert: { required: [KmsMasterKeyId] }
fix: { set: { KmsMasterKeyId: alias/acme } }
examples:
  - name: passes
    pass: { KmsMasterKeyId: a }
  - name: passes not
    pass:
      DelaySeconds: 1
  - name: fails
    fail: |
      DelaySeconds: 1
    finds: [KmsMasterKeyId]
    fixed: |
      DelaySeconds: 1
      KmsMasterKeyId: alias/acme
  - name: fails elsewhere
    fail: { DelaySeconds: 1 }
    finds: [DelaySeconds]
  - fail:
      Resources:
        Q: { Type: AWS::SQS::Queue, Properties: { KmsMasterKeyId: a } }
        R: { Type: AWS::SQS::Queue }
    finds: [R.KmsMasterKeyId]
  - name: mended otherwise
    fail: { DelaySeconds: 1 }
    fixed: { DelaySeconds: 2 }
  - name: unreadable
    fail: |
      a: [
";
    let file = RuleFile::new("acme.rule.yaml", text.into());
    assert_eq!(file.problems(), []);
    let outcomes = file.run_examples();
    let told: Vec<_> = outcomes
        .iter()
        .map(|outcome| outcome.failure.as_ref().map(|failure| failure.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            None,
            Some("Expected PASS, got FAIL: passes not"),
            None,
            Some("Nothing is found at `DelaySeconds`: fails elsewhere"),
            None,
            Some("The fix gives something else: mended otherwise"),
            Some("The example can't be read: unreadable"),
        ]
    );
    assert_eq!(outcomes[4].name, "example 5");
    assert_eq!(outcomes[1].got, Expected::Fail);
    let help = outcomes[5].failure.as_ref().and_then(|failure| failure.help.as_deref());
    assert!(
        help.is_some_and(|help| help.contains("{ DelaySeconds: 1, KmsMasterKeyId: alias/acme }")),
        "{help:?}"
    );
}

#[test]
fn a_first_rule_passes_its_own_test() {
    let first = super::FirstRule::new("queue-encrypted", "AWS::SQS::Queue").expect("a name");
    assert_eq!(first.id, "QUEUE_ENCRYPTED");
    for type_name in [
        "AWS::SQS::Queue",
        "AWS::S3::Bucket",
        "AWS::Lambda::Function",
        "AWS::EC2::VPC",
        "Custom::Thing",
        "AWS::IAM::Role",
    ] {
        let first = super::FirstRule { type_name: type_name.to_owned(), ..first.clone() };
        let text = super::first_rule(&first).expect("a type");
        let file = RuleFile::new("first.rule.yaml", text.as_str().into());
        assert_eq!(file.problems(), [], "{text}");
        let outcomes = file.run_examples();
        assert_eq!(outcomes.len(), 2);
        assert!(outcomes.iter().all(|outcome| outcome.failure.is_none()), "{text}{outcomes:?}");
    }
    assert!(super::FirstRule::new("w3005", "AWS::SQS::Queue").is_none());
}

#[test]
fn hostile_rules_end() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(150), close.repeat(150));
    for rest in [
        format!("assert: {}\n", deep("{not: ", "}")),
        format!("property: {}a\nassert: {{}}\n", "a.".repeat(10_000)),
        "assert: { $ref: '#' }\n".to_owned(),
        "assert: { allOf: [{ $ref: '#/$defs/a' }], $defs: { a: { anyOf: [{ $ref: '#/$defs/a' }] } } }\n"
            .to_owned(),
        format!("message: \"{}\"\nassert: {{}}\n", "{".repeat(50_000)),
        "compare: { property: Tags.*.Key, matches: '(a+)+$' }\n".to_owned(),
    ] {
        let file = RuleFile::new("a.rule.yaml", format!("{QUEUE}{rest}").into());
        let tags = "{ Key: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab, Value: a }, ".repeat(2_000);
        let text = queue(&format!("{{ Tags: [{tags}] }}"));
        let template = Template::new(parse(text.as_str().into(), Syntax::Yaml));
        let settings = Settings::default().with_rule_files(vec![Arc::new(file)]);
        crate::check(&template, &settings);
    }
}
