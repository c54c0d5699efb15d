//! Everything that was found, as one JSON object. The form is described in
//! `docs/output-formats.md`; a field is never renamed, and `version` counts up when one goes.

use formwork_rules::{Applicability, Diagnostic, Fix, KnownFrom, Report, Segment, Severity, Suppressed};
use formwork_template::Span;
use serde::Serialize;

use super::position::Lines;
use super::{Shown, rule_name};

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    findings: Vec<Finding<'a>>,
    suppressed: Vec<Silenced<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<Vec<Known<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removable: Option<Vec<Removable<'a>>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    incomplete: Vec<&'a str>,
    summary: Summary,
}

#[derive(Serialize)]
pub(crate) struct Finding<'a> {
    file: &'a str,
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    severity: Severity,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    when: Option<&'a str>,
    location: Location,
    path: Vec<Step<'a>>,
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Repair<'a>>,
}

#[derive(Serialize)]
struct Silenced<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    by: By<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
}

#[derive(Serialize)]
struct By<'a> {
    /// The file, where it is not the finding's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(flatten)]
    location: Location,
}

/// A finding that was there before.
#[derive(Serialize)]
struct Known<'a> {
    #[serde(flatten)]
    finding: Finding<'a>,
    from: &'static str,
}

/// What a baseline has too much.
#[derive(Serialize)]
struct Removable<'a> {
    file: &'a str,
    #[serde(flatten)]
    entry: &'a formwork_rules::baseline::Entry,
}

#[derive(Serialize)]
pub(crate) struct Location {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Step<'a> {
    Key(&'a str),
    Index(u32),
}

#[derive(Serialize)]
struct Related<'a> {
    /// The file, where it is not the finding's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    location: Location,
    label: &'a str,
}

#[derive(Serialize)]
struct Repair<'a> {
    title: &'a str,
    applicability: &'static str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    location: Location,
    text: &'a str,
}

#[derive(Serialize)]
struct Summary {
    files: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    suppressed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removable: Option<u64>,
}

pub(super) fn render(shown: Shown<'_>) -> anyhow::Result<String> {
    let mut findings = Vec::new();
    let mut suppressed = Vec::new();
    let mut known = Vec::new();
    for file in shown.files {
        let Report { diagnostics, suppressed: silent, known: old, .. } = &file.report;
        if diagnostics.is_empty() && silent.is_empty() && old.is_empty() {
            continue;
        }
        let lines = Lines::new(&file.text);
        findings.extend(shown.of(file).map(|found| finding(&file.name, &lines, found)));
        suppressed.extend(silent.iter().map(|it| silenced(&file.name, &lines, it)));
        known.extend(old.iter().map(|it| Known {
            finding: finding(&file.name, &lines, &it.diagnostic),
            from: match it.from {
                KnownFrom::Baseline => "baseline",
                KnownFrom::Revision => "revision",
            },
        }));
    }
    let incomplete = shown.files.iter().filter(|file| file.report.incomplete);
    let incomplete = incomplete.map(|file| file.name.as_str()).collect();
    let summary = summary(shown);
    let has_past = shown.compared.has_past;
    let removable = &shown.compared.removable;
    let removable =
        has_past.then(|| removable.iter().map(|it| Removable { file: &it.file, entry: &it.entry }).collect());
    let known = has_past.then_some(known);
    let document = Document { version: VERSION, findings, suppressed, known, removable, incomplete, summary };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

/// Counts what was found, shown or not.
fn summary(shown: Shown<'_>) -> Summary {
    let count = |severity| {
        let all = shown.files.iter().flat_map(|file| &file.report.diagnostics);
        all.filter(|found| found.severity == severity).count()
    };
    let has_past = shown.compared.has_past;
    Summary {
        files: shown.files.len(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        infos: count(Severity::Info),
        suppressed: shown.files.iter().map(|file| file.report.suppressed.len()).sum(),
        known: has_past.then(|| shown.files.iter().map(|file| file.report.known.len()).sum()),
        removable: has_past.then(|| shown.compared.removable_count()),
    }
}

pub(crate) fn finding<'a>(file: &'a str, lines: &Lines<'_>, found: &'a Diagnostic) -> Finding<'a> {
    let related = |related: &'a formwork_rules::Related| Related {
        file: related.file.as_ref().map(|file| &*file.name),
        location: match &related.file {
            Some(file) => location(&lines.elsewhere(&file.text), related.span),
            None => location(lines, related.span),
        },
        label: &related.label,
    };
    Finding {
        file,
        rule: found.rule.as_str(),
        name: rule_name(found.rule.as_str()),
        severity: found.severity,
        message: &found.message,
        help: found.help.as_deref(),
        when: found.when.as_deref(),
        location: location(lines, found.span),
        path: found.path.0.iter().map(step).collect(),
        related: found.related.iter().map(related).collect(),
        fix: found.fix.as_ref().map(|fix| repair(lines, fix)),
    }
}

fn silenced<'a>(file: &'a str, lines: &Lines<'_>, suppressed: &'a Suppressed) -> Silenced<'a> {
    Silenced {
        finding: finding(file, lines, &suppressed.diagnostic),
        by: By {
            file: suppressed.file.as_ref().map(|file| &*file.name),
            location: match &suppressed.file {
                Some(file) => location(&lines.elsewhere(&file.text), suppressed.by),
                None => location(lines, suppressed.by),
            },
        },
        reason: suppressed.reason.as_deref(),
        until: suppressed.until.map(|until| until.to_string()),
        owner: suppressed.owner.as_deref(),
    }
}

fn step(segment: &Segment) -> Step<'_> {
    match segment {
        Segment::Key(key) => Step::Key(key),
        Segment::Index(index) => Step::Index(*index),
    }
}

fn repair<'a>(lines: &Lines<'_>, fix: &'a Fix) -> Repair<'a> {
    Repair {
        title: &fix.title,
        applicability: match fix.applicability {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        },
        edits: fix
            .edits
            .iter()
            .map(|edit| Edit { location: location(lines, edit.span), text: &edit.text })
            .collect(),
    }
}

pub(crate) fn location(lines: &Lines<'_>, span: Span) -> Location {
    let (start, end) = lines.range(span);
    Location {
        start: Place { line: start.line, column: start.column, offset: span.start },
        end: Place { line: end.line, column: end.column, offset: span.end },
    }
}
