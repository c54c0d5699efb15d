//! Checks the files of a run, one task a file. The result does not depend on
//! how many threads there are, and a bug met in one file is a finding there.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use formwork_rules::{Claims, Diagnostic, Report, RuleCode, Run, Settings, Severity, Stack, Surroundings};
use formwork_template::{Span, Syntax, SyntaxError, Template};
use rayon::prelude::*;

use crate::discover::{Found, Origin};
use crate::known::Remembered;
use crate::progress::Progress;
use crate::read::{self, Unreadable};

/// The rule that a file which cannot be read breaks.
pub(crate) const UNREADABLE: RuleCode = RuleCode::from_static("E0000");
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

/// A file and the settings that it is checked with.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) name: String,
    pub(crate) file: Found,
    pub(crate) settings: Arc<Settings>,
    /// Its path as the patterns of its configuration see it.
    pub(crate) seen: String,
    /// The stacks that it is deployed as.
    pub(crate) stacks: Vec<Arc<Stack>>,
    /// What to check in the place of what the file holds.
    pub(crate) bytes: Option<Arc<[u8]>>,
    /// What is found and was there before.
    pub(crate) remembered: Remembered,
}

/// Checks every file that is a template, in the order given.
pub(crate) fn check(jobs: &[Job], run: Option<&Run>, threads: Option<NonZeroUsize>) -> Vec<Checked> {
    on_each(jobs, threads, |job| check_file(job, run)).into_iter().flatten().collect()
}

/// What the templates lay claim to, where some settings compare them. They are read twice for it,
/// so that not all of them are in memory at once.
pub(crate) fn run<'j>(jobs: impl IntoIterator<Item = &'j Job>, threads: Option<NonZeroUsize>) -> Option<Run> {
    let compared: Vec<&Job> = jobs.into_iter().filter(|job| job.is_compared()).collect();
    if compared.is_empty() {
        return None;
    }
    let claims = on_each(&compared, threads, |job| {
        let (text, broken) = read(job).ok()??;
        guarded(|| job.claims(&text, broken)).ok()
    });
    Some(Run::new(claims.into_iter().flatten().collect()))
}

impl Job {
    /// Whether what the template lays claim to counts in others.
    pub(crate) fn is_compared(&self) -> bool {
        self.file.origin != Origin::Stdin && self.settings.compares_templates()
    }

    pub(crate) fn claims(&self, text: &Arc<str>, broken: Option<SyntaxError>) -> Claims {
        Claims::of(&template(&self.name, text, broken), &self.around(None), &self.settings)
    }

    fn around<'a>(&'a self, run: Option<&'a Run>) -> Surroundings<'a> {
        Surroundings {
            path: Some(&self.file.path),
            name: Some(&self.name),
            seen: Some(&self.seen),
            stacks: &self.stacks,
            run,
        }
    }
}

/// Does `work` on every item, one task an item; what comes of it is in the order of the items.
pub(crate) fn on_each<T: Sync, R: Send>(
    items: &[T],
    threads: Option<NonZeroUsize>,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let progress = Progress::new(items.len());
    let one = |item: &T| {
        let result = work(item);
        progress.advance();
        result
    };
    let results = if items.len() < 2 || threads.is_some_and(|threads| threads.get() == 1) {
        items.iter().map(one).collect()
    } else {
        in_pool(threads, || items.par_iter().map(one).collect())
    };
    progress.finish();
    results
}

/// Runs `work` on `threads` threads; without a number, or when they cannot be had, on one a processor.
fn in_pool<T: Send>(threads: Option<NonZeroUsize>, work: impl FnOnce() -> T + Send) -> T {
    /// As much as the main thread has, so that no template is too deep for one but not for the other.
    const STACK: usize = 8 * 1024 * 1024;
    let threads = threads.map_or(0, NonZeroUsize::get);
    match rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// The text of a file, and what was wrong with its bytes.
type Text = (Arc<str>, Option<SyntaxError>);

/// What a file holds; nothing when the file was only met on the
/// way and is no template.
fn read(job: &Job) -> Result<Option<Text>, Unreadable> {
    let (text, broken) = match (&job.bytes, job.file.origin) {
        (Some(bytes), _) => formwork_template::decode(bytes),
        (None, Origin::Stdin) => formwork_template::decode(&read::stdin()?),
        (None, Origin::Named | Origin::Searched) => formwork_template::decode(&read::file(&job.file.path)?),
    };
    let is_met = job.file.origin == Origin::Searched && !formwork_template::is_template(&text);
    Ok((!is_met).then_some((text, broken)))
}

/// None when the file was only met on the way and is no template.
fn check_file(job: &Job, run: Option<&Run>) -> Option<Checked> {
    let name = &job.name;
    let (text, broken) = match read(job) {
        Ok(read) => read?,
        Err(why) => {
            let mut checked = unreadable(name, &why);
            job.remembered.set_aside(None, &mut checked.report);
            return Some(checked);
        }
    };
    let report = guarded(|| judge(job, &text, broken, run).1).unwrap_or_else(|bug| report_of(*bug));
    Some(Checked { name: name.clone(), text, report })
}

/// What is found in a text of the file that a job is about, what is known set aside.
pub(crate) fn judge(
    job: &Job,
    text: &Arc<str>,
    broken: Option<SyntaxError>,
    run: Option<&Run>,
) -> (Template, Report) {
    let template = template(&job.name, text, broken);
    let mut report = formwork_rules::check_around(&template, job.around(run), &job.settings);
    job.remembered.set_aside(Some(template.tree()), &mut report);
    (template, report)
}

/// The template in a file; `broken` is what was wrong with its bytes before they were text.
pub(crate) fn template(name: &str, text: &Arc<str>, broken: Option<SyntaxError>) -> Template {
    let mut parsed = formwork_template::parse(Arc::clone(text), Syntax::guess(Some(name), text));
    parsed.errors.extend(broken);
    Template::new(parsed)
}

/// What comes of `work`; a bug met in it comes as a finding.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Box<Diagnostic>> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Box::new(internal_error()))
}

/// A file that gave no text; its one finding is at its start.
pub(crate) fn unreadable(name: &str, why: &Unreadable) -> Checked {
    let mut diagnostic = at_start(UNREADABLE, why.message.clone());
    diagnostic.help.clone_from(&why.help);
    Checked { name: name.to_owned(), text: Arc::from(""), report: report_of(diagnostic) }
}

/// What was wrong with the bytes of a file before they were text.
pub(crate) fn broken_text(broken: SyntaxError) -> Diagnostic {
    let mut found = Diagnostic::new(UNREADABLE, Severity::Error, broken.span, broken.message);
    found.help = broken.help;
    found
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
    Diagnostic::new(rule, Severity::Error, Span::at(0), message)
}

fn report_of(diagnostic: Diagnostic) -> Report {
    Report::of(vec![diagnostic])
}
