//! What came of tests as one JSON object. The form is described in `docs/guard.md`;
//! a field is never renamed, and `version` counts up when one goes.

use formwork_rules::Diagnostic;
use serde::Serialize;

use super::{Case, Outcome, Results, Suite, coverage};
use crate::report::json::{Finding, Location, finding, location};
use crate::report::position::Lines;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    suites: Vec<SuiteNode<'a>>,
    /// What is wrong with the files of rules and of tests.
    problems: Vec<Finding<'a>>,
    coverage: Vec<RuleNode<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
struct SuiteNode<'a> {
    tests: &'a str,
    rules: &'a [String],
    cases: Vec<CaseNode<'a>>,
}

#[derive(Serialize)]
struct CaseNode<'a> {
    name: &'a str,
    location: Location,
    expectations: Vec<OutcomeNode<'a>>,
}

#[derive(Serialize)]
struct OutcomeNode<'a> {
    rule: &'a str,
    /// The file of the rule.
    file: &'a str,
    location: Location,
    expected: &'a str,
    got: &'a [String],
    met: bool,
    /// The findings of a rule that fails where that was not expected; `file` is the file of tests.
    why: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct RuleNode<'a> {
    rule: &'a str,
    file: &'a str,
    location: Location,
    /// How many cases expect each outcome.
    pass: usize,
    fail: usize,
    skip: usize,
}

#[derive(Serialize)]
struct Summary {
    suites: usize,
    cases: usize,
    expectations: usize,
    met: usize,
    unmet: usize,
    problems: usize,
    rules: usize,
    untested: usize,
}

pub(super) fn render(results: &Results) -> anyhow::Result<String> {
    let mut problems = Vec::new();
    for file in &results.broken {
        extend(&mut problems, &file.name, &file.text, &file.report.diagnostics);
    }
    for suite in &results.suites {
        extend(&mut problems, &suite.name, &suite.text, &suite.problems);
    }
    let mut rules = Vec::new();
    for tested in &results.rules {
        let lines = Lines::new(&tested.text);
        rules.extend(tested.coverage.rules.iter().map(|covered| RuleNode {
            rule: &covered.rule,
            file: tested.name,
            location: location(&lines, covered.span),
            pass: covered.pass,
            fail: covered.fail,
            skip: covered.skip,
        }));
    }
    let unmet = results.outcomes().filter(|outcome| outcome.failure.is_some()).count();
    let expectations = results.outcomes().count();
    let summary = Summary {
        suites: results.suites.len(),
        cases: results.suites.iter().map(|suite| suite.cases.len()).sum(),
        expectations,
        met: expectations - unmet,
        unmet,
        problems: problems.len(),
        rules: rules.len(),
        untested: coverage::untested(results).count(),
    };
    let suites = results.suites.iter().map(suite).collect();
    let document = Document { version: VERSION, suites, problems, coverage: rules, summary };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

fn extend<'a>(problems: &mut Vec<Finding<'a>>, name: &'a str, text: &str, found: &'a [Diagnostic]) {
    let lines = Lines::new(text);
    problems.extend(found.iter().map(|found| finding(name, &lines, found)));
}

fn suite(suite: &Suite) -> SuiteNode<'_> {
    let lines = Lines::new(&suite.text);
    let case = |case| self::case(&suite.name, &lines, case);
    SuiteNode { tests: &suite.name, rules: &suite.rules, cases: suite.cases.iter().map(case).collect() }
}

fn case<'a>(tests: &'a str, lines: &Lines<'_>, case: &'a Case) -> CaseNode<'a> {
    let expectation = |outcome: &'a Outcome| OutcomeNode {
        rule: &outcome.rule,
        file: outcome.file,
        location: location(lines, outcome.span),
        expected: &outcome.expected,
        got: &outcome.got,
        met: outcome.failure.is_none(),
        why: outcome.why.iter().map(|found| finding(tests, lines, found)).collect(),
    };
    CaseNode {
        name: &case.name,
        location: location(lines, case.span),
        expectations: case.outcomes.iter().map(expectation).collect(),
    }
}
