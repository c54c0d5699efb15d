//! The exceptions of a configuration over several templates, and what is found
//! of them in its file.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use super::order::{TODAY, mended};
use crate::config::{read, read_with};
use crate::{
    Date, Elsewhere, Overrides, Report, Settings, State, Surroundings, check_around, judge_exceptions,
};

const OPEN: &str = "Resources:
  M: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET } }
  N: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: PUT } }
";
const EMPTY: &str = "Resources:\n  T: { Type: AWS::SNS::Topic }\n";

struct Run {
    reports: Vec<Report>,
    /// Of the configuration.
    judged: Report,
}

/// Checks files with a configuration in `formwork.yaml` of the same folder.
fn run(config: &str, files: &[(&str, &str)], is_whole: bool) -> Run {
    let (read, problems) = read_with(&config.into(), &[]);
    assert_eq!(problems, [], "{config}");
    let file = Arc::new(Elsewhere { name: "formwork.yaml".into(), text: config.into() });
    let overrides = Overrides { today: Date::parse(TODAY), ..Overrides::default() };
    let settings = Settings::new(read.written_in(&file), overrides);
    let check = |(name, text): &(&str, &str)| {
        let template = Template::new(parse(Arc::from(*text), Syntax::Yaml));
        let mut report =
            check_around(&template, Surroundings { seen: Some(name), ..Surroundings::default() }, &settings);
        report.diagnostics.retain(|found| found.rule.as_str() == "API001");
        report
    };
    let reports: Vec<Report> = files.iter().map(check).collect();
    let judged = judge_exceptions([(&settings, is_whole)], &reports, |_| true);
    let [(_, judged)] = judged.try_into().expect("one file");
    Run { reports, judged }
}

/// What stands in each file, by the logical ID.
fn standing(run: &Run) -> Vec<Vec<&str>> {
    run.reports
        .iter()
        .map(|report| report.diagnostics.iter().filter_map(|found| found.path.logical_id()).collect())
        .collect()
}

fn states(run: &Run) -> Vec<(&str, State, usize)> {
    run.judged.exceptions.iter().map(|one| (one.rule.as_str(), one.state, one.covers)).collect()
}

/// Checks what is said of a configuration's exceptions, and what becomes of them.
fn check(config: &str, files: &[(&str, &str)], said: &str, after: &str) {
    let (found, fixed) = mended(config, &run(config, files, true).judged.diagnostics);
    assert_eq!((found.as_str(), fixed.as_str()), (said, after));
}

#[test]
fn files_and_resources_say_where() {
    let files = [("legacy/a.yaml", OPEN), ("b.yaml", OPEN)];
    for (places, expected) in [
        ("files: legacy/", [vec![], vec!["M", "N"]]),
        ("files: 'legacy/**'", [vec![], vec!["M", "N"]]),
        ("files: [b.yaml]", [vec!["M", "N"], vec![]]),
        ("files: '*.yaml'", [vec![], vec![]]),
        ("files: a.yaml, resources: M", [vec!["N"], vec!["M", "N"]]),
        ("resources: ['M*', X]", [vec!["N"], vec!["N"]]),
        ("resources: '*'", [vec![], vec![]]),
    ] {
        let run = run(&format!("exceptions: [{{ rules: API001, {places} }}]\n"), &files, true);
        assert_eq!(standing(&run), expected, "{places}");
        assert_eq!(run.judged.diagnostics, [], "{places}");
    }
}

#[test]
fn rules_are_named_as_everywhere_and_with_stars() {
    for (rules, is_covered) in [
        ("API001", true),
        ("unauthorized-api-route", true),
        ("'API*'", true),
        ("[TAG001, API001]", true),
        ("E*", false),
    ] {
        let run =
            run(&format!("exceptions: [{{ rules: {rules}, files: a.yaml }}]\n"), &[("a.yaml", OPEN)], false);
        assert_eq!(standing(&run)[0].is_empty(), is_covered, "{rules}");
    }
}

#[test]
fn what_covers_nothing_goes() {
    let config = "regions: [eu-west-1]
exceptions:
  - rules: [API001, W3005] # all
    files: a.yaml
  - rule: API001
    files: b.yaml
    reason: gone
";
    let fixed = "regions: [eu-west-1]
exceptions:
  - rules: [API001] # all
    files: a.yaml
";
    let said = "SUP001 W3005 | `W3005` is ignored in `a.yaml`, but not found
SUP001 API001 | `API001` is ignored in `b.yaml`, but not found
";
    check(config, &[("a.yaml", OPEN), ("b.yaml", EMPTY)], said, fixed);
    let partial = run(config, &[("b.yaml", EMPTY)], false);
    assert_eq!(partial.judged.diagnostics, [], "other templates may need it");
    assert_eq!(states(&partial)[0], ("API001", State::Idle, 0));
    let whole = run(config, &[("a.yaml", OPEN), ("b.yaml", EMPTY)], true);
    assert_eq!(states(&whole)[0], ("API001", State::Active, 2));
}

#[test]
fn a_list_that_goes_goes_with_its_key() {
    let config = "exceptions:
  - rule: API001
    files: b.yaml
regions: [eu-west-1]
";
    let said = "SUP001 API001 | `API001` is ignored in `b.yaml`, but not found\n";
    check(config, &[("b.yaml", EMPTY)], said, "regions: [eu-west-1]\n");
}

#[test]
fn they_obey_what_is_asked_of_suppressions() {
    let config = "suppressions: { require: [reason, until], max-days: 90, never: [API001] }
exceptions:
  - rules: [E3002, W3005]
    resources: M
    reason: why
  - { rules: E3012, resources: M, reason: why, until: 2029-01-01 }
  - { rules: TAGG001, resources: M, reason: why, until: 2027-01-02 }
  - { rules: API001, resources: M, reason: why, until: 2027-01-02 }
  - { rules: E3003, resources: M, reason: why, until: 2026-01-02 }
";
    let run = run(config, &[("a.yaml", OPEN)], false);
    assert_eq!(standing(&run), [vec!["M", "N"]]);
    let (said, fixed) = mended(config, &run.judged.diagnostics);
    assert_eq!(
        said,
        "SUP004 E3002, W3005 | `E3002` and `W3005` are ignored without an end date
SUP004 2029-01-01 | `E3012` is ignored for more than 90 days
SUP003 TAGG001 | No rule is called `TAGG001`
SUP005 API001 | `API001` is ignored in `M`, but nothing may cover it
SUP002 E3003 | `E3003` was ignored in `M` until 2026-01-02
"
    );
    assert_eq!(
        fixed,
        "suppressions: { require: [reason, until], max-days: 90, never: [API001] }
exceptions:
  - rules: [E3002, W3005]
    resources: M
    reason: why
    until: 2027-04-01
  - { rules: E3012, resources: M, reason: why, until: 2027-04-01 }
  - { rules: TAG001, resources: M, reason: why, until: 2027-01-02 }
"
    );
}

#[test]
fn what_a_template_lets_go_itself_needs_no_other() {
    let text = "Resources:
  M: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET } } # formwork: ignore[API001]
";
    let run = run("exceptions: [{ rules: API001, files: a.yaml }]\n", &[("a.yaml", text)], true);
    assert_eq!(states(&run), [("API001", State::Unused, 0)]);
}

#[test]
fn wrong_entries_are_refused() {
    for (entry, message) in [
        ("{ files: a }", "Item 1 of `exceptions` names no rule"),
        ("{ rule: A, rules: [B], files: a }", "Item 1 of `exceptions` has both `rule` and `rules`"),
        ("{ rules: A }", "Item 1 of `exceptions` has neither `files` nor `resources`"),
        ("{ rules: A, files: a, until: soon }", "`until` is `soon`, not a date such as `2027-03-01`"),
        ("{ rules: [], files: a }", "`rules` is an empty list"),
        (
            "{ rules: A, files: '[' }",
            "`[` is not a pattern of file names: unclosed character class; missing ']'",
        ),
        ("A", "Item 1 of `exceptions` is `A`, not a mapping"),
    ] {
        let (_, problems) = read(&format!("exceptions: [{entry}]\n").into());
        let messages: Vec<&str> = problems.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(messages, [message], "{entry}");
    }
}
