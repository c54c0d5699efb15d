//! Findings that were there before: those of a baseline, and those that a file
//! had in an earlier revision. They are set aside, so that reports show what is new.

mod baselines;
mod git;
mod revision;

use std::collections::{BTreeMap, HashMap};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use formwork_rules::baseline::{Entry, compare, entries};
use formwork_rules::{Known, KnownFrom, Report, Segment, Severity};

use self::baselines::Baselines;
pub(crate) use self::baselines::{DEFAULT_NAME, Declared};
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
        Ok(Self { here, threads: arguments.threads, baselines, revision })
    }

    /// Takes out the jobs that can find nothing new, and gives those.
    pub(crate) fn narrow(&self, jobs: &mut Vec<Job>) -> anyhow::Result<Vec<Job>> {
        let narrow = |revision: &Revision| revision.narrow(self.here, jobs);
        self.revision.as_ref().map_or_else(|| Ok(Vec::new()), narrow)
    }

    /// Sets aside what was there before.
    pub(crate) fn compare(
        &self,
        jobs: &[Job],
        unchanged: &[Job],
        files: &mut [Checked],
    ) -> anyhow::Result<Compared> {
        let by_name: HashMap<&str, &Job> = jobs.iter().map(|job| (job.name.as_str(), job)).collect();
        let mut compared = Compared { has_past: !self.baselines.is_empty(), ..Compared::default() };
        compared.removable = self.set_baselines_aside(&by_name, files);
        let Some(revision) = &self.revision else { return Ok(compared) };
        compared.has_past = true;
        compared.since = Some(revision.name.clone());
        // Templates that are compared with each other are all looked at; of others, those with findings.
        let open = |job: &&Job| {
            job.settings.compares_templates()
                || files.iter().any(|file| file.name == job.name && !file.report.diagnostics.is_empty())
        };
        let before = revision.before(self.here, jobs.iter().filter(open))?;
        let mut before = check::check(&before, unchanged, self.threads);
        self.set_baselines_aside(&by_name, &mut before);
        let before: BTreeMap<&str, &Checked> = before.iter().map(|file| (file.name.as_str(), file)).collect();
        for file in files {
            if let Some(before) = before.get(file.name.as_str()) {
                set_aside(file, &entries_of(before, |_| true), KnownFrom::Revision);
            } else if revision.is_unchanged(&self.here.join(&file.name)) {
                // A file of rules or a configuration that nobody touched.
                let known = entries_of(file, |_| true);
                set_aside(file, &known, KnownFrom::Revision);
            }
        }
        Ok(compared)
    }

    /// Sets aside what is in the baselines, and gives what they have too much.
    fn set_baselines_aside(&self, jobs: &HashMap<&str, &Job>, files: &mut [Checked]) -> Vec<Removable> {
        if self.baselines.is_empty() {
            return Vec::new();
        }
        let mut removable = Vec::new();
        for file in files {
            let settings = jobs.get(file.name.as_str()).map(|job| &job.settings);
            let Some(place) = self.baselines.place(&self.here.join(&file.name), settings) else { continue };
            let known = self.baselines.known(&place);
            if known.is_empty() {
                continue;
            }
            let gone = set_aside(file, known, KnownFrom::Baseline);
            let runs = |entry: &Entry| settings.is_none_or(|settings| settings.runs(&entry.rule));
            let gone = gone.into_iter().filter(runs);
            removable.extend(gone.map(|entry| Removable { file: file.name.clone(), entry }));
        }
        let lost = self.baselines.of_lost_files();
        removable.extend(lost.map(|(file, entry)| Removable { file: file.to_owned(), entry: entry.clone() }));
        removable
    }

    /// Takes all that was found at this severity for known, and says what was written.
    pub(crate) fn write(
        &self,
        jobs: &[Job],
        files: &[Checked],
        least: Severity,
    ) -> anyhow::Result<Vec<String>> {
        let by_name: HashMap<&str, &Job> = jobs.iter().map(|job| (job.name.as_str(), job)).collect();
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

/// Moves what is known out of the findings of a file, and gives what is known and was not found.
fn set_aside(file: &mut Checked, known: &[Entry], from: KnownFrom) -> Vec<Entry> {
    let comparison = compare(&entries_of(file, |_| true), known);
    let Report { diagnostics, known, .. } = &mut file.report;
    let mut new = Vec::with_capacity(diagnostics.len());
    for (diagnostic, is_known) in std::mem::take(diagnostics).into_iter().zip(comparison.known) {
        if is_known {
            known.push(Known { diagnostic, from });
        } else {
            new.push(diagnostic);
        }
    }
    *diagnostics = new;
    comparison.gone
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
