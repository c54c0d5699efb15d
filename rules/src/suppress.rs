//! Suppressions: which findings the template itself lets go. (Being written.)

use formwork_template::Template;

use crate::{Diagnostic, Report};

/// The suppressions of one template.
#[derive(Debug, Default)]
pub(crate) struct Suppressions {}

/// Finds every suppression in a template.
pub(crate) fn collect(_template: &Template) -> Suppressions {
    Suppressions {}
}

impl Suppressions {
    /// Parts findings into those that stand and those that are let go.
    pub(crate) fn apply(&mut self, found: Vec<Diagnostic>) -> Report {
        Report::of(found)
    }
}
