//! From the paths of the command line to the files that are checked: folders
//! are walked, patterns expanded, everything sorted and taken once. Whether a
//! file that was only found is a template is decided later, by its content.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use anyhow::Context as _;
use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, WalkBuilder};

use crate::read::Unreadable;

/// Endings under which templates are kept.
const EXTENSIONS: [&str; 6] = ["yaml", "yml", "json", "template", "cfn", "cform"];

/// A file that may have to be checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) origin: Origin,
}

/// How a file came into the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// Written on the command line: checked whatever it looks like.
    Named,
    /// Met in a folder or through a pattern: checked when it looks like a template.
    Searched,
    Stdin,
}

/// All that the paths of the command line stand for.
#[derive(Debug, Default)]
pub(crate) struct Discovery {
    /// By the name under which a file is reported, hence sorted and each once.
    pub(crate) files: BTreeMap<String, Found>,
    /// Folders that could not be walked.
    pub(crate) unreadable: BTreeMap<String, Unreadable>,
    /// Patterns that match nothing.
    pub(crate) unmatched: Vec<String>,
}

/// How paths are looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lookup<'a> {
    /// The folder that relative paths start in.
    pub(crate) here: &'a Path,
    /// What `-` is called.
    pub(crate) stdin_name: &'a Path,
    /// What naming a file makes of it.
    pub(crate) named: Origin,
    pub(crate) obey_ignore_files: bool,
}

/// Looks up `paths`.
pub(crate) fn discover(paths: &[PathBuf], lookup: Lookup<'_>) -> anyhow::Result<Discovery> {
    let mut search = Search { lookup, found: Discovery::default() };
    for path in paths {
        if path.as_os_str() == "-" {
            search.add(lookup.stdin_name, Origin::Stdin);
        } else if path.is_dir() {
            search.walk(path, has_extension);
        } else if let Some(pattern) = pattern(path) {
            search.expand(path, pattern)?;
        } else {
            search.add(path, lookup.named);
        }
    }
    Ok(search.found)
}

/// Looks up `paths` among `files` instead of on disk; those are absolute.
pub(crate) fn among<'f>(
    files: impl Iterator<Item = &'f PathBuf>,
    paths: &[PathBuf],
    lookup: Lookup<'_>,
) -> anyhow::Result<Discovery> {
    let mut search = Search { lookup, found: Discovery::default() };
    let files: Vec<&PathBuf> = files.collect();
    for path in paths {
        let absolute = lookup.here.join(resolve_parents(path).as_ref().unwrap_or(path));
        let absolute: PathBuf = absolute.components().collect();
        let glob = pattern(path).map(compiled).transpose()?;
        for &file in &files {
            let shown = file.strip_prefix(lookup.here).unwrap_or(file);
            if *file == absolute {
                search.add(shown, lookup.named);
            } else if glob.as_ref().is_some_and(|glob| matches(glob, shown))
                || has_extension(file) && file.starts_with(&absolute)
            {
                search.add(shown, Origin::Searched);
            }
        }
    }
    Ok(search.found)
}

/// `path` as it is reported: relative to `here` where it lies below, with forward slashes.
pub(crate) fn name(path: &Path, here: &Path) -> String {
    let resolved = resolve_parents(path);
    let path = resolved.as_deref().unwrap_or(path);
    let path = path.strip_prefix(here).unwrap_or(path);
    let mut name = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => name.push('/'),
            _ => {
                if !name.is_empty() && !name.ends_with('/') {
                    name.push('/');
                }
                name.push_str(&component.as_os_str().to_string_lossy());
            }
        }
    }
    if name.is_empty() { ".".to_owned() } else { name }
}

/// `a/../b` without its `..`, which only the file system can take away; none where there is no `..`.
fn resolve_parents(path: &Path) -> Option<PathBuf> {
    path.components().find(|&component| component == Component::ParentDir)?;
    let parent = path.parent()?.canonicalize().ok()?;
    Some(parent.join(path.file_name()?))
}

/// The pattern that `path` is, where it is no file's name.
fn pattern(path: &Path) -> Option<&str> {
    let text = path.to_str()?;
    let text = text.strip_prefix("./").unwrap_or(text);
    (text.contains(['*', '?', '[', '{']) && !path.exists()).then_some(text)
}

fn compiled(pattern: &str) -> anyhow::Result<GlobMatcher> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    Ok(glob.with_context(|| format!("`{pattern}` is not a pattern"))?.compile_matcher())
}

fn has_extension(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

struct Search<'a> {
    lookup: Lookup<'a>,
    found: Discovery,
}

impl Search<'_> {
    fn add(&mut self, path: &Path, origin: Origin) {
        let found = Found { path: path.to_owned(), origin };
        let name = name(path, self.lookup.here);
        if origin == Origin::Searched {
            self.found.files.entry(name).or_insert(found);
        } else {
            self.found.files.insert(name, found);
        }
    }

    /// Adds the files below `folder` that are `wanted`; says whether there were any.
    /// Symbolic links are not followed, so that there are no loops and no file comes twice.
    fn walk(&mut self, folder: &Path, wanted: impl Fn(&Path) -> bool) -> bool {
        let mut any = false;
        for entry in walker(folder, self.lookup.obey_ignore_files).build() {
            match entry {
                Ok(entry) => {
                    if is_file(&entry) && wanted(entry.path()) {
                        any = true;
                        self.add(entry.path(), Origin::Searched);
                    }
                }
                Err(error) => self.cannot_walk(folder, &error),
            }
        }
        any
    }

    /// Expands a pattern that the shell left alone. A folder that matches is walked, as if the shell had named it.
    fn expand(&mut self, path: &Path, pattern: &str) -> anyhow::Result<()> {
        let glob = compiled(pattern)?;
        let folder: PathBuf = Path::new(pattern)
            .components()
            .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
            .collect();
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { &folder };
        if !(folder.is_dir() && self.walk(folder, |path| matches(&glob, path))) {
            self.found.unmatched.push(path.display().to_string());
        }
        Ok(())
    }

    fn cannot_walk(&mut self, folder: &Path, error: &ignore::Error) {
        let path = walked_path(error).unwrap_or(folder);
        let why = match error.io_error() {
            Some(error) => Unreadable::new(error),
            None => Unreadable { message: error.to_string(), help: None },
        };
        self.found.unreadable.insert(name(path, self.lookup.here), why);
    }
}

/// Whether a file's name is one of Guard rules.
pub(crate) fn holds_rules(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "guard" || extension == "ruleset")
}

/// The files below a folder that can be reached.
pub(crate) fn files_below(folder: &Path, obey_ignore_files: bool) -> impl Iterator<Item = PathBuf> {
    let entries = walker(folder, obey_ignore_files).build().filter_map(Result::ok);
    entries.filter(is_file).map(DirEntry::into_path)
}

fn walker(folder: &Path, obey: bool) -> WalkBuilder {
    let mut builder = WalkBuilder::new(folder);
    builder
        .require_git(false)
        .parents(obey)
        .ignore(obey)
        .git_ignore(obey)
        .git_global(obey)
        .git_exclude(obey)
        .filter_entry(move |entry| !obey || entry.depth() == 0 || entry.file_name() != "node_modules");
    builder
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
}

fn matches(glob: &GlobMatcher, path: &Path) -> bool {
    let path = path.strip_prefix(".").unwrap_or(path);
    glob.is_match(path) || has_extension(path) && path.ancestors().skip(1).any(|folder| glob.is_match(folder))
}

fn walked_path(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => walked_path(err),
        _ => None,
    }
}
