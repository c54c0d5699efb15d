//! Faults of the YAML reader in our words: what is wrong, where exactly, and
//! what makes it right.

use super::events::{Fault, Problem};
use crate::Span;
use crate::parse::SyntaxError;
use crate::tree::MAX_DEPTH;

/// `fault` as an error; `piece` is the part of the template that was read when it occurred.
pub(super) fn error(source: &str, piece: Span, fault: Fault) -> SyntaxError {
    let at = place(source, piece, fault);
    let word = word(source, at);
    let (message, help) = sentence(source, at, word, fault.problem);
    SyntaxError { span: at, message, help: Some(help), related: None }
}

/// The character that the fault is about.
fn place(source: &str, piece: Span, fault: Fault) -> Span {
    let mut at = fault.at.clamp(piece.start, piece.end) as usize;
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    let line_start = source[..at].rfind('\n').map_or(0, |line| line + 1).max(piece.start as usize);
    match fault.problem {
        // The reader has passed the dash when it sees that it does not belong there.
        Problem::UnexpectedText if source[line_start..at].trim_ascii() == "-" => {
            at = line_start + source[line_start..at].find('-').unwrap_or(0);
        }
        Problem::Tab => {
            if let Some(tab) = tab_from(source, line_start, at, piece) {
                at = tab;
            }
        }
        Problem::Escape | Problem::Surrogate => at = escape(source, at, piece, fault.problem),
        _ => {}
    }
    Span::of(at..at + source[at..].chars().next().map_or(0, char::len_utf8))
}

/// The first tab of an indentation, in the line at `line` or else the next tab that follows `at`.
fn tab_from(source: &str, line: usize, at: usize, piece: Span) -> Option<usize> {
    let bytes = &source.as_bytes()[..piece.end as usize];
    let blanks = bytes[line..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let find =
        |from: usize, to: usize| bytes[from..to].iter().position(|&byte| byte == b'\t').map(|tab| from + tab);
    find(line, line + blanks).or_else(|| find(at, bytes.len()))
}

/// The escape that is wrong; the reader names only the quote where the scalar begins.
fn escape(source: &str, quote: usize, piece: Span, problem: Problem) -> usize {
    let bytes = &source.as_bytes()[..piece.end as usize];
    let mut at = quote + 1;
    while at + 1 < bytes.len() {
        match (bytes[at], bytes[at + 1]) {
            (b'\\', b'u') => {
                let digits = bytes.get(at + 2..at + 6).and_then(|digits| std::str::from_utf8(digits).ok());
                let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                match value {
                    Some(0xD800..=0xDFFF) if problem == Problem::Surrogate => return at,
                    None => return at,
                    _ => at += 6,
                }
            }
            (b'\\', b'x' | b'U') => {
                let count = if bytes[at + 1] == b'x' { 2 } else { 8 };
                let digits =
                    bytes.get(at + 2..at + 2 + count).and_then(|digits| std::str::from_utf8(digits).ok());
                let value = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                if value.and_then(char::from_u32).is_none() {
                    return at;
                }
                at += 2 + count;
            }
            (b'\\', byte) if !b"0abtnvfre \"/\\N_LP\t\n\r".contains(&byte) => return at,
            (b'\\', _) => at += 2,
            (b'"', _) => break,
            _ => at += 1,
        }
    }
    quote
}

/// A key without its colon.
pub(super) fn missing_colon(span: Span, word: &str) -> SyntaxError {
    let word = shortened(word);
    SyntaxError {
        span,
        message: format!("`{word}` has no colon"),
        help: Some(format!("Write `{word}:` followed by its value")),
        related: None,
    }
}

/// The text that stands at the place, up to its colon or the end of its line.
fn word(source: &str, at: Span) -> &str {
    let line = source[at.start as usize..].lines().next().unwrap_or_default();
    let end = line.find(": ").or_else(|| line.ends_with(':').then(|| line.len() - 1)).unwrap_or(line.len());
    shortened(line[..end].trim())
}

/// At most 40 characters of `text`.
pub(super) fn shortened(text: &str) -> &str {
    text.char_indices().nth(40).map_or(text, |(end, _)| &text[..end])
}

/// The key of the line in which `at` stands.
fn key_of_line(source: &str, at: Span) -> Option<&str> {
    let line = source[..at.start as usize].rfind('\n').map_or(0, |line| line + 1);
    let before = source[line..at.start as usize].trim_start_matches([' ', '-']);
    let key = before.split(": ").next()?.trim_end().trim_end_matches(':');
    (!key.is_empty() && key.len() < before.len()).then(|| shortened(key))
}

fn sentence(source: &str, at: Span, word: &str, problem: Problem) -> (String, String) {
    let character = source[at.range()].chars().next();
    let shown =
        character.map_or_else(|| "the end of the text".to_owned(), |character| format!("`{character}`"));
    let value_of =
        key_of_line(source, at).map_or_else(String::new, |key| format!(" in the value of `{key}`"));
    let (message, help) = match problem {
        Problem::UnclosedQuote => (
            format!("The quote {shown} is not closed{value_of}"),
            format!("Add {shown} at the end of the text"),
        ),
        Problem::UnclosedBracket => {
            let closer = if character == Some('{') { '}' } else { ']' };
            (format!("{shown} is not closed{value_of}"), format!("Add `{closer}`"))
        }
        Problem::BracketMismatch => (
            format!("{shown} is closed by a bracket of the other kind{value_of}"),
            "Close `[` with `]` and `{` with `}`".to_owned(),
        ),
        Problem::StrayCloser => {
            (format!("{shown} closes nothing"), format!("Remove {shown}, or open it before"))
        }
        Problem::MissingComma => (
            format!("A comma or a closing bracket is missing before {shown}{value_of}"),
            "Add `,` between the items, or close the bracket".to_owned(),
        ),
        Problem::MissingColon => {
            (format!("`{word}` has no colon"), format!("Write `{word}:` followed by its value"))
        }
        Problem::UnexpectedColon => (
            format!("A value begins{value_of} where none can stand"),
            "Put the key on a line of its own at the right indentation, or quote text that contains `: `"
                .to_owned(),
        ),
        Problem::UnexpectedText => (
            format!("`{word}` does not belong here"),
            "Align it with the keys or items that it belongs to".to_owned(),
        ),
        Problem::UnexpectedDash => (
            "A list item cannot begin here".to_owned(),
            "Put each `- ` on a line of its own, aligned with the others".to_owned(),
        ),
        Problem::TextBehindQuote => (
            format!("`{word}` stands behind a closing quote"),
            "Remove it, or quote the whole text; a quote within it is written twice or as `\\\"`".to_owned(),
        ),
        Problem::Indentation => {
            (format!("`{word}` is indented wrongly"), "Indent it deeper than its key".to_owned())
        }
        Problem::Tab => {
            ("A tab is used as indentation".to_owned(), "Indent with spaces; YAML has no tabs".to_owned())
        }
        Problem::Escape => (
            format!("`{}` is not an escape", shortened(escape_text(source, at))),
            "Write a backslash as `\\\\`, or use single quotes".to_owned(),
        ),
        Problem::Surrogate => (
            format!("`{}` is half of a surrogate pair", shortened(escape_text(source, at))),
            "Write the character itself, or both halves".to_owned(),
        ),
        Problem::Character(character) => character_sentence(character),
        Problem::ByteOrderMark => (
            "A byte order mark stands inside the text".to_owned(),
            "Remove the invisible character".to_owned(),
        ),
        Problem::CommentTouches => (
            "A comment touches the text before it".to_owned(),
            "Put a space before `#`, or quote the text".to_owned(),
        ),
        Problem::BlockScalarHeader => (
            "The line of `|` or `>` holds more than its indicators".to_owned(),
            "Begin the text on the next line".to_owned(),
        ),
        Problem::Tag => (format!("`{word}` is not a tag"), "Write a tag as `!Name`".to_owned()),
        Problem::AnchorName => {
            (format!("{shown} has no name behind it"), "Name the anchor, or quote the text".to_owned())
        }
        Problem::Directive => {
            ("The `%` line is not a directive of YAML".to_owned(), "Remove the line".to_owned())
        }
        Problem::TooDeep => {
            (format!("Nested deeper than {MAX_DEPTH} levels"), "Take a level of nesting away".to_owned())
        }
        Problem::TooBroken => (
            "Too much is broken before this; the rest has not been read".to_owned(),
            "Mend the errors above first".to_owned(),
        ),
        Problem::Other => (
            "The text is not YAML from here on".to_owned(),
            "Look at this line and the one before".to_owned(),
        ),
    };
    (message, help)
}

fn character_sentence(character: char) -> (String, String) {
    if character.is_control() {
        return (
            format!("The control character U+{:04X} cannot stand here", character as u32),
            "Remove it, or write it as an escape in double quotes".to_owned(),
        );
    }
    (format!("Text cannot begin with `{character}`"), "Quote the text".to_owned())
}

fn escape_text(source: &str, at: Span) -> &str {
    let text = &source[at.start as usize..];
    let length = match text.as_bytes().get(1) {
        Some(b'x') => 4,
        Some(b'u') => 6,
        Some(b'U') => 10,
        _ => 2,
    };
    text.char_indices().nth(length).map_or(text, |(end, _)| &text[..end])
}
