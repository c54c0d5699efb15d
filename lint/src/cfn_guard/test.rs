//! `cfn-guard test`: the tests of rules files, told line by line or as one document.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::bail;
use bumpalo::Bump;
use formwork_guard::{Detail, Document, Scalars, Status, Store};

use super::arguments::{Format, Test};
use super::collect::overall;
use super::colours::{coloured, status};
use super::files::{self, Links, Order};
use super::rule_file::{self, RuleFile};
use super::test_file::{self, TestCase, TestFile};
use super::test_folder::{self, Tested};
use super::test_report::{CaseReport, FileReport, Judged};
use super::trace::Trace;
use super::values::Values;
use super::words::Words;
use super::{SUCCESS, TEST_ERROR, TEST_FAILURE, UNREADABLE, outcome, test_report};
use crate::args::Colour;
use crate::output;

pub(super) fn run(arguments: &Test) -> anyhow::Result<u8> {
    let format = arguments.output_format;
    if format != Format::SingleLineSummary && arguments.verbose {
        bail!("Cannot provide an output_type of JSON, YAML, or JUnit while the verbose flag is set");
    }
    if format == Format::Sarif {
        bail!("Cannot provide an output_type of SARIF, SARIF reporter is unsupported.");
    }
    let mut session = Session { verbose: arguments.verbose, ..Session::default() };
    let text = match (&arguments.directory, &arguments.rules, &arguments.tests) {
        (Some(folder), ..) => {
            exists(folder)?;
            session.folder(&test_folder::below(Path::new(folder)), format)?
        }
        (None, Some(rules), Some(tests)) => {
            exists(rules)?;
            exists(tests)?;
            let tests = below(Path::new(tests), arguments);
            let rules = Path::new(rules);
            if rules.is_dir() {
                session.folder(&test_folder::paired(rules, tests), format)?
            } else {
                session.file(rules, &tests, format)?
            }
        }
        _ => bail!("`--rules-file` and `--test-data`, or `--dir`, are needed"),
    };
    for diagnostic in &session.diagnostics {
        output::note(diagnostic, Colour::Auto);
    }
    output::print(&text, Colour::Auto)?;
    Ok(if session.incomplete { UNREADABLE } else { session.status })
}

fn exists(path: &str) -> anyhow::Result<()> {
    if Path::new(path).exists() { Ok(()) } else { bail!("The path `{path}` does not exist") }
}

/// The test files at and below a path.
fn below(path: &Path, arguments: &Test) -> Vec<PathBuf> {
    let order = match (arguments.alphabetical, arguments.last_modified) {
        (true, _) => Order::ByName,
        (_, true) => Order::ByModification,
        _ => Order::Listed,
    };
    let mut tests = files::below(path, order, Links::Stay);
    tests.retain(|test| files::has_ending(&files::name(test), &files::TESTS));
    tests
}

#[derive(Debug, Default)]
struct Session {
    verbose: bool,
    status: u8,
    /// A rule could not be decided.
    incomplete: bool,
    /// What is wrong with rules and tests rather than with what came of them.
    diagnostics: BTreeSet<String>,
}

/// The outcomes of a test's rules, with the tree of steps where it is wanted.
struct Ran {
    judged: Vec<(String, Judged)>,
    trace: String,
}

impl Session {
    fn file(&mut self, rules: &Path, tests: &[PathBuf], format: Format) -> anyhow::Result<String> {
        let name = rules.to_string_lossy();
        if format == Format::SingleLineSummary {
            return Ok(self.lines_of_file(rules, &name, tests, TEST_ERROR));
        }
        let report = self.report(rules, &name, tests);
        self.status = report.as_ref().map_or(SUCCESS, FileReport::status);
        report.map_or(Ok(String::new()), |report| test_report::of_one(&report, format))
    }

    fn folder(&mut self, tested: &[Tested], format: Format) -> anyhow::Result<String> {
        match format {
            Format::SingleLineSummary => Ok(self.lines_of_folder(tested)),
            _ => self.document_of_folder(tested, format),
        }
    }

    fn lines_of_folder(&mut self, tested: &[Tested]) -> String {
        let mut out = String::new();
        for Tested { rules, prefix, tests } in tested {
            let path = rules.display();
            if tests.is_empty() {
                let _ = writeln!(out, "Guard File {path} did not have any tests associated, skipping.\n---");
                continue;
            }
            let _ = writeln!(out, "Testing Guard File {path}");
            let before = std::mem::replace(&mut self.status, SUCCESS);
            out += &self.lines_of_file(rules, prefix, tests, TEST_FAILURE);
            if before != SUCCESS {
                self.status = before;
            }
            out.push_str("---\n");
        }
        out
    }

    /// The tests of one rules file; with the exit status of one that can't be parsed.
    fn lines_of_file(&mut self, path: &Path, name: &str, tests: &[PathBuf], unparsable: u8) -> String {
        let file = match read(path, name) {
            Ok(file) => file,
            Err(problem) => {
                self.status = unparsable;
                return format!("Parse Error on ruleset file {problem}\n");
            }
        };
        let mut out = String::new();
        if file.is_empty() {
            return out;
        }
        let mut number = 0;
        for path in tests {
            let tests = match test_file::read(path) {
                Ok(tests) => tests,
                Err(problem) => {
                    let _ = writeln!(out, "Error processing Parser Error when parsing `{problem},`");
                    self.status = TEST_ERROR;
                    continue;
                }
            };
            for case in &tests.cases {
                number += 1;
                let _ = writeln!(out, "Test Case #{number}");
                if let Some(name) = &case.name {
                    let _ = writeln!(out, "Name: {name}");
                }
                self.lines_of_case(&file, &tests, case, &mut out);
            }
        }
        out
    }

    fn lines_of_case(&mut self, file: &RuleFile, tests: &TestFile, case: &TestCase, out: &mut String) {
        let ran = match self.case(file, tests, case) {
            Ok(ran) => ran,
            Err(problem) => {
                let _ = writeln!(out, "Error processing {problem}\n");
                self.status = TEST_ERROR;
                return;
            }
        };
        let (mut met, mut unmet) = (String::new(), String::new());
        for (rule, judged) in &ran.judged {
            let _ = match judged {
                Judged::Unasked => writeln!(out, "  No Test expectation was set for Rule {rule}"),
                Judged::Met(expected) => {
                    writeln!(met, "    {rule}: Expected = {}", coloured(*expected))
                }
                Judged::Unmet { expected, evaluated } => {
                    let evaluated: Vec<&str> = evaluated.iter().map(|one| status(*one)).collect();
                    let evaluated = evaluated.join(", ");
                    writeln!(
                        unmet,
                        "    {rule}: Expected = {}, Evaluated = [{evaluated}]",
                        coloured(*expected)
                    )
                }
            };
        }
        out.push_str(&ran.trace);
        if !unmet.is_empty() {
            let _ = write!(out, "  FAIL Rules:\n{unmet}");
            self.status = TEST_FAILURE;
        }
        if !met.is_empty() {
            let _ = write!(out, "  PASS Rules:\n{met}");
        }
        out.push('\n');
    }

    fn document_of_folder(&mut self, tested: &[Tested], format: Format) -> anyhow::Result<String> {
        let mut reports = Vec::new();
        for Tested { rules, prefix, tests } in tested.iter().filter(|tested| !tested.tests.is_empty()) {
            let Some(report) = self.report(rules, prefix, tests) else { continue };
            self.status = match (self.status, report.status()) {
                (TEST_ERROR, _) | (_, TEST_ERROR) => TEST_ERROR,
                (before, SUCCESS) => before,
                (_, now) => now,
            };
            reports.push(report);
        }
        test_report::of_all(&reports, format)
    }

    /// What came of the tests of a rules file; none where there are no rules in it.
    fn report(&mut self, path: &Path, name: &str, tests: &[PathBuf]) -> Option<FileReport> {
        let began = Instant::now();
        let mut report =
            FileReport { rules: path.to_string_lossy().into_owned(), cases: Ok(Vec::new()), time: 0 };
        let cases = match read(path, name) {
            Ok(file) if file.is_empty() => return None,
            Ok(file) => self.cases(&file, tests),
            Err(problem) => Err(problem),
        };
        report.time = match &cases {
            Ok(cases) => cases.iter().map(|case| case.time).sum(),
            Err(_) => began.elapsed().as_millis(),
        };
        report.cases = cases;
        Some(report)
    }

    fn cases(&mut self, file: &RuleFile, tests: &[PathBuf]) -> Result<Vec<CaseReport>, String> {
        let mut reports = Vec::new();
        for path in tests {
            let tests =
                test_file::read(path).map_err(|problem| format!("Parser Error when parsing `{problem}`"))?;
            for case in &tests.cases {
                let began = Instant::now();
                let Ran { judged, .. } = self.case(file, &tests, case)?;
                let name = case.name.clone().unwrap_or_default();
                reports.push(CaseReport { name, judged, time: began.elapsed().as_millis() });
            }
        }
        Ok(reports)
    }

    /// Runs a test.
    fn case(&mut self, file: &RuleFile, tests: &TestFile, case: &TestCase) -> Result<Ran, String> {
        let bump = Bump::new();
        let values = Values { store: Store::new(&bump), sources: Vec::new() };
        let document = Document::of_node(&values.store, &tests.tree, case.input, Scalars::Tests);
        let detail = if self.verbose { Detail::Everything } else { Detail::Failures };
        let rules = file.words();
        let words = Words { rules: &rules, values: &values };
        let evaluation = outcome::of(&values.store, &document, &file.file, detail);
        self.diagnostics.extend(outcome::notices(&evaluation));
        for fault in outcome::faults(words, "a test", &evaluation.verdicts) {
            self.incomplete = true;
            self.diagnostics.insert(fault);
        }
        let mut by_name: std::collections::BTreeMap<String, Vec<Option<Status>>> =
            std::collections::BTreeMap::new();
        for verdict in &evaluation.verdicts {
            let decided = verdict.fault.is_none().then_some(verdict.status);
            by_name.entry(words.rule(verdict.rule)).or_default().push(decided);
        }
        for rule in case.rules().filter(|rule| !by_name.contains_key(*rule)) {
            self.diagnostics
                .insert(format!("No rule named {rule} is in this file, so its expectation was not checked"));
        }
        let judge = |(rule, statuses): (String, Vec<Option<Status>>)| {
            let judged = match case.expected(&rule)? {
                None => Judged::Unasked,
                Some(expected) => test_report::judge(expected, &statuses),
            };
            Ok((rule, judged))
        };
        let judged = by_name.into_iter().map(judge).collect::<Result<_, String>>()?;
        let trace = if self.verbose {
            let records = evaluation.verdicts.iter().filter_map(|verdict| verdict.record.as_ref()).collect();
            let status = overall(&evaluation.verdicts);
            Trace { words, data: "", status, rules: file.file.rules.len(), records }.text()
        } else {
            String::new()
        };
        Ok(Ran { judged, trace })
    }
}

/// A rules file by the name that its rules are reported under, or what is wrong with it.
fn read(path: &Path, name: &str) -> Result<RuleFile, String> {
    let file = RuleFile::new(name.to_owned(), rule_file::text(path)?);
    match file.problems() {
        None => Ok(file),
        Some(problems) => Err(format!("Parser Error when parsing `Parsing Error {problems}`")),
    }
}
