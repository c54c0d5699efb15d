//! The user's own rules on disk: the files of Guard rules, the rule files and the
//! schemas of private resource types that a configuration or the command line names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use globset::GlobBuilder;
use ignore::WalkBuilder;

use formwork_rules::guard::GuardFile;
use formwork_rules::rule_files::{self, RuleFile};
use formwork_rules::{Diagnostic, Meta, Report};
use formwork_schemas::PrivateTypes;
use formwork_template::SyntaxError;

use crate::check::{self, Checked};
use crate::discover;
use crate::read;

/// The files that were read so far, each once.
#[derive(Debug, Default)]
pub(crate) struct Policies {
    guard: BTreeMap<PathBuf, Arc<GuardFile>>,
    /// What a rule file means depends on the private types that there are.
    rules: BTreeMap<(PathBuf, Arc<[PathBuf]>), Arc<RuleFile>>,
    /// What is wrong in them, by reported name.
    found: BTreeMap<String, Checked>,
}

/// Rules of the user's own.
#[derive(Debug, Clone, Default)]
pub(crate) struct Own {
    pub(crate) guard: Vec<Arc<GuardFile>>,
    pub(crate) rules: Vec<Arc<RuleFile>>,
}

/// Private resource types and the files that describe them.
#[derive(Debug, Clone)]
pub(crate) struct Types {
    pub(crate) types: PrivateTypes,
    files: Arc<[PathBuf]>,
}

impl Default for Types {
    fn default() -> Self {
        Self { types: PrivateTypes::default(), files: Arc::from([]) }
    }
}

impl Types {
    /// Adds all of some others.
    pub(crate) fn extend(&mut self, others: &Self) {
        self.types.extend(&others.types);
        self.files = self.files.iter().chain(&*others.files).cloned().collect();
    }
}

impl Own {
    pub(crate) fn is_empty(&self) -> bool {
        self.guard.is_empty() && self.rules.is_empty()
    }

    /// Adds the rules of others that are not among these.
    pub(crate) fn extend(&mut self, other: Self) {
        let mut seen = BTreeSet::new();
        self.guard.extend(other.guard);
        self.guard.retain(|file| seen.insert(file.name));
        self.rules.extend(other.rules);
        self.rules.retain(|file| seen.insert(file.name));
    }

    /// What is known of the rules.
    pub(crate) fn metas(&self) -> impl Iterator<Item = &'static Meta> {
        let guard = self.guard.iter().flat_map(|file| file.rules()).map(|rule| rule.meta);
        guard.chain(self.rules.iter().filter_map(|file| file.meta()))
    }
}

impl Policies {
    /// The rules that a path or a pattern stands for, seen from `base`; none where there is nothing.
    pub(crate) fn read(&mut self, entry: &str, base: &Path, here: &Path, types: &Types) -> Own {
        let mut own = Own::default();
        for path in files(entry, base) {
            if is_rule_file(&path) {
                own.rules.push(self.rule_file(&path, here, types));
            } else {
                own.guard.push(self.file(&path, here));
            }
        }
        own
    }

    /// The file of Guard rules at a path.
    pub(crate) fn file(&mut self, path: &Path, here: &Path) -> Arc<GuardFile> {
        if let Some(known) = self.guard.get(path) {
            return Arc::clone(known);
        }
        let name = discover::name(path, here);
        let (text, broken) = self.text(&name, path);
        let file = Arc::new(GuardFile::new(&name, Arc::clone(&text)));
        self.tell(name, text, file.problems(), broken);
        self.guard.insert(path.to_owned(), Arc::clone(&file));
        file
    }

    /// The rule file at a path, read where these private types are known.
    pub(crate) fn rule_file(&mut self, path: &Path, here: &Path, types: &Types) -> Arc<RuleFile> {
        let key = (path.to_owned(), Arc::clone(&types.files));
        if let Some(known) = self.rules.get(&key) {
            return Arc::clone(known);
        }
        let name = discover::name(path, here);
        let (text, broken) = self.text(&name, path);
        let _known = types.types.enter();
        let file = Arc::new(RuleFile::new(&name, Arc::clone(&text)));
        // A file that gave no text has no more to be told.
        let problems = if self.found.contains_key(&name) { Vec::new() } else { file.problems().to_vec() };
        self.tell(name, text, problems, broken);
        self.rules.insert(key, Arc::clone(&file));
        file
    }

    /// The private types that paths stand for, and the numbers of those that stand for nothing.
    pub(crate) fn types<'e>(
        &mut self,
        entries: impl Iterator<Item = &'e str>,
        base: &Path,
        here: &Path,
    ) -> (Types, Vec<usize>) {
        let (mut types, mut paths, mut unfound) = (PrivateTypes::default(), Vec::new(), Vec::new());
        for (number, entry) in entries.enumerate() {
            let found = files_of(entry, base, |path| has_extension(path, "json"));
            if found.is_empty() {
                unfound.push(number);
            }
            paths.extend(found);
        }
        for path in &paths {
            let name = discover::name(path, here);
            let (text, broken) = self.text(&name, path);
            if !self.found.contains_key(&name) {
                let problems = rule_files::read_type(&text, &mut types);
                self.tell(name, text, problems, broken);
            }
        }
        (Types { types, files: paths.into() }, unfound)
    }

    /// Tells of what is wrong between files that were read.
    pub(crate) fn add(&mut self, file: &RuleFile, problem: Diagnostic) {
        let none = || Checked {
            name: file.name.to_owned(),
            text: Arc::clone(&file.text),
            report: Report::default(),
        };
        let checked = self.found.entry(file.name.to_owned()).or_insert_with(none);
        if !checked.report.diagnostics.contains(&problem) {
            checked.report.diagnostics.push(problem);
        }
    }

    /// What is wrong in the files so far.
    pub(crate) fn found(&self) -> impl Iterator<Item = &Checked> {
        self.found.values()
    }

    /// What is wrong in the files.
    pub(crate) fn into_found(self) -> impl Iterator<Item = Checked> {
        self.found.into_values()
    }

    fn text(&mut self, name: &str, path: &Path) -> (Arc<str>, Option<SyntaxError>) {
        match read::file(path) {
            Ok(bytes) => formwork_template::decode(&bytes),
            Err(why) => {
                self.found.insert(name.to_owned(), check::unreadable(name, &why));
                (Arc::from(""), None)
            }
        }
    }

    fn tell(
        &mut self,
        name: String,
        text: Arc<str>,
        mut problems: Vec<Diagnostic>,
        broken: Option<SyntaxError>,
    ) {
        problems.extend(broken.map(check::broken_text));
        if !problems.is_empty() {
            self.found.insert(name.clone(), Checked { name, text, report: Report::of(problems) });
        }
    }
}

/// Whether a file's name is that of a rule file.
pub(crate) fn is_rule_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    rule_files::ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// The files of rules that a path, a folder or a pattern stands for, sorted.
pub(crate) fn files(entry: &str, base: &Path) -> Vec<PathBuf> {
    files_of(entry, base, |path| has_extension(path, "guard") || is_rule_file(path))
}

/// The files that a path or a pattern stands for, sorted; of a folder those that are `wanted`.
fn files_of(entry: &str, base: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let entry = entry.strip_prefix("./").unwrap_or(entry);
    let path = base.join(entry);
    if path.is_file() {
        return vec![path];
    }
    if path.is_dir() {
        return walk(&path, wanted);
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

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|extension| extension == wanted)
}

fn walk(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let walk = WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(false).build();
    let files = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file() && wanted(path)).collect();
    files.sort();
    files
}
