//! A fix that can be applied to a text, and how it is known again when it is offered once more.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use crate::{Diagnostic, Edit, Fix, Report};

/// A wanted fix of a report.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'d> {
    pub(super) found: &'d Diagnostic,
    pub(super) fix: &'d Fix,
    /// The same for the same change of the same place, wherever it moved to.
    pub(super) identity: u64,
}

/// The wanted fixes of a report, in the order of their places in the text.
pub(super) fn candidates<'d>(
    text: &str,
    report: &'d Report,
    wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Vec<Candidate<'d>> {
    let findings = report.diagnostics.iter().filter(|found| wanted(found));
    let mut all: Vec<_> = findings.filter_map(|found| candidate(text, found)).collect();
    all.sort_by_key(|candidate| candidate.fix.edits.iter().map(|edit| edit.span).min());
    all
}

/// None where there is no fix, or one that changes nothing.
fn candidate<'d>(text: &str, found: &'d Diagnostic) -> Option<Candidate<'d>> {
    let fix = found.fix.as_ref()?;
    let mut hasher = FxHasher::default();
    (&found.rule, &found.path).hash(&mut hasher);
    let mut changes = false;
    for Edit { span, text: new } in &fix.edits {
        let old = text.get(span.range())?;
        changes |= old != new;
        (old, new).hash(&mut hasher);
    }
    changes.then(|| Candidate { found, fix, identity: hasher.finish() })
}
