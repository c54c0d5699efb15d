//! The schemas that single rules bring: constraints across properties and
//! resources, instance types by region, the sections of a template, IAM
//! policies, state machines.
//!
//! An entry is called after its file: `extensions/aws_sqs_queue/queue_dlq`. A
//! file that holds one schema per region becomes one entry per region, called
//! `...@eu-west-1`; a region like an earlier one holds `=` and that region.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};

use crate::facts;
use crate::wheel::Wheel;

/// Folders of the wheel with such schemas.
const FOLDERS: &[&str] = &["schemas/extensions/", "schemas/other/"];

/// The schema of JSON Schema itself, and what Formwork has in Rust: the shape of a template and its functions.
const NOT_NEEDED: &[&str] = &[
    "other/conditions/",
    "other/draft7/",
    "other/functions/",
    "other/mappings/",
    "other/outputs/",
    "other/parameters/",
    "other/template/",
    "other/transforms/",
];

/// The document that the others of its folder refer to by the name `policy`.
const POLICY: &str = "schemas/other/iam/policy.json";

/// Subschemas longer than this that occur twice are written once.
const LONG: usize = 400;

/// All entries by name.
pub(crate) fn entries(wheel: &Wheel) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut entries = BTreeMap::new();
    for (path, text) in FOLDERS.iter().flat_map(|folder| wheel.files_under(folder)) {
        let name = path.trim_start_matches("schemas/").trim_end_matches(".json");
        if NOT_NEEDED.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        let schema: Value = serde_json::from_str(text).with_context(|| path.to_owned())?;
        let mut add = |name: String, text: String| entries.insert(name, text.into_bytes());
        if let Some(regions) = schema.as_object().filter(|members| members.contains_key("us-east-1")) {
            by_region(name, regions, add)?;
        } else {
            let facts = facts::of_rule(&schema).with_context(|| path.to_owned())?;
            let whole = with_policy(facts, wheel).with_context(|| path.to_owned())?;
            add(name.to_owned(), shared(whole).to_string());
        }
    }
    Ok(entries)
}

fn by_region(
    name: &str,
    regions: &Map<String, Value>,
    mut add: impl FnMut(String, String) -> Option<Vec<u8>>,
) -> Result<()> {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (region, schema) in regions.iter().filter(|(region, _)| region.contains('-')) {
        let facts = facts::of_rule(schema).with_context(|| format!("{name}, {region}"))?;
        let text = shared(facts).to_string();
        let entry = match known.get(&text) {
            Some(earlier) => format!("={earlier}"),
            None => text.clone(),
        };
        known.entry(text).or_insert(region);
        add(format!("{name}@{region}"), entry);
    }
    Ok(())
}

/// A schema that refers to the policy document takes it in among its definitions.
fn with_policy(mut schema: Value, wheel: &Wheel) -> Result<Value> {
    if !schema.to_string().contains("\"policy#/") {
        return Ok(schema);
    }
    let (_, text) = wheel.files_under(POLICY).next().context("the policy document")?;
    let mut policy = facts::of_rule(&serde_json::from_str(text)?)?;
    move_references(&mut policy, "#/", "#/definitions/policy/");
    move_references(&mut schema, "policy#/", "#/definitions/policy/");
    let members = schema.as_object_mut().context("an object")?;
    let definitions = members.entry("definitions").or_insert_with(|| json!({}));
    definitions.as_object_mut().context("definitions")?.insert("policy".to_owned(), policy);
    Ok(schema)
}

fn move_references(schema: &mut Value, from: &str, to: &str) {
    match schema {
        Value::Object(members) => {
            for (name, operand) in members {
                match operand {
                    Value::String(target) if name == "$ref" => {
                        if let Some(rest) = target.strip_prefix(from) {
                            *target = format!("{to}{rest}");
                        }
                    }
                    _ => move_references(operand, from, to),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| move_references(item, from, to)),
        _ => {}
    }
}

/// The same schema with its long `then` branches, where they repeat, as definitions.
fn shared(mut schema: Value) -> Value {
    let mut counts = BTreeMap::new();
    branches(&mut schema, &mut |branch| *counts.entry(branch.to_string()).or_insert(0usize) += 1);
    let repeated: Vec<String> = counts
        .into_iter()
        .filter(|(text, count)| *count > 1 && text.len() > LONG)
        .map(|(text, _)| text)
        .collect();
    if repeated.is_empty() {
        return schema;
    }
    let mut definitions = Map::new();
    branches(&mut schema, &mut |branch| {
        if let Ok(index) = repeated.binary_search(&branch.to_string()) {
            let whole = std::mem::replace(branch, json!({"$ref": format!("#/definitions/shared{index}")}));
            definitions.insert(format!("shared{index}"), whole);
        }
    });
    let members =
        schema.as_object_mut().map(|members| members.entry("definitions").or_insert_with(|| json!({})));
    if let Some(known) = members.and_then(Value::as_object_mut) {
        known.append(&mut definitions);
    }
    schema
}

/// Visits the `then` of every member of the outermost `allOf`.
fn branches(schema: &mut Value, visit: &mut impl FnMut(&mut Value)) {
    let members = schema.get_mut("allOf").and_then(Value::as_array_mut);
    for branch in members.into_iter().flatten().filter_map(|member| member.get_mut("then")) {
        visit(branch);
    }
}
