//! What a name, a type, a property or a function of a rules file is.

use formwork_guard::ast::Function;
use formwork_template::Span;

use super::Read;
use super::names::NameKind;
use super::types::{Named, named};
use crate::features::completion::Documentation;
use crate::snapshot::Snapshot;

/// What Guard's functions do. Source: the Guard user guide's list of functions.
pub(super) const FUNCTIONS: &[(Function, &str)] = &[
    (Function::Count, "`count(query)`: how many values the query selects."),
    (Function::Join, "`join(query, separator)`: the selected texts as one."),
    (Function::JsonParse, "`json_parse(query)`: the values that JSON texts stand for."),
    (Function::Now, "`now()`: the seconds since 1970."),
    (Function::ParseBoolean, "`parse_boolean(query)`: texts as booleans."),
    (Function::ParseChar, "`parse_char(query)`: texts of one character, and digits, as characters."),
    (Function::ParseEpoch, "`parse_epoch(query)`: RFC 3339 times as seconds since 1970."),
    (Function::ParseFloat, "`parse_float(query)`: texts and integers as numbers with fractions."),
    (Function::ParseInt, "`parse_int(query)`: texts and numbers as integers."),
    (Function::ParseString, "`parse_string(query)`: values as texts."),
    (
        Function::RegexReplace,
        "`regex_replace(query, pattern, replacement)`: texts with what matches replaced.",
    ),
    (Function::Substring, "`substring(query, start, end)`: parts of texts."),
    (Function::ToLower, "`to_lower(query)`: texts in lower case."),
    (Function::ToUpper, "`to_upper(query)`: texts in upper case."),
    (Function::UrlDecode, "`url_decode(query)`: texts with their `%` escapes resolved."),
];

/// Markdown or what it is made from, and what it is about.
pub(crate) fn hover(snapshot: &Snapshot, offset: u32) -> Option<(Documentation, Span)> {
    let read = Read::of(&snapshot.document);
    let text = snapshot.text();
    if let Some((definition, span)) = read.names.at(offset) {
        let whole = text.get(definition.whole.range()).unwrap_or_default();
        let shown = match definition.kind {
            NameKind::Rule => whole.lines().next().unwrap_or_default(),
            NameKind::Variable => whole,
        };
        let comment = comment_above(text, definition.whole.start as usize);
        let mut markdown = format!("```guard\n{}\n```", shown.trim_end());
        if !comment.is_empty() {
            markdown.push_str("\n\n");
            markdown.push_str(&comment);
        }
        return Some((Documentation::Text(markdown), span));
    }
    for it in named(&read.parsed.file, &read.names) {
        match it {
            Named::Type(name, span) if span.touches(offset) => {
                return Some((Documentation::Type(name), span));
            }
            Named::Property(name, path, span) if span.touches(offset) => {
                return Some((Documentation::Property(name, path), span));
            }
            _ => {}
        }
    }
    let span = word_at(text, offset);
    let function = Function::named(text.get(span.range())?)?;
    let (_, about) = FUNCTIONS.iter().find(|(known, _)| *known == function)?;
    Some((Documentation::Text((*about).to_owned()), span))
}

/// The letters around an offset.
fn word_at(text: &str, offset: u32) -> Span {
    let at = (offset as usize).min(text.len());
    let is_word = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let start = text[..at]
        .rfind(|char| !is_word(char))
        .map_or(0, |before| before + text[before..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(|char| !is_word(char)).map_or(text.len(), |length| at + length);
    Span::of(start..end)
}

/// The comment right above a place, without its marks.
fn comment_above(text: &str, offset: usize) -> String {
    let above = text[..offset].lines().rev().map(str::trim).skip_while(|line| line.is_empty());
    let mut lines: Vec<&str> = above
        .take_while(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim())
        .collect();
    lines.reverse();
    lines.join("\n")
}
