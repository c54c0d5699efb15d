//! The baselines of a run: the one that the command line names, or those that the
//! configurations name, each for its templates. Reads them, and writes them anew.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::Context as _;
use formwork_rules::Settings;
use formwork_rules::baseline::{Baseline, Entry, compare, counted};

use crate::args::{Known, Target};
use crate::check::Job;
use crate::{output, read};

/// Where a baseline is written that nothing names.
pub(crate) const DEFAULT_NAME: &str = "formwork-baseline.json";

/// The baseline that a configuration names.
#[derive(Debug, Clone)]
pub(crate) struct Declared {
    /// The settings of that configuration.
    pub(crate) settings: Arc<Settings>,
    pub(crate) path: PathBuf,
}

/// The baselines of a run.
#[derive(Debug)]
pub(crate) struct Baselines {
    /// For every file, where the command line names one.
    named: Option<PathBuf>,
    declared: Vec<Declared>,
    read: BTreeMap<PathBuf, Baseline>,
}

/// What writing a baseline came to.
pub(super) struct Written {
    pub(super) path: PathBuf,
    pub(super) count: u64,
    /// How many findings the baseline had that it has no more.
    pub(super) gone: u64,
    /// Whether a configuration names it, so that it is in use.
    pub(super) declared: bool,
}

impl Baselines {
    /// Reads what is there. To be written, a baseline need not exist.
    pub(crate) fn open(here: &Path, known: &Known, declared: Vec<Declared>) -> anyhow::Result<Self> {
        let named = match &known.write_baseline {
            Some(Target::File(path)) => Some(path),
            _ => known.baseline.as_ref(),
        };
        let named = named.map(|path| here.join(path));
        let mut baselines = Self { named, declared, read: BTreeMap::new() };
        if known.no_baseline {
            baselines.declared.clear();
        }
        let mut wanted: Vec<(PathBuf, &str)> = match &baselines.named {
            Some(path) => vec![(path.clone(), "")],
            None => baselines.declared.iter().map(|it| (it.path.clone(), " of the configuration")).collect(),
        };
        if known.write_baseline.is_some() {
            wanted.push((here.join(DEFAULT_NAME), ""));
            wanted.retain(|(path, _)| path.exists());
        }
        for (path, whose) in wanted {
            if let btree_map::Entry::Vacant(vacant) = baselines.read.entry(path) {
                let shown = crate::discover::name(vacant.key(), here);
                let baseline = read_baseline(vacant.key(), &shown)
                    .with_context(|| format!("the baseline `{shown}`{whose} cannot be used"))?;
                vacant.insert(baseline);
            }
        }
        Ok(baselines)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.read.is_empty()
    }

    /// The baseline that a file belongs to, by its settings, and what the file is called in it.
    pub(crate) fn place(&self, file: &Path, settings: Option<&Arc<Settings>>) -> Option<(&Path, String)> {
        let declared = || {
            let Some(settings) = settings else {
                // A configuration or a file of rules: where there is one baseline, it is for all.
                let first = self.declared.first()?;
                return self.declared.iter().all(|it| it.path == first.path).then_some(first);
            };
            self.declared.iter().find(|it| Arc::ptr_eq(&it.settings, settings))
        };
        let declared = || declared().map(|it| it.path.as_path());
        let path = self.named.as_deref().or_else(declared)?;
        Some((path, seen_from(file, path.parent()?)))
    }

    /// What a baseline has of a file.
    pub(crate) fn known(&self, place: &(&Path, String)) -> &[Entry] {
        self.read.get(place.0).map_or(&[], |baseline| baseline.of(&place.1))
    }

    /// What the baselines have of files that are not there any more.
    pub(super) fn of_lost_files(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.read.iter().flat_map(|(path, baseline)| {
            let lost = baseline.files.iter().filter(|(file, _)| !exists(path, file));
            lost.flat_map(|(file, entries)| entries.iter().map(move |entry| (file.as_str(), entry)))
        })
    }

    /// Writes what was found in the files of a run. What a run did not look at stays: files that it
    /// left out, and rules that were off.
    pub(super) fn write(
        &self,
        here: &Path,
        found: Vec<(PathBuf, Option<&Job>, Vec<Entry>)>,
    ) -> anyhow::Result<Vec<Written>> {
        let fallback = self.named.clone().unwrap_or_else(|| here.join(DEFAULT_NAME));
        let mut written: BTreeMap<&Path, (Baseline, u64)> = BTreeMap::new();
        let mut looked_at: BTreeSet<(&Path, String)> = BTreeSet::new();
        for (file, job, mut entries) in found {
            let (path, name) = self
                .place(&file, job.map(|job| &job.settings))
                .unwrap_or_else(|| (&fallback, seen_from(&file, here)));
            let before = self.read.get(path).map_or(&[][..], |baseline| baseline.of(&name));
            let runs = |entry: &Entry| job.is_none_or(|job| job.settings.runs(&entry.rule));
            let gone = compare(&entries, before).gone;
            let gone: u64 = gone.iter().filter(|entry| runs(entry)).map(|entry| u64::from(entry.count)).sum();
            entries.extend(before.iter().filter(|entry| !runs(entry)).cloned());
            looked_at.insert((path, name.clone()));
            let (baseline, all_gone) = written.entry(path).or_default();
            baseline.files.insert(name, counted(entries));
            *all_gone += gone;
        }
        if written.is_empty() {
            written.insert(&fallback, (Baseline::default(), 0));
        }
        for (path, (baseline, gone)) in &mut written {
            for (name, entries) in self.read.get(*path).into_iter().flat_map(|before| &before.files) {
                if looked_at.contains(&(*path, name.clone())) {
                    continue;
                }
                if exists(path, name) {
                    baseline.files.insert(name.clone(), entries.clone());
                } else {
                    *gone += entries.iter().map(|entry| u64::from(entry.count)).sum::<u64>();
                }
            }
        }
        let save = |(path, (baseline, gone)): (&Path, (Baseline, u64))| {
            output::write_file(path, &baseline.to_json())?;
            let declared = self.declared.iter().any(|it| it.path == path);
            Ok(Written { path: path.to_owned(), count: baseline.count(), gone, declared })
        };
        written.into_iter().map(save).collect()
    }
}

fn read_baseline(path: &Path, shown: &str) -> anyhow::Result<Baseline> {
    let bytes = read::file(path).map_err(|why| {
        anyhow::anyhow!("{}; `formwork lint --write-baseline={shown}` writes one", lower(&why.message))
    })?;
    let (text, broken) = formwork_template::decode(&bytes);
    if let Some(broken) = broken {
        anyhow::bail!("{}", lower(&broken.message));
    }
    Baseline::read(&text).map_err(|mistake| anyhow::anyhow!("{shown} {mistake}"))
}

/// A message as it reads behind a colon.
fn lower(message: &str) -> String {
    let mut message = message.to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    message
}

fn exists(baseline: &Path, file: &str) -> bool {
    baseline.parent().is_some_and(|folder| folder.join(file).exists())
}

/// A path as it is written in a baseline: relative to its folder, with forward slashes.
fn seen_from(file: &Path, folder: &Path) -> String {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let (mut file, mut folder) = (file.components().peekable(), folder.components().peekable());
    while file.peek().is_some() && file.peek() == folder.peek() {
        file.next();
        folder.next();
    }
    let up = folder.map(|_| "..".to_owned());
    let down = file.filter(|part| !matches!(part, Component::RootDir | Component::CurDir));
    let steps: Vec<_> = up.chain(down.map(|part| part.as_os_str().to_string_lossy().into_owned())).collect();
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::seen_from;
    use std::path::Path;

    #[test]
    fn paths_are_seen_from_the_baseline() {
        for (file, folder, expected) in [
            ("/nowhere/a/b.yaml", "/nowhere", "a/b.yaml"),
            ("/nowhere/a/b.yaml", "/nowhere/c/d", "../../a/b.yaml"),
            ("/nowhere/b.yaml", "/nowhere", "b.yaml"),
        ] {
            assert_eq!(seen_from(Path::new(file), Path::new(folder)), expected);
        }
    }
}
