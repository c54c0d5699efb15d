//! The files that tell how templates are deployed: found by the patterns of a
//! configuration, and brought together with their templates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use formwork_rules::config::Environments;
use formwork_rules::{Files as _, Stack};

use crate::discover;
use crate::read::Disk;

/// The stacks that one configuration knows of.
#[derive(Debug, Default)]
pub(crate) struct Stacks {
    /// By the template's path.
    by_path: BTreeMap<PathBuf, Vec<Arc<Stack>>>,
    /// By the name of the template's file, without its extension.
    by_stem: BTreeMap<String, Vec<Arc<Stack>>>,
}

impl Stacks {
    /// Reads the files that the configuration in `folder` names.
    pub(crate) fn read(environments: &Environments, folder: &Path, here: &Path) -> Self {
        let mut stacks = Self::default();
        let mut read: BTreeSet<PathBuf> = BTreeSet::new();
        for files in &environments.deployments {
            for path in below(&folder.join(files.root())) {
                let Ok(relative) = path.strip_prefix(folder) else { continue };
                let Some(said) = files.read(&slashed(relative)) else { continue };
                if !read.insert(path.clone()) {
                    continue;
                }
                let Some(text) = Disk.read(&path) else { continue };
                let name = discover::name(&path, here);
                let Some(stack) = Stack::read(&name, &text, said.environment) else { continue };
                stacks.add(stack, said.template.as_deref(), &path, folder);
            }
        }
        stacks
    }

    /// A file names its template from its own folder or from the root of the repository, which is
    /// where the configuration is; or the template has the name that the file's path gives.
    fn add(&mut self, stack: Stack, stem: Option<&str>, file: &Path, folder: &Path) {
        let stack = Arc::new(stack);
        if let Some(written) = &stack.template {
            let bases = file.parent().into_iter().chain([folder]);
            let mut paths = bases.map(|base| base.join(written.trim_start_matches('/')));
            if let Some(path) = paths.find_map(|path| path.canonicalize().ok()) {
                self.by_path.entry(path).or_default().push(stack);
            }
        } else if let Some(stem) = stem {
            self.by_stem.entry(stem.to_owned()).or_default().push(stack);
        }
    }

    /// The stacks that a template is deployed as.
    pub(crate) fn of(&self, template: &Path) -> Vec<Arc<Stack>> {
        if self.by_path.is_empty() && self.by_stem.is_empty() {
            return Vec::new();
        }
        let path = template.canonicalize().ok();
        let named = path.and_then(|path| self.by_path.get(&path)).into_iter().flatten();
        let stem = template.file_stem().and_then(|stem| self.by_stem.get(&*stem.to_string_lossy()));
        named.chain(stem.into_iter().flatten()).cloned().collect()
    }
}

/// The files below a folder that are not ignored, sorted.
fn below(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(folder).require_git(false).follow_links(false).build();
    let files = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// A path with forward slashes.
fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
