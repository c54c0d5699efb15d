//! Hostile rules and hostile documents for the Guard engine: whatever it is
//! given, an evaluation ends, on the stack of an ordinary thread and in bounded
//! memory. A rule that can't be decided says why and fails; the rules beside it
//! keep their verdicts.

use std::path::Path;
use std::process::{Command, Output};

use bumpalo::Bump;
use formwork_guard::{
    Detail, Document, Fault, Options, Scalars, Status, Store, check_names, evaluate, findings, parse,
};
use formwork_template::{Syntax, decode};
use rayon::prelude::*;

use super::guard_table::{self, Expected, Pair};
use super::{expect_none, failure, folder, guard_work};

/// What a thread has unless one asks for more; frames of a build without optimisation are the largest.
const STACK: usize = 2 * 1024 * 1024;

/// A rule beside those of a table, which none of them may do harm.
const NEIGHBOUR: &str = "\nrule neighbour {\n  Resources exists\n}\n";

/// What an evaluation came to.
#[derive(Debug)]
pub(super) struct Run {
    /// The rules in the order of the file.
    verdicts: Vec<(String, Status, Option<Fault>)>,
    errors: usize,
    findings: usize,
    /// Most bytes at once.
    memory: u64,
}

/// Rules on a document, with either way of recording, and findings; on a thread of its own.
pub(super) fn run(rules: &str, document: &[u8]) -> Result<Run, String> {
    std::thread::scope(|scope| {
        let work = || {
            let mut run = None;
            let memory = allocation_counter::measure(|| run = Some(within(rules, document)));
            run.map(|run| Run { memory: memory.bytes_max, ..run })
        };
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let run = thread.map_err(|error| error.to_string())?.join();
        run.map_err(|_| "it panics".to_owned())?.ok_or_else(|| "it was not run".to_owned())
    })
}

fn within(rules: &str, document: &[u8]) -> Run {
    let (text, _) = decode(document);
    let tree = formwork_template::parse(text.clone(), Syntax::guess(None, &text)).tree;
    let parsed = parse(rules);
    for error in parsed.errors.iter().chain(&check_names(&parsed.file)) {
        assert!(rules.get(error.span.range()).is_some(), "no text at {:?}", error.span);
    }
    let mut run = Run { verdicts: Vec::new(), errors: parsed.errors.len(), findings: 0, memory: 0 };
    {
        let bump = Bump::new();
        let store = Store::new(&bump);
        let document = Document::of(&store, &tree, Scalars::Validate);
        let evaluation =
            evaluate(&store, &document, &parsed.file, Options { detail: Detail::Everything, now: 0 });
        for verdict in evaluation.verdicts {
            assert!(verdict.fault.is_none() || verdict.status == Status::Fail, "what is undecided fails");
            run.verdicts.push((verdict.rule.name.text.to_string(), verdict.status, verdict.fault));
        }
    }
    let bump = Bump::new();
    let store = Store::new(&bump);
    let document = Document::of(&store, &tree, Scalars::Validate);
    let found = findings(&store, &document, &parsed.file, Options::default());
    for finding in &found {
        assert!(text.get(finding.span.range()).is_some(), "no text at {:?}", finding.span);
    }
    run.findings = found.len();
    run
}

impl Run {
    /// Bounds that are the same for all.
    pub(super) fn hold(&self, bytes: usize) -> Result<(), String> {
        let most_memory = 400_000_000 + 300 * bytes as u64;
        if self.memory > most_memory {
            return Err(format!("{} MB of memory for {bytes} bytes of text", self.memory / 1_000_000));
        }
        if self.findings + self.errors > 1_000 + 2 * bytes {
            return Err(format!("{} findings, {} errors in {bytes} bytes", self.findings, self.errors));
        }
        Ok(())
    }

    fn meet(&self, name: &str, expected: Expected) -> Result<(), String> {
        let found = self.verdicts.iter().find(|(rule, ..)| rule == name);
        let meets = match (expected, found.map(|(_, status, fault)| (*status, fault))) {
            (Expected::Dropped, found) => found.is_none() && self.errors > 0,
            (_, None) => false,
            (Expected::Any, _) | (Expected::Undecided, Some((_, Some(_)))) => true,
            (Expected::Pass, Some((status, None))) => status == Status::Pass,
            (Expected::Fail, Some((status, None))) => status == Status::Fail,
            (Expected::TooDeep, Some((_, fault))) => *fault == Some(Fault::TooDeep),
            (Expected::TooMuchWork, Some((_, fault))) => *fault == Some(Fault::TooMuchWork),
            _ => false,
        };
        if meets { Ok(()) } else { Err(format!("`{name}` is {found:?} and not {expected:?}")) }
    }
}

fn judge(pair: &Pair, folder: &Path) -> Result<(), String> {
    let rules = pair.rules.clone() + NEIGHBOUR;
    let run = run(&rules, pair.document.as_bytes())?;
    for (name, expected) in pair.expected {
        run.meet(name, *expected)?;
    }
    if run.errors == 0 {
        run.meet("neighbour", Expected::Pass)?;
    }
    run.hold(rules.len() + pair.document.len())?;
    let (rules_file, data) = (format!("{}.guard", pair.name), format!("{}.yaml", pair.name));
    std::fs::write(folder.join(&rules_file), rules).map_err(|error| error.to_string())?;
    std::fs::write(folder.join(&data), &pair.document).map_err(|error| error.to_string())?;
    let validate = ["cfn-guard", "validate", "-r", &rules_file, "-d", &data];
    let output = formwork(folder, &[&validate[..], &["--structured", "-o", "json", "-S", "none"]].concat());
    failure(&output, &[0, 5, 19, 255]).map_or(Ok(()), |failure| Err(format!("structured: {failure}")))?;
    let passes = String::from_utf8_lossy(&output.stdout).contains("neighbour");
    if run.errors == 0 && !passes {
        return Err("the neighbour is not reported".to_owned());
    }
    let undecided = run.errors == 0 && run.verdicts.iter().any(|(_, _, fault)| fault.is_some());
    if undecided && output.status.code() != Some(255) {
        return Err(format!("undecided, and the status is {}", output.status));
    }
    let output = formwork(folder, &validate);
    failure(&output, &[0, 5, 19, 255]).map_or(Ok(()), |failure| Err(format!("in lines: {failure}")))?;
    let output = formwork(folder, &["lint", "--format", "json", "--guard", &rules_file, &data]);
    failure(&output, &[0, 1]).map_or(Ok(()), |failure| Err(format!("lint: {failure}")))
}

/// The binary, ended after far more processor time or memory than it can need.
pub(super) fn formwork(folder: &Path, arguments: &[&str]) -> Output {
    let binary = env!("CARGO_BIN_EXE_formwork");
    let mut command = if cfg!(target_os = "linux") {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -t 120; ulimit -v 4000000; exec \"$0\" \"$@\"", binary]);
        shell
    } else {
        Command::new(binary)
    };
    command.args(arguments).current_dir(folder).output().expect("formwork starts")
}

fn judge_all(test: &str, pairs: &[Pair]) {
    let folder = folder(test);
    std::fs::remove_file(folder.join("formwork.yaml"))
        .expect("the configuration, which other tests are about");
    let failures: Vec<String> = pairs
        .par_iter()
        .filter_map(|pair| Some(format!("{test}/{}: {}", pair.name, judge(pair, &folder).err()?)))
        .collect();
    expect_none(&failures);
}

#[test]
fn guard_rules_in_circles() {
    judge_all("guard-circles", &guard_table::circles());
}

#[test]
fn guard_rules_that_nest() {
    judge_all("guard-nesting", &guard_table::nesting());
}

#[test]
fn guard_rules_of_odd_text() {
    judge_all("guard-texts", &guard_table::texts());
}

#[test]
fn guard_rules_of_long_text() {
    judge_all("guard-long-texts", &guard_work::long_texts());
}

#[test]
fn guard_expressions() {
    judge_all("guard-expressions", &guard_table::expressions());
}

#[test]
fn guard_products() {
    judge_all("guard-products", &guard_work::products());
}

#[test]
fn guard_values_that_grow() {
    judge_all("guard-values", &guard_work::values());
}

#[test]
fn guard_failures_of_many() {
    judge_all("guard-failures", &guard_work::failures());
}
