//! Hostile folders: files that say what is checked and how (rule files, private
//! types, exceptions, baselines, deployments, configurations) beside an ordinary
//! template. Each ends, and what is sound in the folder is still held to what is
//! sound. What the files are, the modules below say; how they are run is here.

mod adopted;
mod configurations;
mod deployments;
mod fixes;
mod rule_files;

use rayon::prelude::*;

use super::{expect_none, failure, folder, formwork};

/// A folder, and what is run in it.
pub(super) struct Case {
    name: String,
    /// Paths and bytes; `formwork.yaml` among them replaces the one of the other tests.
    files: Vec<(String, Vec<u8>)>,
    runs: Vec<Run>,
}

/// One run of the binary.
struct Run {
    arguments: Vec<&'static str>,
    statuses: &'static [i32],
    /// What its output has in spite of everything.
    says: &'static str,
}

impl Case {
    fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), files: Vec::new(), runs: Vec::new() }
    }

    fn file(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push((path.into(), bytes.into()));
        self
    }

    /// A run that ends as runs do that looked at every template.
    fn run(self, arguments: &[&'static str], says: &'static str) -> Self {
        self.run_with(arguments, &[0, 1], says)
    }

    fn run_with(mut self, arguments: &[&'static str], statuses: &'static [i32], says: &'static str) -> Self {
        self.runs.push(Run { arguments: arguments.to_vec(), statuses, says });
        self
    }
}

/// What is wrong with the runs in a folder.
fn judge(group: &str, number: usize, case: &Case) -> Option<String> {
    let folder = folder(&format!("{group}/{number}"));
    for (path, bytes) in &case.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent()?).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
    for run in &case.runs {
        let output = formwork(&folder, &run.arguments);
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        let why = failure(&output, run.statuses).or_else(|| {
            let start: String = said.chars().take(600).collect();
            (!said.contains(run.says)).then(|| format!("not said: {}\n{start}", run.says))
        });
        if let Some(why) = why {
            return Some(format!("{} ({}), {:?}: {why}", case.name, folder.display(), run.arguments));
        }
    }
    None
}

fn hold(group: &str, cases: &[Case]) {
    let judged = cases.par_iter().enumerate().filter_map(|(number, case)| judge(group, number, case));
    expect_none(&judged.collect::<Vec<_>>());
}

#[test]
fn hostile_rule_files() {
    hold("rule-files", &rule_files::cases());
}

#[test]
fn hostile_types() {
    hold("types", &rule_files::types());
}

#[test]
fn hostile_exceptions_and_baselines() {
    hold("adopted", &adopted::cases());
}

#[test]
fn hostile_fixes() {
    hold("fixes", &fixes::cases());
}

#[test]
fn hostile_deployments() {
    hold("deployments", &deployments::cases());
}

#[test]
fn hostile_layers() {
    hold("configurations", &configurations::cases());
}

/// What `item` makes of each number, one behind the other.
fn many(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect()
}
