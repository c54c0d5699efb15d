//! Byte offsets to lines and columns. A column counts characters, from 1; a byte
//! order mark is none, and neither is the carriage return of a line break.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use formwork_template::Span;
use rustc_hash::FxHashMap;

/// A place as people and editors count it, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    pub(crate) line: u32,
    pub(crate) column: u32,
}

/// A text and where its lines begin.
#[derive(Debug)]
pub(crate) struct Lines<'a> {
    text: &'a str,
    counted: Rc<Counted>,
    /// Other files that findings in this one point into, by where their text is kept: thousands may point into one.
    others: RefCell<FxHashMap<*const u8, Other>>,
}

/// A text, held so that no other comes to stand in its place, and what is counted of it.
type Other = (Arc<str>, Rc<Counted>);

/// What is counted of a text once.
#[derive(Debug)]
struct Counted {
    /// Where each line begins.
    starts: Vec<usize>,
    /// The characters before each block of [`BLOCK`] bytes, so that a column of a
    /// line of 1 MB is not counted from its start.
    characters: Vec<u32>,
}

const BLOCK: usize = 1_024;

/// How many characters begin in `bytes`.
fn count(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from(byte & 0xC0 != 0x80)).sum()
}

impl Counted {
    fn new(text: &str) -> Self {
        let mut before = 0;
        let blocks = text.as_bytes().chunks(BLOCK).map(|block| {
            before += count(block);
            before
        });
        let characters = std::iter::once(0).chain(blocks).collect();
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { starts, characters }
    }
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, counted: Rc::new(Counted::new(text)), others: RefCell::default() }
    }

    /// The lines of another file.
    pub(crate) fn elsewhere<'b>(&self, text: &'b Arc<str>) -> Lines<'b> {
        let mut others = self.others.borrow_mut();
        let other = others.entry(text.as_ptr());
        let (_, counted) = other.or_insert_with(|| (Arc::clone(text), Rc::new(Counted::new(text))));
        Lines { text, counted: Rc::clone(counted), others: RefCell::default() }
    }

    /// The place of a byte offset; one outside the text is its end.
    pub(crate) fn position(&self, offset: u32) -> Position {
        let offset = floor(self.text, (offset as usize).min(self.text.len()));
        let line = self.counted.starts.partition_point(|start| *start <= offset);
        let start = self.counted.starts[line - 1]; // the first line begins at 0
        let column = self.characters_before(offset) - self.characters_before(start);
        let mark = u32::from(line == 1 && offset > 0 && self.text.starts_with('\u{feff}'));
        Position { line: line as u32, column: column - mark + 1 }
    }

    /// The place of a span's start and the place behind its end.
    pub(crate) fn range(&self, span: Span) -> (Position, Position) {
        (self.position(span.start), self.position(span.end.max(span.start)))
    }

    /// The bytes of a line, without its break and without a byte order mark.
    pub(crate) fn line(&self, line: u32) -> Range<usize> {
        let Some(&start) = self.counted.starts.get(line as usize - 1) else {
            return self.text.len()..self.text.len();
        };
        let end = self.counted.starts.get(line as usize).copied().unwrap_or(self.text.len());
        let whole = &self.text[start..end];
        let content = whole.strip_suffix('\n').unwrap_or(whole);
        let content = content.strip_suffix('\r').unwrap_or(content);
        let mark = content.len() - content.trim_start_matches('\u{feff}').len();
        let mark = if line == 1 { mark } else { 0 };
        start + mark..start + content.len()
    }

    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    fn characters_before(&self, offset: usize) -> u32 {
        let block = offset / BLOCK;
        self.counted.characters[block] + count(&self.text.as_bytes()[block * BLOCK..offset])
    }
}

/// The start of the character at `offset`.
pub(crate) fn floor(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::Lines;

    fn place(text: &str, needle: &str) -> (u32, u32) {
        let position = Lines::new(text).position(text.find(needle).expect("needle") as u32);
        (position.line, position.column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(place("a: x", "x"), (1, 4));
        assert_eq!(place("# 木𝄞é x", "x"), (1, 7));
        assert_eq!(place("\u{feff}a: x", "a"), (1, 1));
        assert_eq!(place("\u{feff}a: x", "\u{feff}"), (1, 1));
        assert_eq!(place("\u{feff}a: x\r\nb: y", "b"), (2, 1));
        assert_eq!(place(&format!("a: {}\nb: {}x", "é".repeat(5_000), "木".repeat(5_000)), "x"), (2, 5_004));
    }

    #[test]
    fn lines_come_without_marks_and_breaks() {
        let text = "\u{feff}ab\r\n\ncd";
        let lines = Lines::new(text);
        assert_eq!([1, 2, 3].map(|line| &text[lines.line(line)]), ["ab", "", "cd"]);
        assert_eq!(lines.position(999).line, 3);
    }
}
