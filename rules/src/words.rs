//! Small pieces of English for messages: lists and shortened values.

use std::borrow::Cow;
use std::fmt::Write as _;

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
    match words {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

/// `` `a`, `b` or `c` ``
pub(crate) fn or_quoted(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    or(&quoted.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Text for a message: its beginning, on one line.
pub(crate) fn shortened(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 60;
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(end, _)| end);
    let end = text[..end].find(['\n', '\r']).unwrap_or(end);
    if end == text.len() { Cow::Borrowed(text) } else { Cow::Owned(format!("{}...", &text[..end])) }
}
