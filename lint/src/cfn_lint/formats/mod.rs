//! From findings to cfn-lint's formats, each as whatever parses it knows it.

mod about;
mod json;
mod junit;
mod pretty;
mod sarif;

pub(super) use about::About;

use super::finding::Finding;
use super::rule_list::RuleList;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// What is written where no format is asked for.
    Text,
    Quiet,
    Parseable,
    Json,
    Junit,
    Pretty,
    Sarif,
}

/// What was checked, and what came of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Results<'a> {
    pub(super) findings: &'a [Finding],
    pub(super) rules: &'a RuleList<'a>,
    /// How many templates were checked.
    pub(super) templates: usize,
}

impl Format {
    /// Nothing but one of the format's names gives it.
    pub(super) fn of(name: Option<&str>) -> Self {
        match name {
            Some("quiet") => Self::Quiet,
            Some("parseable") => Self::Parseable,
            Some("json") => Self::Json,
            Some("junit") => Self::Junit,
            Some("pretty") => Self::Pretty,
            Some("sarif") => Self::Sarif,
            _ => Self::Text,
        }
    }

    /// What is written, without its last line break; empty where there is nothing to say.
    pub(super) fn render(self, results: Results<'_>) -> anyhow::Result<String> {
        let lines = |line: fn(&Finding) -> String| {
            let lines: Vec<_> = results.findings.iter().map(line).collect();
            lines.join("\n")
        };
        Ok(match self {
            Self::Text => lines(text),
            Self::Quiet => lines(quiet),
            Self::Parseable => lines(parseable),
            Self::Json => json::render(results.findings)?,
            Self::Junit => junit::render(results),
            Self::Pretty => pretty::render(results),
            Self::Sarif => sarif::render(results.findings)?,
        })
    }
}

fn text(finding: &Finding) -> String {
    let Finding { rule, message, start, .. } = finding;
    format!("{rule} {message}\n{}:{}:{}\n", finding.file_name(), start.line, start.column)
}

fn quiet(finding: &Finding) -> String {
    let Finding { rule, start, .. } = finding;
    format!("{rule}: {} {}:{}", About::of(rule).summary, finding.file_name(), start.line)
}

fn parseable(finding: &Finding) -> String {
    let Finding { rule, message, start, end, .. } = finding;
    let message: Vec<_> = message.lines().filter(|line| !line.is_empty()).collect();
    format!(
        "{}:{}:{}:{}:{}:{rule}:{}",
        finding.file_name(),
        start.line,
        start.column,
        end.line,
        end.column,
        message.join(" ")
    )
}
