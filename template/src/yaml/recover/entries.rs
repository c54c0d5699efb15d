//! Recovery of mappings: one entry at a time, each keeping its key if it has one.

use std::ops::Range;

use super::{Attempt, Recovery, extent, next};
use crate::Span;
use crate::tree::{Data, Entry, NodeId, Style};
use crate::yaml::events::{Fault, Problem};
use crate::yaml::header::{self, Header};
use crate::yaml::lines::{Line, Role};
use crate::yaml::{scalar, words};

impl Recovery<'_, '_> {
    pub(super) fn mapping(&mut self, lines: &mut [Line], depth: u32, level: u32) -> NodeId {
        let source = self.source();
        let start = extent(lines).start;
        let mut end = start;
        let mut entries = Vec::new();
        let mut from = 0;
        while from < lines.len() {
            let begins = |line: &Line| {
                line.is_text()
                    && line.indent <= level
                    && !header::is_dash(line.str(source))
                    && !line.str(source).starts_with(['}', ']'])
            };
            let to = next(lines, from, begins);
            let to = to + self.entry(lines, from..to, depth, &mut entries);
            end = end.max(extent(&lines[from..to]).end);
            from = to;
        }
        let own = entries.iter().filter(|entry| !entry.merged).flat_map(|entry| [entry.key, entry.value]);
        let end = self.last_end(own, Span::new(start, end.max(start)));
        self.composer.mapping(Span::new(start, end), entries)
    }

    /// Reads one entry; gives how many lines behind it belong to it too.
    fn entry(
        &mut self,
        lines: &mut [Line],
        range: Range<usize>,
        depth: u32,
        entries: &mut Vec<Entry>,
    ) -> usize {
        let chunk = &mut lines[range.clone()];
        let Some(first) = chunk.iter().position(Line::is_text) else {
            // Comments alone, read for their own sake.
            let _ = self.attempt(chunk, depth);
            return 0;
        };
        let slipped = self.report_slip(&chunk[first]);
        let mut attempt = self.attempt(chunk, depth);
        if let (Attempt::Failed(_), true) = (&attempt, slipped) {
            // The tab replaced by spaces.
            chunk[first].start = chunk[first].text.start;
            attempt = self.attempt(&chunk[first..], depth);
        }
        let mut more = 0;
        if let Attempt::Failed(fault) = attempt
            && fault.problem.is_unclosed()
            && let Some(longer) = self.until_closed(lines, &range, fault)
        {
            let retry = self.attempt(&lines[range.start..range.end + longer], depth);
            if let Attempt::Read(_) = retry {
                attempt = retry;
                more = longer;
            }
        }
        let chunk = &mut lines[range.start + first..range.end + more];
        match attempt {
            Attempt::Read(Some(node)) if self.is_mapping(node) => {
                entries.extend_from_slice(self.composer.builder.tree().entries(node));
            }
            Attempt::Read(_) => {
                let fault = Fault { problem: Problem::UnexpectedText, at: chunk[0].text.start };
                self.broken_entry(chunk, fault, slipped, depth, entries);
            }
            Attempt::Failed(fault) => self.broken_entry(chunk, fault, slipped, depth, entries),
        }
        more
    }

    fn is_mapping(&self, node: NodeId) -> bool {
        matches!(self.composer.builder.tree().data(node), Data::Mapping(_))
    }

    /// How many lines behind `range` reach to where the quote or bracket at the fault is closed.
    fn until_closed(&mut self, lines: &[Line], range: &Range<usize>, fault: Fault) -> Option<usize> {
        /// Longer values are not looked for.
        const MOST: usize = 500;
        let source = self.source();
        let mut open = header::Open::default();
        let end = lines[range.end - 1].text.end;
        open.read(source.get(fault.at as usize..end as usize)?);
        for (count, line) in lines[range.end..].iter().take(MOST).enumerate() {
            if !open.is_open() {
                return None;
            }
            self.work = self.work.checked_sub(line.text.len() as usize + 1)?;
            open.read(line.str(source));
            if !open.is_open() {
                return Some(count + 1);
            }
        }
        None
    }

    /// An entry that cannot be read whole: keeps its key, and of its value what can be kept.
    fn broken_entry(
        &mut self,
        chunk: &mut [Line],
        fault: Fault,
        reported: bool,
        depth: u32,
        entries: &mut Vec<Entry>,
    ) {
        let line = chunk[0];
        let header = Header::of(self.source(), line.text);
        let has_body = chunk[1..].iter().any(|line| line.role != Role::Blank);
        if header.dashes > 0 || header.colon.is_none() {
            self.keyless_entry(chunk, fault, reported, depth, entries);
            return;
        }
        let key = self.key(&header);
        let mut reported = reported;
        if header.is_unclosed {
            let fault = Fault { problem: Problem::UnclosedQuote, at: header.key.start };
            self.report(Span::new(header.key.start, line.text.end), fault);
            reported = true;
        }
        let (properties, rest) = header::properties(self.source(), header.value);
        let value = if rest.is_empty() {
            let behind = header.colon.map_or(line.text.end, |colon| colon + 1);
            let at = rest.start.max(behind);
            let node = if has_body { self.block(&mut chunk[1..], at, depth + 1) } else { self.null(at) };
            self.with_properties(node, &properties)
        } else {
            self.broken_value(chunk, &header, fault, reported, depth)
        };
        self.composer.entry(entries, key, value);
    }

    /// A value on its key's line that could not be read with it. Where the key was to blame it may be sound.
    fn broken_value(
        &mut self,
        chunk: &mut [Line],
        header: &Header,
        fault: Fault,
        reported: bool,
        depth: u32,
    ) -> NodeId {
        let line = &mut chunk[0];
        let shift = header.value.start - line.text.start;
        let whole = Span::new(header.value.start, extent(chunk).end.max(header.value.start));
        if header.is_unclosed {
            let line = &mut chunk[0];
            line.text = Span::new(header.value.start, line.text.end);
            line.start = header.value.start;
            line.indent += shift;
            if let Attempt::Read(Some(node)) = self.attempt(chunk, depth + 1) {
                return node;
            }
        }
        if !reported {
            let piece = Span::new(header.key.start, whole.end);
            self.report(piece, fault);
        }
        self.composer.builder.error(whole)
    }

    /// Text where a key is meant to be: half a key, or nothing that can be told.
    fn keyless_entry(
        &mut self,
        chunk: &mut [Line],
        fault: Fault,
        reported: bool,
        depth: u32,
        entries: &mut Vec<Entry>,
    ) {
        let line = chunk[0];
        let header = Header::of(self.source(), line.text);
        let text = &self.source()[header.key.range()];
        let body = &mut chunk[1..];
        let has_body = body.iter().any(Line::is_text);
        if header.dashes > 0 || !header::looks_like_key(text) {
            if !reported {
                self.report(extent(chunk), fault);
            }
            let span = extent(chunk);
            let key = self.composer.builder.error(span);
            let value = self.composer.builder.error(Span::at(span.end));
            entries.push(Entry { key, value, merged: false });
            return;
        }
        if !reported {
            self.composer.errors.push(words::missing_colon(header.key, text));
        }
        let key = self.key(&header);
        let value = if has_body {
            self.block(body, header.key.end, depth + 1)
        } else {
            self.composer.builder.error(Span::at(header.key.end))
        };
        self.composer.entry(entries, key, value);
    }

    /// The key of a line as a node.
    fn key(&mut self, header: &Header) -> NodeId {
        let written = &self.source()[header.key.range()];
        let style = match written.bytes().next() {
            Some(b'"') => Style::DoubleQuoted,
            Some(b'\'') => Style::SingleQuoted,
            _ => Style::Plain,
        };
        let text = written.trim_matches(['"', '\'']);
        let kind = scalar::kind(text, style, None);
        self.composer.builder.scalar(header.key, text, style, kind)
    }
}
