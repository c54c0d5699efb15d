//! What makes a row of entries a mapping, the same for YAML and JSON: merge
//! keys give way to explicit ones, and a key may occur only once.

use std::hash::Hash;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::parse::{Errors, SyntaxError};
use crate::tree::{Builder, Data, Entry, Tree};

/// Removes merged entries whose key stands in the mapping itself or came from an earlier merge.
pub(crate) fn settle_merges(tree: &Tree, entries: &mut Vec<Entry>) {
    if !entries.iter().any(|entry| entry.merged) {
        return;
    }
    let mut taken: FxHashSet<&str> =
        entries.iter().filter(|entry| !entry.merged).filter_map(|entry| tree.text(entry.key)).collect();
    entries.retain(|entry| !entry.merged || tree.text(entry.key).is_none_or(|key| taken.insert(key)));
}

/// Reports every occurrence of a key that occurs more than once.
pub(crate) fn report_duplicates(builder: &Builder, entries: &[Entry], errors: &mut Errors) {
    /// Below this comparing each with each beats hashing.
    const PAIRS: usize = 12;
    let tree = builder.tree();
    let keys = || {
        entries
            .iter()
            .filter(|entry| !entry.merged && !matches!(tree.data(entry.key), Data::Error))
            .filter_map(|entry| {
                let text = tree.text(entry.key)?;
                Some((text, tree.span(entry.key)))
            })
    };
    let repeats = if entries.len() <= PAIRS {
        keys().enumerate().any(|(index, (key, _))| keys().skip(index + 1).any(|(other, _)| other == key))
    } else {
        !all_different(keys().map(|(key, _)| key))
    };
    if !repeats {
        return;
    }
    let mut places: FxHashMap<&str, Vec<_>> = FxHashMap::default();
    for (key, span) in keys() {
        places.entry(key).or_default().push(span);
    }
    for (key, span) in keys() {
        let places = &places[key];
        let Some(&second) = places.get(1) else { continue };
        let (other, label) =
            if span == places[0] { (second, "and again here") } else { (places[0], "first here") };
        errors.push(SyntaxError {
            span,
            message: format!("`{key}` is a key more than once in the same mapping"),
            help: Some(format!("Remove or rename one `{key}`; only the last would count")),
            related: Some((other, label.to_owned())),
        });
    }
}

fn all_different<T: Eq + Hash>(items: impl Iterator<Item = T>) -> bool {
    let mut seen = FxHashSet::default();
    items.into_iter().all(|item| seen.insert(item))
}
