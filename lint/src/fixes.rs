//! `--fix` and `--diff`: applies fixes to the files of a run, writes them or shows what would
//! change. Which fixes hold is decided in `formwork_rules::fixing`.

mod configuration;
mod diff;
mod words;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use formwork_rules::fixing::{self, Fixed, Judged};
use formwork_rules::{Applicability, Diagnostic, Report, Run, Severity};

use crate::args::Lint;
use crate::check::{self, Checked, Job};
use crate::discover::Origin;
use crate::output;
use crate::read;
use crate::report::Format;

pub(crate) use self::configuration::{Mending, mend_configurations};
pub(crate) use self::diff::unified;
pub(crate) use self::words::{in_diff, offered, tally};

/// Which fixes are applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) with_unsafe: bool,
    /// What is hidden is not touched.
    pub(crate) min_severity: Severity,
}

impl Wanted {
    /// Whether the fix of a finding is one of them.
    pub(crate) fn has(self, found: &Diagnostic) -> bool {
        let is_wanted = |applicability| self.with_unsafe || applicability == Applicability::Safe;
        found.severity >= self.min_severity
            && found.fix.as_ref().is_some_and(|fix| is_wanted(fix.applicability))
    }
}

/// A file whose text fixes have changed, or could not.
#[derive(Debug)]
pub(crate) struct Mended<'a> {
    /// Its number in the run.
    pub(crate) index: usize,
    /// Where it is on disk; standard input is nowhere.
    pub(crate) path: Option<&'a Path>,
    pub(crate) fixed: Fixed,
}

/// What fixes did in a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) fixes: usize,
    pub(crate) files: usize,
    /// Fixes that would have made something worse.
    pub(crate) left_out: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, fixed: &Fixed) {
        let fixes: usize = fixed.applied.iter().map(|applied| applied.count).sum();
        self.fixes += fixes;
        self.files += usize::from(fixes > 0);
        self.left_out += fixed.left_out;
    }
}

/// Applies the wanted fixes to the files of a run. Nothing is written. Where templates are compared
/// with each other, one is mended after the other, so that no two take the same name.
pub(crate) fn mend<'a>(
    files: &[Checked],
    jobs: &'a [Job],
    run: Option<&mut Run>,
    wanted: Wanted,
    threads: Option<NonZeroUsize>,
) -> Vec<Mended<'a>> {
    let jobs = by_name(jobs);
    let fixable = |file: &Checked| file.report.diagnostics.iter().any(|found| wanted.has(found));
    let pairs = files.iter().enumerate().filter(|(_, file)| fixable(file));
    let pairs: Vec<_> =
        pairs.filter_map(|(index, file)| Some((index, file, *jobs.get(file.name.as_str())?))).collect();
    let one = |&(index, file, job): &(usize, &Checked, &'a Job), run: Option<&Run>| {
        let path = (job.file.origin != Origin::Stdin).then_some(job.file.path.as_path());
        Some(Mended { index, path, fixed: mend_file(file, job, run, wanted)? })
    };
    let Some(run) = run else {
        return check::on_each(&pairs, threads, |pair| one(pair, None)).into_iter().flatten().collect();
    };
    let mut all = Vec::new();
    for pair in &pairs {
        let Some(mended) = one(pair, Some(run)) else { continue };
        let job = pair.2;
        if job.is_compared()
            && let Ok(claims) = check::guarded(|| job.claims(&mended.fixed.text, None))
        {
            run.replace(claims);
        }
        all.push(mended);
    }
    all
}

fn by_name(jobs: &[Job]) -> BTreeMap<&str, &Job> {
    jobs.iter().map(|job| (job.name.as_str(), job)).collect()
}

/// None where there is no whole text, or a bug of ours is met: the file stays as it is.
fn mend_file(file: &Checked, job: &Job, run: Option<&Run>, wanted: Wanted) -> Option<Fixed> {
    let judge = |text: &Arc<str>| judge(job, text, run);
    let fixed = check::guarded(|| {
        let first = judge(&file.text);
        is_whole(file, job, &first)
            .then(|| fixing::fix(&file.text, first, &|found| wanted.has(found), &judge))
    });
    fixed.ok().flatten()
}
fn judge(job: &Job, text: &Arc<str>, run: Option<&Run>) -> Judged {
    let (template, report) = check::judge(job, text, None, run);
    Judged::template(&template, report)
}

/// Whether the bytes of the file are its text. If not, what was put in their place must not be
/// written back, and neither must what somebody else has changed in the meantime.
fn is_whole(file: &Checked, job: &Job, judged: &Judged) -> bool {
    let unreadable =
        |report: &Report| report.diagnostics.iter().filter(|found| found.rule == check::UNREADABLE).count();
    match job.file.origin {
        // The text alone does not have the finding that says so.
        Origin::Stdin => unreadable(&judged.report) == unreadable(&file.report),
        Origin::Named | Origin::Searched => {
            read::file(&job.file.path).is_ok_and(|bytes| bytes == file.text.as_bytes())
        }
    }
}

/// Checks the templates of a run that compares them once more, as they are now.
pub(crate) fn compare_again(files: &mut [Checked], jobs: &[Job], run: &Run, threads: Option<NonZeroUsize>) {
    let jobs = by_name(jobs);
    let compared: Vec<_> = files
        .iter()
        .enumerate()
        .filter_map(|(index, file)| {
            let job = jobs.get(file.name.as_str()).filter(|job| job.is_compared())?;
            Some((index, *job, Arc::clone(&file.text)))
        })
        .collect();
    let reports = check::on_each(&compared, threads, |(index, job, text)| {
        // One whose bytes are not its text was not mended.
        let is_whole = !files[*index].report.diagnostics.iter().any(|found| found.rule == check::UNREADABLE);
        let report = || check::judge(job, text, None, Some(run)).1;
        is_whole.then(|| check::guarded(report).ok()).flatten()
    });
    for ((index, ..), report) in compared.into_iter().zip(reports) {
        if let Some(report) = report {
            files[index].report = report;
        }
    }
}

/// Prints what came from standard input, with its fixes.
pub(crate) fn pass_on(stdin: &Job, files: &[Checked]) -> anyhow::Result<()> {
    let Some(file) = files.iter().find(|file| file.name == stdin.name) else { return Ok(()) };
    let is_whole = check::guarded(|| is_whole(file, stdin, &judge(stdin, &file.text, None)));
    anyhow::ensure!(is_whole.unwrap_or(true), "standard input is not text in UTF-8, and was not printed");
    output::print_as_it_is(&file.text)
}

/// Writes what was mended, puts it in the place of what was checked, and says what was done.
/// A file that cannot be written stays as it was, and stops no other.
pub(crate) fn keep(mended: Vec<Mended<'_>>, files: &mut [Checked]) -> (Tally, Vec<anyhow::Error>) {
    let (mut tally, mut failed) = (Tally::default(), Vec::new());
    for Mended { index, path, fixed } in mended {
        let file = &mut files[index];
        let is_new = fixed.text != file.text;
        if let (Some(path), true) = (path, is_new)
            && let Err(why) = output::replace_file(path, &fixed.text)
        {
            failed.push(why);
            continue;
        }
        tally.add(&fixed);
        file.text = fixed.text;
        file.report = fixed.report;
    }
    (tally, failed)
}

/// The fixes that the command line asks for; none where nothing is to be fixed.
pub(crate) fn asked(arguments: &Lint) -> Option<Wanted> {
    // What a person would be shown, whatever the format is.
    let usual = Format::Pretty.default_severity();
    let usual = arguments.fail_on.severity().map_or(usual, |failing| usual.min(failing));
    let min_severity = arguments.min_severity.map_or(usual, Severity::from);
    let wanted = Wanted { with_unsafe: arguments.fixes.unsafe_fixes, min_severity };
    (arguments.fixes.fix || arguments.fixes.diff).then_some(wanted)
}
