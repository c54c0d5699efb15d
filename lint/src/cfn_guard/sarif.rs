//! SARIF 2.1.0 as cfn-guard writes it, but with exact regions, rules under the
//! names that they have, and files relative to this folder where they lie in it.

use std::path::Path;

use formwork_guard::Status;

use super::node::Node;
use super::report::{FileReport, Region, RuleItem};
use crate::report::position::Position;

#[derive(Debug, Default)]
pub(super) struct Sarif {
    artifacts: Vec<String>,
    results: Vec<Node>,
}

/// Where something is reported that is about no part of a file.
const TOP: Region = Region { start: Position { line: 1, column: 1 }, end: Position { line: 1, column: 1 } };

impl Sarif {
    pub(super) fn add(&mut self, report: &FileReport<'_>) {
        if report.status != Status::Fail {
            return;
        }
        let uri = relative(report.name);
        if !report.name.is_empty() && !self.artifacts.contains(&uri) {
            self.artifacts.push(uri.clone());
        }
        for rule in &report.not_compliant {
            self.add_rule(rule, &uri);
        }
    }

    fn add_rule(&mut self, rule: &RuleItem<'_>, uri: &str) {
        if rule.checks.is_empty() {
            self.results.extend(rule.message.as_ref().map(|message| result(&rule.name, message, uri, TOP)));
        }
        for messages in rule.messages() {
            let error = messages.error.as_deref().unwrap_or_default();
            let custom = messages.custom.as_deref().unwrap_or_default();
            let region = messages.region.unwrap_or(TOP);
            self.results.push(result(&rule.name, &format!("{error} {custom}"), uri, region));
        }
    }

    pub(super) fn node(self) -> Node {
        let artifacts =
            self.artifacts.iter().map(|uri| Node::case("location", Node::case("uri", uri.into())));
        let run = Node::map([
            ("tool", Node::case("driver", driver())),
            ("artifacts", Node::list(artifacts)),
            ("results", Node::List(self.results)),
        ]);
        Node::map([
            (
                "$schema",
                "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
                    .into(),
            ),
            ("version", "2.1.0".into()),
            ("runs", Node::List(vec![run])),
        ])
    }
}

fn driver() -> Node {
    let about = "Checks templates and other data against Guard rules, with Formwork in place of cfn-guard.";
    Node::map([
        ("name", super::COMMAND.into()),
        ("semanticVersion", super::COMPATIBLE_WITH.into()),
        ("fullName", format!("{} {}", super::COMMAND, super::COMPATIBLE_WITH).into()),
        ("organization", "Formwork".into()),
        ("downloadUri", env!("CARGO_PKG_REPOSITORY").into()),
        ("informationUri", env!("CARGO_PKG_REPOSITORY").into()),
        ("shortDescription", Node::case("text", about.into())),
    ])
}

fn result(rule: &str, text: &str, uri: &str, region: Region) -> Node {
    let number = |number: u32| Node::Int(i64::from(number));
    let region = Node::map([
        ("startLine", number(region.start.line)),
        ("startColumn", number(region.start.column)),
        ("endLine", number(region.end.line)),
        ("endColumn", number(region.end.column)),
    ]);
    let place = Node::map([("artifactLocation", Node::case("uri", uri.into())), ("region", region)]);
    Node::map([
        ("ruleId", rule.into()),
        ("level", "error".into()),
        ("message", Node::case("text", text.into())),
        ("locations", Node::List(vec![Node::case("physicalLocation", place)])),
    ])
}

/// The path from this folder, where the file lies in it; without a leading slash.
fn relative(path: &str) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let below = here.ok().and_then(|here| Path::new(path).strip_prefix(here).ok());
    let path = below.map_or(path.into(), |below| below.to_string_lossy());
    path.strip_prefix('/').unwrap_or(&path).to_owned()
}
