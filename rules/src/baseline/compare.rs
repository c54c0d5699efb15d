//! Which findings are known and which are new. A finding is matched with what is
//! most like it: the same words at the same place, then the same place, then an
//! item without a name in the same list, which somebody may have edited.

use rustc_hash::FxHashMap;

use super::Entry;
use super::place::loosened;

/// What comes of holding findings against known ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Of each finding, in its order, whether it is known.
    pub known: Vec<bool>,
    /// What is known and was not found any more.
    pub gone: Vec<Entry>,
}

/// Holds the findings of a file against what is known of it. Each known finding covers one.
pub fn compare(found: &[Entry], known: &[Entry]) -> Comparison {
    let mut left: Vec<u32> = known.iter().map(|entry| entry.count).collect();
    let mut is_known = vec![false; found.len()];
    cover(found, known, &mut left, &mut is_known, |entry| {
        Some((&*entry.rule, entry.path.clone(), &*entry.message))
    });
    for place in [str::to_owned as fn(&str) -> String, loosened] {
        cover(found, known, &mut left, &mut is_known, |entry| {
            (!entry.path.is_empty()).then(|| (&*entry.rule, place(&entry.path), ""))
        });
    }
    let gone = known.iter().zip(&left).filter(|(_, left)| **left > 0);
    let gone = gone.map(|(entry, &count)| Entry { count, ..entry.clone() }).collect();
    Comparison { known: is_known, gone }
}

/// What two findings have in common that are taken for the same.
type Key<'e> = (&'e str, String, &'e str);

/// Covers what was found with what is `left` of the known entries that have the same key.
fn cover<'e>(
    found: &'e [Entry],
    known: &'e [Entry],
    left: &mut [u32],
    is_known: &mut [bool],
    key: impl Fn(&'e Entry) -> Option<Key<'e>>,
) {
    if left.iter().all(|left| *left == 0) {
        return;
    }
    let mut by_key: FxHashMap<Key<'e>, Vec<usize>> = FxHashMap::default();
    // The first is taken first.
    for (index, entry) in known.iter().enumerate().rev().filter(|(index, _)| left[*index] > 0) {
        if let Some(key) = key(entry) {
            by_key.entry(key).or_default().push(index);
        }
    }
    for (entry, is_known) in found.iter().zip(is_known).filter(|(_, is_known)| !**is_known) {
        let Some(open) = key(entry).and_then(|key| by_key.get_mut(&key)) else { continue };
        let Some(&index) = open.last() else { continue };
        *is_known = true;
        left[index] -= 1;
        if left[index] == 0 {
            open.pop();
        }
    }
}
