//! JUnit XML: a suite a template, a failing case a finding. A template without
//! findings is one passing case, so that test reports count it.

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::position::Lines;
use super::{Shown, in_full};
use crate::check::Checked;

pub(super) fn render(shown: Shown<'_>) -> anyhow::Result<String> {
    let mut report = Report::new("formwork");
    for file in shown.files {
        report.add_test_suite(suite(shown, file));
    }
    Ok(report.to_string()?)
}

fn suite(shown: Shown<'_>, file: &Checked) -> TestSuite {
    let lines = Lines::new(&file.text);
    let mut suite = TestSuite::new(&file.name);
    for found in shown.of(file) {
        let at = lines.position(found.span.start);
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        let description = format!("{}:{}:{}: {}", file.name, at.line, at.column, in_full(found));
        status.set_type(found.severity.to_string()).set_message(&found.message).set_description(description);
        let mut case = TestCase::new(format!("{} at {}:{}", found.rule, at.line, at.column), status);
        case.set_classname(&file.name);
        suite.add_test_case(case);
    }
    if suite.test_cases.is_empty() {
        let mut case = TestCase::new("formwork", TestCaseStatus::success());
        case.set_classname(&file.name);
        suite.add_test_case(case);
    }
    suite
}
