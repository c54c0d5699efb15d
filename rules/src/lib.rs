//! Engine, built-in rules, organisation policy, suppressions, fixes and
//! configuration. [`check`] is the only way in, for the command line and the
//! server alike. Pure: no disk, no clock, no network.

mod diagnostic;
mod rule;

pub use diagnostic::{
    Applicability, Diagnostic, Edit, Fix, Path, Related, Report, RuleCode, Segment, Severity, Suppressed,
};
pub use rule::{Meta, Phase};

use formwork_template::{Template, Tree};

/// What a rule may look at. (Being written.)
#[derive(Debug)]
pub struct Context<'a> {
    _tree: &'a Tree,
}

/// Compiled settings of a run: regions, selection, severities, policy. (Being written.)
#[derive(Debug, Default)]
pub struct Settings {}

/// Every built-in rule's description, sorted by code.
pub fn all() -> impl Iterator<Item = &'static Meta> {
    [].into_iter()
}

/// The rule that `name` means: by code, name or alias.
pub fn find(name: &str) -> Option<&'static Meta> {
    all().find(|meta| meta.is_called(name))
}

/// Checks one parsed file.
pub fn check(template: &Template, settings: &Settings) -> Report {
    let _ = (template, settings);
    Report::default()
}
