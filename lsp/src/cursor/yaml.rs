//! The mark in YAML: which part of the document is read anew, and what makes a half-typed line
//! whole. Only the member around the cursor is read, so that the cost does not depend on
//! the length of the document.

use formwork_template::Span;

use super::{Cursor, MARK, Marked, Slot};
use crate::document::Document;

pub(super) fn cursor(document: &Document, offset: u32) -> Option<Cursor> {
    let line = document.line_at(offset);
    let before = &document.text[line.start as usize..offset as usize];
    let after = &document.text[offset as usize..line.end as usize];
    let state = Line::scan(before);
    let (part, header) = part(document, offset);
    let read = |ahead: &str, behind: &str, offset: u32| {
        let marked = Marked::new(document, part, &header, offset, ahead, behind);
        Cursor::read(document, &marked, offset, !state.open.is_empty())
    };
    if state.is_comment
        && read("", "", offset).is_none_or(|cursor| !cursor.trail.steps.is_empty() && !is_in_block(&cursor))
    {
        return None;
    }
    let ends = after.trim_start();
    let is_last = ends.is_empty() || ends.starts_with('#');
    let quote = state.quote.filter(|quote| !after.contains(*quote)).map(String::from).unwrap_or_default();
    if state.is_word && is_last && state.open.is_empty() {
        // A word alone on its line is a key that is not finished, or else a value.
        let key = read("", &format!("{quote}:"), offset);
        if let Some(cursor) = key.filter(|cursor| {
            !cursor.trail.steps.is_empty()
                || !cursor.template().tree().source().starts_with(MARK)
                || state.indent == 0
        }) {
            return Some(cursor);
        }
        return read("", &quote, offset);
    }
    let closers: String = state.open.iter().rev().map(|open| if *open == '[' { ']' } else { '}' }).collect();
    let closers = if is_balanced(after, &state.open) { String::new() } else { closers };
    let whole = read("", &[quote.as_str(), &closers].concat(), offset);
    whole.or_else(|| read("", &quote, offset))
}

/// Whether what is typed is text of a block scalar, where `#` begins no comment.
fn is_in_block(cursor: &Cursor) -> bool {
    cursor.slot == Slot::Value && cursor.span.is_empty() && !cursor.typed.is_empty()
}

/// What stands before the cursor on its line.
struct Line {
    /// Brackets that are open, outermost first.
    open: Vec<char>,
    /// The quote that is open.
    quote: Option<char>,
    is_comment: bool,
    /// Blanks, dashes and one word, not a tag.
    is_word: bool,
    indent: usize,
}

impl Line {
    fn scan(before: &str) -> Self {
        let body = before.trim_start_matches([' ', '\t']);
        let mut line = Self {
            open: Vec::new(),
            quote: None,
            is_comment: false,
            is_word: false,
            indent: before.len() - body.len(),
        };
        let mut previous = ' ';
        for char in before.chars() {
            match (line.quote, char) {
                (Some(quote), _) if char == quote && previous != '\\' => line.quote = None,
                (None, '"' | '\'') if matches!(previous, ' ' | '\t' | '[' | '{' | ',' | ':') => {
                    line.quote = Some(char);
                }
                (None, '#') if matches!(previous, ' ' | '\t') => {
                    line.is_comment = true;
                    return line;
                }
                // A bracket begins a collection where a value begins.
                (None, '[' | '{') if !line.open.is_empty() || matches!(previous, ' ' | '\t') => {
                    line.open.push(char);
                }
                (None, ']' | '}') => {
                    line.open.pop();
                }
                _ => {}
            }
            previous = char;
        }
        let mut word = body;
        while let Some(rest) = word.strip_prefix("- ").or_else(|| (word == "-").then_some("")) {
            word = rest.trim_start();
        }
        let quoted = word.starts_with(['"', '\'']);
        line.is_word = !word.starts_with(['!', '&', '*', '[', '{', '|', '>', '#'])
            && (quoted && line.quote.is_some() || !quoted && !word.contains(": ") && !word.contains(' '));
        line
    }
}

/// Whether what follows on the line closes the brackets that are open.
fn is_balanced(after: &str, open: &[char]) -> bool {
    let mut missing = open.len();
    let mut more = 0;
    for char in after.chars() {
        match char {
            '[' | '{' => more += 1,
            ']' | '}' if more > 0 => more -= 1,
            ']' | '}' => missing = missing.saturating_sub(1),
            _ => {}
        }
    }
    // Brackets of several lines are closed on another line, or not at all.
    missing == 0
}

/// The part of the document to read: the member of a section that the offset is in, with the
/// section's key as its header; the section's key alone, or the line, where it is in none.
fn part(document: &Document, offset: u32) -> (Span, String) {
    let text = &*document.text;
    let whole = (Span::of(0..text.len()), String::new());
    let line = document.line_at(offset);
    let indent_of = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let own = &text[line.range()];
    let own_indent = if own.trim().is_empty() { (offset - line.start) as usize } else { indent_of(own) };
    if own_indent == 0 {
        return (line, String::new());
    }
    let is_top = |line: &str| !line.starts_with([' ', '\t', '#', '-', '\r']) && !line.is_empty();
    let Some(section) = lines_before(text, line.start).find(|(_, line)| is_top(line)) else { return whole };
    let end = lines_from(text, line.end).find(|(_, line)| is_top(line)).map_or(text.len(), |(at, _)| at);
    let (section_start, section_line) = section;
    if !section_line.trim_end().ends_with(':') {
        return whole;
    }
    let body = section_start + section_line.len();
    let is_content = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let first = lines_from(&text[..end], body).find(|(_, line)| is_content(line));
    let first = first.map_or(own_indent, |(_, line)| indent_of(line)).min(own_indent);
    let is_member = |line: &str| is_content(line) && indent_of(line) <= first;
    let start = if own_indent <= first {
        line.start as usize
    } else {
        let found = lines_before(text, line.start)
            .take_while(|(at, _)| *at > section_start)
            .find(|(_, line)| is_member(line));
        found.map_or(body, |(at, _)| at)
    };
    let behind = lines_from(&text[..end], line.end as usize as u32).find(|(_, line)| is_member(line));
    let part = Span::of(start..behind.map_or(end, |(at, _)| at));
    let member = &text[part.range()];
    // Aliases and merge keys mean something only with their anchors.
    if member.contains("<<:") || member.contains(" *") {
        return whole;
    }
    (part, format!("{}\n", section_line.trim_end()))
}

/// The lines that end before an offset, the nearest first, with their offsets.
fn lines_before(text: &str, offset: u32) -> impl Iterator<Item = (usize, &str)> {
    let mut end = offset as usize;
    std::iter::from_fn(move || {
        if end == 0 {
            return None;
        }
        let body = &text[..end - 1];
        let start = body.rfind('\n').map_or(0, |at| at + 1);
        let line = &text[start..end - 1];
        end = start;
        Some((start, line))
    })
}

/// The lines that begin behind the line break at or after an offset.
fn lines_from(text: &str, offset: impl TryInto<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = offset.try_into().unwrap_or(usize::MAX).min(text.len());
    std::iter::from_fn(move || {
        let start = at + text.get(at..)?.find('\n')? + 1;
        let line = &text[start..];
        if line.is_empty() {
            return None;
        }
        let line = &line[..line.find('\n').unwrap_or(line.len())];
        at = start + line.len();
        Some((start, line))
    })
}
