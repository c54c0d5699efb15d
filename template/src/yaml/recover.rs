//! Recovery: a broken text is cut along its indentation into entries and items,
//! each is read on its own, and only what still fails is cut further. The smallest
//! piece that fails becomes an error node under its key; everything else is saved.

mod entries;

use std::borrow::Cow;

use super::compose::Composer;
use super::events::{Fault, Problem};
use super::header::{self, Header, Property};
use super::lines::{self, Line, Role, Slip};
use super::words;
use crate::Span;
use crate::parse::SyntaxError;
use crate::tree::{MAX_DEPTH, NodeId, ScalarKind, Style};

/// Reads what can be read of the text from `start` on, whose strict reading ended in `fault`.
pub(super) fn recover(composer: &mut Composer<'_>, start: u32, fault: Fault) -> Option<NodeId> {
    let source = composer.source;
    let span = Span::new(start, source.len() as u32);
    let mut lines = lines::lines(source, span);
    let text = match lines::without_flow_tabs(source, &lines) {
        None => Cow::Borrowed(source),
        Some(text) => match composer.document(&text[start as usize..], start, 0, 0) {
            Ok(root) => return root,
            Err(_) => Cow::Owned(text),
        },
    };
    let work = 16 * span.len() as usize + (4 << 20);
    let mut recovery = Recovery { composer, text, work, exhausted: false };
    let lines = recovery.first_document(&mut lines);
    for line in lines.iter().filter(|line| line.role == Role::Blank && !line.text.is_empty()) {
        recovery.composer.builder.comment(line.text, true);
    }
    let before = recovery.composer.errors.len();
    let root = recovery.pieces(lines, 0, fault);
    if recovery.composer.errors.len() == before {
        recovery.report(span, fault);
    }
    Some(root)
}

struct Recovery<'c, 's> {
    composer: &'c mut Composer<'s>,
    /// What is read in attempts: the source, but for tabs that do no harm.
    text: Cow<'s, str>,
    /// Bytes that may still be read in attempts.
    work: usize,
    /// Said once that the work was used up.
    exhausted: bool,
}

/// What an attempt to read a piece gave.
enum Attempt {
    Read(Option<NodeId>),
    Failed(Fault),
}

impl<'s> Recovery<'_, 's> {
    fn source(&self) -> &'s str {
        self.composer.source
    }

    /// The lines between the marks of the first document.
    fn first_document<'l>(&self, lines: &'l mut [Line]) -> &'l mut [Line] {
        let source = self.source();
        let is_mark =
            |line: &Line| line.text.start == line.start && matches!(line.str(source), "---" | "...");
        let opening = lines.iter().take_while(|line| {
            !line.is_text() || line.str(source).starts_with('%') || line.str(source) == "---"
        });
        let skip =
            opening.enumerate().filter(|(_, line)| line.is_text()).last().map_or(0, |(last, _)| last + 1);
        let rest = &mut lines[skip..];
        let end = rest.iter().position(is_mark).unwrap_or(rest.len());
        &mut rest[..end]
    }

    /// Reads `lines` on their own inside `depth` collections.
    fn attempt(&mut self, lines: &[Line], depth: u32) -> Attempt {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Attempt::Read(None) };
        let length = (last.text.end - first.start + first.indent) as usize;
        let Some(work) = self.work.checked_sub(length + 64) else {
            return Attempt::Failed(Fault { problem: Problem::TooBroken, at: first.text.start });
        };
        self.work = work;
        let behind = &self.text[last.text.end as usize..];
        let end =
            behind.find(['\n', '\r']).map_or(self.text.len(), |newline| last.text.end as usize + newline + 1);
        let text = &self.text[first.start as usize..end];
        let result = if first.start == first.text.start && first.indent > 0 {
            let padded = " ".repeat(first.indent as usize) + text;
            self.composer.document(&padded, first.start, first.indent, depth)
        } else {
            self.composer.document(text, first.start, 0, depth)
        };
        match result {
            Ok(node) => Attempt::Read(node),
            Err(fault) => Attempt::Failed(fault),
        }
    }

    /// The node that `lines` make, whole or in pieces; null at `at` if they make none.
    fn block(&mut self, lines: &mut [Line], at: u32, depth: u32) -> NodeId {
        // The reader itself is content with a tab at the very front.
        if let Some(Line { slip: Some(_), text, .. }) = lines.iter().find(|line| line.is_text()) {
            let fault = Fault { problem: Problem::Tab, at: text.start };
            return self.pieces(lines, depth, fault);
        }
        match self.attempt(lines, depth) {
            Attempt::Read(Some(node)) => node,
            Attempt::Read(None) => self.null(at),
            Attempt::Failed(fault) => self.pieces(lines, depth, fault),
        }
    }

    fn null(&mut self, at: u32) -> NodeId {
        self.composer.builder.scalar(Span::at(at), "", Style::Plain, ScalarKind::Null)
    }

    /// Cuts `lines`, which could not be read, into entries or items.
    fn pieces(&mut self, lines: &mut [Line], depth: u32, fault: Fault) -> NodeId {
        let Some(first) = lines.iter().position(Line::is_text) else {
            return self.broken(lines, Some(fault));
        };
        let line = lines[first];
        if depth >= MAX_DEPTH {
            return self.broken(lines, Some(Fault { problem: Problem::TooDeep, at: line.text.start }));
        }
        let (properties, rest) = header::properties(self.source(), line.text);
        if !properties.is_empty() && Header::of(self.source(), rest).value.is_empty() {
            let node = self.block(&mut lines[first + 1..], line.text.end, depth);
            return self.with_properties(node, &properties);
        }
        let text = line.str(self.source());
        if header::is_dash(text) {
            return self.sequence(lines, depth, line.indent);
        }
        let has_key = |other: &Line| {
            other.indent <= line.indent && Header::of(self.source(), other.text).colon.is_some()
        };
        let mut texts = lines.iter().filter(|line| line.is_text());
        let is_half_key = header::looks_like_key(text)
            && texts.clone().nth(1).is_some_and(|next| next.indent > line.indent);
        let is_mapping = is_half_key || texts.any(has_key);
        if is_mapping { self.mapping(lines, depth, line.indent) } else { self.broken(lines, Some(fault)) }
    }

    fn with_properties(&mut self, node: NodeId, properties: &[Property]) -> NodeId {
        for property in properties {
            match *property {
                Property::Tag(span) => {
                    let name = &self.source()[span.start as usize + 1..span.end as usize];
                    self.composer.builder.tag(node, name, span);
                }
                Property::Anchor(span) => {
                    let name = &self.source()[span.start as usize + 1..span.end as usize];
                    self.composer.anchors.close(name, node);
                }
            }
        }
        node
    }

    /// An error node for `lines`; `fault` is reported if it is given.
    fn broken(&mut self, lines: &[Line], fault: Option<Fault>) -> NodeId {
        let span = extent(lines);
        if let Some(fault) = fault {
            self.report(span, fault);
        }
        self.composer.builder.error(span)
    }

    fn report(&mut self, piece: Span, fault: Fault) {
        if fault.problem == Problem::TooBroken && std::mem::replace(&mut self.exhausted, true) {
            return;
        }
        let error = words::error(self.source(), piece, fault);
        self.composer.errors.push(error);
    }

    fn report_slip(&mut self, line: &Line) -> bool {
        let (span, message, help) = match line.slip {
            None => return false,
            Some(Slip::Tab(at)) => (
                Span::new(at, at + 1),
                "A tab is used as indentation".to_owned(),
                "Indent with spaces; YAML has no tabs",
            ),
            Some(Slip::Level) => {
                let header = Header::of(self.source(), line.text);
                let word = header.key.range();
                (
                    Span::new(line.text.start, header.key.end),
                    format!(
                        "`{}` is indented differently from its neighbours",
                        words::shortened(&self.source()[word])
                    ),
                    "Align it with the keys or items that it belongs to",
                )
            }
        };
        self.composer.errors.push(SyntaxError { span, message, help: Some(help.to_owned()), related: None });
        true
    }

    /// Where a collection in `span` ends: with its last child, or where that is an alias, with its text.
    fn last_end(&self, children: impl Iterator<Item = NodeId>, span: Span) -> u32 {
        let tree = self.composer.builder.tree();
        let end = children.map(|child| tree.span_with_tag(child).end).max().unwrap_or(span.start);
        let last_line =
            self.source()[span.range()].rfind('\n').map_or(span.start, |line| span.start + line as u32);
        if end > last_line { end } else { span.end }
    }

    fn sequence(&mut self, lines: &mut [Line], depth: u32, level: u32) -> NodeId {
        let mut span = extent(lines);
        let mut items = Vec::new();
        let mut from = 0;
        while from < lines.len() {
            let to = next(lines, from, |line| line.is_text() && line.indent <= level);
            self.item(&mut lines[from..to], depth, &mut items);
            from = to;
        }
        span.end = self.last_end(items.iter().copied(), span);
        self.composer.builder.sequence(span, items)
    }

    fn item(&mut self, chunk: &mut [Line], depth: u32, items: &mut Vec<NodeId>) {
        let Some(first) = chunk.iter().position(Line::is_text) else {
            let _ = self.attempt(chunk, depth);
            return;
        };
        let slipped = self.report_slip(&chunk[first]);
        let fault = match self.attempt(chunk, depth) {
            Attempt::Read(Some(node)) if !self.composer.builder.tree().items(node).is_empty() => {
                items.extend_from_slice(self.composer.builder.tree().items(node));
                return;
            }
            Attempt::Read(_) => Fault { problem: Problem::UnexpectedText, at: chunk[first].text.start },
            Attempt::Failed(fault) => fault,
        };
        let chunk = &mut chunk[first..];
        let line = &mut chunk[0];
        if !header::is_dash(line.str(self.composer.source)) {
            let item = self.broken(chunk, Some(fault).filter(|_| !slipped));
            items.push(item);
            return;
        }
        let content = header::behind_dash(self.composer.source, line.text.start, line.text.end);
        line.indent += content - line.text.start;
        line.text = Span::new(content, line.text.end);
        line.start = content;
        line.slip = None;
        let item = if line.text.is_empty() {
            self.block(&mut chunk[1..], content, depth + 1)
        } else if chunk.len() == 1 && Header::of(self.source(), chunk[0].text).colon.is_none() {
            match self.attempt(chunk, depth + 1) {
                Attempt::Read(Some(node)) if slipped => node,
                _ => self.broken(chunk, Some(fault).filter(|_| !slipped)),
            }
        } else {
            self.block(chunk, content, depth + 1)
        };
        items.push(item);
    }
}

/// The index of the next line behind `from` that `begins` a piece; what stands before the first belongs to it.
fn next(lines: &[Line], from: usize, begins: impl Fn(&Line) -> bool) -> usize {
    let first = lines[from..].iter().position(Line::is_text).map_or(from, |first| from + first);
    (first + 1..lines.len()).find(|&index| begins(&lines[index])).unwrap_or(lines.len())
}

/// From the first text of `lines` to the last.
fn extent(lines: &[Line]) -> Span {
    let text = || lines.iter().filter(|line| line.role != Role::Blank).map(|line| line.text);
    match (text().next(), text().next_back()) {
        (Some(first), Some(last)) => Span::new(first.start, last.end.max(first.start)),
        _ => lines.first().map_or(Span::at(0), |line| Span::at(line.text.start)),
    }
}
