//! JSON to tree, by a parser that carries on after an error. Brackets that do
//! not match are read a second time with the indentation as a guide, so that
//! one lost bracket does not move the rest of the template into another mapping.

mod objects;
mod text;
mod values;

use std::sync::Arc;

use crate::Span;
use crate::parse::{Errors, Parsed, SyntaxError};
use crate::tree::{Builder, NodeId, ScalarKind, Style, Syntax};

/// Reads JSON. As for cfn-lint, a trailing comma is no error.
pub(crate) fn parse(source: &Arc<str>) -> Parsed {
    let plain = read(source, false);
    if !plain.unbalanced {
        return plain.parsed;
    }
    let guided = read(source, true);
    if guided.parsed.errors.len() <= plain.parsed.errors.len() + 1 { guided.parsed } else { plain.parsed }
}

struct Reading {
    parsed: Parsed,
    /// A bracket was not closed, or closed nothing.
    unbalanced: bool,
}

fn read(source: &Arc<str>, guided: bool) -> Reading {
    let mut parser = Parser {
        source,
        bytes: source.as_bytes(),
        at: if source.starts_with('\u{feff}') { 3 } else { 0 },
        builder: Builder::new(source.clone(), Syntax::Json),
        errors: Errors::default(),
        well_formed: true,
        open: Vec::new(),
        indent: 0,
        guided,
        unbalanced: false,
    };
    let root = parser.document();
    let Parser { builder, errors, well_formed, unbalanced, .. } = parser;
    let parsed = Parsed { tree: builder.finish(root), errors: errors.sorted(), well_formed };
    Reading { parsed, unbalanced }
}

/// A bracket that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    at: usize,
    object: bool,
    /// Indentation of the line that the bracket stands on.
    indent: usize,
    /// Indentation of the first member that begins a line.
    members: Option<usize>,
}

struct Parser<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    builder: Builder,
    errors: Errors,
    well_formed: bool,
    open: Vec<Open>,
    /// Indentation of the line that is being read.
    indent: usize,
    guided: bool,
    unbalanced: bool,
}

impl Parser<'_> {
    fn document(&mut self) -> NodeId {
        self.skip_blank();
        if self.at == self.bytes.len() {
            return self.builder.scalar(Span::at(self.at as u32), "", Style::Plain, ScalarKind::Null);
        }
        let root = self.value();
        self.skip_blank();
        if self.at < self.bytes.len() {
            let span = self.character();
            if matches!(self.bytes[self.at], b'}' | b']') {
                self.unbalanced = true;
                self.report(span, "This bracket closes nothing", "Remove it, or open it before");
            } else {
                self.unbalanced = true;
                self.report(
                    span,
                    "The template ends before this text",
                    "Remove the text, or the bracket too many that closes the template before it",
                );
            }
        }
        root
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The character at the reading position; nothing at the end of the text.
    fn character(&self) -> Span {
        let length = self.source[self.at..].chars().next().map_or(0, char::len_utf8);
        Span::of(self.at..self.at + length)
    }

    fn report(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.well_formed = false;
        self.errors.push(SyntaxError {
            span,
            message: message.into(),
            help: Some(help.into()),
            related: None,
        });
    }

    /// Skips white space and comments; JSON has none, so each is reported and kept.
    fn skip_blank(&mut self) {
        loop {
            match self.peek() {
                Some(b'\n') => {
                    let line = &self.bytes[self.at + 1..];
                    self.indent = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                    self.at += 1 + self.indent;
                }
                Some(b' ' | b'\t' | b'\r') => self.at += 1,
                Some(b'#') => self.comment(false),
                Some(b'/') => match self.bytes.get(self.at + 1) {
                    Some(b'/') => self.comment(false),
                    Some(b'*') => self.comment(true),
                    _ => return,
                },
                _ => return,
            }
        }
    }

    fn comment(&mut self, block: bool) {
        let start = self.at;
        let rest = &self.source[start..];
        let length = if block {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            rest.find('\n').map_or(rest.len(), |end| rest[..end].trim_end_matches('\r').len())
        };
        self.at = start + length;
        let span = Span::of(start..self.at);
        let own_line = self.column(start).is_some();
        self.builder.comment(span, own_line);
        self.report(span, "JSON has no comments", "Remove the comment, or move its text to `Metadata`");
    }

    /// The column of `at` where nothing but white space stands before it on its line.
    fn column(&self, at: usize) -> Option<usize> {
        let blanks = self.bytes[..at].iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let begins = at == blanks || self.bytes[at - blanks - 1] == b'\n';
        begins.then_some(blanks)
    }

    /// Notes a bracket at `at` on a line that is indented by `indent`.
    fn open(&mut self, at: usize, object: bool, indent: usize) {
        self.open.push(Open { at, object, indent, members: None });
    }

    /// Reports that the innermost bracket is not closed before the reading position.
    fn report_unclosed(&mut self) {
        self.unbalanced = true;
        let said = self.errors.last_start() == Some(self.at as u32);
        let Some(open) = self.open.last().copied().filter(|_| !said) else { return };
        // A bracket that was missing itself has no width.
        let width = usize::from(matches!(self.bytes[open.at], b'{' | b'['));
        let (bracket, closer) = if open.object { ('{', '}') } else { ('[', ']') };
        self.errors.push(SyntaxError {
            span: self.character(),
            message: format!("`{closer}` is missing before this"),
            help: Some(format!("Add `{closer}`, or remove the `{bracket}`")),
            related: Some((Span::of(open.at..open.at + width), format!("this `{bracket}` is not closed"))),
        });
    }

    /// With the indentation as a guide: whether what begins this line belongs to a bracket further out.
    fn belongs_outside(&mut self) -> bool {
        let Some(column) = self.column(self.at) else { return false };
        let Some((inner, outer)) = self.open.split_last_mut() else { return false };
        if matches!(self.bytes.get(self.at), Some(b'}' | b']')) {
            return self.guided && column < inner.indent && outer.iter().any(|open| open.indent == column);
        }
        let members = *inner.members.get_or_insert(column);
        let too_far_left = column < members || column <= inner.indent;
        self.guided && too_far_left && outer.iter().any(|open| open.members == Some(column))
    }

    /// With the indentation as a guide: whether the closer that begins this line is one too many.
    fn is_surplus(&self) -> bool {
        let deeper = |column: usize| {
            self.open.last().is_some_and(|open| {
                column > open.indent && open.members.is_some_and(|members| column >= members)
            })
        };
        self.guided && self.column(self.at).is_some_and(deeper)
    }
}
