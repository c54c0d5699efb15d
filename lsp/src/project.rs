//! What files on disk say of documents. The binary has them from the disk by way of the
//! command line's own reading of configuration; tests have them in memory.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use formwork_rules::{Diagnostic, Files};

use crate::snapshot::Around;

/// What was found in a file that is no template: a configuration, or a file of rules or of schemas.
#[derive(Debug, Clone)]
pub struct Problems {
    pub path: PathBuf,
    pub text: Arc<str>,
    pub diagnostics: Vec<Diagnostic>,
}

/// The files around the documents of a workspace.
pub trait Project: fmt::Debug + Send + Sync {
    /// What holds for the template at a path.
    fn around(&self, path: &Path) -> Arc<Around>;

    /// Reads anew what is asked for from now on: a configuration, or a file that it names, was changed.
    fn forget(&self);

    /// What was found so far in the files that were read for [`around`](Self::around).
    fn problems(&self) -> Vec<Problems>;

    /// Reads any file.
    fn files(&self) -> Arc<dyn Files>;

    /// The paths of the templates below a folder, as the linter finds them.
    fn templates(&self, folder: &Path) -> Vec<PathBuf>;
}

/// Opens the project of a workspace with these folders, the first of which paths are told from.
pub type Open<'a> = &'a dyn Fn(Vec<PathBuf>) -> anyhow::Result<Arc<dyn Project>>;
