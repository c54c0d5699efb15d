//! From the names of templates to files, as Python's `glob` finds them.

use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;

/// The files that the names stand for, in the order of their paths; a file that
/// is named twice comes twice. Refuses a name that matches nothing.
pub(super) fn expand(names: &[String]) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for name in names {
        let found = glob(name);
        if found.is_empty() {
            return Err(name.clone());
        }
        files.extend(found);
    }
    let mut files: Vec<_> = files.iter().map(|file| plain(file)).collect();
    files.sort();
    Ok(files)
}

/// Files and folders that match; hidden ones only where the pattern has their dot.
fn glob(name: &str) -> Vec<PathBuf> {
    if Path::new(name).symlink_metadata().is_ok() {
        return vec![PathBuf::from(name)];
    }
    if !name.contains(['*', '?', '[']) {
        return Vec::new();
    }
    let Ok(glob) = GlobBuilder::new(name).literal_separator(true).backslash_escape(false).build() else {
        return Vec::new();
    };
    let glob = glob.compile_matcher();
    let root: PathBuf = Path::new(name)
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[']))
        .collect();
    let below = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
    let walk = WalkBuilder::new(below).standard_filters(false).hidden(true).follow_links(true).build();
    let paths = walk.filter_map(Result::ok).map(ignore::DirEntry::into_path);
    let bare = |path: PathBuf| path.strip_prefix("./").map(Path::to_owned).unwrap_or(path);
    paths.map(bare).filter(|path| glob.is_match(path)).collect()
}

/// Without `./` and doubled slashes.
fn plain(path: &Path) -> String {
    path.components().collect::<PathBuf>().to_string_lossy().into_owned()
}
