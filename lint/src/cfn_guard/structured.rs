//! The report of `validate --structured`: all rules on all data in one document.

use std::time::Instant;

use formwork_guard::{Detail, Status};

use super::arguments::Format;
use super::data::Loaded;
use super::junit::{Case, Outcome, Suite, Suites};
use super::node::Node;
use super::report::FileReport;
use super::rule_file::RuleFile;
use super::sarif::Sarif;
use super::words::Words;
use super::{outcome, report_node, yaml};

#[derive(Debug)]
pub(super) struct Structured {
    format: Format,
    reports: Vec<Node>,
    sarif: Sarif,
    suites: Vec<Suite>,
    /// Rules that could not be decided.
    pub(super) faults: Vec<String>,
    /// Whether a rule failed.
    pub(super) failed: bool,
}

impl Structured {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            reports: Vec::new(),
            sarif: Sarif::default(),
            suites: Vec::new(),
            faults: Vec::new(),
            failed: false,
        }
    }

    /// Evaluates the rules on a document.
    pub(super) fn add<'a>(&mut self, loaded: &Loaded<'a>, rules: &[&'a RuleFile]) {
        let began = Instant::now();
        let Loaded { name, values, document, .. } = loaded;
        let mut whole = FileReport::new(name);
        let mut cases = Vec::new();
        for file in rules {
            let began = Instant::now();
            let text = file.words();
            let words = Words { rules: &text, values };
            let evaluation = outcome::of(&values.store, document, &file.file, Detail::Explanations);
            let faults = outcome::faults(words, name, &evaluation.verdicts);
            let report = words.report(name, &evaluation);
            self.failed |= report.status == Status::Fail;
            if self.format == Format::Junit {
                cases.push(case(file, &report, &faults, began.elapsed().as_millis()));
            }
            self.faults.extend(faults);
            whole.combine(report);
        }
        match self.format {
            Format::Junit => {
                self.suites.push(Suite {
                    name: (*name).to_owned(),
                    cases,
                    time: began.elapsed().as_millis(),
                });
            }
            Format::Sarif => self.sarif.add(&whole),
            _ => self.reports.push(report_node::file_report(&whole, values)),
        }
    }

    /// The document, made in so many milliseconds.
    pub(super) fn text(self, time: u128) -> anyhow::Result<String> {
        let reports = Node::List(self.reports);
        Ok(match self.format {
            Format::Junit => Suites { name: "cfn-guard validate report", all: self.suites, time }.xml(),
            Format::Sarif => self.sarif.node().json()?,
            Format::Yaml => yaml::render(&reports),
            _ => reports.json()?,
        })
    }
}

fn case(file: &RuleFile, report: &FileReport<'_>, faults: &[String], time: u128) -> Case {
    let outcome = match report.status {
        _ if !faults.is_empty() => Outcome::Error(faults.join("\n")),
        Status::Pass => Outcome::Pass,
        Status::Skip => {
            Outcome::Skip(report.reasons.iter().map(|(rule, reason)| format!("{rule}: {reason}")).collect())
        }
        Status::Fail => {
            let mut rule = None;
            let mut texts = Vec::new();
            for failed in &report.not_compliant {
                for messages in failed.messages() {
                    rule = Some(failed.name.split(".guard/").nth(1).unwrap_or(&failed.name).to_owned());
                    texts.extend([&messages.custom, &messages.error].into_iter().flatten().cloned());
                }
            }
            Outcome::Fail { rule, texts }
        }
    };
    Case { id: None, name: file.name.clone(), outcome, time }
}
