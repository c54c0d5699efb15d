//! `-f sarif`: SARIF 2.1.0 as cfn-lint writes it, with the rules that occur and
//! without the level that is SARIF's own, `warning`.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::About;
use crate::cfn_lint::finding::Finding;
use crate::cfn_lint::level::Level;

const ROOT: &str = "EXECUTIONROOT";

pub(super) fn render(findings: &[Finding]) -> anyhow::Result<String> {
    let occurring: BTreeSet<&str> = findings.iter().map(|finding| finding.rule.as_str()).collect();
    let rules: Vec<_> = occurring.into_iter().map(rule).collect();
    let results: Vec<_> = findings.iter().map(result).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/cos02/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cfn-lint",
                "version": super::super::COMPATIBLE_WITH,
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "shortDescription": { "text": "Checks CloudFormation templates, with Formwork in place of cfn-lint." },
                "rules": rules,
            } },
            "originalUriBaseIds": { ROOT: { "description": { "text": "The folder that it was run in." } } },
            "results": results,
        }],
    });
    Ok(serde_json::to_string_pretty(&log)?)
}

fn rule(code: &str) -> Value {
    let about = About::of(code);
    json!({
        "id": code,
        "shortDescription": { "text": about.summary },
        "fullDescription": { "text": about.description },
        "helpUri": about.page,
    })
}

fn result(finding: &Finding) -> Value {
    let Finding { file, rule, start, end, message, .. } = finding;
    let mut artifact = json!({ "uriBaseId": ROOT });
    if let Some(file) = file {
        artifact["uri"] = json!(file);
    }
    let mut result = json!({
        "ruleId": rule,
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": artifact,
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        } }],
    });
    match finding.level {
        Level::Error => result["level"] = json!("error"),
        Level::Warning => {}
        Level::Informational => result["level"] = json!("note"),
    }
    result
}
