//! Edits that take something out of a template without leaving a trace: an
//! entry of a map or an item of a list, with its line where it has lines of its
//! own, with its comma where it has not. What would take along something that
//! is used elsewhere, such as an anchor, is no edit.

use std::ops::Range;

use formwork_template::{Span, Tree, Value};

use crate::{Edit, written};

#[cfg(test)]
mod tests;

/// Takes out an entry of a map; `None` if it came from somewhere else.
pub fn entry(map: Value<'_>, key: &str) -> Option<Edit> {
    Collection::map(map)?.without(number_of(map, key)?, Comments::Stay)
}

/// Takes out an entry of a map that gets another one in the same breath.
pub(crate) fn entry_of_filled(map: Value<'_>, key: &str) -> Option<Edit> {
    let collection = Collection { is_filled: true, ..Collection::map(map)? };
    collection.without(number_of(map, key)?, Comments::Stay)
}

/// Takes out each of some entries of a map, with the lines of comments right above it; `keys` are the places
/// of their keys.
pub(crate) fn documented_entries(
    map: Value<'_>,
    keys: impl Iterator<Item = Span>,
) -> Option<Vec<Option<Edit>>> {
    let collection = Collection::map(map)?;
    let edit = |key: Span| {
        let number = collection.parts.binary_search_by_key(&key.start, |part| part.start).ok()?;
        collection.without(number, Comments::GoAlong)
    };
    Some(keys.map(edit).collect())
}

/// Takes out those of these entries of a map that are there.
pub(crate) fn entries(map: Value<'_>, keys: &[&str]) -> Option<Vec<Edit>> {
    let mut collection = Collection::map(map)?;
    let numbers: Vec<usize> = keys.iter().filter_map(|key| number_of(map, key)).collect();
    let mut runs: Vec<(Span, bool)> = Vec::new();
    for (number, part) in collection.parts.iter().enumerate() {
        let goes = numbers.contains(&number);
        match runs.last_mut() {
            // Neighbours go as one, so that no comma is taken twice.
            Some((run, true)) if goes => *run = run.cover(*part),
            _ => runs.push((*part, goes)),
        }
    }
    collection.parts = runs.iter().map(|(run, _)| *run).collect();
    let going = runs.iter().enumerate().filter(|(_, (_, goes))| *goes);
    let edits: Option<Vec<Edit>> =
        going.map(|(number, _)| collection.without(number, Comments::Stay)).collect();
    edits.filter(|edits| !edits.is_empty())
}

/// Takes out an item of a list.
pub(crate) fn item(list: Value<'_>, number: usize) -> Option<Edit> {
    let collection = Collection { is_map: false, parts: written::items(list)?, ..Collection::map(list)? };
    collection.without(number, Comments::Stay)
}

/// Takes out the entry whose key stands at `key`, wherever in the text that is.
pub fn entry_at(tree: &Tree, key: Span) -> Option<Edit> {
    let (map, name) = holder(Value::new(tree, tree.root()), key)?;
    entry(map, name)
}

/// The map whose key stands at a place, and the key.
pub(crate) fn holder(value: Value<'_>, key: Span) -> Option<(Value<'_>, &str)> {
    let tree = value.tree();
    let mut node = value.node();
    loop {
        let entries = tree.entries(node);
        if let Some(found) = entries.iter().find(|entry| !entry.merged && tree.span(entry.key) == key) {
            return Some((Value::new(tree, node), tree.text(found.key)?));
        }
        let mut below = entries.iter().map(|entry| entry.value).chain(tree.items(node).iter().copied());
        node = below.find(|below| tree.span(*below).contains(key))?;
    }
}

/// Takes out the item that stands at `place`, wherever in the text that is.
pub fn item_at(tree: &Tree, place: Span) -> Option<Edit> {
    let mut node = tree.root();
    loop {
        let items = tree.items(node);
        if let Some(number) = items.iter().position(|item| tree.span_with_tag(*item) == place) {
            return item(Value::new(tree, node), number);
        }
        let mut below = tree.entries(node).iter().map(|entry| entry.value).chain(items.iter().copied());
        node = below.find(|below| tree.span(*below).contains(place))?;
    }
}

fn number_of(map: Value<'_>, key: &str) -> Option<usize> {
    let tree = map.tree();
    let found = map.entry(key)?.0.span;
    let mut written = tree.entries(map.node()).iter().filter(|entry| !entry.merged);
    written.position(|entry| tree.span(entry.key) == found)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comments {
    Stay,
    GoAlong,
}

/// A map or a list, and where its children stand.
struct Collection<'t> {
    tree: &'t Tree,
    whole: Span,
    parts: Vec<Span>,
    is_map: bool,
    /// Something else is put into it in the same breath, so that it is never left empty.
    is_filled: bool,
}

impl<'t> Collection<'t> {
    fn map(value: Value<'t>) -> Option<Self> {
        let tree = value.tree();
        let parts = written::entries(value)?;
        Some(Self { tree, whole: tree.span(value.node()), parts, is_map: true, is_filled: false })
    }

    fn without(&self, number: usize, comments: Comments) -> Option<Edit> {
        let own = *self.parts.get(number)?;
        let edit = if self.is_in_block() {
            self.in_block(number, own, comments)?
        } else {
            self.in_flow(number, own)
        };
        (self.is_plain(number, own) && self.keeps_the_rest(own, edit.span)).then_some(edit)
    }

    fn is_in_block(&self) -> bool {
        !self.text(self.whole).starts_with(['{', '['])
    }

    fn in_flow(&self, number: usize, own: Span) -> Edit {
        if let Some(next) = self.parts.get(number + 1) {
            return cut(Span::new(own.start, next.start));
        }
        let Some(previous) = number.checked_sub(1).map(|previous| self.parts[previous]) else {
            let inside = Span::new(self.whole.start + 1, self.whole.end.saturating_sub(1).max(own.end));
            return cut(if self.has_comment(inside) { own } else { inside });
        };
        let gap = Span::new(previous.end, own.start);
        let span = Span::new(previous.end, own.end);
        // A comment behind the one before is that one's.
        let text = if self.has_comment(gap) { self.text(gap).replacen(',', "", 1) } else { String::new() };
        Edit { span, text }
    }

    fn in_block(&self, number: usize, own: Span, comments: Comments) -> Option<Edit> {
        let source = self.tree.source();
        if self.is_alone() {
            return Some(self.emptied(own));
        }
        let before = line_start(source, own.start as usize);
        let behind =
            source[own.end as usize..].find('\n').map_or(source.len(), |end| own.end as usize + end + 1);
        let head = source[before..own.start as usize].trim();
        let tail = source[own.end as usize..behind].trim();
        if !(tail.is_empty() || tail.starts_with('#')) {
            return None;
        }
        if head == if self.is_map { "" } else { "-" } {
            let start = if comments == Comments::GoAlong { self.above(before, own.start) } else { before };
            return Some(cut(Span::of(tidied(source, start, behind))));
        }
        // The first of several on the line of a dash: the next one takes its place.
        self.parts.get(number + 1).map(|next| cut(Span::new(own.start, next.start)))
    }

    /// Whether it has no children but one.
    fn is_alone(&self) -> bool {
        self.parts.len() == 1
            && !self.is_filled
            && !self.tree.merges().iter().any(|merge| self.whole.contains(*merge))
    }

    /// An empty collection in the place of one in block style.
    fn emptied(&self, own: Span) -> Edit {
        let empty = if self.is_map { "{}" } else { "[]" };
        let head = self.tree.source()[..self.whole.start as usize].trim_end();
        if head.ends_with(':') {
            return Edit { span: Span::of(head.len()..own.end as usize), text: format!(" {empty}") };
        }
        Edit { span: Span::new(self.whole.start, own.end), text: empty.to_owned() }
    }

    /// Where the comments right above a line begin.
    fn above(&self, line: usize, key: u32) -> usize {
        let source = self.tree.source();
        let indent = key as usize - line;
        let mut start = line;
        while let Some(end) = start.checked_sub(1) {
            let above = line_start(source, end);
            let text = &source[above..end];
            let comment = text.trim_start();
            let is_its_own = text.len() - comment.len() == indent && comment.starts_with('#');
            if !is_its_own || is_heading(comment) {
                break;
            }
            start = above;
        }
        start
    }

    /// Whether nothing but blanks, punctuation and comments stands before the part: a tag or an anchor would be left behind.
    fn is_plain(&self, number: usize, own: Span) -> bool {
        let from = number.checked_sub(1).map_or(self.whole.start, |previous| self.parts[previous].end);
        // What stands on lines above, such as a merge key, is not the part's.
        let line = line_start(self.tree.source(), own.start as usize) as u32;
        let from = if self.is_in_block() { from.max(line) } else { from };
        let gap = &self.tree.source()[from as usize..own.start as usize];
        gap.lines().all(|line| {
            let mut text = line.split('#').next().unwrap_or_default().chars();
            text.all(|char| char.is_whitespace() || matches!(char, '-' | ',' | '[' | '{'))
        })
    }

    /// Whether no merge key beside the part goes with it, and no anchor whose aliases stay.
    fn keeps_the_rest(&self, own: Span, gone: Span) -> bool {
        let merges = self.tree.merges().iter();
        let takes_merge = merges.into_iter().any(|merge| gone.contains(*merge) && !own.contains(*merge));
        let text = self.text(gone);
        let is_used = |alias: &&Span| {
            let name = self.text(**alias).trim_start_matches('*');
            !gone.contains(**alias) && text.contains(&format!("&{name}"))
        };
        !takes_merge && (!text.contains('&') || !self.tree.aliases().iter().any(|alias| is_used(&alias)))
    }

    fn has_comment(&self, span: Span) -> bool {
        self.tree.comments_in(span).any(|comment| span.contains(comment.span))
    }

    fn text(&self, span: Span) -> &'t str {
        &self.tree.source()[span.range()]
    }
}

fn cut(span: Span) -> Edit {
    Edit { span, text: String::new() }
}

fn line_start(source: &str, offset: usize) -> usize {
    source[..offset].rfind('\n').map_or(0, |end| end + 1)
}

/// Whether a comment speaks of more than the entry below it: a ruler, or a word to a linter.
fn is_heading(comment: &str) -> bool {
    let is_ruler = ["---", "===", "###", "***"].iter().any(|ruler| comment.contains(ruler));
    is_ruler || comment.contains("formwork:")
}

/// Takes a blank line along where the cut would leave it doubled, or right below the key of the whole.
fn tidied(source: &str, start: usize, end: usize) -> Range<usize> {
    let Some(above) = start.checked_sub(1).map(|end| line_start(source, end)) else { return start..end };
    let (line, below) = (source[above..start].trim_end(), source[end..].lines().next().unwrap_or_default());
    if !below.trim().is_empty() {
        return start..end;
    }
    match line.trim_start() {
        "" if above > 0 => above..end,
        // A blank line of a text in several lines is none: the key of such a text ends in `|` or `>`.
        _ if line.ends_with(':') && end < source.len() => {
            start..source[end..].find('\n').map_or(end, |next| end + next + 1)
        }
        _ => start..end,
    }
}
