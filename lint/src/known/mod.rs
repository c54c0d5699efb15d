//! Findings that were there before: those of a baseline, and those that a file
//! had in an earlier revision. They are set aside, so that reports show what is new.

mod baselines;
mod git;
mod revision;

use std::collections::HashMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::baseline::{Entry, entries, set_aside};
use formwork_rules::{KnownFrom, Report, Segment, Settings, Severity};
use formwork_template::Tree;

pub(crate) use self::baselines::{Baselines, DEFAULT_NAME, Declared};
use self::revision::Revision;
use crate::args;
use crate::check::{self, Checked, Job};
use crate::discover::{Discovery, Lookup};

/// What a run is compared with.
pub(crate) struct Past<'a> {
    here: &'a Path,
    threads: Option<NonZeroUsize>,
    baselines: Baselines,
    revision: Option<Revision>,
    /// The run writes down what it finds.
    writes: bool,
}

/// What is known of a file before it is checked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Remembered {
    /// What the baseline has of it.
    baseline: Arc<[Entry]>,
    /// What was found in the text that it was.
    before: Arc<[Entry]>,
}

impl Remembered {
    /// Sets aside what is known; `tree` is the text that the findings are in.
    pub(crate) fn set_aside(&self, tree: Option<&Tree>, report: &mut Report) {
        report.gone = set_aside(tree, report, &self.baseline, KnownFrom::Baseline);
        set_aside(tree, report, &self.before, KnownFrom::Revision);
    }
}

/// What comparing came to, beside the findings that it set aside.
#[derive(Debug, Default)]
pub(crate) struct Compared {
    /// There was something to compare with.
    pub(crate) has_past: bool,
    /// The revision that a file has to differ from.
    pub(crate) since: Option<String>,
    /// What baselines have that is no more.
    pub(crate) removable: Vec<Removable>,
}

/// What a baseline has of a file that is no more.
#[derive(Debug)]
pub(crate) struct Removable {
    /// As the file is reported.
    pub(crate) file: String,
    pub(crate) entry: Entry,
}

impl Compared {
    /// How many findings of baselines are no more.
    pub(crate) fn removable_count(&self) -> u64 {
        self.removable.iter().map(|it| u64::from(it.entry.count)).sum()
    }
}

/// Reads the revision that a run is about, where there is one.
pub(crate) fn revision(here: &Path, arguments: &args::Known) -> anyhow::Result<Option<Revision>> {
    arguments.since.as_deref().map(|name| Revision::new(here, name)).transpose()
}

/// The files of a run, `found` on disk or in a revision.
pub(crate) fn files(
    revision: Option<&Revision>,
    paths: &[PathBuf],
    lookup: Lookup<'_>,
    found: impl FnOnce() -> anyhow::Result<Discovery>,
) -> anyhow::Result<Discovery> {
    match revision {
        Some(revision) => revision.files(paths, lookup, found),
        None => found(),
    }
}

impl<'a> Past<'a> {
    /// `declared` are the baselines that configurations name.
    pub(crate) fn new(
        here: &'a Path,
        arguments: &args::Lint,
        declared: Vec<Declared>,
        revision: Option<Revision>,
    ) -> anyhow::Result<Self> {
        let baselines = Baselines::open(here, &arguments.known, declared)?;
        let writes = arguments.known.write_baseline.is_some();
        Ok(Self { here, threads: arguments.threads, baselines, revision, writes })
    }

    /// Takes out the jobs that can find nothing new, and gives those.
    pub(crate) fn narrow(&self, jobs: &mut Vec<Job>) -> anyhow::Result<Vec<Job>> {
        let narrow = |revision: &Revision| revision.narrow(self.here, jobs);
        self.revision.as_ref().map_or_else(|| Ok(Vec::new()), narrow)
    }

    /// Tells the jobs what is known of their files, for which the texts of the revision are checked.
    /// When all is to be written down, nothing is known.
    pub(crate) fn recall(&self, jobs: &mut [Job], unchanged: &[Job]) -> anyhow::Result<()> {
        if self.writes {
            return Ok(());
        }
        for job in jobs.iter_mut() {
            job.remembered.baseline = self.of_baseline(&job.name, Some(&job.settings)).into();
        }
        let Some(revision) = &self.revision else { return Ok(()) };
        let before = revision.before(self.here, jobs)?;
        let run = check::run(before.iter().chain(unchanged), self.threads);
        let before = check::check(&before, run.as_ref(), self.threads);
        let entries = check::on_each(&before, self.threads, |file| entries_of(file, |_| true));
        let mut entries: HashMap<&str, Vec<Entry>> =
            before.iter().map(|file| file.name.as_str()).zip(entries).collect();
        for job in jobs {
            job.remembered.before = entries.remove(job.name.as_str()).unwrap_or_default().into();
        }
        Ok(())
    }

    /// Sets aside what is known of files that are no templates: configurations and files of rules.
    pub(crate) fn compare(&self, jobs: &[Job], files: &mut [Checked]) {
        let by_name = by_name(jobs);
        for file in files.iter_mut().filter(|file| !self.writes && !by_name.contains_key(file.name.as_str()))
        {
            let mut remembered =
                Remembered { baseline: self.of_baseline(&file.name, None).into(), ..Remembered::default() };
            let path = self.here.join(&file.name);
            if self.revision.as_ref().is_some_and(|revision| revision.is_unchanged(&path)) {
                remembered.before = entries_of(file, |_| true).into();
            }
            remembered.set_aside(None, &mut file.report);
        }
    }

    /// What comparing came to.
    pub(crate) fn compared(&self, jobs: &[Job], files: &[Checked]) -> Compared {
        let by_name = by_name(jobs);
        let mut removable = Vec::new();
        for file in files {
            let job = by_name.get(file.name.as_str());
            let runs = |entry: &&Entry| job.is_none_or(|job| job.settings.runs(&entry.rule));
            let gone = file.report.gone.iter().filter(runs);
            removable.extend(gone.map(|entry| Removable { file: file.name.clone(), entry: entry.clone() }));
        }
        let lost = self.baselines.of_lost_files();
        removable.extend(lost.map(|(file, entry)| Removable { file: file.to_owned(), entry: entry.clone() }));
        Compared {
            has_past: !self.baselines.is_empty() || self.revision.is_some(),
            since: self.revision.as_ref().map(|revision| revision.name.clone()),
            removable,
        }
    }

    fn of_baseline(&self, name: &str, settings: Option<&Arc<Settings>>) -> &[Entry] {
        let place = self.baselines.place(&self.here.join(name), settings);
        place.map_or(&[], |place| self.baselines.known(&place))
    }

    /// Takes all that was found at this severity for known, and says what was written.
    pub(crate) fn write(
        &self,
        jobs: &[Job],
        files: &[Checked],
        least: Severity,
    ) -> anyhow::Result<Vec<String>> {
        let by_name = by_name(jobs);
        let found =
            check::on_each(files, self.threads, |file| entries_of(file, |severity| severity >= least));
        let found = files.iter().zip(found).map(|(file, entries)| {
            (self.here.join(&file.name), by_name.get(file.name.as_str()).copied(), entries)
        });
        let mut notes = Vec::new();
        for written in self.baselines.write(self.here, found.collect())? {
            let shown = crate::discover::name(&written.path, self.here);
            let findings = if written.count == 1 { "finding" } else { "findings" };
            let gone = match written.gone {
                0 => String::new(),
                1 => ", 1 is no more".to_owned(),
                gone => format!(", {gone} are no more"),
            };
            notes.push(format!("Wrote {} {findings} to `{shown}`{gone}.", written.count));
            if !written.declared {
                notes.push(format!(
                    "Put `baseline: {shown}` into formwork.yaml, or use it with `--baseline {shown}`."
                ));
            }
        }
        Ok(notes)
    }
}

fn by_name(jobs: &[Job]) -> HashMap<&str, &Job> {
    jobs.iter().map(|job| (job.name.as_str(), job)).collect()
}

/// What was found in a file, as a baseline has it.
fn entries_of(file: &Checked, wanted: impl Fn(Severity) -> bool) -> Vec<Entry> {
    let found = file.report.diagnostics.iter().filter(|found| wanted(found.severity));
    // Only items of lists are looked up in the text.
    let in_list = |found: &formwork_rules::Diagnostic| {
        found.path.0.iter().any(|segment| matches!(segment, Segment::Index(_)))
    };
    if !found.clone().any(in_list) {
        return entries(None, found);
    }
    let template = check::template(&file.name, &file.text, None);
    entries(Some(template.tree()), found)
}
