//! From findings to cfn-lint's formats, each as whatever parses it knows it.

mod about;
mod json;

use super::finding::Finding;

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// What is written where no format is asked for.
    Text,
    Json,
}

/// The text that is printed; empty where there is nothing to say.
pub(super) fn render(format: Format, findings: &[Finding]) -> anyhow::Result<String> {
    Ok(match format {
        Format::Text => {
            let blocks: Vec<_> = findings.iter().map(text).collect();
            blocks.join("\n")
        }
        Format::Json => json::render(findings)?,
    })
}

fn text(finding: &Finding) -> String {
    let Finding { rule, message, start, .. } = finding;
    format!("{rule} {message}\n{}:{}:{}\n", finding.file_name(), start.line, start.column)
}
