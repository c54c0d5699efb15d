//! Which tests are of which rules. `s3_tests.yaml` beside `s3.guard`, or in a folder
//! `tests` there, is about it; in `tests` a file whose name begins with `s3` is, too, as
//! cfn-guard has it, where no longer name of a file of rules fits. A rule file holds its own tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::missing;
use crate::{discover, policies};

/// Endings of files of tests.
const TESTS: [&str; 4] = ["yaml", "yml", "json", "jsn"];
/// Folders in which every such file can be a file of tests.
const FOLDERS: [&str; 2] = ["tests", "test"];
/// What makes a file one of tests by its name.
const SUFFIXES: [&str; 6] = ["_tests", "_test", "-tests", "-test", ".tests", ".test"];

/// What is run: by the names under which files are reported.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) rules: BTreeMap<String, PathBuf>,
    /// Files that hold a rule and its tests.
    pub(super) rule_files: BTreeMap<String, PathBuf>,
    pub(super) suites: Vec<Planned>,
    /// Files that are called as tests are and hold some, but of no rules that were found.
    pub(super) orphans: Vec<String>,
}

/// A file of tests and the files of rules that it may be about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Planned {
    pub(super) tests: String,
    pub(super) path: PathBuf,
    pub(super) rules: Vec<String>,
    /// It was named, or is called as tests are; other data is no test then, but a mistake.
    pub(super) is_named: bool,
}

/// Files that may be of rules or of tests, by the names under which they are reported.
#[derive(Debug, Default)]
struct Files {
    rules: BTreeMap<String, PathBuf>,
    with_tests: BTreeMap<String, PathBuf>,
    tests: BTreeMap<String, PathBuf>,
}

/// The tests and rules that paths stand for, paired by their names.
pub(super) fn below(paths: &[PathBuf], here: &Path, obey: bool) -> anyhow::Result<Plan> {
    let mut plan = Plan::default();
    let mut suites = BTreeSet::new();
    let mut orphans = BTreeSet::new();
    for path in paths {
        let name = discover::name(path, here);
        if path.is_dir() {
            let files = Files::below(path, here, obey);
            let paired = files.tests.keys().map(|tests| (tests, files.owner(tests)));
            for (tests, owner) in paired {
                match owner {
                    Some(rules) => {
                        suites.insert(files.planned(tests, vec![rules], subject(tests).is_some()));
                    }
                    None if subject(tests).is_some() && holds_tests(&files.tests[tests]) => {
                        orphans.insert(tests.clone());
                    }
                    None => {}
                }
            }
            plan.rules.extend(files.rules);
            plan.rule_files.extend(files.with_tests);
        } else if !path.is_file() {
            return Err(missing(path));
        } else if policies::is_rule_file(path) {
            plan.rule_files.insert(name, path.clone());
        } else if discover::holds_rules(path) {
            let files = Files::around(path, here);
            let tests = files.tests.keys().filter(|tests| files.owner(tests).as_ref() == Some(&name));
            suites.extend(
                tests.map(|tests| files.planned(tests, vec![name.clone()], subject(tests).is_some())),
            );
            plan.rules.insert(name, path.clone());
        } else {
            let mut files = Files::around(path, here);
            files.tests.insert(name.clone(), path.clone());
            let Some(owner) = files.owner(&name) else {
                anyhow::bail!("no file of rules is found for `{name}`; name it with --rules and --tests");
            };
            suites.insert(files.planned(&name, vec![owner.clone()], true));
            plan.rules.insert(owner.clone(), files.rules[&owner].clone());
        }
    }
    plan.suites = suites.into_iter().collect();
    plan.orphans = orphans.into_iter().collect();
    Ok(plan)
}

/// Rules and tests that belong together because somebody says so.
pub(super) fn given(rules: &[PathBuf], tests: &[PathBuf], here: &Path, obey: bool) -> anyhow::Result<Plan> {
    let mut files = Files::default();
    for path in rules {
        if path.is_dir() {
            files.rules.extend(Files::below(path, here, obey).rules);
        } else if path.is_file() {
            files.rules.insert(discover::name(path, here), path.clone());
        } else {
            return Err(missing(path));
        }
    }
    for path in tests {
        if path.is_dir() {
            files.tests.extend(Files::walk(path, here, obey).tests);
        } else if path.is_file() {
            files.tests.insert(discover::name(path, here), path.clone());
        } else {
            return Err(missing(path));
        }
    }
    let names: Vec<String> = files.rules.keys().cloned().collect();
    let suites = files.tests.keys().map(|tests| files.planned(tests, names.clone(), true)).collect();
    Ok(Plan { rules: files.rules, suites, ..Plan::default() })
}

impl Files {
    /// The files of rules, and those that their names or folders make ones of tests.
    fn below(folder: &Path, here: &Path, obey: bool) -> Self {
        let mut files = Self::walk(folder, here, obey);
        files.tests.retain(|name, _| subject(name).is_some() || tests_folder(name).is_some());
        files
    }

    fn walk(folder: &Path, here: &Path, obey: bool) -> Self {
        let mut files = Self::default();
        for path in discover::files_below(folder, obey) {
            files.add(path, here);
        }
        files
    }

    /// The files that one file can belong to: those of its folder, of the folders for tests in it, and
    /// of the one around it where it is in such a folder itself.
    fn around(path: &Path, here: &Path) -> Self {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut files = Self::default();
        let inner = FOLDERS.map(|name| folder.join(name));
        let outer = folder.join("..");
        for folder in inner.iter().map(PathBuf::as_path).chain([folder, &outer]) {
            let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
            for path in entries.map(|entry| entry.path()).filter(|path| path.is_file()) {
                files.add(path, here);
            }
        }
        files
    }

    fn add(&mut self, path: PathBuf, here: &Path) {
        let kind = if policies::is_rule_file(&path) {
            &mut self.with_tests
        } else if discover::holds_rules(&path) {
            &mut self.rules
        } else if may_hold_tests(&path) {
            &mut self.tests
        } else {
            return;
        };
        kind.insert(discover::name(&path, here), path);
    }

    /// The rules that a file of tests is about, by their names.
    fn owner(&self, tests: &str) -> Option<String> {
        let above = tests_folder(tests);
        let beside = parent(tests);
        if let Some(subject) = subject(tests) {
            let same = |folder: &str| self.rules_in(folder).find(|rules| stem(rules) == subject);
            if let Some(found) = same(beside).or_else(|| same(above?)) {
                return Some(found.clone());
            }
        }
        let begins = |rules: &&String| file_name(tests).starts_with(stem(rules));
        self.rules_in(above?).filter(begins).max_by_key(|rules| stem(rules).len()).cloned()
    }

    fn rules_in(&self, folder: &str) -> impl Iterator<Item = &String> {
        self.rules.keys().filter(move |rules| parent(rules) == folder)
    }

    fn planned(&self, tests: &str, rules: Vec<String>, is_named: bool) -> Planned {
        let path = self.tests.get(tests).cloned().unwrap_or_default();
        Planned { tests: tests.to_owned(), path, rules, is_named }
    }
}

/// `s3` of `policies/s3_tests.yaml`.
fn subject(name: &str) -> Option<&str> {
    SUFFIXES.iter().find_map(|suffix| stem(name).strip_suffix(suffix)).filter(|subject| !subject.is_empty())
}

/// The folder around the folder for tests that a file is in.
fn tests_folder(name: &str) -> Option<&str> {
    let folder = parent(name);
    FOLDERS.contains(&file_name(folder)).then(|| parent(folder))
}

fn parent(name: &str) -> &str {
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn file_name(name: &str) -> &str {
    name.rsplit_once('/').map_or(name, |(_, last)| last)
}

fn stem(name: &str) -> &str {
    let name = file_name(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn may_hold_tests(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    TESTS.iter().any(|known| known.eq_ignore_ascii_case(ending))
}

/// Whether a file looks as if it held tests of rules.
fn holds_tests(path: &Path) -> bool {
    let text = crate::read::file(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.contains("expectations") && text.contains("input")
}

#[cfg(test)]
mod tests {
    use super::Files;

    fn owner(rules: &[&str], tests: &str) -> Option<String> {
        let rules = rules.iter().map(|name| ((*name).to_owned(), (*name).into())).collect();
        Files { rules, ..Files::default() }.owner(tests)
    }

    #[test]
    fn tests_belong_to_the_rules_of_their_name() {
        let rules = ["a/s3.guard", "a/s3_logs.guard", "b/s3.ruleset", "tests.guard"];
        let of = |tests| owner(&rules, tests);
        assert_eq!(of("a/s3_tests.yaml").as_deref(), Some("a/s3.guard"));
        assert_eq!(of("a/tests/s3_tests.yml").as_deref(), Some("a/s3.guard"));
        assert_eq!(of("a/tests/s3_logs_test.json").as_deref(), Some("a/s3_logs.guard"));
        assert_eq!(of("a/tests/s3_logs.json").as_deref(), Some("a/s3_logs.guard"));
        assert_eq!(of("a/tests/s3_more.yaml").as_deref(), Some("a/s3.guard"));
        assert_eq!(of("b/test/s3.test.yaml").as_deref(), Some("b/s3.ruleset"));
        assert_eq!(of("a/s3.yaml"), None);
        assert_eq!(of("c/tests/s3_tests.yml"), None);
        assert_eq!(of("a/tests/deep/s3_tests.yml"), None);
    }
}
