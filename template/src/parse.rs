//! From text to tree. Reading never fails: broken text gives a tree with error
//! nodes where nothing could be saved, and the errors beside it.

use std::sync::Arc;

use crate::Span;
use crate::tree::{Syntax, Tree};

/// A tree and what was wrong with its text.
#[derive(Debug)]
pub struct Parsed {
    pub tree: Tree,
    /// In source order.
    pub errors: Vec<SyntaxError>,
    /// Whether the text is well-formed: the errors are then about what it means, such as keys that are given twice.
    pub well_formed: bool,
}

/// Something that CloudFormation would not read, or would not read as it looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    pub span: Span,
    /// The fact, with names in backticks.
    pub message: String,
    /// What makes it right.
    pub help: Option<String>,
    /// A second place that explains the first, with its label: the other duplicate, the open bracket.
    pub related: Option<(Span, String)>,
}

/// Errors as they are found. Past [`Errors::MOST`] no more are kept: a text
/// with so many is not a template, and each takes memory.
#[derive(Debug, Default)]
pub(crate) struct Errors(Vec<SyntaxError>);

impl Errors {
    const MOST: usize = 500;

    pub(crate) fn push(&mut self, error: SyntaxError) {
        if self.0.len() < Self::MOST {
            self.0.push(error);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Where the error that came last begins.
    pub(crate) fn last_start(&self) -> Option<u32> {
        self.0.last().map(|error| error.span.start)
    }

    /// Forgets all but the first `count`.
    pub(crate) fn truncate(&mut self, count: usize) {
        self.0.truncate(count);
    }

    pub(crate) fn sorted(mut self) -> Vec<SyntaxError> {
        self.0.sort_by_key(|error| error.span);
        self.0
    }
}

/// Reads `source`. See [`Syntax::guess`] for choosing the syntax.
#[allow(clippy::needless_pass_by_value)] // a caller is done with the text; the tree holds it
pub fn parse(source: Arc<str>, syntax: Syntax) -> Parsed {
    match syntax {
        Syntax::Yaml => crate::yaml::parse(&source),
        Syntax::Json => crate::json::parse(&source),
    }
}
