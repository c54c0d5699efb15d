//! Which lines of a template a finding shows. Marks that are near each other
//! share an excerpt; a mark on a long line gets a window of that line.

use std::ops::Range;

use formwork_rules::Diagnostic;
use formwork_template::Span;

use super::position::{Lines, Position, floor};

/// Marks this many lines apart still share an excerpt, with the lines between them left out.
const NEAR: u32 = 50;
/// A mark over more lines than this shows only its first.
const TALL: u32 = 6;
/// Lines of more bytes are shown in part.
const LONG: usize = 300;
/// Bytes of a long line around a mark, and at most within it.
const AROUND: usize = 50;
const WITHIN: usize = 120;

/// Consecutive lines, with marks.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// Of its first mark.
    pub(super) position: Position,
    pub(super) first_line: u32,
    pub(super) text: String,
    pub(super) marks: Vec<Mark<'a>>,
}

impl Excerpt<'_> {
    /// The column of the first mark within the excerpt, which lacks the start of a long line.
    pub(super) fn column(&self) -> u32 {
        let start = self.marks.first().map_or(0, |mark| mark.range.start);
        let before = self.text.get(..start).unwrap_or_default();
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        line.chars().count() as u32 + 1
    }
}

/// A range of an excerpt's text that is underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    pub(super) primary: bool,
    pub(super) range: Range<usize>,
    pub(super) label: Option<&'a str>,
}

/// A mark before the excerpt is cut out, in bytes and lines of the whole text.
#[derive(Debug)]
struct Place<'a> {
    mark: Mark<'a>,
    first: u32,
    last: u32,
    position: Position,
}

/// The excerpts of a finding, the one with its primary place first.
pub(super) fn excerpts<'a>(lines: &Lines<'_>, found: &'a Diagnostic) -> Vec<Excerpt<'a>> {
    let mut groups = vec![vec![place(lines, found.span, true, None)]];
    let mut related: Vec<_> = found
        .related
        .iter()
        .filter(|related| related.file.is_none())
        .map(|related| place(lines, related.span, false, Some(related.label.as_str())))
        .collect();
    related.sort_by_key(|place| place.first);
    for place in related {
        match groups.iter_mut().find(|group| belongs(lines, group, &place)) {
            Some(group) => group.push(place),
            None => groups.push(vec![place]),
        }
    }
    groups.into_iter().map(|group| cut(lines, group)).collect()
}

fn place<'a>(lines: &Lines<'_>, span: Span, primary: bool, label: Option<&'a str>) -> Place<'a> {
    let (start, mut end) = lines.range(span);
    let first = lines.line(start.line);
    let mut range = (span.start as usize).max(first.start)..span.end as usize;
    // The break behind a line is no part of what is marked.
    if end.line > start.line && (end.column == 1 || end.line - start.line > TALL) {
        let last = if end.line - start.line > TALL { start.line } else { end.line - 1 };
        end = Position { line: last, column: 1 };
        range.end = lines.line(last).end;
    }
    range.end = range.end.clamp(range.start, lines.line(end.line).end.max(range.start));
    Place { mark: Mark { primary, range, label }, first: start.line, last: end.line, position: start }
}

/// Whether `place` can be shown together with `group`.
fn belongs(lines: &Lines<'_>, group: &[Place<'_>], place: &Place<'_>) -> bool {
    let is_short = |place: &Place<'_>| (place.first..=place.last).all(|line| lines.line(line).len() <= LONG);
    let near = |other: &Place<'_>| place.first <= other.last + NEAR && other.first <= place.last + NEAR;
    is_short(place) && group.iter().all(is_short) && group.iter().any(near)
}

fn cut<'a>(lines: &Lines<'_>, group: Vec<Place<'a>>) -> Excerpt<'a> {
    let position = group[0].position;
    let first_line = group.iter().map(|place| place.first).min().unwrap_or(1);
    let last_line = group.iter().map(|place| place.last).max().unwrap_or(1);
    let start = lines.line(first_line).start;
    let whole = start..lines.line(last_line).end.max(start);
    let long = (first_line..=last_line).any(|line| lines.line(line).len() > LONG);
    let mut marks: Vec<Mark<'a>> = group.into_iter().map(|place| place.mark).collect();
    if let ([mark], true) = (marks.as_mut_slice(), long) {
        let text = window(lines, position.line, mark);
        return Excerpt { position, first_line: position.line, text, marks };
    }
    for mark in &mut marks {
        mark.range = mark.range.start - start..mark.range.end - start;
    }
    let text = lines.text()[whole].to_owned();
    Excerpt { position, first_line, text, marks }
}

/// The part of a line around a mark, which then points into the part.
fn window(lines: &Lines<'_>, line: u32, mark: &mut Mark<'_>) -> String {
    const CUT: &str = "…";
    let line = lines.line(line);
    let text = lines.text();
    let start = mark.range.start.clamp(line.start, line.end);
    let end = floor(text, mark.range.end.clamp(start, line.end).min(start + WITHIN)).max(start);
    let from = floor(text, start.saturating_sub(AROUND)).max(line.start);
    let to = floor(text, (end + AROUND).min(line.end)).max(end);
    let before = if from > line.start { CUT } else { "" };
    let behind = if to < line.end { CUT } else { "" };
    mark.range = before.len() + start - from..before.len() + end - from;
    format!("{before}{}{behind}", &text[from..to])
}
