//! Writes `schemas/data/` from a published wheel of cfn-lint.
//!
//! `cargo run -p formwork-schemas --bin refresh [-- --wheel PATH]`. Without a
//! path, `pip` fetches the version named here. The same wheel gives the same
//! bytes. To move to a newer version, change [`VERSION`] and run it again.

mod actions;
mod dictionary;
mod facts;
mod rules;
mod wheel;

use std::collections::BTreeMap;
use std::fs;
use std::io::{Write, stdout};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use formwork_schemas::{FIRST_NON_TYPE, REGIONS_ENTRY, archive};
use serde_json::Value;

use crate::wheel::Wheel;

/// The version of cfn-lint that is fetched.
const VERSION: &str = "1.58.0";

/// The actions of IAM: the entry's name and the file.
const ACTIONS: (&str, &str) = ("data/iam-actions", "AdditionalSpecs/Policies.json");

/// Data that is no schema: the entry's name and the file.
const TEXTS: &[(&str, &str)] = &[
    ("data/lambda-runtimes", "AdditionalSpecs/LmbdRuntimeLifecycle.json"),
    ("data/stateful-types", "AdditionalSpecs/StatefulResources.json"),
];

fn main() -> Result<()> {
    let path = match std::env::args().skip(1).collect::<Vec<_>>().as_slice() {
        [] => wheel::fetch(VERSION)?,
        [flag, path] if flag == "--wheel" => PathBuf::from(path),
        _ => bail!("usage: refresh [--wheel PATH]"),
    };
    let wheel = Wheel::read(&path).with_context(|| format!("{}", path.display()))?;
    let types = resource_types(&wheel)?;
    let texts: Vec<String> = types.values().map(Value::to_string).collect();
    let dictionary = dictionary::of(types.values());
    let names = types.keys().cloned();
    let mut entries: BTreeMap<_, _> = names.zip(texts.into_iter().map(String::into_bytes)).collect();
    entries.insert(REGIONS_ENTRY.to_owned(), regions(&wheel, types.keys())?);
    entries.extend(rules::entries(&wheel)?);
    for (name, path) in TEXTS {
        entries.insert((*name).to_owned(), json(&wheel, path)?.to_string().into_bytes());
    }
    let (name, path) = ACTIONS;
    entries.insert(name.to_owned(), actions::text(&json(&wheel, path)?)?.into_bytes());
    let pack = archive::pack(&entries, dictionary.as_bytes());

    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    fs::create_dir_all(&data)?;
    fs::write(data.join("schemas.pack"), &pack)?;
    fs::write(data.join("SOURCE.md"), wheel.source(types.len())?)?;
    writeln!(stdout(), "{} types, {} bytes", types.len(), pack.len())?;
    Ok(())
}

/// A file of the wheel.
fn json(wheel: &Wheel, path: &str) -> Result<Value> {
    let (_, text) = wheel.files_under(path).next().with_context(|| path.to_owned())?;
    Ok(serde_json::from_str(text)?)
}

/// Every type with the facts of its schema.
fn resource_types(wheel: &Wheel) -> Result<BTreeMap<String, Value>> {
    let mut types = BTreeMap::new();
    for (_, text) in wheel.files_under("schemas/resources/") {
        let schema: Value = serde_json::from_str(text)?;
        let name = schema["typeName"].as_str().context("a schema without `typeName`")?;
        ensure!(name < FIRST_NON_TYPE, "`{name}` has no place among the types");
        let facts = facts::of(&schema).with_context(|| name.to_owned())?;
        let known = types.insert(name.to_owned(), facts);
        ensure!(known.is_none(), "`{name}` has two schemas: regions differ, and the archive can't say so");
    }
    Ok(types)
}

/// The region table, in the form that the library reads.
fn regions<'a>(wheel: &Wheel, types: impl Iterator<Item = &'a String>) -> Result<Vec<u8>> {
    let mut regions = wheel.regions()?;
    let sam = regions.remove("sam").context("SAM's list of types")?;
    ensure!(regions.len() <= 64, "more regions than the table has bits");
    let mut table = String::new();
    for region in regions.keys() {
        table.push_str(region);
        table.push('\n');
    }
    table.push('\n');
    let mut table = table.into_bytes();
    for name in types {
        let bits = regions.values().enumerate().fold(0u64, |bits, (index, region)| {
            let inside = region.contains(name) || sam.contains(name);
            bits | u64::from(inside) << index
        });
        table.extend(bits.to_le_bytes());
    }
    Ok(table)
}
