//! Patterns of the schemas: found anywhere in a text, compiled on first use.
//!
//! Two engines, because user text meets patterns that nobody tuned. `regress`
//! compiles in microseconds, but backtracks without bound; it gets the texts
//! that are short for their pattern. All else goes to `fancy-regex`: linear time
//! where it can, else a limit on steps.

use std::fmt;
use std::sync::{Arc, OnceLock};

use crate::pattern_syntax::{self, Syntax};

/// A regular expression of a schema; equal patterns of one document are shared.
#[derive(Clone)]
pub struct Pattern(Arc<Inner>);

struct Inner {
    source: Box<str>,
    syntax: OnceLock<Option<Syntax>>,
    quick: OnceLock<Option<regress::Regex>>,
    bounded: OnceLock<Option<fancy_regex::Regex>>,
}

/// In bytes; linear time is still time, and longer text seldom has a pattern.
const LONGEST: usize = 4096;
/// Steps back; about a millisecond.
const STEPS: usize = 50_000;

impl Pattern {
    /// A pattern in the dialect of schemas, which is also that of `AllowedPattern`.
    pub fn new(source: &str) -> Self {
        Self(Arc::new(Inner {
            source: source.into(),
            syntax: OnceLock::new(),
            quick: OnceLock::new(),
            bounded: OnceLock::new(),
        }))
    }

    /// The text as the schema has it.
    pub fn as_str(&self) -> &str {
        &self.0.source
    }

    /// Whether the pattern occurs in `text`. Letters and digits are ASCII's in
    /// `\w` and `\d`; a newline at the end of the text may be ignored, as in
    /// the languages the patterns were written for.
    ///
    /// `None` if that is not decided: the pattern makes no sense, or the answer
    /// would take too long.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        let found = self.search(text)?;
        match text.strip_suffix('\n') {
            Some(line) if !found => self.search(line),
            _ => Some(found),
        }
    }

    /// Whether it is a regular expression at all.
    pub fn is_sound(&self) -> bool {
        self.search("").is_some()
    }

    fn search(&self, text: &str) -> Option<bool> {
        let syntax = self.0.syntax.get_or_init(|| pattern_syntax::read(self.as_str()));
        if text.len() <= syntax.as_ref()?.quick {
            let quick = self.0.quick.get_or_init(|| self.compile_quick());
            return Some(quick.as_ref()?.find(text).is_some());
        }
        if text.len() > LONGEST {
            return None;
        }
        let bounded = self.0.bounded.get_or_init(|| self.compile_bounded());
        bounded.as_ref()?.is_match(text).ok()
    }

    fn compile_quick(&self) -> Option<regress::Regex> {
        let common = &self.0.syntax.get()?.as_ref()?.common;
        regress::Regex::with_flags(common, "u").ok()
    }

    fn compile_bounded(&self) -> Option<fancy_regex::Regex> {
        let common = &self.0.syntax.get()?.as_ref()?.common;
        fancy_regex::RegexBuilder::new(common).backtrack_limit(STEPS).build().ok()
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_anywhere() {
        let pattern = Pattern::new("^a[0-9]$|b");
        assert_eq!(pattern.is_match("a1"), Some(true));
        assert_eq!(pattern.is_match("xbx"), Some(true));
        assert_eq!(pattern.is_match("a12"), Some(false));
        assert_eq!(pattern.is_match("a1\n"), Some(true), "as Java and Python do");
    }

    #[test]
    fn nonsense_is_undecided() {
        assert_eq!(Pattern::new("(a").is_match("a"), None);
        assert_eq!(Pattern::new("[").is_match("a"), None);
        assert_eq!(Pattern::new("[a-z&&[^b]]").is_match("a"), None);
        assert_eq!(Pattern::new("^a+$").is_match(&"a".repeat(LONGEST + 1)), None);
    }

    /// Each of these keeps a backtracking engine busy for hours.
    #[test]
    fn nasty_text_comes_to_an_end() {
        let long = "a".repeat(2000) + "\n!";
        for source in [
            "^(([0-9]|.|:|/)*)$",
            "^[a-zA-Z](?:-?[a-zA-Z0-9]+)*$",
            r"^\s*a+a+a+a+a+a+$",
            r"^(?=(a+)+$)(\w+)\2?$",
            "a*a*a*a*b",
        ] {
            let pattern = Pattern::new(source);
            assert_ne!(pattern.is_match(&long), Some(true), "{source}");
            assert_ne!(pattern.is_match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n!"), Some(true), "{source}");
        }
    }
}
