//! SARIF 2.1.0, as code scanning services read it: one run, the rules that
//! occur, suppressed findings included and marked as such.

mod fingerprint;
mod model;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use formwork_rules::{Diagnostic, Fix, KnownFrom, Meta, Path, Report, Severity, Suppressed};
use formwork_template::Span;

use self::fingerprint::Fingerprints;
use self::model::{
    Accountability, Artifact, Change, Configuration, Content, Driver, Kinds, Level, Location, Log,
    LogicalLocation, Multiformat, PartialFingerprints, PhysicalLocation, Properties, Region, Repair,
    Replacement, ReportingDescriptor, Result, Run, Suppression, Text, Tool,
};
use super::position::Lines;
use super::{Shown, in_full};
use crate::check::Checked;
use crate::docs;

pub(super) fn render(shown: Shown<'_>) -> anyhow::Result<String> {
    let mut rules = Rules::default();
    let mut results = Vec::new();
    for file in shown.files {
        let Report { diagnostics, suppressed, known, .. } = &file.report;
        if !diagnostics.is_empty() || !suppressed.is_empty() || !known.is_empty() {
            results.extend(of_file(shown, file, &mut rules));
        }
    }
    let driver = Driver {
        name: "formwork",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        rules: rules.descriptors,
    };
    let run = Run { tool: Tool { driver }, column_kind: Kinds::UnicodeCodePoints, results };
    let mut text = serde_json::to_string_pretty(&Log::of(run))?;
    text.push('\n');
    Ok(text)
}

fn of_file<'a>(shown: Shown<'a>, file: &'a Checked, rules: &mut Rules) -> Vec<Result<'a>> {
    let lines = Lines::new(&file.text);
    let uri = uri(&file.name);
    let mut fingerprints = Fingerprints::default();
    let mut one = |found: &'a Diagnostic, state: Option<&'static str>, by: Option<Suppression>| {
        let fingerprint = fingerprints.of(&file.name, found);
        Result {
            rule_id: found.rule.as_str(),
            rule_index: rules.index(found, &file.report.rules),
            level: Level::of(found.severity),
            message: Text { text: in_full(found) },
            locations: [Location {
                logical_locations: logical(&found.path),
                ..location(&lines, &uri, found.span)
            }],
            related_locations: found
                .related
                .iter()
                .enumerate()
                .map(|(id, related)| Location {
                    id: Some(id + 1),
                    message: Some(Text { text: related.label.clone() }),
                    ..match &related.file {
                        Some(file) => {
                            location(&lines.elsewhere(&file.text), &self::uri(&file.name), related.span)
                        }
                        None => location(&lines, &uri, related.span),
                    }
                })
                .collect(),
            fixes: found.fix.iter().map(|fix| repair(&lines, &uri, fix)).collect(),
            suppressions: by.map(|by| vec![by]),
            baseline_state: state,
            partial_fingerprints: PartialFingerprints { v1: fingerprint },
        }
    };
    let new = shown.compared.has_past.then_some("new");
    let mut results: Vec<_> = shown.of(file).map(|found| one(found, new, None)).collect();
    let suppressed = file.report.suppressed.iter();
    results.extend(suppressed.map(|it| one(&it.diagnostic, None, Some(by_suppression(&lines, &uri, it)))));
    let known = file.report.known.iter();
    results.extend(known.map(|it| one(&it.diagnostic, Some("unchanged"), Some(external(it.from)))));
    results
}

fn location(lines: &Lines<'_>, uri: &str, span: Span) -> Location {
    let artifact_location = Artifact::new(uri);
    Location {
        id: None,
        message: None,
        physical_location: PhysicalLocation { artifact_location, region: region(lines, span) },
        logical_locations: Vec::new(),
    }
}

fn region(lines: &Lines<'_>, span: Span) -> Region {
    let (start, end) = lines.range(span);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_offset: span.start,
        byte_length: span.len(),
    }
}

fn logical(path: &Path) -> Vec<LogicalLocation> {
    let Some(last) = path.0.last() else { return Vec::new() };
    let one = Path(vec![last.clone()]).to_string();
    let kind = if path.logical_id().is_some() { "resource" } else { "member" };
    let name = path.logical_id().map_or(one, str::to_owned);
    vec![LogicalLocation { name, fully_qualified_name: path.to_string(), kind }]
}

fn repair(lines: &Lines<'_>, uri: &str, fix: &Fix) -> Repair {
    let replacements = fix
        .edits
        .iter()
        .map(|edit| Replacement {
            deleted_region: region(lines, edit.span),
            inserted_content: Content { text: edit.text.clone() },
        })
        .collect();
    Repair {
        description: Text { text: fix.title.clone() },
        artifact_changes: [Change { artifact_location: Artifact::new(uri), replacements }],
    }
}

fn by_suppression(lines: &Lines<'_>, uri: &str, suppressed: &Suppressed) -> Suppression {
    let (kind, location) = match &suppressed.file {
        Some(file) => {
            ("external", location(&lines.elsewhere(&file.text), &self::uri(&file.name), suppressed.by))
        }
        None => ("inSource", location(lines, uri, suppressed.by)),
    };
    let until = suppressed.until.map(|until| until.to_string());
    let owner = suppressed.owner.as_deref().map(str::to_owned);
    let is_accounted = until.is_some() || owner.is_some();
    Suppression {
        kind,
        status: "accepted",
        justification: suppressed.reason.as_deref().map(str::to_owned),
        location: Some(location),
        properties: is_accounted.then_some(Accountability { until, owner }),
    }
}

/// Of what was there before.
fn external(from: KnownFrom) -> Suppression {
    let why = match from {
        KnownFrom::Baseline => "It is in the baseline",
        KnownFrom::Revision => "It was there in the revision that this one is compared with",
    };
    Suppression {
        kind: "external",
        status: "accepted",
        justification: Some(why.to_owned()),
        location: None,
        properties: None,
    }
}

/// A path as a URI reference, relative to the folder that the run started in.
fn uri(name: &str) -> String {
    let mut uri = String::with_capacity(name.len());
    let name = if name.starts_with('/') {
        uri.push_str("file://");
        name
    } else if let Some(name) = name.strip_prefix("formwork:") {
        // Part of Formwork, and no file on disk.
        uri.push_str("formwork:");
        name
    } else {
        name
    };
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                uri.push(byte as char);
            }
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

/// The rules that occur, numbered as they come.
#[derive(Default)]
struct Rules {
    descriptors: Vec<ReportingDescriptor>,
    by_code: BTreeMap<String, usize>,
}

impl Rules {
    fn index(&mut self, found: &Diagnostic, others: &[Meta]) -> usize {
        let code = found.rule.as_str();
        if let Some(index) = self.by_code.get(code) {
            return *index;
        }
        self.descriptors.push(descriptor(code, found.severity, others));
        self.by_code.insert(code.to_owned(), self.descriptors.len() - 1);
        self.descriptors.len() - 1
    }
}

/// What is known of a rule; `others` are those that are not built in.
fn descriptor(code: &str, severity: Severity, others: &[Meta]) -> ReportingDescriptor {
    let meta = others.iter().find(|meta| meta.code == code).or_else(|| formwork_rules::find(code));
    ReportingDescriptor {
        id: code.to_owned(),
        name: meta.map(|meta| pascal_case(meta.name)),
        short_description: meta.map(|meta| Text { text: format!("{}.", meta.summary()) }),
        full_description: meta.map(|meta| Text { text: docs::prose(meta) }),
        help: meta.map(|meta| {
            let markdown = docs::markdown(meta);
            Multiformat { text: markdown.clone(), markdown }
        }),
        default_configuration: Configuration {
            level: Level::of(meta.map_or(severity, |meta| meta.severity)),
        },
        properties: Properties { tags: ["cloudformation"] },
    }
}

/// SARIF wants names in Pascal case: `UnknownProperty`.
fn pascal_case(name: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    name.split('-').map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::{pascal_case, uri};

    #[test]
    fn names_and_uris() {
        assert_eq!(pascal_case("unknown-property"), "UnknownProperty");
        assert_eq!(uri("a b/ü%.yaml"), "a%20b/%C3%BC%25.yaml");
        assert_eq!(uri("/tmp/a.yaml"), "file:///tmp/a.yaml");
        assert_eq!(uri("<stdin>"), "%3Cstdin%3E");
    }
}
