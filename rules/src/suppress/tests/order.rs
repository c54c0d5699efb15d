//! What is said of suppressions that are not in order, in each spelling, and what
//! fixes make of them.

use std::fmt::Write as _;
use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use crate::{Date, Diagnostic, Report, Settings, Severity};

pub(super) const TODAY: &str = "2027-01-01";

fn check(config: &str, text: &str) -> Report {
    let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    let template = Template::new(parse(Arc::from(text), syntax));
    assert_eq!(template.errors(), [], "{text}");
    let mut report = crate::check(&template, &Settings::for_tests_on(config, Date::parse(TODAY)));
    report
        .diagnostics
        .retain(|found| found.rule.as_str() == "API001" || found.rule.as_str().starts_with("SUP"));
    report
}

/// The findings as `rule place`, then the text with all fixes applied.
pub(super) fn mended(text: &str, found: &[Diagnostic]) -> (String, String) {
    let mut said = String::new();
    for one in found {
        let _ = writeln!(said, "{} {} | {}", one.rule, &text[one.span.range()], one.message);
    }
    let about_suppressions = |one: &&Diagnostic| one.rule.as_str().starts_with("SUP");
    let mut edits: Vec<_> = found
        .iter()
        .filter(about_suppressions)
        .filter_map(|one| one.fix.as_ref())
        .flat_map(|fix| &fix.edits)
        .collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup();
    assert!(edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{edits:?}");
    let mut fixed = text.to_owned();
    for edit in edits.into_iter().rev() {
        fixed.replace_range(edit.span.range(), &edit.text);
    }
    (said, fixed)
}

/// A method without authorization, with a line of `Metadata` and a comment at the place.
fn method(metadata: &str, comment: &str) -> String {
    format!(
        "Resources:
  M:
    Type: AWS::ApiGateway::Method
{metadata}    Properties:
      HttpMethod: GET
      AuthorizationType: NONE{comment}
"
    )
}

/// Checks that something is said of a comment, and what becomes of it.
fn comment(config: &str, before: &str, said: &str, after: &str) {
    let text = method("", before);
    let (found, fixed) = mended(&text, &check(config, &text).diagnostics);
    assert_eq!((found.as_str(), fixed), (said, method("", after)), "{before}");
}

/// Likewise of what stands in the place of `Metadata`.
fn metadata(config: &str, before: &str, said: &str, after: &str) {
    let text = method(before, "");
    let (found, fixed) = mended(&text, &check(config, &text).diagnostics);
    assert_eq!((found.as_str(), fixed), (said, method(after, "")), "{before}");
}

#[test]
fn nothing_ends_where_nobody_knows_the_day() {
    let text = method("", " # formwork: ignore[API001] until 2020-01-01");
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    let report = crate::check(&template, &Settings::default());
    assert!(report.diagnostics.iter().all(|found| found.rule.as_str() != "API001"), "{report:?}");
}

#[test]
fn the_last_day_still_counts() {
    comment(
        "",
        " # formwork: ignore[API001] until 2027-01-01",
        "",
        " # formwork: ignore[API001] until 2027-01-01",
    );
    comment(
        "",
        " # formwork: ignore[API001] until 2026-12-31",
        "API001 NONE | `M` does not authorize its callers: `AuthorizationType` is `NONE`
SUP002 API001 | `API001` was ignored here until 2026-12-31
",
        "",
    );
}

#[test]
fn one_that_is_over_is_not_unused_too() {
    comment(
        "",
        " # formwork: ignore[TAG001, API001] until 2026-12-31",
        "API001 NONE | `M` does not authorize its callers: `AuthorizationType` is `NONE`
SUP002 TAG001 | `TAG001` was ignored here until 2026-12-31
SUP002 API001 | `API001` was ignored here until 2026-12-31
",
        "",
    );
}

#[test]
fn one_in_force_takes_the_place_of_one_that_is_over() {
    metadata(
        "",
        "    Metadata: { formwork: { ignore: [{ rule: API001, until: 2026-12-31 }, API001] } }\n",
        "SUP002 API001 | `API001` was ignored in this resource until 2026-12-31\n",
        "    Metadata: { formwork: { ignore: [API001] } }\n",
    );
}

#[test]
fn unknown_names_are_ours_to_mend_only_in_our_own_words() {
    comment(
        "",
        " # formwork: ignore[API001, Q7]",
        "SUP003 Q7 | No rule is called `Q7`\n",
        " # formwork: ignore[API001]",
    );
    metadata(
        "",
        "    Metadata: { formwork: { ignore: [API001, 'unauthorized-api-rout'] } }\n",
        "SUP003 'unauthorized-api-rout' | No rule is called `unauthorized-api-rout`\n",
        "    Metadata: { formwork: { ignore: [API001, 'unauthorized-api-route'] } }\n",
    );
    for foreign in [
        "{ checkov: { skip: [{ id: CKV_AWS_1, comment: a }, { id: API001 }] } }",
        "{ cfn_nag: { rules_to_suppress: [{ id: W99 }, { id: API001 }] } }",
        "{ guard: { SuppressedRules: [SOMEBODYS_RULE, API001] } }",
        "{ cfn-lint: { config: { ignore_checks: [E9999, API001] } } }",
    ] {
        let line = format!("    Metadata: {foreign}\n");
        metadata("", &line, "", &line);
    }
}

#[test]
fn what_is_asked_for_is_missed_once_for_all_rules_of_a_comment() {
    let config = "suppressions: { require: [reason, until, owner], max-days: 90 }";
    comment(
        config,
        " # formwork: ignore[API001]",
        "SUP004 # formwork: ignore[API001] | `API001` is ignored without a reason, an end date and an owner\n",
        " # formwork: ignore[API001] until 2027-04-01",
    );
    comment(
        config,
        " # formwork: ignore[API001] until 2027-04-01 -- a b @c",
        "",
        " # formwork: ignore[API001] until 2027-04-01 -- a b @c",
    );
    comment(
        config,
        " # formwork: ignore[API001] until 2027-04-02 -- a b @c",
        "SUP004 2027-04-02 | `API001` is ignored for more than 90 days\n",
        " # formwork: ignore[API001] until 2027-04-01 -- a b @c",
    );
    comment(
        "suppressions: { require: [reason] }",
        " # formwork: ignore[API001, W3005]",
        "SUP004 # formwork: ignore[API001, W3005] | `API001` is ignored without a reason
SUP001 W3005 | `W3005` is ignored here, but not found
",
        " # formwork: ignore[API001]",
    );
}

#[test]
fn dates_are_written_into_metadata_as_its_author_would() {
    let config = "suppressions: { require: [until], max-days: 90 }";
    let missing = |place: &str| format!("SUP004 {place} | `API001` is ignored without an end date\n");
    for (before, place, after) in [
        ("API001", "API001", "[{ rule: API001, until: 2027-04-01 }]"),
        ("[API001]", "API001", "[{ rule: API001, until: 2027-04-01 }]"),
        (
            "[{ rule: API001, reason: a }]",
            "{ rule: API001, reason: a }",
            "[{ rule: API001, reason: a, until: 2027-04-01 }]",
        ),
        (
            "\n        - rule: API001\n          reason: a",
            "rule: API001\n          reason: a",
            "\n        - rule: API001\n          reason: a\n          until: 2027-04-01",
        ),
        ("\n        - API001 # a", "API001", "\n        - { rule: API001, until: 2027-04-01 } # a"),
    ] {
        let line = |list: &str| {
            format!("    Metadata:\n      formwork:\n        ignore: {list}\n").replace(": \n", ":\n")
        };
        metadata(config, &line(before), &missing(place), &line(after));
    }
    let far = |date: &str| {
        format!("    Metadata: {{ formwork: {{ ignore: [{{ rule: API001, until: \"{date}\" }}] }} }}\n")
    };
    metadata(
        config,
        &far("2029-01-01"),
        "SUP004 2029-01-01 | `API001` is ignored for more than 90 days\n",
        &far("2027-04-01"),
    );
    let json = |item: &str| {
        format!(
            r#"{{"Resources": {{"M": {{"Type": "AWS::ApiGateway::Method", "Metadata": {{"formwork": {{"ignore": [{item}]}}}}, "Properties": {{"HttpMethod": "GET"}}}}}}}}"#
        )
    };
    let text = json(r#""API001""#);
    let (_, fixed) = mended(&text, &check(config, &text).diagnostics);
    assert_eq!(fixed, json(r#"{ "rule": "API001", "until": "2027-04-01" }"#));
}

#[test]
fn other_tools_lists_are_asked_for_what_serves_us() {
    let config = "suppressions: { require: [reason] }";
    let line = "    Metadata: { guard: { SuppressedRules: [API001, SOMEBODYS_RULE] } }\n";
    metadata(config, line, "SUP004 API001 | `API001` is ignored without a reason\n", line);
    let line =
        "    Metadata: { cfn_nag: { rules_to_suppress: [{ id: API001, reason: why }, { id: W9 }] } }\n";
    metadata(config, line, "", line);
}

#[test]
fn what_may_never_be_covered_stands_in_every_spelling() {
    let config = "suppressions: { never: [API] }";
    let stands = "API001 NONE | `M` does not authorize its callers: `AuthorizationType` is `NONE`\n";
    let refused = |place: &str, extent: &str| {
        format!("SUP005 {place} | `{place}` is ignored {extent}, but nothing may cover it\n")
    };
    comment(config, " # formwork: ignore[API001]", &(stands.to_owned() + &refused("API001", "here")), "");
    comment(
        config,
        " # formwork: ignore-file[unauthorized-api-route] until 2020-01-01",
        &(stands.to_owned() + &refused("unauthorized-api-route", "in this file")),
        "",
    );
    for list in [
        "formwork: { ignore: [API001] }",
        "formwork: { ignore: [{ rule: API001, reason: a }] }",
        "guard: { SuppressedRules: [API001] }",
        "cfn-lint: { config: { ignore_checks: [API001] } }",
        "cfn_nag: { rules_to_suppress: [{ id: API001, reason: a }] }",
        "checkov: { skip: [{ id: API001, comment: a }] }",
    ] {
        let said = refused("API001", "in this resource") + stands;
        metadata(config, &format!("    Metadata: {{ {list} }}\n"), &said, "");
        let other = format!("    Metadata: {{ {list}, a: b }}\n");
        metadata(config, &other, &said, "    Metadata: { a: b }\n");
    }
}

#[test]
fn lists_of_every_rule_do_not_cover_what_may_never_be() {
    let text = "\
Metadata: { cfn-lint: { config: { ignore_checks: [E] } } }
Resources:
  A: { Type: AWS::SNS::Topic, Properties: { Nmae: a } }
";
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    let settings = Settings::for_tests_on("suppressions: { never: [E3002] }", None);
    let report = crate::check(&template, &settings);
    let found = report.diagnostics.iter().find(|found| found.rule.as_str() == "E3002").expect("it stands");
    assert_eq!(&text[found.related[0].span.range()], "E");
    let report = crate::check(&template, &Settings::default());
    assert!(report.diagnostics.iter().all(|found| found.severity != Severity::Error), "{report:?}");
}

#[test]
fn nothing_excuses_itself() {
    let config = "suppressions: { require: [reason] }";
    comment(
        config,
        " # formwork: ignore[API001, SUP004]",
        "SUP004 # formwork: ignore[API001, SUP004] | `API001` is ignored without a reason
SUP005 SUP004 | `SUP004` is ignored here, but nothing may cover it
",
        " # formwork: ignore[API001]",
    );
}
