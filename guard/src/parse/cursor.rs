//! A position in the text, what may be skipped there, and the errors so far.

use formwork_template::Span;
use smol_str::SmolStr;

use super::RuleError;
use crate::ast::{Message, Name};

/// Deepest nesting of blocks, filters, lists, maps and calls.
pub(super) const MOST_DEEP: u32 = 100;

/// Most parts of one query.
pub(super) const MOST_PARTS: usize = 250;

/// Why something was not read.
#[derive(Debug)]
pub(super) enum Stop {
    /// It is not there; something else may be.
    Absent,
    /// It is there, and wrong. The error has been noted.
    Wrong,
}

pub(super) type Read<T> = Result<T, Stop>;

pub(super) struct Parser<'s> {
    pub(super) source: &'s str,
    pub(super) at: usize,
    pub(super) comments: Vec<Span>,
    pub(super) literals: u32,
    errors: Vec<RuleError>,
    depth: u32,
    /// Bytes that were read again after going back; bounds what oddities of the grammar may cost.
    reread: usize,
    /// The furthest place at which something else was expected, and what.
    furthest: (usize, &'static str),
}

impl<'s> Parser<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        let at = if source.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            source,
            at,
            comments: Vec::new(),
            literals: 0,
            errors: Vec::new(),
            depth: 0,
            reread: 0,
            furthest: (0, ""),
        }
    }

    pub(super) fn into_errors(mut self) -> Vec<RuleError> {
        self.errors.sort_by_key(|error| error.span);
        self.errors
    }

    pub(super) fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn starts_with(&self, text: &str) -> bool {
        self.rest().starts_with(text)
    }

    /// Goes behind `text` if it is next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.starts_with(text);
        if found {
            self.at += text.len();
        }
        found
    }

    /// Goes behind the first of `words` that is next.
    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Goes behind the first of `words` that is next and does not run on into a name.
    pub(super) fn eat_word(&mut self, words: &[&str]) -> bool {
        let start = self.at;
        words.iter().any(|word| {
            if self.eat(word) && !self.at_word() {
                return true;
            }
            self.at = start;
            false
        })
    }

    /// Whether a letter, digit or underscore is next.
    pub(super) fn at_word(&self) -> bool {
        self.peek().is_some_and(|next| next.is_alphanumeric() || next == '_')
    }

    /// Skips white space and comments; whether there were any.
    pub(super) fn skip(&mut self) -> bool {
        let start = self.at;
        loop {
            let rest = self.rest().trim_start_matches([' ', '\t', '\r', '\n']);
            self.at = self.source.len() - rest.len();
            if !rest.starts_with('#') {
                return self.at > start;
            }
            let end = rest.find('\n').unwrap_or(rest.len());
            let span = Span::of(self.at..self.at + rest[..end].trim_end_matches('\r').len());
            if self.comments.last().is_none_or(|last| last.start < span.start) {
                self.comments.push(span);
            }
            self.at += end;
        }
    }

    /// Skips white space without comments.
    pub(super) fn skip_white(&mut self) {
        self.at = self.source.len() - self.rest().trim_start_matches([' ', '\t', '\r', '\n']).len();
    }

    /// Skips blanks and tabs; whether there were any.
    pub(super) fn skip_blanks(&mut self) -> bool {
        let start = self.at;
        self.at = self.source.len() - self.rest().trim_start_matches([' ', '\t']).len();
        self.at > start
    }

    pub(super) fn span_from(&self, start: usize) -> Span {
        Span::of(start..self.at)
    }

    /// A name: a letter, then letters, digits and underscores.
    pub(super) fn name(&mut self) -> Read<Name> {
        let rest = self.rest();
        if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return self.absent("a name");
        }
        let end = rest.find(|next: char| !(next.is_alphanumeric() || next == '_')).unwrap_or(rest.len());
        let start = self.at;
        self.at += end;
        Ok(Name { text: SmolStr::new(&rest[..end]), span: self.span_from(start) })
    }

    /// `not ` or `!`
    pub(super) fn not(&mut self) -> bool {
        let start = self.at;
        if (self.eat("not") || self.eat("NOT")) && self.skip_blanks() {
            return true;
        }
        self.at = start;
        self.eat("!")
    }

    /// `<<text>>`, if it is next.
    pub(super) fn message(&mut self) -> Read<Option<Message>> {
        let start = self.at;
        if !self.eat("<<") {
            return Ok(None);
        }
        let Some(end) = self.rest().find(">>") else {
            let span = Span::of(start..start + 2);
            return self.wrong(span, "the message has no end", "Close it with `>>`");
        };
        let text = self.rest()[..end].into();
        self.at += end + 2;
        Ok(Some(Message { text, span: self.span_from(start) }))
    }

    /// A message behind white space and comments; without one nothing is skipped.
    pub(super) fn message_behind(&mut self) -> Read<Option<Message>> {
        let start = self.at;
        self.skip();
        let message = self.message()?;
        if message.is_none() {
            self.at = start;
        }
        Ok(message)
    }

    /// Says that something is not there. Where it is the furthest that was read to, it is what an
    /// error will say was expected.
    pub(super) fn absent<T>(&mut self, expected: &'static str) -> Read<T> {
        if self.at >= self.furthest.0 {
            self.furthest = (self.at, expected);
        }
        Err(Stop::Absent)
    }

    /// Notes an error.
    pub(super) fn wrong<T>(&mut self, span: Span, message: impl Into<String>, help: &str) -> Read<T> {
        self.errors.push(RuleError { span, message: message.into(), help: Some(help.to_owned()) });
        Err(Stop::Wrong)
    }

    pub(super) fn error_count(&self) -> usize {
        self.errors.len()
    }

    /// Takes back the errors after the first `count`.
    pub(super) fn forget_errors(&mut self, count: usize) {
        self.errors.truncate(count);
    }

    /// The furthest that was read to, and what was expected there.
    pub(super) fn expected(&self) -> (usize, &'static str) {
        self.furthest
    }

    pub(super) fn forget_expected(&mut self) {
        self.furthest = (self.at, "");
    }

    /// Goes back to read a stretch in another way.
    pub(super) fn back_to(&mut self, start: usize) -> Read<()> {
        self.reread += self.at - start;
        if self.reread > 64 * self.source.len() + 65_536 {
            let span = Span::of(start..self.at);
            return self.wrong(span, "the filters nest in too many ways", "Use variables for the inner ones");
        }
        self.at = start;
        Ok(())
    }

    /// Reads something one level deeper.
    pub(super) fn deeper<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= MOST_DEEP {
            let end = self.peek().map_or(self.at, |next| self.at + next.len_utf8());
            let span = Span::of(self.at..end);
            return self.wrong(span, "this is nested more than 100 levels deep", "Use variables and rules");
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }
}
