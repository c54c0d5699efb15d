//! What a feature sees: one document at one version, what holds around it, and the other
//! files of the workspace. Immutable, so that features run on any thread.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use formwork_rules::baseline::{self, Entry};
use formwork_rules::config;
use formwork_rules::rule_files::RuleFile;
use formwork_rules::{
    Claims, Diagnostic, Files, KnownFrom, Meta, Report, Run, Settings, Stack, Surroundings,
};
use formwork_schemas::Scope;
use formwork_template::Template;

use crate::document::{Document, Kind};
use crate::facts::Facts;
use crate::features::guard;

/// What holds for a template by where it is.
#[derive(Debug)]
pub struct Around {
    pub settings: Arc<Settings>,
    /// Its name in findings, with forward slashes.
    pub name: String,
    /// Its path as the patterns of its configuration see it.
    pub seen: String,
    /// The stacks that it is deployed as.
    pub stacks: Vec<Arc<Stack>>,
    /// What the templates beside it lay claim to, where its settings compare them.
    pub run: Option<Arc<Run>>,
    /// The user's own rules that hold for it.
    pub rules: Vec<&'static Meta>,
    /// What was found in the file as it is saved, where it is a configuration or one of rules that was read.
    pub saved: Option<(Arc<str>, Vec<Diagnostic>)>,
    /// What the baseline has of it.
    pub baseline: Vec<Entry>,
}

/// The files of the workspace. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// Templates on disk.
    pub closed: Arc<BTreeMap<PathBuf, Arc<Facts>>>,
    /// Open documents, whose text counts in the place of what is on disk.
    pub open: Arc<BTreeMap<PathBuf, Arc<Document>>>,
    /// Reads any other file.
    pub files: Arc<dyn Files>,
}

impl Workspace {
    /// What each template offers and wants, in the order of their paths.
    pub fn facts(&self) -> impl Iterator<Item = (&Path, &Facts)> {
        let closed = self.closed.iter().filter(|(path, _)| !self.open.contains_key(*path));
        let closed = closed.map(|(path, facts)| (path.as_path(), facts.as_ref()));
        let open = self.open.iter().filter(|(_, document)| document.kind == Kind::Template);
        let open = open.map(|(path, document)| (path.as_path(), document.facts()));
        let mut all: Vec<_> = closed.chain(open).collect();
        all.sort_by_key(|(path, _)| *path);
        all.into_iter()
    }

    /// A file as it is in the editor, or else on disk.
    pub fn document(&self, path: &Path) -> Option<Arc<Document>> {
        if let Some(open) = self.open.get(path) {
            return Some(Arc::clone(open));
        }
        Some(Arc::new(Document::new(path.to_owned(), 0, self.files.read(path)?)))
    }
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Snapshot {
    pub document: Arc<Document>,
    pub around: Arc<Around>,
    pub workspace: Workspace,
    /// The folder that names of files are told from.
    pub root: PathBuf,
    /// What a check of the document gives, once somebody has asked.
    report: Arc<OnceLock<Report>>,
}

impl Snapshot {
    pub fn new(document: Arc<Document>, around: Arc<Around>, workspace: Workspace, root: PathBuf) -> Self {
        Self { document, around, workspace, root, report: Arc::default() }
    }

    /// The same document among the files as they are now.
    #[must_use]
    pub fn with_workspace(&self, workspace: Workspace) -> Self {
        Self { workspace, ..self.clone() }
    }

    /// Another version of the document.
    #[must_use]
    pub fn with_document(&self, document: Arc<Document>) -> Self {
        Self { document, report: Arc::default(), ..self.clone() }
    }

    pub fn template(&self) -> &Template {
        self.document.template()
    }

    pub fn text(&self) -> &str {
        &self.document.text
    }

    pub fn settings(&self) -> &Settings {
        &self.around.settings
    }

    /// Makes the private resource types of the configuration known on this thread for as long as
    /// the scope lives. Whoever calls a feature enters first.
    pub fn enter(&self) -> Scope {
        self.settings().types().enter()
    }

    /// What is around the document for the linter, but for the claims of other templates.
    pub fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            path: Some(&self.document.path),
            name: Some(&self.around.name),
            seen: Some(&self.around.seen),
            stacks: &self.around.stacks,
            run: None,
        }
    }

    /// What the linter finds in the document; worked out once.
    pub fn report(&self) -> &Report {
        self.report.get_or_init(|| self.check())
    }

    fn check(&self) -> Report {
        match self.document.kind {
            Kind::Template => self.check_template(),
            kind => Report::of(self.check_other(kind)),
        }
    }

    /// What is wrong in a file that is no template. What was found in the file as it is saved counts
    /// as long as that is what is open: it was read with all that is beside it on disk.
    fn check_other(&self, kind: Kind) -> Vec<Diagnostic> {
        let (text, name) = (&self.document.text, self.around.name.as_str());
        if let Some((saved, found)) = &self.around.saved
            && saved == text
        {
            return found.clone();
        }
        match kind {
            Kind::Configuration => config::read_with(text, self.around.rules.iter().copied()).1,
            Kind::Guard => guard::problems(&self.document, name),
            Kind::RuleFile => RuleFile::new(name, Arc::clone(text)).problems().to_vec(),
            Kind::Template | Kind::Other => Vec::new(),
        }
    }

    fn check_template(&self) -> Report {
        let around = self.surroundings();
        // What the document lays claim to now counts, and not what it did when it was saved.
        let claims = |run: &Arc<Run>| run.with(Claims::of(self.template(), &around, self.settings()));
        let run = self.around.run.as_ref().map(claims);
        let around = Surroundings { run: run.as_ref(), ..around };
        let mut report = formwork_rules::check_around(self.template(), around, self.settings());
        let tree = Some(self.template().tree());
        report.gone = baseline::set_aside(tree, &mut report, &self.around.baseline, KnownFrom::Baseline);
        report
    }
}
