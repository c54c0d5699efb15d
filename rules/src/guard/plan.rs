//! Which Guard rules run with certain settings, and how much their findings
//! matter: worked out once for all templates, and only for files whose rules can
//! say something about one of them.

use std::sync::{Arc, OnceLock};

use super::{GuardFile, pack_files};
use crate::{Settings, Severity};

/// A rule that runs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// Its number in [`GuardFile::rules`].
    pub(super) rule: usize,
    pub(super) severity: Severity,
}

/// The plan for all files, filled in as they are asked for.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    own: Vec<Arc<GuardFile>>,
    /// For the files of the packs, then for the user's own; none before a check asks, for a front
    /// end without Guard rules has no use for the packs.
    wanted: OnceLock<Vec<OnceLock<Vec<Wanted>>>>,
}

impl Plan {
    pub(crate) fn new(own: Vec<Arc<GuardFile>>) -> Self {
        Self { own, wanted: OnceLock::new() }
    }

    /// The user's own files.
    pub(crate) fn own(&self) -> &[Arc<GuardFile>] {
        &self.own
    }

    /// Each file and where its plan is kept.
    pub(super) fn files(&self) -> impl Iterator<Item = (&GuardFile, &OnceLock<Vec<Wanted>>)> {
        let files = || pack_files().iter().chain(self.own.iter().map(|file| &**file));
        files().zip(self.wanted.get_or_init(|| files().map(|_| OnceLock::new()).collect()))
    }
}

/// The rules of a file that are on. A rule of the user's stands in for one of a pack with its name.
pub(super) fn wanted(file: &GuardFile, settings: &Settings) -> Vec<Wanted> {
    let own = settings.guard_plan().own();
    let has_own = |code| own.iter().flat_map(|file| file.rules()).any(|rule| rule.meta.code == code);
    let rules = file.rules().iter().enumerate().filter(|(_, rule)| rule.runs);
    rules
        .filter(|(_, rule)| !file.is_built_in() || !has_own(rule.meta.code))
        .filter_map(|(rule, known)| Some(Wanted { rule, severity: settings.severity_of(known.meta)? }))
        .collect()
}
