//! The place of a finding as text that edits elsewhere don't change: keys by
//! name, and items of lists by what they are instead of where they stand.

use std::fmt::Write as _;

use formwork_template::{Data, NodeId, Tree};
use rustc_hash::FxHashMap;

use crate::stable_hash::stable_hash;
use crate::{Path, Segment};

/// The keys by which an item of a list is known, the surest first; then any that ends in `Name`.
const NAMES: [&str; 5] = ["Sid", "Key", "TagKey", "Name", "Id"];

/// Longest text that serves as a name.
const LONGEST: usize = 64;

/// Bytes of an item that are looked at: enough to tell items apart, and no more work for longer ones.
const HASHED: usize = 4096;

/// The places in one tree.
pub(super) struct Places<'t> {
    tree: Option<&'t Tree>,
    /// What the items that came up are called.
    items: FxHashMap<NodeId, String>,
}

impl<'t> Places<'t> {
    pub(super) fn new(tree: Option<&'t Tree>) -> Self {
        Self { tree, items: FxHashMap::default() }
    }

    /// `Resources/Logs/Properties/Tags[team]/Value`
    pub(super) fn text(&mut self, path: &Path) -> String {
        let mut text = String::new();
        let mut node = self.tree.map(Tree::root);
        // The arguments of a function are known by their position.
        let mut is_function = false;
        for segment in &path.0 {
            match segment {
                Segment::Key(key) => {
                    if !text.is_empty() {
                        text.push('/');
                    }
                    text.push_str(key);
                    node = self.tree.zip(node).and_then(|(tree, node)| tree.get(node, key));
                    is_function = key.starts_with("Fn::");
                }
                Segment::Index(index) => {
                    let item = self
                        .tree
                        .zip(node)
                        .and_then(|(tree, node)| Some((tree, *tree.items(node).get(*index as usize)?)));
                    let is_tagged = self.tree.zip(node).is_some_and(|(tree, node)| tree.tag(node).is_some());
                    if is_function || is_tagged {
                        let _ = write!(text, "[{index}]");
                    } else {
                        let name = item.map_or("", |(tree, item)| {
                            self.items.entry(item).or_insert_with(|| item_name(tree, item))
                        });
                        let _ = write!(text, "[{name}]");
                    }
                    node = item.map(|(_, item)| item);
                    is_function = false;
                }
            }
        }
        text
    }
}

/// What tells an item from its neighbours: its name, or else a hash of its text.
fn item_name(tree: &Tree, item: NodeId) -> String {
    if let Some(name) = own_name(tree, item) {
        return name.to_owned();
    }
    let text = &tree.source()[tree.span_with_tag(item).range()];
    let mut end = text.len().min(HASHED);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    // White space is not part of what an item is.
    let words: Vec<&str> = text[..end].split_whitespace().collect();
    format!("#{:06x}", stable_hash(&words) & 0xff_ffff)
}

fn own_name(tree: &Tree, item: NodeId) -> Option<&str> {
    let named = |value: NodeId| {
        let text = tree.text(value).filter(|_| tree.tag(value).is_none())?;
        (!text.is_empty() && text.len() <= LONGEST && !text.contains(char::is_control)).then_some(text)
    };
    let Data::Mapping(_) = tree.data(item) else { return None };
    if let Some(name) = NAMES.iter().find_map(|key| named(tree.get(item, key)?)) {
        return Some(name);
    }
    let keys = tree.entries(item).iter().filter_map(|entry| Some((tree.text(entry.key)?, entry.value)));
    let (_, value) = keys.filter(|(key, _)| key.ends_with("Name")).min_by_key(|(key, _)| *key)?;
    named(value)
}

/// A place in which items without a name are all the same.
pub(super) fn loosened(place: &str) -> String {
    let mut loose = String::with_capacity(place.len());
    let mut rest = place;
    while let Some(at) = rest.find("[#") {
        let (before, item) = rest.split_at(at);
        loose.push_str(before);
        loose.push('[');
        rest = item[2..].trim_start_matches(|char: char| char.is_ascii_hexdigit());
    }
    loose + rest
}
