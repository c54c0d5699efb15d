//! Moving over the text: white space, comments, words and marks. What counts
//! as white space differs by place, as it does in cfn-guard.

use formwork_template::Span;
use smol_str::SmolStr;

use super::Parser;
use crate::ast::Name;

impl<'s> Parser<'s> {
    pub(super) fn rest(&self) -> &'s str {
        &self.source[self.pos..]
    }

    pub(super) fn byte_at(&self, offset: usize) -> Option<u8> {
        self.source.as_bytes().get(offset).copied()
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.byte_at(self.pos)
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.source.as_bytes()[self.pos..].starts_with(text.as_bytes())
    }

    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.pos += usize::from(found);
        found
    }

    /// Any of `texts`, whatever follows.
    pub(super) fn tag(&mut self, texts: &[&str]) -> bool {
        let Some(text) = texts.iter().find(|text| self.starts_with(text)) else { return false };
        self.pos += text.len();
        true
    }

    /// Any of `words`, not running on into a name.
    pub(super) fn keyword(&mut self, words: &[&str]) -> bool {
        let Some(word) = words.iter().find(|word| self.starts_with(word)) else { return false };
        let found = self.word_ends_at(self.pos + word.len());
        self.pos += if found { word.len() } else { 0 };
        found
    }

    /// Whether no letter, digit or underscore stands at `offset`.
    pub(super) fn word_ends_at(&self, offset: usize) -> bool {
        match self.byte_at(offset) {
            None => true,
            Some(byte) if byte.is_ascii() => !is_name_byte(byte),
            Some(_) => !self.source[offset..].chars().next().is_some_and(char::is_alphanumeric),
        }
    }

    /// The end of the name that begins at `offset`: a letter from A to Z, then letters of any kind, digits and `_`.
    pub(super) fn name_end(&self, offset: usize) -> Option<usize> {
        if !self.byte_at(offset)?.is_ascii_alphabetic() {
            return None;
        }
        let mut end = offset + 1;
        while let Some(byte) = self.byte_at(end) {
            if is_name_byte(byte) {
                end += 1;
            } else if byte.is_ascii() {
                break;
            } else {
                let letter = self.source[end..].chars().next().filter(|letter| letter.is_alphanumeric());
                let Some(letter) = letter else { break };
                end += letter.len_utf8();
            }
        }
        Some(end)
    }

    pub(super) fn name(&mut self) -> Option<Name> {
        let end = self.name_end(self.pos)?;
        let span = Span::of(self.pos..end);
        self.pos = end;
        Some(Name { text: SmolStr::new(&self.source[span.range()]), span })
    }

    /// Spaces and tabs; how many.
    pub(super) fn blanks(&mut self) -> usize {
        let start = self.pos;
        while matches!(self.peek(), Some(b' ' | b'\t')) {
            self.pos += 1;
        }
        self.pos - start
    }

    /// White space without comments.
    pub(super) fn spaces(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.pos += 1;
        }
    }

    /// White space and comments; whether there were any.
    pub(super) fn gap(&mut self) -> bool {
        let start = self.pos;
        loop {
            self.spaces();
            if self.peek() != Some(b'#') {
                return self.pos > start;
            }
            let end = self.line_end(self.pos);
            self.comment(Span::of(self.pos..end));
            self.pos = end;
        }
    }

    /// Notes a comment, once.
    pub(super) fn comment(&mut self, span: Span) {
        if self.comments.last().is_none_or(|last| last.start < span.start) {
            let text = &self.source[span.range()];
            self.comments.push(Span::new(span.start, span.start + text.trim_end_matches('\r').len() as u32));
        }
    }

    /// The next line feed, or the end of the text.
    pub(super) fn line_end(&self, offset: usize) -> usize {
        self.source[offset..].find('\n').map_or(self.source.len(), |length| offset + length)
    }

    /// Skips a gap if `byte` stands behind it, and `byte`.
    pub(super) fn eat_behind_gap(&mut self, byte: u8) -> bool {
        let start = self.pos;
        self.gap();
        let found = self.eat(byte);
        if !found {
            self.pos = start;
        }
        found
    }

    /// From `start` to the cursor.
    pub(super) fn since(&self, start: usize) -> Span {
        Span::of(start..self.pos)
    }

    /// The word or mark at `offset`, to point at; empty at the end of the text.
    pub(super) fn token(&self, offset: usize) -> Span {
        let rest = &self.source[offset..];
        let Some(first) = rest.chars().next() else { return Span::at(offset as u32) };
        let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
        let is_mark = |letter: char| "=!<>~|&".contains(letter);
        let length = if is_word(first) {
            rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
        } else if is_mark(first) {
            rest.find(|letter| !is_mark(letter)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        Span::of(offset..offset + length)
    }

    /// `span` in the source.
    pub(super) fn text(&self, span: Span) -> &'s str {
        &self.source[span.range()]
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
