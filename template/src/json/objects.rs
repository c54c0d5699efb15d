//! JSON objects and their half-typed members.

use super::Parser;
use crate::Span;
use crate::keys;
use crate::tree::{Entry, MAX_DEPTH, NodeId, ScalarKind, Style};

impl Parser<'_> {
    pub(super) fn object(&mut self) -> NodeId {
        let start = self.at;
        self.open(start, true, self.indent);
        self.at += 1;
        self.members(start)
    }

    /// The members of the object that begins at `start`, up to its closer.
    fn members(&mut self, start: usize) -> NodeId {
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.skip_blank();
            if self.belongs_outside() {
                self.report_unclosed();
                break;
            }
            match self.peek() {
                None => {
                    self.report_unclosed();
                    break;
                }
                Some(b']' | b'}') if self.is_surplus() => self.surplus(),
                Some(b'}') => {
                    self.at += 1;
                    break;
                }
                Some(b']') if self.open.iter().any(|open| !open.object) => {
                    self.report_unclosed();
                    break;
                }
                Some(b']') => self.surplus(),
                Some(b',') => {
                    self.report(
                        self.character(),
                        "A member is missing before this comma",
                        "Remove the comma",
                    );
                    self.at += 1;
                }
                Some(b':') => self.pair_behind_value(&mut entries),
                Some(_) => {
                    let entry = self.member();
                    entries.push(entry);
                }
            }
        }
        self.open.pop();
        let end = self.end_of_last(start, entries.last().map(|entry| entry.value));
        keys::report_duplicates(&self.builder, &entries, &mut self.errors);
        self.builder.mapping(Span::of(start..end), entries)
    }

    /// A name, a colon, a value and a comma, as far as they are there.
    fn member(&mut self) -> Entry {
        let (key, closed) = self.name();
        let span = self.builder.tree().span(key);
        let name = self.shown(key);
        self.skip_blank();
        let has_colon = self.peek() == Some(b':');
        if has_colon {
            self.at += 1;
            self.skip_blank();
        }
        if self.value_is_missing(span) {
            if closed {
                self.report(
                    span,
                    format!("`{name}` has no value"),
                    format!("Write `\"{name}\": ` followed by its value"),
                );
            }
            if let Some(column) = self.column(span.start as usize).filter(|&column| self.lacks_brace(column))
            {
                self.open(span.start as usize, true, column);
                let value = self.members(self.at);
                self.separator();
                return Entry { key, value, merged: false };
            }
            let value = self.builder.error(Span::at(self.at_or_before(span.end)));
            if self.peek() == Some(b',') {
                self.at += 1;
            }
            return Entry { key, value, merged: false };
        }
        if !has_colon && closed {
            self.report(
                self.character(),
                format!("A colon is missing before the value of `{name}`"),
                format!("Write `\"{name}\": ` before the value"),
            );
        }
        let value = self.value();
        self.separator();
        Entry { key, value, merged: false }
    }

    /// The reading position, or `end` where only white space lies between.
    fn at_or_before(&self, end: u32) -> u32 {
        let colon = self.source[end as usize..self.at].find(':');
        colon.map_or(end, |colon| end + colon as u32 + 1)
    }

    /// What follows a name is the end of the object or the next member.
    fn value_is_missing(&self, name: Span) -> bool {
        match self.peek() {
            None | Some(b',' | b'}' | b']') => true,
            Some(b'"') => {
                let same_line = !self.source[name.end as usize..self.at].contains('\n');
                !same_line && self.is_name_at(self.at)
            }
            _ => false,
        }
    }

    /// What follows a name in `column` without a value are members further to the right: its `{` is missing.
    fn lacks_brace(&self, column: usize) -> bool {
        let next = self.column(self.at).filter(|_| self.peek() == Some(b'"'));
        next.is_some_and(|next| next > column) && self.open.len() < MAX_DEPTH as usize
    }

    /// A colon where a comma is meant to be: `"a": "b": 1`. The value before it was a name.
    fn pair_behind_value(&mut self, entries: &mut Vec<Entry>) {
        self.report(
            self.character(),
            "A colon cannot stand here",
            "Begin a member with a name in double quotes",
        );
        self.at += 1;
        self.skip_blank();
        let behind = self.builder.tree();
        let name = entries.last_mut().filter(|entry| behind.text(entry.value).is_some());
        let key = match name {
            Some(entry) => {
                let key = entry.value;
                let start = behind.span(key).start;
                entry.value = self.builder.error(Span::at(start));
                key
            }
            None => self.builder.error(Span::at(self.at as u32)),
        };
        let value = if self.value_is_missing(Span::at(self.at as u32)) {
            self.builder.error(Span::at(self.at as u32))
        } else {
            self.value()
        };
        self.separator();
        entries.push(Entry { key, value, merged: false });
    }

    /// A member's name, and whether it is whole: what is half typed has been reported.
    fn name(&mut self) -> (NodeId, bool) {
        match self.peek() {
            Some(b'"' | b'\'') => self.string(true),
            Some(b'{' | b'[') => {
                self.report(self.character(), "A value has no name", "Write `\"name\": ` before it");
                (self.builder.error(Span::at(self.at as u32)), false)
            }
            _ => (self.bare_name(), false),
        }
    }

    fn bare_name(&mut self) -> NodeId {
        let start = self.at;
        let rest = &self.source[start..];
        let mut end = rest.find([',', '{', '}', '[', ']', '\n']).unwrap_or(rest.len());
        if let Some(colon) = super::text::colon(&rest[..end]) {
            end = colon;
        }
        let text = rest[..end].trim_ascii_end();
        let length = if text.is_empty() { rest.chars().next().map_or(0, char::len_utf8) } else { text.len() };
        self.at += length;
        let span = Span::of(start..self.at);
        // The opening quote may be all that is missing.
        let name = self.source[span.range()].trim_matches(['"', '\'']);
        self.report(
            span,
            format!("`{}` is not in double quotes", name.chars().take(40).collect::<String>()),
            "Put the name of a member in double quotes, followed by a colon and its value",
        );
        self.builder.scalar(span, name, Style::Plain, ScalarKind::String)
    }

    fn shown(&self, key: NodeId) -> String {
        self.builder.tree().text(key).unwrap_or_default().chars().take(40).collect()
    }
}
