//! `-f json`: an array of findings, keys in the order of their names.

use formwork_rules::Segment;
use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::about::About;
use crate::cfn_lint::finding::Finding;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Item<'a> {
    filename: Option<&'a str>,
    id: String,
    level: String,
    location: Location<'a>,
    message: &'a str,
    parent_id: Option<&'a str>,
    rule: Rule<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Location<'a> {
    end: Place,
    path: Option<Vec<Step<'a>>>,
    start: Place,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Place {
    column_number: u32,
    line_number: u32,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Step<'a> {
    Key(&'a str),
    Index(u32),
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Rule<'a> {
    description: String,
    id: &'a str,
    short_description: String,
    source: String,
}

pub(super) fn render(findings: &[Finding]) -> anyhow::Result<String> {
    let items: Vec<_> = findings.iter().map(item).collect();
    let mut text = Vec::new();
    items.serialize(&mut Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b"    ")))?;
    Ok(String::from_utf8(text)?)
}

fn item(finding: &Finding) -> Item<'_> {
    let about = About::of(&finding.rule);
    Item {
        filename: finding.file.as_deref(),
        id: finding.id(),
        level: finding.level.to_string(),
        location: Location {
            end: Place { column_number: finding.end.column, line_number: finding.end.line },
            path: finding.path.as_ref().map(|path| path.iter().map(step).collect()),
            start: Place { column_number: finding.start.column, line_number: finding.start.line },
        },
        message: &finding.message,
        parent_id: None,
        rule: Rule {
            description: about.description,
            id: &finding.rule,
            short_description: about.summary,
            source: about.page,
        },
    }
}

fn step(segment: &Segment) -> Step<'_> {
    match segment {
        Segment::Key(key) => Step::Key(key),
        Segment::Index(index) => Step::Index(*index),
    }
}
