//! What the `.cfnlintrc` of a folder tells cfn-lint, for `formwork init` to take
//! over. What it means to a run without `formwork.yaml` is `inheritance`'s matter.

use std::path::{Path, PathBuf};

use super::layer::{KEYS, Key};
use super::rc_file;

/// The parts of the file that a `formwork.yaml` can say, and the keys of the rest.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) path: PathBuf,
    pub(crate) regions: Vec<String>,
    pub(crate) ignore_checks: Vec<String>,
    pub(crate) others: Vec<Key>,
}

/// Reads the file of `folder`, if there is one.
pub(crate) fn read(folder: &Path) -> Option<anyhow::Result<Told>> {
    let path = rc_file::in_folder(folder)?;
    Some(rc_file::read(&path).map(|layer| {
        let taken = ["regions", "ignore_checks"];
        let keys = KEYS.iter().map(|known| known.key);
        Told {
            regions: layer.list("regions").to_vec(),
            ignore_checks: layer.list("ignore_checks").to_vec(),
            others: keys.filter(|key| !taken.contains(key) && layer.get(key).is_some()).collect(),
            path,
        }
    }))
}
