//! Tests for people: what failed, with excerpts, and what is not tested.

use formwork_rules::{Diagnostic, Report, Severity};

use super::{Results, Suite, coverage};
use crate::check::Checked;
use crate::report::{self, Format, Offer, Shown};

pub(super) fn render(results: &Results, width: usize) -> String {
    let suites: Vec<Checked> = results.suites.iter().map(checked).collect();
    let show = |files: &[Checked]| {
        let shown = Shown::alone(files, Severity::Info, width, Offer::Nothing);
        report::render(Format::Pretty, shown).unwrap_or_default()
    };
    show(&results.broken) + &show(&suites) + &coverage::listed(results)
}

/// A suite as a file with findings: its own mistakes and the expectations that are not met.
fn checked(suite: &Suite) -> Checked {
    let failures = suite.outcomes().filter_map(|outcome| outcome.failure.clone());
    let mut found: Vec<Diagnostic> = suite.problems.iter().cloned().chain(failures).collect();
    found.sort_by_key(|found| found.span);
    let (name, text) = (suite.name.clone(), suite.text.clone());
    Checked { name, text, report: Report::of(found) }
}
