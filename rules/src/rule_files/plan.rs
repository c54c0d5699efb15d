//! Which rules of rule files run with certain settings, and how much their findings
//! matter: worked out once for all templates.

use std::sync::{Arc, OnceLock};

use super::RuleFile;
use super::rule::Rule;
use crate::{Meta, Settings, Severity};

/// The rule files of a configuration.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    files: Vec<Arc<RuleFile>>,
    wanted: OnceLock<Vec<Wanted>>,
}

/// A rule that runs.
#[derive(Debug)]
pub(crate) struct Wanted {
    file: Arc<RuleFile>,
    pub(super) severity: Severity,
}

impl Plan {
    pub(crate) fn new(files: Vec<Arc<RuleFile>>) -> Self {
        Self { files, wanted: OnceLock::new() }
    }

    /// What is known of the rules that can be read.
    pub(crate) fn metas(&self) -> impl Iterator<Item = &'static Meta> {
        self.files.iter().filter_map(|file| Some(file.rule()?.meta))
    }

    /// The ids of rules that can't be read: they give no verdict, and there they are.
    pub(crate) fn unreadable(&self) -> impl Iterator<Item = &'static str> {
        let broken = self.files.iter().filter(|file| file.rule().is_none());
        broken.filter_map(|file| Some(file.meta()?.code))
    }

    /// The rules that are on; of several with one id the first.
    pub(super) fn wanted(&self, settings: &Settings) -> &[Wanted] {
        self.wanted.get_or_init(|| {
            let mut wanted: Vec<Wanted> = Vec::new();
            for file in &self.files {
                let Some(rule) = file.rule() else { continue };
                if wanted.iter().any(|known| known.rule().meta.code == rule.meta.code) {
                    continue;
                }
                if let Some(severity) = settings.severity_of(rule.meta) {
                    wanted.push(Wanted { file: Arc::clone(file), severity });
                }
            }
            wanted
        })
    }
}

impl Wanted {
    pub(super) fn rule(&self) -> &Rule {
        self.file.rule().expect("only files with a rule are wanted")
    }
}
