//! Small pieces of English for messages: lists and shortened values.

use std::borrow::Cow;
use std::fmt::Write as _;

use formwork_schemas::Literal;

/// Names that are listed before the rest is only counted.
const LISTED: usize = 12;

/// `` `a`, `b`, `c` and 9 more ``
pub(crate) fn list<S: AsRef<str>>(names: &[S]) -> String {
    let mut text = String::new();
    for (index, name) in names.iter().take(LISTED).enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let _ = write!(text, "{comma}`{}`", name.as_ref());
    }
    if names.len() > LISTED {
        let _ = write!(text, " and {} more", names.len() - LISTED);
    }
    text
}

/// `a, b or c`
pub(crate) fn or(words: &[&str]) -> String {
    joined(words, "or")
}

/// `` `a`, `b` or `c` ``
pub(crate) fn or_quoted<S: AsRef<str>>(names: &[S]) -> String {
    quoted(names, "or")
}

/// `` `a`, `b` and `c` ``
pub(crate) fn and_quoted<S: AsRef<str>>(names: &[S]) -> String {
    quoted(names, "and")
}

fn quoted<S: AsRef<str>>(names: &[S], joint: &str) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{}`", name.as_ref())).collect();
    joined(&quoted, joint)
}

/// `a, b and c`, with the joint that stands before the last.
pub(crate) fn joined<S: AsRef<str>>(words: &[S], joint: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} {joint} {last}", first.join(", ")),
    }
}

/// The name of a JSON type in words: `a list`.
pub(crate) fn of_type(name: &str) -> &'static str {
    match name {
        "string" => "a string",
        "number" => "a number",
        "integer" => "an integer",
        "boolean" => "a boolean",
        "object" => "a map",
        "array" => "a list",
        _ => "nothing",
    }
}

/// A literal of a schema as it is written in a template.
pub(crate) fn literal(literal: &Literal) -> String {
    literal.as_str().map_or_else(|| literal.to_string(), str::to_owned)
}

/// `1 item`, `2 items`
pub(crate) fn counted(count: usize, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// With a capital letter at the start.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Text for a message: its beginning, on one line.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    let end = text[..end].find(['\n', '\r']).unwrap_or(end);
    if end == text.len() { Cow::Borrowed(text) } else { Cow::Owned(format!("{}...", &text[..end])) }
}
