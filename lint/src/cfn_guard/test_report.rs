//! What came of tests, as data and as JUnit XML.

use formwork_guard::Status;

use super::arguments::Format;
use super::colours::status;
use super::junit::{Case, Outcome, Suite, Suites};
use super::node::Node;
use super::{SUCCESS, TEST_ERROR, TEST_FAILURE, yaml};

/// The tests of a rules file.
#[derive(Debug)]
pub(super) struct FileReport {
    /// The path of the rules file.
    pub(super) rules: String,
    /// What came of each test, or why there was none.
    pub(super) cases: Result<Vec<CaseReport>, String>,
    pub(super) time: u128,
}

#[derive(Debug)]
pub(super) struct CaseReport {
    pub(super) name: String,
    /// By the rules' names.
    pub(super) judged: Vec<(String, Judged)>,
    pub(super) time: u128,
}

/// How a rule did in a test.
#[derive(Debug)]
pub(super) enum Judged {
    /// Nothing was expected of it.
    Unasked,
    Met(Status),
    Unmet {
        expected: Status,
        evaluated: Vec<Status>,
    },
}

/// Whether what is expected of a name came out: once is enough, but for a skip, which all rules of that name must
/// agree on. A rule that could not be decided meets nothing.
pub(super) fn judge(expected: Status, statuses: &[Option<Status>]) -> Judged {
    let met = match expected {
        Status::Skip => statuses.iter().all(|status| *status == Some(Status::Skip)),
        _ => statuses.contains(&Some(expected)),
    };
    if met {
        return Judged::Met(expected);
    }
    Judged::Unmet { expected, evaluated: statuses.iter().flatten().copied().collect() }
}

impl FileReport {
    /// The exit status that it makes.
    pub(super) fn status(&self) -> u8 {
        let unmet =
            |case: &CaseReport| case.judged.iter().any(|(_, judged)| matches!(judged, Judged::Unmet { .. }));
        match &self.cases {
            Err(_) => TEST_ERROR,
            Ok(cases) if cases.iter().any(unmet) => TEST_FAILURE,
            Ok(_) => SUCCESS,
        }
    }

    fn node(&self) -> Node {
        match &self.cases {
            Err(error) => Node::map([("rule_file", (&self.rules).into()), ("error", error.into())]),
            Ok(cases) => Node::map([
                ("rule_file", (&self.rules).into()),
                ("test_cases", Node::list(cases.iter().map(CaseReport::node))),
            ]),
        }
    }

    fn suite(&self) -> Suite {
        let cases = match &self.cases {
            Err(error) => vec![Case {
                id: None,
                name: self.rules.clone(),
                outcome: Outcome::Error(error.clone()),
                time: self.time,
            }],
            Ok(cases) => cases.iter().flat_map(CaseReport::cases).collect(),
        };
        Suite { name: self.rules.clone(), cases, time: self.time }
    }
}

impl CaseReport {
    fn node(&self) -> Node {
        let mut passed = Vec::new();
        let mut failed = Vec::new();
        let mut skipped = Vec::new();
        for (rule, judged) in &self.judged {
            match judged {
                Judged::Unasked => skipped.push(Node::case("name", rule.into())),
                Judged::Met(evaluated) => {
                    passed.push(Node::map([("name", rule.into()), ("evaluated", status(*evaluated).into())]));
                }
                Judged::Unmet { expected, evaluated } => failed.push(Node::map([
                    ("name", rule.into()),
                    ("expected", status(*expected).into()),
                    ("evaluated", Node::list(evaluated.iter().map(|one| status(*one)))),
                ])),
            }
        }
        Node::map([
            ("name", (&self.name).into()),
            ("passed_rules", Node::List(passed)),
            ("failed_rules", Node::List(failed)),
            ("skipped_rules", Node::List(skipped)),
        ])
    }

    /// The rules that something was expected of, those first that did as expected.
    fn cases(&self) -> Vec<Case> {
        let case = |rule: &String, outcome| Case {
            id: Some(self.name.clone()),
            name: rule.clone(),
            outcome,
            time: self.time,
        };
        let met = self
            .judged
            .iter()
            .filter(|(_, judged)| matches!(judged, Judged::Met(_)))
            .map(|(rule, _)| case(rule, Outcome::Pass));
        let unmet = self.judged.iter().filter_map(|(rule, judged)| {
            let Judged::Unmet { expected, evaluated } = judged else { return None };
            let evaluated: Vec<&str> = evaluated.iter().map(|one| status(*one)).collect();
            let text = format!("Expected = {}, Evaluated = [{}]", status(*expected), evaluated.join(", "));
            Some(case(rule, Outcome::Fail { rule: None, texts: vec![text] }))
        });
        met.chain(unmet).collect()
    }
}

/// The report on one rules file.
pub(super) fn of_one(report: &FileReport, format: Format) -> anyhow::Result<String> {
    match format {
        Format::Junit => Ok(suites(std::slice::from_ref(report))),
        Format::Yaml => Ok(yaml::render(&report.node())),
        _ => report.node().json(),
    }
}

/// The report on several.
pub(super) fn of_all(reports: &[FileReport], format: Format) -> anyhow::Result<String> {
    let nodes = || Node::list(reports.iter().map(FileReport::node));
    match format {
        Format::Junit => Ok(suites(reports)),
        Format::Yaml => Ok(yaml::render(&nodes())),
        _ => nodes().json(),
    }
}

fn suites(reports: &[FileReport]) -> String {
    let all: Vec<Suite> = reports.iter().map(FileReport::suite).collect();
    let time = all.iter().map(|suite| suite.time).sum();
    Suites { name: "cfn-guard test report", all, time }.xml()
}
