//! JSON strings: escapes, and where a string ends whose quote is missing.

use super::Parser;
use crate::Span;
use crate::tree::{NodeId, ScalarKind, Style};

impl Parser<'_> {
    /// A string at the reading position, and whether its quotes are right.
    pub(super) fn string(&mut self, is_name: bool) -> (NodeId, bool) {
        let start = self.at;
        let single = self.bytes[start] == b'\'';
        let (end, closed) = self.string_end(start);
        if !closed {
            return (self.unclosed(start, end, is_name), false);
        }
        self.at = end;
        let span = Span::of(start..end);
        let inner = start + 1..end - 1;
        let style = if single { Style::SingleQuoted } else { Style::DoubleQuoted };
        if single {
            self.report(span, "A string is in single quotes", "Use double quotes; JSON has no others");
        }
        let plain = !self.bytes[inner.clone()].iter().any(|&byte| byte == b'\\' || byte < b' ');
        let source = self.source;
        let node = if plain {
            self.builder.scalar(span, &source[inner], style, ScalarKind::String)
        } else {
            let text = self.decoded(inner.start, inner.end);
            self.builder.scalar(span, &text, style, ScalarKind::String)
        };
        (node, !single)
    }

    /// The end of the string whose quote stands at `start`: behind the closing quote, or, where
    /// there is none on the line, the end of the line.
    pub(super) fn string_end(&self, start: usize) -> (usize, bool) {
        let quote = self.bytes[start];
        let mut at = start + 1;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                _ if byte == quote => return (at + 1, true),
                b'\\' if self.bytes.get(at + 1).is_some_and(|&next| next != b'\n') => at += 2,
                b'\n' => break,
                _ => at += 1,
            }
        }
        (at.min(self.bytes.len()), false)
    }

    /// Whether a closed string stands at `at` with a colon behind it.
    pub(super) fn is_name_at(&self, at: usize) -> bool {
        let (end, closed) = self.string_end(at);
        closed && self.source[end..].trim_ascii_start().starts_with(':')
    }

    /// A string without closing quote: a name ends at its colon, a value with its line.
    fn unclosed(&mut self, start: usize, line_end: usize, is_name: bool) -> NodeId {
        let quote = char::from(self.bytes[start]);
        let mut line_end = line_end;
        while !self.source.is_char_boundary(line_end) {
            line_end -= 1;
        }
        let rest = &self.source[start + 1..line_end];
        let text = match colon(rest).filter(|_| is_name) {
            Some(colon) => rest[..colon].trim_ascii_end(),
            None => without_closers(rest),
        };
        self.at = start + 1 + text.len();
        self.report(
            Span::of(start..start + 1),
            format!("The quote `{quote}` is not closed"),
            "Add `\"` at the end of the text",
        );
        let text = &self.source[start + 1..self.at];
        self.builder.scalar(Span::of(start..self.at), text, Style::DoubleQuoted, ScalarKind::String)
    }

    fn decoded(&mut self, start: usize, end: usize) -> String {
        let mut text = String::with_capacity(end - start);
        let source = self.source;
        let mut rest = &source[start..end];
        let mut said = false;
        while let Some(stop) = rest.find(|character: char| character == '\\' || character < ' ') {
            text.push_str(&rest[..stop]);
            let at = end - rest.len() + stop;
            rest = &rest[stop..];
            if rest.starts_with('\\') {
                let length = self.escape(at, rest, &mut text);
                rest = &rest[length..];
                continue;
            }
            let control = char::from(rest.as_bytes()[0]);
            text.push(control);
            rest = &rest[1..];
            if !said {
                said = true;
                let escape =
                    if control == '\t' { "\\t".to_owned() } else { format!("\\u{:04x}", control as u32) };
                self.report(
                    Span::of(at..at + 1),
                    format!("The control character U+{:04X} stands in a string", control as u32),
                    format!("Write `{escape}`"),
                );
            }
        }
        text.push_str(rest);
        text
    }

    /// Decodes the escape at the front of `rest`, which stands at `at`; gives its length.
    fn escape(&mut self, at: usize, rest: &str, text: &mut String) -> usize {
        let simple = match rest.as_bytes().get(1) {
            Some(b'"') => Some('"'),
            Some(b'\\') => Some('\\'),
            Some(b'/') => Some('/'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'n') => Some('\n'),
            Some(b'r') => Some('\r'),
            Some(b't') => Some('\t'),
            Some(b'u') => return self.unicode_escape(at, rest, text),
            _ => None,
        };
        if let Some(character) = simple {
            text.push(character);
            return 2;
        }
        self.bad_escape(at, rest, text, 2)
    }

    fn unicode_escape(&mut self, at: usize, rest: &str, text: &mut String) -> usize {
        let Some(first) = hex(rest, 2) else { return self.bad_escape(at, rest, text, 2) };
        if let Some(character) = char::from_u32(first) {
            text.push(character);
            return 6;
        }
        let second = rest.get(6..8).filter(|&mark| mark == "\\u").and_then(|_| hex(rest, 8));
        if let (0xD800..=0xDBFF, Some(second @ 0xDC00..=0xDFFF)) = (first, second) {
            let pair = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            text.push(char::from_u32(pair).unwrap_or(char::REPLACEMENT_CHARACTER));
            return 12;
        }
        self.report(
            Span::of(at..at + 6),
            format!("`{}` is half of a surrogate pair", &rest[..6]),
            "Write the character itself, or both halves",
        );
        text.push(char::REPLACEMENT_CHARACTER);
        6
    }

    fn bad_escape(&mut self, at: usize, rest: &str, text: &mut String, count: usize) -> usize {
        let length = rest.char_indices().nth(count).map_or(rest.len(), |(end, _)| end);
        let escape = &rest[..length];
        self.report(
            Span::of(at..at + length),
            format!("`{escape}` is not an escape"),
            "Write a backslash as `\\\\`",
        );
        text.push_str(escape);
        length
    }
}

fn hex(rest: &str, from: usize) -> Option<u32> {
    let digits = rest.get(from..from + 4)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

/// The first colon of `text` that is not half of `::`.
pub(super) fn colon(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let single = |at: usize| bytes.get(at + 1) != Some(&b':') && (at == 0 || bytes[at - 1] != b':');
    text.match_indices(':').map(|(at, _)| at).find(|&at| single(at))
}

/// `text` without the comma and the closing brackets at its end that it does not open itself.
fn without_closers(text: &str) -> &str {
    let mut text = text.trim_ascii_end();
    if let Some(rest) = text.strip_suffix(',') {
        text = rest.trim_ascii_end();
    }
    loop {
        let opener = match text.as_bytes().last() {
            Some(b'}') => '{',
            Some(b']') => '[',
            _ => return text,
        };
        if text.contains(opener) {
            return text;
        }
        text = text[..text.len() - 1].trim_ascii_end();
    }
}
