//! From an offset to a path of names.

use formwork_template::{Data, Entry, NodeId, Tree};
use smol_str::SmolStr;

use crate::{Path, Segment};

/// The path of the innermost key or item at `offset`.
pub(crate) fn path_at(tree: &Tree, offset: u32) -> Path {
    let mut path = Path::default();
    let mut node = tree.root();
    loop {
        let next = match tree.data(node) {
            Data::Mapping(_) => entry_at(tree, tree.entries(node), offset).map(|entry| {
                (Segment::Key(SmolStr::new(tree.text(entry.key).unwrap_or_default())), entry.value)
            }),
            Data::Sequence(items) => {
                let behind = items.partition_point(|item| tree.span_with_tag(*item).start <= offset);
                behind.checked_sub(1).map(|index| (Segment::Index(index as u32), items[index]))
            }
            Data::Scalar(_) | Data::Error => None,
        };
        let Some((segment, child)) = next else { return path };
        path.0.push(segment);
        if !holds(tree, child, offset) {
            return path;
        }
        node = child;
    }
}

/// The entry whose key or value stands at `offset`. Entries are in source order but for merged ones.
fn entry_at(tree: &Tree, entries: &[Entry], offset: u32) -> Option<Entry> {
    let behind = entries.partition_point(|entry| tree.span(entry.key).start <= offset);
    let candidate = behind.checked_sub(1).map(|index| entries[index]);
    let is_at = |entry: &Entry| tree.span(entry.key).touches(offset) || holds(tree, entry.value, offset);
    candidate.filter(is_at).or_else(|| entries.iter().filter(|entry| entry.merged).copied().find(is_at))
}

fn holds(tree: &Tree, node: NodeId, offset: u32) -> bool {
    tree.span_with_tag(node).touches(offset)
}
