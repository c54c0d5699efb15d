//! Which tests are of which rules where folders are given: those whose names
//! begin as the name of the rules file does.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::files::{self, Links, Order};

/// A rules file and its tests.
#[derive(Debug)]
pub(super) struct Tested {
    pub(super) rules: PathBuf,
    /// The name of the rules file without its ending.
    pub(super) prefix: String,
    pub(super) tests: Vec<PathBuf>,
}

impl Tested {
    fn new(rules: PathBuf) -> Self {
        let name = files::name(&rules);
        let ending = files::RULES.iter().find_map(|ending| name.strip_suffix(ending));
        Self { prefix: ending.unwrap_or(&name).to_owned(), rules, tests: Vec::new() }
    }
}

/// All rules files at and below a folder, with those of the tests whose names begin with theirs and with no longer one.
pub(super) fn paired(folder: &Path, tests: Vec<PathBuf>) -> Vec<Tested> {
    let mut rules = files::below(folder, Order::ByName, Links::Follow);
    rules.retain(|path| files::has_ending(&files::name(path), &files::RULES));
    let mut tested: Vec<Tested> = rules.into_iter().map(Tested::new).collect();
    for path in tests {
        let name = files::name(&path);
        let of = tested.iter_mut().filter(|tested| name.starts_with(&tested.prefix));
        if let Some(tested) = of.max_by_key(|tested| tested.prefix.len()) {
            tested.tests.push(path);
        }
    }
    tested
}

/// All rules files at and below a folder, folder by folder, with the tests in the folders called `tests` beside them.
pub(super) fn below(folder: &Path) -> Vec<Tested> {
    let (rules, others): (Vec<_>, Vec<_>) = files::below(folder, Order::ByName, Links::Follow)
        .into_iter()
        .partition(|path| files::has_ending(&files::name(path), &files::RULES));
    let mut folders: BTreeMap<String, Vec<Tested>> = BTreeMap::new();
    for path in rules {
        let parent = path.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
        folders.entry(parent).or_default().push(Tested::new(path));
    }
    for path in others {
        let name = files::name(&path);
        let Some(parent) = path.parent().filter(|parent| parent.ends_with("tests")) else { continue };
        let Some(beside) = parent.parent().map(|beside| beside.display().to_string()) else { continue };
        if !files::has_ending(&name, &[".yaml", ".yml", ".json", ".jsn"]) {
            continue;
        }
        let candidates = folders.get_mut(&beside).into_iter().flatten();
        if let Some(tested) = candidates.into_iter().find(|tested| name.starts_with(&tested.prefix)) {
            tested.tests.push(path);
        }
    }
    folders.into_values().flatten().collect()
}
