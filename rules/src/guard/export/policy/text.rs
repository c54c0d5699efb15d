//! Text of the Guard language: literals, filters and messages. What can't be
//! written is told by reading it back.

use formwork_guard::ast::{Literal, LiteralData, Operand};
use formwork_guard::parse;

use crate::Meta;

/// A text as a literal.
pub(super) fn string(text: &str) -> Option<String> {
    let quote = if text.contains('"') { '\'' } else { '"' };
    let literal = format!("{quote}{text}{quote}");
    reads_as(&literal, |data| matches!(data, LiteralData::String(read) if read == text)).then_some(literal)
}

/// A regular expression as a literal.
pub(super) fn regex(pattern: &str) -> Option<String> {
    if pattern.ends_with('/') {
        // Guard takes no escaped slash right before the last.
        return regex(&format!("({pattern})"));
    }
    let (mut literal, mut meant) = ("/".to_owned(), String::new());
    let mut escaped = false;
    for letter in pattern.chars() {
        match (letter, escaped) {
            ('/', true) => {
                meant.pop();
            }
            ('/', false) => literal.push('\\'),
            _ => {}
        }
        literal.push(letter);
        meant.push(letter);
        escaped = letter == '\\' && !escaped;
    }
    literal.push('/');
    let same = |data: &LiteralData| matches!(data, LiteralData::Regex(read) if read.text == meant && read.regex().is_ok());
    reads_as(&literal, same).then_some(literal)
}

/// Texts as a list.
pub(super) fn list<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let items: Option<Vec<String>> = texts.into_iter().map(string).collect();
    Some(format!("[{}]", items?.join(", ")))
}

fn reads_as(literal: &str, is: impl Fn(&LiteralData) -> bool) -> bool {
    let parsed = parse(&format!("let x = {literal}\n"));
    match parsed.file.assignments.as_slice() {
        [only] if parsed.errors.is_empty() => {
            matches!(&only.value, Operand::Literal(Literal { data, .. }) if is(data))
        }
        _ => false,
    }
}

/// A regular expression that finds exactly `text`.
pub(super) fn quoted(text: &str) -> String {
    regex_syntax::escape(text)
}

/// The lines of a filter that let a resource go which names the rule in its metadata.
pub(super) fn unsuppressed(meta: &Meta) -> String {
    let names = [meta.code, meta.name].into_iter().chain(meta.aliases.iter().copied());
    let names = list(names).expect("codes and names have no quotes");
    format!(
        "  Metadata.guard.SuppressedRules not exists or\n  Metadata.guard.SuppressedRules.* not in {names}\n"
    )
}

/// A message behind a clause: the fact and the remedy. What would end it is left out.
pub(super) fn message(indent: usize, fact: &str, remedy: &str) -> String {
    let (fact, remedy) = (plain(fact), plain(remedy));
    format!("{:indent$}<<\n{:indent$}  {fact}\n{:indent$}  Fix: {remedy}\n{:indent$}>>\n", "", "", "", "")
}

fn plain(text: &str) -> String {
    text.replace(">>", "> >").replace(['\n', '\r'], " ")
}

/// The comment above a rule.
pub(super) fn comment(meta: &Meta, title: &str) -> String {
    format!(
        "# @title {title}\n# @severity {}\n# The rule `{}` ({}) of Formwork, as far as Guard can say it.\n",
        meta.severity, meta.code, meta.name
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_read_back_as_what_they_are() {
        assert_eq!(string("a'b").as_deref(), Some("\"a'b\""));
        assert_eq!(string("a\"b").as_deref(), Some("'a\"b'"));
        for text in ["a\"b'c", "a\\"] {
            assert_eq!(string(text), None, "{text}");
        }
        for (pattern, literal) in [
            ("^a/b$", "/^a\\/b$/"),
            ("a\\/b", "/a\\/b/"),
            ("a\\\\/b", "/a\\\\\\/b/"),
            ("^\\d{6}$", "/^\\d{6}$/"),
        ] {
            assert_eq!(regex(pattern).as_deref(), Some(literal), "{pattern}");
        }
        assert_eq!(regex("a/").as_deref(), Some("/(a\\/)/"));
        assert_eq!(regex("a\\"), None);
    }
}
