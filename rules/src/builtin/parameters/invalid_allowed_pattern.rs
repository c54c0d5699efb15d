use regex_syntax::ast::ErrorKind;
use regex_syntax::ast::parse::Parser;

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// `AllowedPattern` is no regular expression.
    ///
    /// Dialects differ, so this is said only of what none of them reads.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Team:
    ///     Type: String
    ///     AllowedPattern: '[a-z'
    /// #   ^^^^^^^^^^^^^^ `[a-z` is not a regular expression: a `[` is not closed
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Team:
    ///     Type: String
    ///     AllowedPattern: '[a-z]+'
    /// ```
    pub struct InvalidAllowedPattern {
        code: "I2003",
        name: "invalid-allowed-pattern",
        severity: Info,
        since: "0.1",
    }
}

impl Rule for InvalidAllowedPattern {
    fn check(cx: &mut Context<'_>) {
        for parameter in cx.template().parameters() {
            let Some((key, value)) = parameter.0.value.entry("AllowedPattern") else { continue };
            let Some(pattern) = value.string() else { continue };
            if let Some(why) = fault(pattern.text) {
                cx.report::<Self>(key.span, format!("`{pattern}` is not a regular expression: {why}"));
            }
        }
    }
}

/// What keeps every dialect from reading a pattern.
fn fault(pattern: &str) -> Option<&'static str> {
    let error = Parser::new().parse(&common(pattern)).err()?;
    match error.kind() {
        ErrorKind::ClassUnclosed => Some("a `[` is not closed"),
        ErrorKind::GroupUnclosed => Some("a `(` is not closed"),
        ErrorKind::GroupUnopened => Some("a `)` closes nothing"),
        ErrorKind::RepetitionMissing => Some("there is nothing to repeat"),
        ErrorKind::RepetitionCountInvalid => Some("a count goes from more to less"),
        ErrorKind::EscapeUnexpectedEof => Some("it ends with `\\`"),
        _ => None,
    }
}

/// The pattern without what only some dialects have: look-around and atomic groups become plain
/// ones, and a `[` in a class stands for itself.
fn common(pattern: &str) -> String {
    let (mut text, mut class_start, mut chars) = (String::new(), None, pattern.chars().peekable());
    while let Some(char) = chars.next() {
        match char {
            '\\' => {
                text.push(char);
                text.extend(chars.next());
                continue;
            }
            '[' if class_start.is_none() => {
                text.push(char);
                text.extend(chars.next_if_eq(&'^'));
                class_start = Some(text.len());
                continue;
            }
            '[' => text.push('\\'),
            ']' if class_start.is_some_and(|start| start < text.len()) => class_start = None,
            _ => {}
        }
        text.push(char);
    }
    ["(?<=", "(?<!", "(?=", "(?!", "(?>"].iter().fold(text, |text, group| text.replace(group, "(?:"))
}
