//! Hand-made runs for the tests of the formats.

use std::sync::Arc;

use formwork_rules::{Diagnostic, Path, Report, RuleCode, Segment, Severity};
use formwork_template::Span;

use super::{Offer, Shown};
use crate::check::Checked;

pub(super) fn with(name: &str, text: &str, mut diagnostics: Vec<Diagnostic>) -> Checked {
    for diagnostic in &mut diagnostics {
        diagnostic.span = span(text, &diagnostic.message);
    }
    let report = Report::of(diagnostics);
    Checked { name: name.to_owned(), text: Arc::from(text), report }
}

pub(super) fn clean(name: &str) -> Checked {
    with(name, "", Vec::new())
}

/// A finding whose message is the text that it is about.
pub(super) fn finding(severity: Severity, message: &str) -> Diagnostic {
    Diagnostic {
        path: Path(["Resources", "Logs", "Properties"].map(|key| Segment::Key(key.into())).to_vec()),
        ..Diagnostic::new(RuleCode::from_static("X0001"), severity, Span::at(0), message.to_owned())
    }
}

/// Where `needle` stands in `text`; the start of the text when it does not.
pub(super) fn span(text: &str, needle: &str) -> Span {
    text.find(needle).map_or(Span::at(0), |start| Span::of(start..start + needle.len()))
}

pub(super) fn shown(files: &[Checked], min_severity: Severity) -> Shown<'_> {
    Shown::alone(files, min_severity, 100, Offer::Safe)
}

/// Without colours.
pub(super) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}
