//! From the names of templates to files, as Python's `glob` finds them.

use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, WalkBuilder};

/// The files that the names stand for, in the order of their paths; a file that
/// is named twice comes twice. With `strictly`, a name that matches nothing is refused.
pub(super) fn expand(names: &[String], strictly: bool) -> Result<Vec<String>, String> {
    let mut files = Vec::new();
    for name in names {
        let found = glob(name);
        if found.is_empty() && strictly {
            return Err(name.clone());
        }
        files.extend(found.iter().map(|path| plain(path)));
    }
    files.sort();
    Ok(files)
}

/// Files and folders that match; hidden ones only where the pattern begins with them.
fn glob(name: &str) -> Vec<PathBuf> {
    if Path::new(name).symlink_metadata().is_ok() {
        return vec![PathBuf::from(name)];
    }
    let Some(matcher) = matcher(name) else { return Vec::new() };
    let parts: Vec<_> = Path::new(name).components().collect();
    let is_plain = |part: &&std::path::Component<'_>| !is_pattern(&part.as_os_str().to_string_lossy());
    let root: PathBuf = parts.iter().take_while(is_plain).collect();
    let depth = (!name.contains("**")).then(|| parts.iter().skip_while(is_plain).count());
    let below = if root.as_os_str().is_empty() { Path::new(".") } else { &root };
    let mut walk = WalkBuilder::new(below);
    walk.standard_filters(false).hidden(true).follow_links(true).max_depth(depth);
    let paths = walk.build().filter_map(Result::ok).map(DirEntry::into_path);
    let bare = |path: PathBuf| match path.strip_prefix("./") {
        Ok(bare) if !name.starts_with("./") => bare.to_owned(),
        _ => path,
    };
    paths.map(bare).filter(|path| matcher.is_match(path)).collect()
}

/// None where `name` is no pattern. Braces mean nothing to `glob`.
fn matcher(name: &str) -> Option<GlobMatcher> {
    let literal = name.replace('{', "[{]").replace('}', "[}]");
    let builder = || GlobBuilder::new(&literal).literal_separator(true).backslash_escape(false).build();
    is_pattern(name).then(builder)?.ok().map(|glob| glob.compile_matcher())
}

fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// Without `./` and doubled slashes.
fn plain(path: &Path) -> String {
    path.components().collect::<PathBuf>().to_string_lossy().into_owned()
}
