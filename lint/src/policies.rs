//! The user's files of Guard rules on disk: those that a configuration names
//! under `packs`, and those of the command line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobBuilder;
use ignore::WalkBuilder;

use formwork_rules::Report;
use formwork_rules::guard::GuardFile;

use crate::check::{self, Checked};
use crate::discover;
use crate::read;

/// The files that were read so far, each once.
#[derive(Debug, Default)]
pub(crate) struct Policies {
    files: BTreeMap<PathBuf, Arc<GuardFile>>,
    /// What is wrong in them, by reported name.
    found: BTreeMap<String, Checked>,
}

impl Policies {
    /// The files that a path or a pattern stands for, seen from `base`; none where there is nothing.
    pub(crate) fn read(&mut self, entry: &str, base: &Path, here: &Path) -> Vec<Arc<GuardFile>> {
        files(entry, base).into_iter().map(|path| self.file(&path, here)).collect()
    }

    /// The file at a path.
    pub(crate) fn file(&mut self, path: &Path, here: &Path) -> Arc<GuardFile> {
        if let Some(known) = self.files.get(path) {
            return Arc::clone(known);
        }
        let name = discover::name(path, here);
        let (text, broken) = match read::file(path) {
            Ok(bytes) => formwork_template::decode(&bytes),
            Err(why) => {
                self.found.insert(name.clone(), check::unreadable(&name, &why));
                (Arc::from(""), None)
            }
        };
        let file = Arc::new(GuardFile::new(&name, Arc::clone(&text)));
        let mut problems = file.problems();
        if let Some(broken) = broken {
            problems.push(check::broken_text(broken));
        }
        if !problems.is_empty() {
            self.found.insert(name.clone(), Checked { name, text, report: Report::of(problems) });
        }
        self.files.insert(path.to_owned(), Arc::clone(&file));
        file
    }

    /// What is wrong in the files.
    pub(crate) fn into_found(self) -> impl Iterator<Item = Checked> {
        self.found.into_values()
    }
}

/// The `.guard` files that a path, a folder or a pattern stands for, sorted.
pub(crate) fn files(entry: &str, base: &Path) -> Vec<PathBuf> {
    let entry = entry.strip_prefix("./").unwrap_or(entry);
    let path = base.join(entry);
    if path.is_file() {
        return vec![path];
    }
    if path.is_dir() {
        return walk(&path, |path| path.extension().is_some_and(|extension| extension == "guard"));
    }
    // The part in front of the first wildcard is where to look.
    let fixed =
        entry.find(['*', '?', '[', '{']).map(|at| entry[..at].rfind('/').map_or("", |at| &entry[..at]));
    let (Some(fixed), Ok(glob)) = (fixed, GlobBuilder::new(entry).literal_separator(true).build()) else {
        return Vec::new();
    };
    let matcher = glob.compile_matcher();
    walk(&base.join(fixed), |path| path.strip_prefix(base).is_ok_and(|path| matcher.is_match(path)))
}

fn walk(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(false).build();
    let files = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file() && wanted(path)).collect();
    files.sort();
    files
}
