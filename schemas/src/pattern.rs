//! Patterns of the schemas: found anywhere in the text, compiled on first use.

use std::fmt;
use std::sync::{Arc, OnceLock};

use regress::Regex;

/// A regular expression of a schema; equal patterns of one document are shared.
#[derive(Clone)]
pub struct Pattern(Arc<Inner>);

struct Inner {
    source: Box<str>,
    compiled: OnceLock<Option<Regex>>,
}

/// Longer text than this is not matched: the engine backtracks.
const LONGEST: usize = 4096;

impl Pattern {
    pub(crate) fn new(source: &str) -> Self {
        Self(Arc::new(Inner { source: source.into(), compiled: OnceLock::new() }))
    }

    /// The text as the schema has it.
    pub fn as_str(&self) -> &str {
        &self.0.source
    }

    /// Whether the pattern occurs in `text`; `None` if that is not decided,
    /// because the text is too long or the pattern can't be compiled.
    pub fn is_match(&self, text: &str) -> Option<bool> {
        if text.len() > LONGEST {
            return None;
        }
        let compiled = self.0.compiled.get_or_init(|| Regex::new(self.as_str()).ok());
        Some(compiled.as_ref()?.find(text).is_some())
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}/", self.as_str())
    }
}
