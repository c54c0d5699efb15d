//! The actions of IAM as compact text, which is read without decoding all of it.
//!
//! A service begins with `@` and its prefix. Lines that begin with `=` name a
//! kind of resource and the form of its ARN; all others name an action in small
//! letters and the kinds of resources that it takes.

use std::fmt::Write;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

pub(crate) fn text(policies: &Value) -> Result<String> {
    let mut text = String::new();
    for (prefix, service) in members(policies)? {
        writeln!(text, "@{prefix}")?;
        for (kind, resource) in members(&service["Resources"])? {
            // Of several forms cfn-lint compares the last.
            let form = resource["ARNFormats"].as_array().and_then(|forms| forms.last()?.as_str());
            writeln!(text, "={kind} {}", form.context("a resource without the form of its ARN")?)?;
        }
        for (action, facts) in members(&service["Actions"])? {
            let kinds = facts["Resources"].as_array().map(Vec::as_slice).unwrap_or_default();
            text.push_str(action);
            for kind in kinds.iter().filter_map(Value::as_str) {
                write!(text, " {}", kind.to_lowercase())?;
            }
            text.push('\n');
        }
    }
    Ok(text)
}

fn members(value: &Value) -> Result<&Map<String, Value>> {
    value.as_object().context("not a map")
}
