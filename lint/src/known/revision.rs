//! `--since`: the files that a run is about, and their texts before. A revision
//! is compared with the working tree from where the two parted, as a reviewer
//! sees a branch; a range `A..B` is compared as it says, on the texts of `B`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::git::{Blob, Change, Repository};
use crate::check::Job;
use crate::discover::{Discovery, Lookup, Origin, among};

/// What changed since a revision.
#[derive(Debug)]
pub(crate) struct Revision {
    /// As it was given.
    pub(super) name: String,
    repository: Repository,
    /// By path; those that are gone are left out.
    changes: BTreeMap<PathBuf, Change>,
    tracked: BTreeSet<PathBuf>,
    /// The range ends in a commit, so that the working tree does not count.
    ends: bool,
}

/// How the names of a range are compared.
enum Range<'a> {
    /// The working tree, from where it left the revision.
    Since(&'a str),
    /// `A..B`
    Between(&'a str, &'a str),
    /// `A...B`: from where B left A.
    Fork(&'a str, &'a str),
}

impl<'a> Range<'a> {
    fn of(text: &'a str) -> Self {
        let or_head = |name: &'a str| if name.is_empty() { "HEAD" } else { name };
        if let Some((from, to)) = text.split_once("...") {
            return Self::Fork(or_head(from), or_head(to));
        }
        match text.split_once("..") {
            Some((from, to)) => Self::Between(or_head(from), or_head(to)),
            None => Self::Since(text),
        }
    }
}

impl Revision {
    /// What changed in the repository around `here`.
    pub(super) fn new(here: &Path, name: &str) -> anyhow::Result<Self> {
        let repository = Repository::around(here)?;
        let (from, to) = match Range::of(name) {
            Range::Since(revision) => {
                (repository.fork(&repository.commit(revision)?, &repository.commit("HEAD")?)?, None)
            }
            Range::Between(from, to) => (repository.commit(from)?, Some(repository.commit(to)?)),
            Range::Fork(from, to) => {
                let to = repository.commit(to)?;
                (repository.fork(&repository.commit(from)?, &to)?, Some(to))
            }
        };
        let changes = repository.changes(&from, to.as_deref())?;
        let at = |change: Change| Some((repository.root.join(change.path.as_ref()?), change));
        let changes = changes.into_iter().filter_map(at).collect();
        let tracked = repository.tracked()?.iter().map(|path| repository.root.join(path)).collect();
        Ok(Self { name: name.to_owned(), repository, changes, tracked, ends: to.is_some() })
    }

    /// The files to check: those of the disk, or those that changed where the range ends in a commit.
    pub(super) fn files(
        &self,
        paths: &[PathBuf],
        lookup: Lookup<'_>,
        found: impl FnOnce() -> anyhow::Result<Discovery>,
    ) -> anyhow::Result<Discovery> {
        if self.ends { among(self.changes.keys(), paths, lookup) } else { found() }
    }

    /// Whether the file at a path is as it was. What git does not know is new.
    pub(super) fn is_unchanged(&self, path: &Path) -> bool {
        self.tracked.contains(path) && !self.changes.contains_key(path)
    }

    /// Takes out and gives the jobs about files that are as they were. Those of a past commit get their texts.
    pub(super) fn narrow(&self, here: &Path, jobs: &mut Vec<Job>) -> anyhow::Result<Vec<Job>> {
        let has_stdin = jobs.iter().any(|job| job.file.origin == Origin::Stdin);
        anyhow::ensure!(!has_stdin, "`--since` takes files, and not standard input");
        if !self.ends {
            return Ok(jobs.extract_if(.., |job| self.is_unchanged(&here.join(&job.name))).collect());
        }
        let new = |job: &Job| self.changes.get(&here.join(&job.name))?.new.clone();
        jobs.retain(|job| new(job).is_some());
        let blobs: Vec<Blob> = jobs.iter().filter_map(new).collect();
        for (job, text) in jobs.iter_mut().zip(self.repository.texts(&blobs)?) {
            job.bytes = Some(text.into());
        }
        Ok(Vec::new())
    }

    /// The same jobs on the texts that the files had; those that are new have none.
    pub(super) fn before<'j>(&self, here: &Path, jobs: &'j [Job]) -> anyhow::Result<Vec<Job>> {
        let old = |job: &'j Job| Some((job, self.changes.get(&here.join(&job.name))?.old.clone()?));
        let (jobs, blobs): (Vec<&Job>, Vec<Blob>) = jobs.iter().filter_map(old).unzip();
        let texts = self.repository.texts(&blobs)?;
        let job = |(job, text): (&Job, Vec<u8>)| Job {
            name: job.name.clone(),
            file: job.file.clone(),
            settings: Arc::clone(&job.settings),
            stacks: job.stacks.clone(),
            seen: job.seen.clone(),
            bytes: Some(text.into()),
            remembered: job.remembered.clone(),
        };
        Ok(jobs.into_iter().zip(texts).map(job).collect())
    }
}
