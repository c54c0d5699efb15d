//! Which tests are of which rules in a folder: those in `tests` beside the rules
//! whose names begin as the name of the rules file does.

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

/// All rules files at and below a folder, folder by folder.
pub(super) fn below(folder: &Path) -> Vec<Tested> {
    let (rules, others): (Vec<_>, Vec<_>) = files::below(folder, Order::ByName, Links::Follow)
        .into_iter()
        .partition(|path| files::has_ending(&files::name(path), &files::RULES));
    let mut folders: BTreeMap<String, Vec<Tested>> = BTreeMap::new();
    for path in rules {
        let name = files::name(&path);
        let ending = files::RULES.iter().find_map(|ending| name.strip_suffix(ending));
        let prefix = ending.unwrap_or(&name).to_owned();
        let parent = path.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
        folders.entry(parent).or_default().push(Tested { rules: path, prefix, tests: Vec::new() });
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
