//! JUnit XML: a suite a file of tests, a case for each rule in each of its cases,
//! and an erroneous case for each mistake in the file.

use formwork_rules::{Diagnostic, Severity};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Outcome, Results, Suite};
use crate::report::position::Lines;

pub(super) fn render(results: &Results) -> anyhow::Result<String> {
    let mut report = Report::new("formwork test");
    for file in &results.broken {
        let mut suite = TestSuite::new(&file.name);
        let lines = Lines::new(&file.text);
        for found in &file.report.diagnostics {
            suite.add_test_case(mistake(&file.name, &lines, found));
        }
        report.add_test_suite(suite);
    }
    for suite in &results.suites {
        report.add_test_suite(self::suite(suite));
    }
    Ok(report.to_string()?)
}

fn suite(suite: &Suite) -> TestSuite {
    let lines = Lines::new(&suite.text);
    let mut out = TestSuite::new(&suite.name);
    for found in suite.problems.iter().filter(|found| found.severity == Severity::Error) {
        out.add_test_case(mistake(&suite.name, &lines, found));
    }
    for case in &suite.cases {
        for outcome in &case.outcomes {
            let mut one =
                TestCase::new(format!("{}: {}", outcome.rule, case.name), status(suite, &lines, outcome));
            one.set_classname(outcome.file);
            out.add_test_case(one);
        }
    }
    out
}

fn status(suite: &Suite, lines: &Lines<'_>, outcome: &Outcome) -> TestCaseStatus {
    let Some(failure) = &outcome.failure else { return TestCaseStatus::success() };
    let mut text = vec![at(&suite.name, lines, failure)];
    text.extend(outcome.why.iter().map(|found| at(&suite.name, lines, found)));
    let elsewhere = failure.related.iter().filter_map(|related| {
        let file = related.file.as_ref()?;
        let place = Lines::new(&file.text).position(related.span.start);
        Some(format!("{}:{}:{}: {}", file.name, place.line, place.column, related.label))
    });
    text.extend(elsewhere);
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type("expectation").set_message(&failure.message).set_description(text.join("\n"));
    status
}

fn mistake(name: &str, lines: &Lines<'_>, found: &Diagnostic) -> TestCase {
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
    status.set_type(found.severity.to_string()).set_message(&found.message);
    status.set_description(at(name, lines, found));
    let place = lines.position(found.span.start);
    let mut case = TestCase::new(format!("{} at {}:{}", found.rule, place.line, place.column), status);
    case.set_classname(name);
    case
}

fn at(name: &str, lines: &Lines<'_>, found: &Diagnostic) -> String {
    let place = lines.position(found.span.start);
    format!("{name}:{}:{}: {}", place.line, place.column, found.message)
}
