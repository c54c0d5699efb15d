//! Edits on a text: which can be made together, and making them.

use std::collections::BTreeMap;

use formwork_template::Span;

use super::candidate::Candidate;
use crate::{Edit, Fix};

/// The candidates that are not in each other's way; of those that are, the first.
pub(super) fn compatible(candidates: Vec<Candidate<'_>>) -> Vec<Candidate<'_>> {
    // By start; what was taken never overlaps, so its ends are in order as well.
    let mut taken: BTreeMap<u32, &Edit> = BTreeMap::new();
    let mut chosen: Vec<Candidate<'_>> = Vec::new();
    for candidate in candidates {
        let edits = &candidate.fix.edits;
        let is_free = |edit: &Edit| {
            let before = taken.range(..=edit.span.end).rev();
            let mut near = before.take_while(|(_, other)| other.span.end >= edit.span.start);
            near.all(|(_, other)| can_stand_together(edit, other))
        };
        if edits.iter().all(is_free) && are_apart(edits) {
            taken.extend(edits.iter().map(|edit| (edit.span.start, edit)));
            chosen.push(candidate);
        }
    }
    chosen
}

/// Whether the edits of one fix leave each other alone, as they always do.
fn are_apart(edits: &[Edit]) -> bool {
    let mut spans: Vec<Span> = edits.iter().map(|edit| edit.span).collect();
    spans.sort_unstable();
    spans.windows(2).all(|pair| pair[0].end <= pair[1].start && pair[0].start < pair[1].start)
}

/// Edits that only touch wait for each other, unless both take something away.
fn can_stand_together(one: &Edit, other: &Edit) -> bool {
    if one.span.end < other.span.start || other.span.end < one.span.start {
        return true;
    }
    let overlap = one.span.start < other.span.end && other.span.start < one.span.end;
    let removes = |edit: &Edit| edit.text.is_empty() && !edit.span.is_empty();
    !overlap && removes(one) && removes(other)
}

/// The text with edits that do not overlap.
pub(crate) fn apply<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<_> = edits.collect();
    edits.sort_by_key(|edit| edit.span);
    let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
    let mut new = String::with_capacity(text.len() + grown);
    let mut at = 0;
    for edit in edits {
        new.push_str(text.get(at..edit.span.start as usize).unwrap_or_default());
        new.push_str(&edit.text);
        at = at.max(edit.span.end as usize);
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

/// Writes the line breaks of a fix as those of the text it is for.
pub(crate) fn follow_line_breaks(fix: &mut Fix, text: &str) {
    with_line_breaks(&mut fix.edits, text);
}

/// Writes the line breaks of edits as those of the text they are for.
pub fn with_line_breaks(edits: &mut [Edit], text: &str) {
    let breaks = |edit: &Edit| edit.text.contains('\n') && !edit.text.contains('\r');
    if !edits.iter().any(breaks) {
        return;
    }
    let is_windows = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    for edit in edits.iter_mut().filter(|edit| is_windows && breaks(edit)) {
        edit.text = edit.text.replace('\n', "\r\n");
    }
}
