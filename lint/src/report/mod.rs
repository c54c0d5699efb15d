//! From findings to text: one file a format. Lines, columns and colours exist
//! only here.

mod concise;
mod excerpt;
mod github;
pub(crate) mod json;
mod junit;
pub(crate) mod position;
mod pretty;
mod sarif;
mod summary;
#[cfg(test)]
mod testing;

use std::fmt::Write as _;

use clap::ValueEnum;
use formwork_rules::{Applicability, Diagnostic, Severity};

use crate::check::Checked;
use crate::known::Compared;

pub(crate) use summary::{Noun, style, summary};

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Excerpts with labels, for people
    Pretty,
    /// One line a finding
    Concise,
    /// Everything, for programs
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Workflow commands that annotate a pull request on GitHub
    Github,
    /// JUnit XML: a suite a template
    Junit,
}

impl Format {
    /// Whether a person reads it, who wants a summary at its end.
    pub(crate) fn is_for_people(self) -> bool {
        matches!(self, Self::Pretty | Self::Concise)
    }

    /// The least severity that is shown when nothing else is asked for.
    pub(crate) fn default_severity(self) -> Severity {
        match self {
            Self::Json | Self::Sarif => Severity::Info,
            Self::Pretty | Self::Concise | Self::Github | Self::Junit => Severity::Warning,
        }
    }
}

/// The files of a run, in order, and how much of what was found in them is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shown<'a> {
    pub(crate) files: &'a [Checked],
    pub(crate) min_severity: Severity,
    /// Columns that an excerpt may take.
    pub(crate) width: usize,
    pub(crate) offer: Offer,
    /// What the run was compared with.
    pub(crate) compared: &'a Compared,
}

/// The fixes that the reader of a report can have applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Offer {
    Nothing,
    Safe,
    All,
}

impl Offer {
    /// Whether the fix of a finding is one of them.
    pub(crate) fn has(self, found: &Diagnostic) -> bool {
        found.fix.as_ref().is_some_and(|fix| match self {
            Self::Nothing => false,
            Self::Safe => fix.applicability == Applicability::Safe,
            Self::All => true,
        })
    }
}

impl<'a> Shown<'a> {
    /// Of a run that is compared with nothing.
    pub(crate) fn alone(files: &'a [Checked], min_severity: Severity, width: usize, offer: Offer) -> Self {
        static NOTHING: Compared = Compared { has_past: false, since: None, removable: Vec::new() };
        Self { files, min_severity, width, offer, compared: &NOTHING }
    }

    /// The findings of `file` that are severe enough.
    pub(crate) fn of(self, file: &'a Checked) -> impl Iterator<Item = &'a Diagnostic> {
        file.report.diagnostics.iter().filter(move |found| found.severity >= self.min_severity)
    }
}

/// Writes the findings. Colours are always in it; the stream takes them away.
pub(crate) fn render(format: Format, shown: Shown<'_>) -> anyhow::Result<String> {
    Ok(match format {
        Format::Pretty => pretty::render(shown),
        Format::Concise => concise::render(shown),
        Format::Json => json::render(shown)?,
        Format::Sarif => sarif::render(shown)?,
        Format::Github => github::render(shown),
        Format::Junit => junit::render(shown)?,
    })
}

/// What a finding says in formats that have one text for it: the fact, the case and the remedy.
fn in_full(found: &Diagnostic) -> String {
    let mut text = found.message.clone();
    for (label, more) in [("when", &found.when), ("help", &found.help)] {
        if let Some(more) = more {
            let _ = write!(text, "\n{label}: {more}");
        }
    }
    text
}

/// The name of the rule with this code, where it is one of ours.
fn rule_name(code: &str) -> Option<&'static str> {
    formwork_rules::find(code).map(|meta| meta.name)
}
