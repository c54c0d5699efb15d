//! Tests of rules: which there are, what came of them, and how that is told.
//! `formwork test` and `formwork guard test` are this with different paths.

mod coverage;
mod examples;
mod json;
mod junit;
mod pairs;
mod pretty;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use formwork_guard::Coverage;
use formwork_rules::guard::{GuardFile, TestFile};
use formwork_rules::{Date, Diagnostic, Severity};
use formwork_template::Span;

use self::pairs::Plan;
use crate::args::{TestFormat, TestRun};
use crate::check::{self, Checked};
use crate::commands::FINDINGS;
use crate::policies::Policies;
use crate::{clock, output, read};

/// A file of tests and what came of them.
#[derive(Debug)]
struct Suite {
    name: String,
    text: Arc<str>,
    /// The files of the rules that it is about.
    rules: Vec<String>,
    cases: Vec<Case>,
    /// What is wrong with the file itself.
    problems: Vec<Diagnostic>,
}

/// An input, and what rules said of it.
#[derive(Debug)]
struct Case {
    name: String,
    span: Span,
    outcomes: Vec<Outcome>,
}

/// What a rule was to say, and what it said.
#[derive(Debug)]
struct Outcome {
    rule: String,
    /// The file of the rule.
    file: &'static str,
    span: Span,
    expected: String,
    got: Vec<String>,
    /// Where it is not met: the finding, in the file of tests.
    failure: Option<Diagnostic>,
    /// The findings of the rule that were not expected.
    why: Vec<Diagnostic>,
}

/// A file of rules and how much of it is tested.
#[derive(Debug)]
struct Tested {
    name: &'static str,
    text: Arc<str>,
    coverage: Coverage,
    /// Only a case that fails is a test.
    needs_failure: bool,
}

/// All that came of a run.
#[derive(Debug)]
struct Results {
    suites: Vec<Suite>,
    rules: Vec<Tested>,
    /// Files of rules with mistakes in them.
    broken: Vec<Checked>,
}

/// Runs the tests that the paths stand for.
pub(crate) fn run_paths(paths: &[PathBuf], arguments: &TestRun) -> anyhow::Result<ExitCode> {
    let here = here()?;
    let default = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &default[..] } else { paths };
    let plan = pairs::below(paths, &here, !arguments.no_ignore)?;
    run(&plan, &here, arguments)
}

/// Runs each of the tests on whichever of the rules it is about.
pub(crate) fn run_pairs(
    rules: &[PathBuf],
    tests: &[PathBuf],
    arguments: &TestRun,
) -> anyhow::Result<ExitCode> {
    let here = here()?;
    let plan = pairs::given(rules, tests, &here, !arguments.no_ignore)?;
    run(&plan, &here, arguments)
}

fn here() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("the current folder cannot be read")
}

fn run(plan: &Plan, here: &Path, arguments: &TestRun) -> anyhow::Result<ExitCode> {
    let mut policies = Policies::default();
    let mut files: BTreeMap<&str, Arc<GuardFile>> = BTreeMap::new();
    for (name, path) in &plan.rules {
        files.insert(name, policies.file(path, here));
    }
    let today = arguments.today.or_else(clock::today);
    let jobs: Vec<(&str, &Path, Vec<&GuardFile>)> = plan
        .suites
        .iter()
        .map(|suite| {
            let rules = suite.rules.iter().filter_map(|name| Some(&**files.get(name.as_str())?)).collect();
            (suite.tests.as_str(), suite.path.as_path(), rules)
        })
        .collect();
    let read = check::on_each(&jobs, None, |(name, path, rules)| {
        check::guarded(|| suite(name, path, rules, today)).unwrap_or_else(|bug| (broken(name, *bug), None))
    });
    let mut rules: Vec<Tested> = files
        .into_values()
        .map(|file| Tested {
            name: file.name,
            text: Arc::clone(&file.text),
            coverage: Coverage::of(&file.parsed().file),
            needs_failure: false,
        })
        .collect();
    let mut suites = Vec::new();
    for (planned, (suite, tests)) in plan.suites.iter().zip(read) {
        if !planned.is_named && tests.as_ref().is_some_and(TestFile::is_other_data) {
            continue;
        }
        for tested in rules.iter_mut().filter(|tested| planned.rules.iter().any(|name| *name == tested.name))
        {
            let cases = tests.iter().flat_map(TestFile::cases);
            cases.for_each(|case| tested.coverage.count(case));
        }
        suites.push(suite);
    }
    let rule_files = examples::read(plan.rule_files.values(), here, &mut policies);
    let run = check::on_each(&rule_files, None, |file| {
        check::guarded(|| examples::suite(file)).unwrap_or_else(|bug| broken(file.name, *bug))
    });
    for (file, suite) in rule_files.iter().zip(run) {
        rules.extend(examples::tested(file, &suite));
        suites.push(suite);
    }
    let results = Results { suites, rules, broken: policies.into_found().collect() };
    for orphan in &plan.orphans {
        output::warn(&format!("no file of rules is found for `{orphan}`"), arguments.color);
    }
    if results.suites.is_empty() && results.rules.is_empty() {
        output::warn("no test of a rule was found", arguments.color);
        return Ok(ExitCode::SUCCESS);
    }
    write(&results, arguments)?;
    Ok(status(&results, arguments))
}

/// Reads and runs a file of tests.
fn suite(name: &str, path: &Path, rules: &[&GuardFile], today: Option<Date>) -> (Suite, Option<TestFile>) {
    let (text, unclean) = match read::file(path) {
        Ok(bytes) => formwork_template::decode(&bytes),
        Err(why) => {
            let found = check::unreadable(name, &why).report.diagnostics;
            return (Suite { problems: found, ..Suite::empty(name) }, None);
        }
    };
    let tests = TestFile::new(name, Arc::clone(&text));
    let asked: BTreeSet<&str> =
        tests.cases().iter().flat_map(|case| &case.expectations).map(|one| one.rule.as_str()).collect();
    let about: Vec<&GuardFile> =
        rules.iter().filter(|file| asked.iter().any(|rule| file.has_rule(rule))).copied().collect();
    let case = |(number, case): (usize, &formwork_guard::Case)| {
        let name = case.name.clone().unwrap_or_else(|| format!("case {}", number + 1));
        let outcomes = about.iter().flat_map(|file| {
            let outcomes = tests.run(case, file, today).into_iter();
            let name = name.clone();
            outcomes.map(move |outcome| words::outcome(file, &name, case, outcome))
        });
        let mut outcomes: Vec<Outcome> = outcomes.collect();
        outcomes.sort_by_key(|outcome| outcome.span);
        Case { span: case.span, outcomes, name }
    };
    let cases = tests.cases().iter().enumerate().map(case).collect();
    let mut problems: Vec<Diagnostic> = unclean.map(check::broken_text).into_iter().collect();
    problems.extend(tests.problems(rules));
    let rules = if about.is_empty() { rules } else { &about[..] };
    let rules = rules.iter().map(|file| file.name.to_owned()).collect();
    (Suite { name: name.to_owned(), text, rules, cases, problems }, Some(tests))
}

fn broken(name: &str, bug: Diagnostic) -> Suite {
    Suite { problems: vec![bug], ..Suite::empty(name) }
}

impl Suite {
    fn empty(name: &str) -> Self {
        let (rules, cases, problems) = (Vec::new(), Vec::new(), Vec::new());
        Self { name: name.to_owned(), text: Arc::from(""), rules, cases, problems }
    }

    fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.cases.iter().flat_map(|case| &case.outcomes)
    }
}

impl Results {
    fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        self.suites.iter().flat_map(Suite::outcomes)
    }

    /// What is wrong with files of rules and of tests.
    fn problems(&self) -> impl Iterator<Item = &Diagnostic> {
        let rules = self.broken.iter().flat_map(|file| &file.report.diagnostics);
        rules.chain(self.suites.iter().flat_map(|suite| &suite.problems))
    }
}

fn write(results: &Results, arguments: &TestRun) -> anyhow::Result<()> {
    let mut text = match arguments.format {
        TestFormat::Pretty => pretty::render(results, output::width()),
        TestFormat::Json => json::render(results)?,
        TestFormat::Junit => junit::render(results)?,
    };
    let summary = coverage::summary(results);
    if let Some(path) = &arguments.output {
        output::write_file(path, &anstream::adapter::strip_str(&text).to_string())?;
        output::note(&summary, arguments.color);
        return Ok(());
    }
    if arguments.format == TestFormat::Pretty {
        text.push_str(&summary);
        text.push('\n');
    }
    match output::print(&text, arguments.color) {
        Err(error) if output::is_broken_pipe(&error) => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

fn status(results: &Results, arguments: &TestRun) -> ExitCode {
    let fails = results.outcomes().any(|outcome| outcome.failure.is_some());
    let is_wrong = results.problems().any(|found| found.severity == Severity::Error);
    let is_uncovered = arguments.require_coverage && coverage::untested(results).next().is_some();
    if fails || is_wrong || is_uncovered { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}

/// Wrong usage: a path that leads nowhere.
fn missing(path: &Path) -> anyhow::Error {
    anyhow::anyhow!("`{}` is neither a file nor a folder", path.display())
}
