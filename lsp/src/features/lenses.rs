//! What is said above the members of a template, and the rules of a Guard file.

use formwork_rules::Severity;
use formwork_template::{Section, Span};

use super::guard;
use super::name::{self, Symbol};
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// A sentence above a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lens {
    /// The name that it is about.
    pub span: Span,
    pub title: String,
}

/// The lenses of a document, in the order of the text.
pub fn lenses(snapshot: &Snapshot) -> Vec<Lens> {
    match snapshot.document.kind {
        Kind::Template => template(snapshot),
        Kind::Guard => {
            let verdicts = guard::verdicts(snapshot).into_iter();
            verdicts.map(|(span, title)| Lens { span, title }).collect()
        }
        Kind::Configuration | Kind::RuleFile | Kind::Other => Vec::new(),
    }
}

fn template(snapshot: &Snapshot) -> Vec<Lens> {
    let template = snapshot.template();
    let mut lenses = Vec::new();
    for section in [Section::Parameters, Section::Mappings, Section::Conditions, Section::Resources] {
        for member in template.members(section) {
            let symbol = Symbol::Member(section, member.id.text.into());
            let places = name::occurrences(snapshot, &symbol);
            let uses = places.iter().filter(|it| !it.is_definition).count();
            let mut parts = vec![counted(uses, "reference")];
            if section == Section::Resources {
                parts.extend(findings(snapshot, member.id.text));
            }
            lenses.push(Lens { span: member.id.span, title: parts.join(" | ") });
        }
    }
    lenses.sort_by_key(|lens| lens.span);
    lenses
}

/// What the rules say of a resource, and what exceptions and the baseline set aside.
fn findings(snapshot: &Snapshot, id: &str) -> Vec<String> {
    let report = snapshot.report();
    let about = |path: &formwork_rules::Path| path.logical_id() == Some(id);
    let count = |severity: Severity| {
        report.diagnostics.iter().filter(|it| it.severity == severity && about(&it.path)).count()
    };
    let found: Vec<String> =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "info")]
            .into_iter()
            .map(|(severity, word)| (count(severity), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| counted(count, word))
            .collect();
    let mut parts = Vec::new();
    if !found.is_empty() {
        parts.push(found.join(", "));
    }
    let excepted: Vec<&str> = report
        .suppressed
        .iter()
        .filter(|it| about(&it.diagnostic.path))
        .map(|it| it.diagnostic.rule.as_str())
        .collect();
    if !excepted.is_empty() {
        parts.push(format!("overrides the baseline: {}", distinct(excepted)));
    }
    let known = report.known.iter().filter(|it| about(&it.diagnostic.path)).count();
    if known > 0 {
        parts.push(format!("{} known", counted(known, "finding")));
    }
    parts
}

fn distinct(mut names: Vec<&str>) -> String {
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
