//! The mark in JSON: what a half-typed member or item needs to be whole.

use formwork_template::{Span, Syntax, Template};

use super::{Cursor, MARK, Slot, writing};
use crate::document::Document;
use crate::trail::{Part, Trail};

pub(super) fn cursor(document: &Document, offset: u32) -> Option<Cursor> {
    let text = &*document.text;
    let at = offset as usize;
    let open = Open::scan(&text[..at]);
    let is_key = open.brackets.last() == Some(&b'{') && open.last != b':';
    let rest = &text[at..];
    let (start, length) = match open.string {
        // A string that is not closed on its line ends with its word.
        Some(start) => (start, string_end(rest).unwrap_or_else(|| word_length(rest))),
        None => (at - word_before(&text[..at]), word_length(rest)),
    };
    let end = at + length;
    let is_closed = open.string.is_some() && text[end..].starts_with('"');
    let tail = text[end + usize::from(is_closed)..].trim_start();

    let mut whole = String::with_capacity(text.len() + 64);
    whole.push_str(&text[..start]);
    if open.string.is_none() {
        whole.push_str(if open.last == VALUE { ",\"" } else { "\"" });
    }
    whole.push_str(&text[start..at]);
    let mark = whole.len() as u32;
    whole.push_str(MARK);
    whole.push_str(&text[at..end]);
    whole.push('"');
    let has_colon = tail.starts_with(':');
    if is_key && !has_colon {
        whole.push_str(": null");
    }
    if tail.starts_with(['"', '{', '[']) {
        whole.push(',');
    }
    whole.push_str(&text[end + usize::from(is_closed)..]);

    let parsed = formwork_template::parse(whole.into(), Syntax::Json);
    let trail = Trail::to(&parsed.tree, mark + 1);
    let template = Template::new(parsed);
    let (slot, node) = match trail.part {
        Part::Key { key, .. } => {
            let alone = template.tree().entries(trail.node()).len() == 1;
            (Slot::Key { alone, has_colon }, key)
        }
        Part::Value => (Slot::Value, trail.node()),
        Part::Tag => return None,
    };
    template.tree().text(node).filter(|text| text.contains(MARK))?;
    let span = Span::of(start..end);
    let quote = open.string.map(|_| '"');
    let typed = text[start..at].to_owned();
    Some(Cursor {
        template,
        trail,
        slot,
        typed,
        span,
        offset,
        writing: writing(document, span, quote, true),
        outside: Vec::new(),
    })
}

/// Where a string ends whose inside is given: the offset of its closing quote, if that is on the line.
fn string_end(inside: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in inside.bytes().enumerate() {
        match byte {
            b'\n' => return None,
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at),
            _ => {}
        }
    }
    None
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '.' | '-' | '!' | '$')
}

/// How much of a word without quotes follows. A colon belongs to it where another follows, as in a type name.
fn word_length(rest: &str) -> usize {
    let mut length = 0;
    for (at, char) in rest.char_indices() {
        let is_inner = char == ':' && (rest[at..].starts_with("::") || rest[..at].ends_with(':'));
        if !is_word(char) && !is_inner {
            break;
        }
        length = at + char.len_utf8();
    }
    length
}

/// How much of a word without quotes stands at the end.
fn word_before(before: &str) -> usize {
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    let word = line
        .rfind(|char: char| !is_word(char) && char != ':')
        .map_or(line, |at| &line[at + line[at..].chars().next().map_or(0, char::len_utf8)..]);
    word.trim_start_matches(':').len()
}

/// Stands for the end of a value in [`Open::last`].
const VALUE: u8 = b'v';

/// What the text before the cursor leaves open.
struct Open {
    /// Outermost first.
    brackets: Vec<u8>,
    /// Where the inside of the string begins that is open.
    string: Option<usize>,
    /// The last thing before the word at the end: a mark of punctuation, or [`VALUE`].
    last: u8,
}

impl Open {
    fn scan(text: &str) -> Self {
        let mut open = Self { brackets: Vec::new(), string: None, last: b'{' };
        let bytes = text.as_bytes();
        let behind = text.len() - word_before(text);
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'"' => match string_end(&text[at + 1..]) {
                    Some(length) => {
                        at += length + 1;
                        open.last = VALUE;
                    }
                    None if text[at + 1..].contains('\n') => open.last = VALUE,
                    None => {
                        open.string = Some(at + 1);
                        return open;
                    }
                },
                bracket @ (b'{' | b'[') => {
                    open.brackets.push(bracket);
                    open.last = bracket;
                }
                b'}' | b']' => {
                    open.brackets.pop();
                    open.last = VALUE;
                }
                mark @ (b',' | b':') => open.last = mark,
                byte if byte.is_ascii_whitespace() => {}
                _ if at >= behind => {}
                _ => open.last = VALUE,
            }
            at += 1;
        }
        open
    }
}
