//! Which files are meant by the paths on a command line, and in which order
//! they are taken.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ignore::{DirEntry, WalkBuilder};

/// Names of rules files end so.
pub(super) const RULES: [&str; 2] = [".guard", ".ruleset"];
/// Names of data and parameters end so.
pub(super) const DATA: [&str; 5] = [".yaml", ".yml", ".json", ".jsn", ".template"];
/// Names of tests end so.
pub(super) const TESTS: [&str; 6] = [".json", ".yaml", ".JSON", ".YAML", ".yml", ".jsn"];

/// The order of the files of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// As the folder lists them.
    Listed,
    ByName,
    ByModification,
}

/// Whether symbolic links to folders are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Links {
    Stay,
    Follow,
}

/// The files at and below a path; what can't be looked at is left out.
pub(super) fn below(path: &Path, order: Order, links: Links) -> Vec<PathBuf> {
    let mut walk = WalkBuilder::new(path);
    walk.standard_filters(false).follow_links(links == Links::Follow);
    match order {
        Order::Listed => {}
        Order::ByName => {
            walk.sort_by_file_name(std::ffi::OsStr::cmp);
        }
        Order::ByModification => {
            walk.sort_by_file_path(by_modification);
        }
    }
    walk.build().filter_map(Result::ok).map(DirEntry::into_path).filter(|path| path.is_file()).collect()
}

fn by_modification(one: &Path, other: &Path) -> Ordering {
    let modified = |path: &Path| -> Option<SystemTime> { path.symlink_metadata().ok()?.modified().ok() };
    match (modified(one), modified(other)) {
        (Some(one), Some(other)) => one.cmp(&other),
        _ => Ordering::Equal,
    }
}

pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| name.ends_with(ending))
}

/// The last part of a path.
pub(super) fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
