//! Holds fixes to their promises on every template of a folder: `scripts/check-fixes CORPUS`.
//!
//! Each template is fixed with the safe fixes and with all, with the default rules and with a
//! policy. It has to parse as well as before, keep its resources, have no finding more that is as
//! severe as what was mended, keep its comments, and stay as it is when it is fixed once more.
//! `--left-out` lists the fixes that were left out and what each would bring, `--samples 3` shows
//! three fixes of each rule as diffs.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use formwork_rules::fixing::{self, Fixed, Judged};
use formwork_rules::{
    Applicability, Config, Diagnostic, Fix, Overrides, Report, Settings, Severity, check_at,
};
use formwork_template::{Syntax, Template, decode, is_template, parse};
use similar::{DiffTag, TextDiff};

/// What the templates are held to beside the rules that are on by default.
const POLICY: &str = include_str!("../fixes/policy.yaml");

/// What is counted and what is wrong.
#[derive(Default)]
struct Tally {
    templates: usize,
    /// By rule: safe and unsafe fixes that were applied.
    applied: BTreeMap<String, [usize; 2]>,
    left_out: BTreeMap<String, usize>,
    /// What `--left-out` and `--samples` show, by rule.
    shown: BTreeMap<String, BTreeSet<String>>,
    violations: Vec<String>,
}

/// What is shown beside the counts.
#[derive(Clone, Copy, Default)]
struct Show {
    left_out: bool,
    /// How many fixes of each rule.
    samples: usize,
}

fn main() -> ExitCode {
    let (mut roots, mut files, mut show) = (Vec::new(), Vec::new(), Show::default());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--left-out" => show.left_out = true,
            "--samples" => show.samples = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(3),
            path => roots.push(PathBuf::from(path)),
        }
    }
    while let Some(path) = roots.pop() {
        match std::fs::read_dir(&path) {
            Ok(entries) => roots.extend(entries.flatten().map(|entry| entry.path())),
            Err(_) => files.push(path),
        }
    }
    files.sort();
    let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = AtomicUsize::new(0);
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let work = || {
            let (mut tally, policies) = (Tally::default(), policies());
            while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                one(file, &policies, show, &mut tally);
            }
            tally
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().map(|thread| thread.join().expect("no thread panics")).collect()
    });
    report(tallies, show)
}

fn policies() -> [(&'static str, Settings); 2] {
    let (policy, problems) = formwork_rules::config::read(&POLICY.into());
    assert!(problems.is_empty(), "the policy is wrong: {problems:#?}");
    let settings = |config| Settings::new(config, Overrides::default());
    [("default", settings(Config::default())), ("policy", settings(policy))]
}

fn one(file: &Path, policies: &[(&str, Settings)], show: Show, tally: &mut Tally) {
    let Ok(bytes) = std::fs::read(file) else { return };
    let (text, None) = decode(&bytes) else { return };
    if !is_template(&text) {
        return;
    }
    tally.templates += 1;
    let name = file.to_string_lossy();
    for (policy, settings) in policies {
        let judge = |text: &Arc<str>| {
            let template = Template::new(parse(Arc::clone(text), Syntax::guess(Some(&name), text)));
            let report = check_at(&template, file, settings);
            (template, report)
        };
        let (template, before) = judge(&text);
        let first = Judged::template(&template, before.clone());
        for with_unsafe in [false, true] {
            let wanted = |found: &Diagnostic| {
                let fix = found.fix.as_ref();
                fix.is_some_and(|fix| with_unsafe || fix.applicability == Applicability::Safe)
            };
            let judged = |text: &Arc<str>| {
                let (template, report) = judge(text);
                Judged::template(&template, report)
            };
            let fix = |text: &Arc<str>, first| fixing::fix(text, first, &wanted, &judged);
            let fixed = fix(&text, first.clone());
            for applied in &fixed.applied {
                tally.applied.entry(applied.rule.to_string()).or_default()[usize::from(with_unsafe)] +=
                    applied.count;
            }
            for found in fixed.report.diagnostics.iter().filter(|found| wanted(found)) {
                *tally.left_out.entry(found.rule.to_string()).or_default() += 1;
                if show.left_out && with_unsafe {
                    let brings = |text: &Arc<str>| brought(&fixed.report, &judge(text).1);
                    let shown = shown(&name, policy, &fixed.text, found, brings);
                    tally.shown.entry(found.rule.to_string()).or_default().extend(shown);
                }
            }
            if with_unsafe && show.samples > 0 {
                for found in before.diagnostics.iter().filter(|found| wanted(found)) {
                    let samples = tally.shown.entry(found.rule.to_string()).or_default();
                    if samples.len() < show.samples {
                        samples.extend(shown(&name, policy, &text, found, |_| String::new()));
                    }
                }
            }
            // What was not changed is as it was, and would not be changed again.
            if fixed.text == text {
                continue;
            }
            let (after, report) = judge(&fixed.text);
            let mut problems = compare(&template, &before, &after, &fixed);
            let again = fix(&fixed.text, Judged::template(&after, report));
            if again.text != fixed.text {
                problems.push(format!("is fixed once more: {:?}", again.applied));
            }
            let how = if with_unsafe { "all fixes" } else { "safe fixes" };
            tally
                .violations
                .extend(problems.iter().map(|problem| format!("{name} ({policy}, {how}): {problem}")));
        }
    }
}

/// One fix as a diff, with what it is about.
fn shown(
    file: &str,
    policy: &str,
    text: &Arc<str>,
    found: &Diagnostic,
    brings: impl Fn(&Arc<str>) -> String,
) -> Option<String> {
    let fix = found.fix.as_ref()?;
    let new: Arc<str> = with(text, fix).into();
    let diff = TextDiff::from_lines(&**text, &*new).unified_diff().context_radius(3).to_string();
    let Fix { title, applicability, .. } = fix;
    let message = &found.message;
    Some(format!("{file} ({policy}): {message}\n{applicability:?}: {title}{}\n{diff}", brings(&new)))
}

/// The text with the edits of one fix.
fn with(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| edit.span);
    let mut new = text.to_owned();
    for edit in edits.into_iter().rev() {
        new.replace_range(edit.span.range(), &edit.text);
    }
    new
}

/// The findings that a text has more than another, a line each.
fn brought(before: &Report, after: &Report) -> String {
    let mut left: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for found in &before.diagnostics {
        *left.entry((found.rule.to_string(), &found.message)).or_default() += 1;
    }
    let mut lines = String::new();
    for found in &after.diagnostics {
        match left.get_mut(&(found.rule.to_string(), found.message.as_str())).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => {
                let _ = write!(lines, "\n  brings {:?} {}: {}", found.severity, found.rule, found.message);
            }
        }
    }
    lines
}

fn compare(template: &Template, before: &Report, after: &Template, fixed: &Fixed) -> Vec<String> {
    let mut problems = Vec::new();
    if after.errors().len() > template.errors().len() {
        problems.push("does not parse as before".to_owned());
    }
    let resources = |template: &Template| -> BTreeSet<String> {
        template.resources().map(|resource| resource.id().text.to_owned()).collect()
    };
    if resources(template) != resources(after) {
        problems.push("has other resources".to_owned());
    }
    let mended: Vec<_> = fixed.applied.iter().map(|applied| applied.rule.clone()).collect();
    let most = before.diagnostics.iter().filter(|found| mended.contains(&found.rule));
    let most = most.map(|found| found.severity).max().unwrap_or(Severity::Info);
    let (old, new) = (counts(before, most), counts(&fixed.report, most));
    for (rule, count) in new {
        let old = old.get(&rule).copied().unwrap_or_default();
        if count > old {
            problems.push(format!("has {count} of {rule}, not {old}"));
        }
    }
    problems.extend(lost_comments(template, after));
    problems
}

/// How many findings there are of each rule and member of a section.
fn counts(report: &Report, least: Severity) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for found in report.diagnostics.iter().filter(|found| found.severity >= least) {
        let mut key = found.rule.to_string();
        for segment in found.path.0.iter().take(2) {
            let _ = write!(key, " {segment:?}");
        }
        *counts.entry(key).or_default() += 1;
    }
    counts
}

/// Comments that are gone although what they are about stayed: neither is their line taken away
/// whole nor do they stand between lines that are.
fn lost_comments(before: &Template, after: &Template) -> Vec<String> {
    let (old, new) = (before.source(), after.source());
    if old == new {
        return Vec::new();
    }
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for comment in after.tree().comments() {
        *left.entry(new[comment.span.range()].trim_end()).or_default() += 1;
    }
    let lost = before.tree().comments().iter().filter(|comment| {
        let text = old[comment.span.range()].trim_end();
        match left.get_mut(text).filter(|count| **count > 0) {
            Some(count) => {
                *count -= 1;
                false
            }
            None => true,
        }
    });
    let gone = lines_gone(old, new);
    let mut problems = Vec::new();
    for comment in lost {
        let line = old[..comment.span.start as usize].matches('\n').count();
        let text = &old[comment.span.range()];
        // Suppressions are mended themselves.
        if !gone.contains(&line) && !text.contains("formwork:") && !text.contains("cfn-lint") {
            problems.push(format!("lost the comment in line {}: {text}", line + 1));
        }
    }
    problems
}

/// The lines, from 0, that were taken away and not replaced.
fn lines_gone(old: &str, new: &str) -> BTreeSet<usize> {
    let (old, new): (Vec<_>, Vec<_>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let diff = TextDiff::from_slices(&old, &new);
    let deleted = diff.ops().iter().filter(|op| op.tag() == DiffTag::Delete);
    deleted.flat_map(similar::DiffOp::old_range).collect()
}

fn report(tallies: Vec<Tally>, show: Show) -> ExitCode {
    let mut all = Tally::default();
    for tally in tallies {
        all.templates += tally.templates;
        for (rule, [safe, every]) in tally.applied {
            let counts = all.applied.entry(rule).or_default();
            counts[0] += safe;
            counts[1] += every;
        }
        for (rule, count) in tally.left_out {
            *all.left_out.entry(rule).or_default() += count;
        }
        for (rule, shown) in tally.shown {
            all.shown.entry(rule).or_default().extend(shown);
        }
        all.violations.extend(tally.violations);
    }
    all.violations.sort();
    let mut text = String::new();
    for (rule, shown) in &all.shown {
        let most = if show.left_out { usize::MAX } else { show.samples };
        for shown in shown.iter().take(most) {
            let _ = writeln!(text, "{rule} {shown}");
        }
    }
    let _ = writeln!(text, "{:<60} {:>8} {:>8} {:>8}", "rule", "safe", "all", "left out");
    let rules: BTreeSet<&String> = all.applied.keys().chain(all.left_out.keys()).collect();
    for rule in rules {
        let [safe, every] = all.applied.get(rule).copied().unwrap_or_default();
        let left_out = all.left_out.get(rule).copied().unwrap_or_default();
        let _ = writeln!(text, "{rule:<60} {safe:>8} {every:>8} {left_out:>8}");
    }
    for violation in &all.violations {
        let _ = writeln!(text, "{violation}");
    }
    let _ = write!(text, "{} templates, {} violations", all.templates, all.violations.len());
    #[expect(clippy::print_stdout, reason = "this is its output")]
    {
        println!("{text}");
    }
    let is_fine = all.templates > 0 && all.violations.is_empty();
    if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
