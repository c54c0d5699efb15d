//! A written list of suppressed rules, and how to take items out of it so that
//! the rest of the text stays as it is.

use formwork_template::Span;

use super::Spelling;

/// One comment, or one list in `Metadata`.
#[derive(Debug)]
pub(crate) struct List {
    /// In source order.
    pub(crate) items: Vec<Item>,
    /// What goes when nothing of the list stays, where that is one clean edit.
    pub(super) whole: Option<Span>,
    pub(crate) spelling: Spelling,
}

#[derive(Debug)]
pub(crate) struct Item {
    /// The whole item.
    pub(crate) span: Span,
    /// The number of its suppression; `None` where it is malformed.
    pub(super) suppression: Option<u32>,
}

impl List {
    /// For each item that is stale, the text to take out; `None` where no clean
    /// edit does it. Any subset of the edits may be made: they never overlap, but
    /// for those of a list that goes as a whole, which are the same.
    pub(crate) fn removals(&self, source: &str, stale: &[bool]) -> Vec<Option<Span>> {
        if stale.iter().all(|stale| *stale) {
            return vec![self.whole; stale.len()];
        }
        let mut some_stays = false;
        let remove = |(index, stale): (usize, &bool)| {
            some_stays |= !stale;
            let item = self.items[index].span;
            if !stale {
                return None;
            }
            // With the separator before it where an item before it stays, else with the one behind it.
            let (gap, whole) = if some_stays {
                let before = self.items[index - 1].span.end;
                (before..item.start, before..item.end)
            } else {
                let behind = self.items[index + 1].span.start;
                (item.end..behind, item.start..behind)
            };
            let is_clean = whole.start < whole.end
                && is_separator(slice(source, gap)?)
                && is_free_behind(slice(source, item.end..source.len() as u32)?);
            is_clean.then(|| Span::new(whole.start, whole.end))
        };
        stale.iter().enumerate().map(remove).collect()
    }
}

fn slice(source: &str, range: std::ops::Range<u32>) -> Option<&str> {
    source.get(range.start as usize..range.end as usize)
}

fn is_separator(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || matches!(char, ',' | '-'))
}

/// Whether nothing but the list goes on behind an item: a comment there is the item's own.
fn is_free_behind(rest: &str) -> bool {
    !rest.trim_start_matches([' ', '\t', ',']).starts_with('#')
}
