//! JSON values other than objects: arrays, numbers, words, and what stands
//! where a value is meant to stand.

use super::Parser;
use crate::Span;
use crate::tree::{MAX_DEPTH, NodeId, ScalarKind, Style};

impl Parser<'_> {
    /// A value; white space has been skipped. Always moves on, except at a closer, a comma or the end.
    pub(super) fn value(&mut self) -> NodeId {
        match self.peek() {
            Some(b'{' | b'[') if self.open.len() >= MAX_DEPTH as usize => self.too_deep(),
            Some(b'{') => self.object(),
            Some(b'[') => self.array(),
            Some(b'"' | b'\'') => self.string(false).0,
            Some(b'-' | b'+' | b'.' | b'0'..=b'9') => self.number(),
            Some(b',' | b'}' | b']' | b':') | None => {
                self.report(self.character(), "A value is missing before this", "Add the value");
                if self.open.is_empty() {
                    self.at = self.bytes.len();
                }
                self.builder.error(Span::at(self.at as u32))
            }
            Some(_) => self.bare_value(),
        }
    }

    fn array(&mut self) -> NodeId {
        let start = self.at;
        self.open(start, false, self.indent);
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.skip_blank();
            if self.belongs_outside() || self.begins_outer_member() {
                self.report_unclosed();
                break;
            }
            match self.peek() {
                None => {
                    self.report_unclosed();
                    break;
                }
                Some(b']' | b'}') if self.is_surplus() => self.surplus(),
                Some(b']') => {
                    self.at += 1;
                    break;
                }
                Some(b'}') if self.open.iter().any(|open| open.object) => {
                    self.report_unclosed();
                    break;
                }
                Some(b'}') => self.surplus(),
                Some(b',') => {
                    self.report(self.character(), "A value is missing before this comma", "Remove the comma");
                    self.at += 1;
                }
                Some(b':') => {
                    self.report(self.character(), "A colon cannot stand in a list", "Put the pair in `{ }`");
                    self.at += 1;
                }
                Some(_) => {
                    let item = self.value();
                    items.push(item);
                    self.separator();
                }
            }
        }
        self.open.pop();
        let end = self.end_of_last(start, items.last().copied());
        self.builder.sequence(Span::of(start..end), items)
    }

    /// Where a collection ends that began at `start`: behind its closer, or behind its last child.
    pub(super) fn end_of_last(&self, start: usize, last: Option<NodeId>) -> usize {
        if matches!(self.bytes.get(self.at.wrapping_sub(1)), Some(b'}' | b']')) && self.at > start + 1 {
            return self.at;
        }
        last.map_or(start + 1, |node| self.builder.tree().span(node).end as usize)
    }

    /// A name with a colon that begins a line cannot be an item; the list has lost its bracket.
    fn begins_outer_member(&self) -> bool {
        self.peek() == Some(b'"')
            && self.column(self.at).is_some()
            && self.open.iter().any(|open| open.object)
            && self.is_name_at(self.at)
    }

    /// The comma behind a member or item; says where one is missing.
    pub(super) fn separator(&mut self) {
        self.skip_blank();
        match self.peek() {
            Some(b',') => self.at += 1,
            None | Some(b'}' | b']' | b':') => {}
            // A bracket that was closed for the reader's sake has said enough.
            Some(_) if self.errors.last_start() == Some(self.at as u32) => {}
            Some(_) if self.belongs_outside() => {}
            Some(_) => {
                self.report(
                    self.character(),
                    "A comma is missing before this",
                    "Add `,` behind the value before it",
                );
            }
        }
    }

    pub(super) fn surplus(&mut self) {
        self.unbalanced = true;
        self.report(self.character(), "This bracket closes nothing", "Remove it, or open it before");
        self.at += 1;
        self.skip_blank();
        if self.peek() == Some(b',') {
            self.at += 1;
        }
    }

    fn number(&mut self) -> NodeId {
        let start = self.at;
        let length = self.bytes[start..]
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
            .count();
        self.at += length;
        let span = Span::of(start..self.at);
        let text = &self.source[start..self.at];
        let kind = match text.parse::<i64>() {
            Ok(value) => ScalarKind::Integer(value),
            Err(_) => text.parse::<f64>().map_or(ScalarKind::String, ScalarKind::Float),
        };
        if let Some((message, help)) = number_fault(text) {
            self.report(span, message, help);
        }
        self.builder.scalar(span, &self.source[start..start + length], Style::Plain, kind)
    }

    /// `true`, `null`, or text without quotes.
    fn bare_value(&mut self) -> NodeId {
        let start = self.at;
        let rest = &self.source[start..];
        let text = rest[..rest.find([',', '}', ']', '\n']).unwrap_or(rest.len())].trim_ascii_end();
        // Only a blank line's rest could be empty, and blanks have been skipped.
        let text =
            if text.is_empty() { &rest[..rest.chars().next().map_or(0, char::len_utf8)] } else { text };
        let word = &text[..text.bytes().take_while(u8::is_ascii_alphanumeric).count()];
        let kind = match word {
            "true" => ScalarKind::Bool(true),
            "false" => ScalarKind::Bool(false),
            "null" => ScalarKind::Null,
            _ => {
                let span = Span::of(start..start + text.len());
                self.at += text.len();
                let (message, help) = word_fault(text);
                self.report(span, message, help);
                let text = &self.source[span.range()];
                return self.builder.scalar(span, text, Style::Plain, ScalarKind::String);
            }
        };
        self.at += word.len();
        let span = Span::of(start..self.at);
        self.builder.scalar(span, &self.source[span.range()], Style::Plain, kind)
    }

    /// Skips a collection that is nested too deep.
    fn too_deep(&mut self) -> NodeId {
        let start = self.at;
        self.report(
            Span::of(start..start + 1),
            format!("Nested deeper than {MAX_DEPTH} levels"),
            "Take a level of nesting away",
        );
        let mut depth = 0_u64;
        while let Some(byte) = self.peek() {
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'"' => {
                    self.at = self.string_end(self.at).0;
                    continue;
                }
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
        self.builder.error(Span::of(start..self.at))
    }
}

fn number_fault(text: &str) -> Option<(String, String)> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let leading_zero = digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit();
    if leading_zero {
        let value = digits.trim_start_matches('0');
        let value = if value.is_empty() { "0" } else { value };
        return Some((
            format!("`{text}` begins with a zero"),
            format!("Write `{value}`, or put it in double quotes to keep the zero"),
        ));
    }
    if is_number(digits) {
        return None;
    }
    Some(match text {
        "-Infinity" => word_fault(text),
        _ => (format!("`{text}` is not a number"), "Put text in double quotes".to_owned()),
    })
}

/// RFC 8259, section 6, without the sign.
fn is_number(digits: &str) -> bool {
    let (mantissa, exponent) = match digits.find(['e', 'E']) {
        Some(at) => (&digits[..at], Some(digits[at + 1..].trim_start_matches(['+', '-']))),
        None => (digits, None),
    };
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa_fits = match mantissa.split_once('.') {
        Some((whole, fraction)) => all_digits(whole) && all_digits(fraction),
        None => all_digits(mantissa),
    };
    let exponent_length = exponent.map_or(0, |exponent| digits.len() - mantissa.len() - 1 - exponent.len());
    mantissa_fits && exponent.is_none_or(all_digits) && exponent_length <= 1
}

fn word_fault(text: &str) -> (String, String) {
    let shown: String = text.chars().take(40).collect();
    match text {
        "NaN" | "Infinity" | "-Infinity" => {
            (format!("JSON has no `{text}`"), "Put it in double quotes, or write a number".to_owned())
        }
        "True" | "TRUE" => (format!("`{text}` is not JSON"), "Write `true`".to_owned()),
        "False" | "FALSE" => (format!("`{text}` is not JSON"), "Write `false`".to_owned()),
        "None" | "Null" | "NULL" | "undefined" => {
            (format!("`{text}` is not JSON"), "Write `null`".to_owned())
        }
        _ => (format!("`{shown}` is not in double quotes"), "Put text in double quotes".to_owned()),
    }
}
