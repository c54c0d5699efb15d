//! Checks the files of a run, one task a file. The result does not depend on
//! how many threads there are, and a bug met in one file is a finding there.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use formwork_rules::{Diagnostic, Path, Report, RuleCode, Settings, Severity};
use formwork_template::{Span, Syntax, Template};
use rayon::prelude::*;

use crate::discover::{Discovery, Found, Origin};
use crate::progress::Progress;
use crate::read::{self, Unreadable};

/// The rule that a file which cannot be read breaks.
const UNREADABLE: RuleCode = RuleCode::from_static("E0000");
/// The rule that a bug of ours is reported under.
const INTERNAL: RuleCode = RuleCode::from_static("E0002");

/// A checked file and what was found in it.
#[derive(Debug)]
pub(crate) struct Checked {
    /// The path as it is reported.
    pub(crate) name: String,
    /// What the spans of the report point into.
    pub(crate) text: Arc<str>,
    pub(crate) report: Report,
}

/// Which rules a run is about.
#[derive(Debug, Default)]
pub(crate) struct Choice {
    /// None is all.
    pub(crate) select: Option<BTreeSet<&'static str>>,
    pub(crate) ignore: BTreeSet<&'static str>,
}

impl Choice {
    fn keeps(&self, diagnostic: &Diagnostic) -> bool {
        let code = diagnostic.rule.as_str();
        self.select.as_ref().is_none_or(|select| select.contains(code)) && !self.ignore.contains(code)
    }
}

/// Checks every file that is a template, in the order of their names.
pub(crate) fn check(
    discovery: Discovery,
    settings: &Settings,
    choice: &Choice,
    threads: Option<NonZeroUsize>,
) -> Vec<Checked> {
    let files: Vec<(String, Found)> = discovery.files.into_iter().collect();
    let progress = Progress::new(files.len());
    let one = |(name, found): &(String, Found)| {
        let checked = check_file(name, found, settings, choice);
        progress.advance();
        checked
    };
    let mut checked: Vec<Checked> = if files.len() < 2 || threads.is_some_and(|threads| threads.get() == 1) {
        files.iter().filter_map(one).collect()
    } else {
        in_pool(threads, || files.par_iter().filter_map(one).collect())
    };
    progress.finish();
    checked.extend(discovery.unreadable.iter().map(|(name, why)| unreadable(name, why)));
    checked.sort_by(|a, b| a.name.cmp(&b.name));
    checked
}

/// Runs `work` on `threads` threads; without a number, or when they cannot be had, on one a processor.
fn in_pool<T: Send>(threads: Option<NonZeroUsize>, work: impl FnOnce() -> T + Send) -> T {
    let threads = threads.map_or(0, NonZeroUsize::get);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// None when the file was only met on the way and is no template.
fn check_file(name: &str, found: &Found, settings: &Settings, choice: &Choice) -> Option<Checked> {
    let bytes = match found.origin {
        Origin::Stdin => read::stdin(),
        Origin::Named | Origin::Searched => read::file(&found.path),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(why) => return Some(unreadable(name, &why)),
    };
    let text: Arc<str> = String::from_utf8_lossy(&bytes).into();
    drop(bytes);
    if found.origin == Origin::Searched && !formwork_template::is_template(&text) {
        return None;
    }
    let mut report = catch_unwind(AssertUnwindSafe(|| check_text(name, &text, settings)))
        .unwrap_or_else(|_| report_of(internal_error()));
    report.diagnostics.retain(|diagnostic| choice.keeps(diagnostic));
    report.suppressed.retain(|suppressed| choice.keeps(&suppressed.diagnostic));
    Some(Checked { name: name.to_owned(), text, report })
}

fn check_text(name: &str, text: &Arc<str>, settings: &Settings) -> Report {
    let _ = name;
    let syntax = if text.trim_start().starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    let template = Template::new(formwork_template::parse(Arc::clone(text), syntax));
    formwork_rules::check(&template, settings)
}

/// A file that gave no text; its one finding is at its start.
fn unreadable(name: &str, why: &Unreadable) -> Checked {
    let mut diagnostic = at_start(UNREADABLE, why.message.clone());
    diagnostic.help.clone_from(&why.help);
    Checked { name: name.to_owned(), text: Arc::from(""), report: report_of(diagnostic) }
}

fn internal_error() -> Diagnostic {
    let mut diagnostic =
        at_start(INTERNAL, "Formwork ran into a bug of its own and gave up on this file".to_owned());
    diagnostic.help(concat!(
        "report it with the template, or the part of it that you can share, at ",
        env!("CARGO_PKG_REPOSITORY"),
        "/issues"
    ));
    diagnostic
}

fn at_start(rule: RuleCode, message: String) -> Diagnostic {
    Diagnostic {
        rule,
        severity: Severity::Error,
        span: Span::at(0),
        path: Path::default(),
        message,
        help: None,
        related: Vec::new(),
        fix: None,
        when: None,
    }
}

fn report_of(diagnostic: Diagnostic) -> Report {
    Report { diagnostics: vec![diagnostic], suppressed: Vec::new() }
}
