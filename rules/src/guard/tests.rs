//! Guard rules in a check: where findings stand, whom they blame, what lets
//! them go, and which rules run.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use super::GuardFile;
use crate::{Report, Settings, check};

const SUBNETS: &str = "
let subnets = Resources.*[ Type == 'AWS::EC2::Subnet' ]
rule private when %subnets !empty {
  %subnets.Properties.MapPublicIpOnLaunch !exists or
  %subnets.Properties.MapPublicIpOnLaunch == false
  <<
    Violation: instances get public addresses
    Fix: set it to `false`
  >>
}
";

/// What a check of `template` by `rules` alone gives.
fn report(config: &str, rules: &str, template: &str) -> Report {
    let file = Arc::new(GuardFile::new("policy.guard", rules.into()));
    let settings = Settings::for_tests(&format!("packs: []\n{config}")).with_guard_files(vec![file]);
    check(&Template::new(parse(template.into(), Syntax::Yaml)), &settings)
}

/// The findings of the rules, each as its text, its message and what it says beside.
fn found(rules: &str, template: &str) -> Vec<String> {
    let report = report("", rules, template);
    let own = report.diagnostics.iter().filter(|found| found.rule.as_str().contains(char::is_lowercase));
    own.map(|found| {
        let when = found.when.as_deref().map_or("", |_| " (jointly)");
        format!("{}: {}{when}", &template[found.span.range()], found.message)
    })
    .collect()
}

fn subnets(values: &[&str]) -> String {
    let one = |(number, value): (usize, &&str)| {
        format!("  S{number}:\n    Type: AWS::EC2::Subnet\n    Properties:\n      VpcId: v{value}\n")
    };
    let resources: String = values.iter().enumerate().map(one).collect();
    format!("Resources:\n{resources}")
}

#[test]
fn a_value_or_the_nearest_key_is_pointed_at() {
    let rules = "
rule topic {
  AWS::SNS::Topic {
    Properties.KmsMasterKeyId exists
    Properties.Tags.Team == 'web'
    Properties.DisplayName != /(?i)test/ <<not for tests>>
  }
}
";
    let template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: Test\n";
    assert_eq!(
        found(rules, template),
        [
            "Properties: `KmsMasterKeyId` is missing",
            "Properties: `Tags.Team` is missing",
            "Test: not for tests"
        ]
    );
    let diagnostics = report("", rules, template).diagnostics;
    let last = diagnostics.iter().find(|found| found.message == "not for tests").expect("a finding");
    let clause = last.related.first().expect("the clause");
    let file = clause.file.as_ref().expect("the rules file");
    assert_eq!(&file.text[clause.span.range()], "Properties.DisplayName != /(?i)test/");
    assert_eq!(clause.label, "the clause that fails: the value is `\"Test\"`, compared with `/(?i)test/`");
}

#[test]
fn a_resource_is_blamed_for_what_it_does_alone() {
    // Each is private for another reason, and the rule asks one reason of both.
    let fine = subnets(&["", "\n      MapPublicIpOnLaunch: false"]);
    let jointly: Vec<String> = found(SUBNETS, &fine);
    assert!(!jointly.is_empty() && jointly.iter().all(|found| found.ends_with("(jointly)")), "{jointly:?}");
    // One is public: it alone is blamed.
    let guilty = subnets(&["", "\n      MapPublicIpOnLaunch: true", "\n      MapPublicIpOnLaunch: false"]);
    assert_eq!(found(SUBNETS, &guilty), ["true: instances get public addresses"]);
}

#[test]
fn a_message_is_taken_apart() {
    let report = report("", SUBNETS, &subnets(&["\n      MapPublicIpOnLaunch: true"]));
    let found = report.diagnostics.iter().find(|found| found.rule.as_str() == "private").expect("a finding");
    assert_eq!(found.message, "instances get public addresses");
    assert_eq!(found.help.as_deref(), Some("Set it to `false`"));
    assert_eq!(report.rules.iter().map(|meta| meta.code).collect::<Vec<_>>(), ["private"]);
}

/// The rules that are suppressed in a topic without a key, and those that are not.
fn suppressed(metadata: &str) -> (Vec<String>, Vec<String>) {
    let rules = "
let topics = Resources.*[ Type == 'AWS::SNS::Topic'
  Metadata.guard.SuppressedRules not exists or
  Metadata.guard.SuppressedRules.* != 'OLD_NAME' ]
# @cfn-nag W47
rule keyed when %topics !empty { %topics { Properties.KmsMasterKeyId exists } }
rule unasked { AWS::SNS::Topic { Properties.KmsMasterKeyId exists } }
";
    let template = format!(
        "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Metadata: {metadata}\n    Properties: {{}}\n"
    );
    let report = report("", rules, &template);
    let names = |found: &crate::Diagnostic| found.rule.as_str().to_owned();
    let own = |name: &String| ["keyed", "unasked", "SUP001"].contains(&name.as_str());
    let let_go = report.suppressed.iter().map(|one| names(&one.diagnostic)).filter(own).collect();
    (let_go, report.diagnostics.iter().map(names).filter(own).collect())
}

#[test]
fn suppressions_are_seen_through_and_kept() {
    let lists = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    for (metadata, let_go, stays) in [
        ("{}", "", "keyed unasked"),
        ("{ guard: { SuppressedRules: [keyed] } }", "keyed", "unasked"),
        ("{ guard: { SuppressedRules: [OLD_NAME] } }", "keyed", "unasked"),
        ("{ guard: { SuppressedRules: [unasked, keyed] } }", "keyed unasked", ""),
        ("{ guard: { SuppressedRules: keyed } }", "keyed", "unasked"),
        ("{ cfn_nag: { rules_to_suppress: [{ id: W47 }] } }", "keyed", "unasked"),
        // Guard's filters take these for every rule's name.
        ("{ guard: { SuppressedRules: [] } }", "keyed", "SUP001 unasked"),
        ("{ guard: { SuppressedRules: [{ id: other }] } }", "keyed", "SUP001 unasked"),
    ] {
        let (went, stayed) = suppressed(metadata);
        let (mut went, mut stayed) = (went, stayed);
        went.sort();
        stayed.sort();
        assert_eq!((went, stayed), (lists(let_go), lists(stays)), "{metadata}");
    }
}

#[test]
fn a_rule_that_names_nothing_is_told_of_in_its_file_and_does_not_run() {
    let rules = "rule broken { %nothing exists }\nrule sound { Resources.A.Properties.B exists }\n";
    let file = GuardFile::new("policy.guard", rules.into());
    let problems: Vec<String> = file
        .problems()
        .iter()
        .map(|found| format!("{} {}", found.rule.as_str(), &rules[found.span.range()]))
        .collect();
    assert_eq!(problems, ["GRD001 %nothing"]);
    let template = "Resources:\n  A:\n    Type: AWS::SNS::Topic\n    Properties: {}\n";
    assert_eq!(found(rules, template), ["Properties: `B` is missing"]);
}

#[test]
fn packs_and_names_decide_what_runs() {
    let template = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n";
    let runs = |config: &str, rule: &str| {
        let settings = Settings::for_tests(config);
        let report = check(&Template::new(parse(template.into(), Syntax::Yaml)), &settings);
        report.diagnostics.iter().find(|found| found.rule.as_str() == rule).map(|found| found.severity)
    };
    let (pillar, lock) = ("S3_BUCKET_VERSIONING_ENABLED", "S3_BUCKET_DEFAULT_LOCK_ENABLED");
    assert_eq!(runs("{}", pillar), Some(crate::Severity::Info));
    assert_eq!(runs("{}", lock), None);
    assert_eq!(runs("packs: []", pillar), None);
    assert_eq!(runs("packs: [reliability-pillar]", lock), Some(crate::Severity::Info));
    assert_eq!(runs(&format!("severity: {{ {lock}: warning }}"), lock), Some(crate::Severity::Warning));
    assert_eq!(runs("severity: { security-pillar: error }", pillar), Some(crate::Severity::Error));
    assert_eq!(
        runs(&format!("severity: {{ security-pillar: error, {pillar}: off }}"), pillar),
        None,
        "a rule's own name is closer than its pack's"
    );
    assert_eq!(runs("ignore: [security-pillar]", pillar), None);
}
