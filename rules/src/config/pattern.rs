//! Regular expressions in the configuration: compiled, and what is wrong with
//! one in our own words with its place.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use regex::Regex;
use regex_automata::nfa::thompson::NFA;
use regex_syntax::{ast, hir};

/// A compiled regular expression.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Regex,
    /// For text that is not all known; made when it is first asked for, and the same for all templates of a run.
    automaton: Arc<OnceLock<Option<NFA>>>,
}

/// What is wrong with a regular expression, and at which bytes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PatternMistake {
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
}

impl Pattern {
    pub(crate) fn new(text: &str) -> Result<Self, PatternMistake> {
        Regex::new(text).map(|regex| Self { regex, automaton: Arc::default() }).map_err(|_| mistake_in(text))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    /// Its automaton, if there can be one.
    pub(crate) fn automaton(&self) -> Option<&NFA> {
        self.automaton.get_or_init(|| NFA::new(self.as_str()).ok()).as_ref()
    }

    /// Whether it is found anywhere in `text`.
    pub fn is_match(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }
}

/// Why `text` does not compile. `regex` gives its reason as a drawing, so it is asked for again.
fn mistake_in(text: &str) -> PatternMistake {
    let (span, message) = match regex_syntax::Parser::new().parse(text) {
        Err(regex_syntax::Error::Parse(error)) => (*error.span(), syntax_words(error.kind())),
        Err(regex_syntax::Error::Translate(error)) => (*error.span(), meaning_words(error.kind())),
        _ => return PatternMistake { range: 0..text.len(), message: "it is too large".to_owned() },
    };
    let (start, mut end) = (span.start.offset, span.end.offset);
    if start == end {
        end += text[start..].chars().next().map_or(0, char::len_utf8); // an empty place cannot be pointed at
    }
    PatternMistake { range: start..end, message }
}

/// The usual mistakes in our words; the library's for the rest.
fn syntax_words(kind: &ast::ErrorKind) -> String {
    use ast::ErrorKind as Kind;
    match kind {
        Kind::ClassUnclosed => "`[` is not closed",
        Kind::GroupUnclosed => "`(` is not closed",
        Kind::GroupUnopened => "`)` closes nothing",
        Kind::RepetitionMissing => "nothing stands before the repetition",
        Kind::RepetitionCountUnclosed => "the repetition is not closed by `}`",
        Kind::RepetitionCountInvalid => "the repetition's first number is greater than its second",
        Kind::RepetitionCountDecimalEmpty | Kind::DecimalEmpty => "the repetition has no number",
        Kind::ClassRangeInvalid => "the range begins behind its end",
        Kind::EscapeUnrecognized => "no such escape is known",
        Kind::EscapeUnexpectedEof => "nothing stands behind the backslash",
        Kind::UnsupportedLookAround => "look-around is not supported",
        Kind::UnsupportedBackreference => "back-references are not supported",
        Kind::NestLimitExceeded(_) => "its groups are nested too deep",
        other => return other.to_string(),
    }
    .to_owned()
}

fn meaning_words(kind: &hir::ErrorKind) -> String {
    use hir::ErrorKind as Kind;
    match kind {
        Kind::UnicodePropertyNotFound | Kind::UnicodePropertyValueNotFound => {
            "no such character class is known"
        }
        other => return other.to_string(),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_is_wrong_and_where() {
        for (text, place, words) in [
            ("a(b", "(", "`(` is not closed"),
            ("a)b", ")", "`)` closes nothing"),
            ("[a-", "[", "`[` is not closed"),
            ("x[z-a]", "z-a", "the range begins behind its end"),
            ("a**+|*", "*", "nothing stands before the repetition"),
            ("^(?=a)b", "(?=", "look-around is not supported"),
            (r"(a)\1", r"\1", "back-references are not supported"),
            (r"é\y", r"\y", "no such escape is known"),
            (r"\p{Nope}", r"\p{Nope}", "no such character class is known"),
            ("((a{500}){500}){500}", "((a{500}){500}){500}", "it is too large"),
        ] {
            let mistake = Pattern::new(text).expect_err(text);
            assert_eq!((&text[mistake.range], mistake.message.as_str()), (place, words), "{text}");
        }
    }

    #[test]
    fn knows_the_usual_classes() {
        for (pattern, text) in [(r"^\p{L}+$", "é"), (r"^\d\w$", "1a"), ("(?i)^prod$", "PROD")] {
            assert!(Pattern::new(pattern).is_ok_and(|pattern| pattern.is_match(text)), "{pattern}");
        }
    }
}
