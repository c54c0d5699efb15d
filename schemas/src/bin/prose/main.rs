//! Writes the pack of prose documentation that hover shows where a user has it.
//!
//!     cargo run -p formwork-schemas --bin prose -- [--package FILE] [--output FILE]
//!
//! Takes a pinned package from the npm registry by `npm pack`, unless a file of it is given. The pack is
//! not committed: it is shipped with releases and with the extension.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail, ensure};
use formwork_schemas::archive;
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

const PACKAGE: &str = "@aws-cdk/aws-service-spec";
const VERSION: &str = "0.1.216";
const SHA256: &str = "2305b840c961bf7ab982a3e67a44cd2fe1f8fad78d8f2598c0fd36fbf17c9af8";
/// The entry that says where the prose is from.
const SOURCE: &str = "~source";
/// The entry with the text of the licence, which goes where the prose goes.
const LICENCE: &str = "~licence";
/// How deep properties are described; definitions lead back to themselves.
const DEEPEST: usize = 6;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (mut package, mut output) = (None, PathBuf::from("prose.pack"));
    while let Some(argument) = arguments.next() {
        let value = arguments.next().with_context(|| format!("`{argument}` takes a file"))?;
        match argument.as_str() {
            "--package" => package = Some(PathBuf::from(value)),
            "--output" => output = PathBuf::from(value),
            _ => bail!("`{argument}` is not known; there are `--package FILE` and `--output FILE`"),
        }
    }
    let bytes = match package {
        Some(path) => fs::read(&path).with_context(|| format!("`{}` cannot be read", path.display()))?,
        None => fetched()?,
    };
    let digest = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    ensure!(digest == SHA256, "the package is not {PACKAGE}@{VERSION}: its SHA-256 is {digest}");
    let package = inflated(&bytes)?;
    let licence = member(&package, "package/LICENSE").context("the package has no licence")?;
    let database = inflated(&member(&package, "package/db.json.gz").context("the package has no database")?)?;
    let database: Value = serde_json::from_slice(&database).context("the database is no JSON")?;
    let mut entries = described(&database).context("the database is not laid out as it was")?;
    let source = json!({ "package": PACKAGE, "version": VERSION, "licence": "Apache-2.0" });
    entries.insert(SOURCE.to_owned(), source.to_string().into_bytes());
    entries.insert(LICENCE.to_owned(), licence);
    let count = entries.len() - 2;
    let pack = archive::pack(&entries, b"");
    fs::write(&output, &pack).with_context(|| format!("`{}` cannot be written", output.display()))?;
    let _ = std::io::Write::write_fmt(
        &mut std::io::stdout(),
        format_args!("{}: {count} types, {} kB\n", output.display(), pack.len() / 1000),
    );
    Ok(())
}

/// The package as npm gives it.
fn fetched() -> anyhow::Result<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("formwork-prose-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let status = Command::new("npm")
        .args(["pack", "--silent", "--pack-destination"])
        .arg(&folder)
        .arg(format!("{PACKAGE}@{VERSION}"))
        .stdout(std::process::Stdio::null())
        .status()
        .context("`npm` does not run")?;
    ensure!(status.success(), "`npm pack` has failed");
    let file = fs::read_dir(&folder)?.next().context("`npm pack` has written nothing")??.path();
    let bytes = fs::read(&file)?;
    fs::remove_dir_all(&folder)?;
    Ok(bytes)
}

fn inflated(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut out = Vec::new();
    flate2::read::GzDecoder::new(bytes).read_to_end(&mut out)?;
    Ok(out)
}

/// A file of a tar archive, by the headers of POSIX.
fn member(tar: &[u8], wanted: &str) -> Option<Vec<u8>> {
    let mut rest = tar;
    while let Some((header, behind)) = rest.split_at_checked(512) {
        let text = |range: std::ops::Range<usize>| {
            let field = &header[range];
            let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
            std::str::from_utf8(&field[..end]).ok()
        };
        let size = usize::from_str_radix(text(124..136)?.trim(), 8).ok()?;
        if Path::new(text(0..100)?) == Path::new(wanted) {
            return behind.get(..size).map(<[u8]>::to_vec);
        }
        rest = behind.get(size.div_ceil(512) * 512..)?;
    }
    None
}

/// What is said of each type: itself, its properties by path, its attributes.
fn described(database: &Value) -> Option<BTreeMap<String, Vec<u8>>> {
    let schema = database.get("schema")?;
    let entities = |name: &str| schema.get(name)?.get("entities")?.as_array();
    let id = |entity: &Value| Some(entity.get("$id")?.as_str()?.to_owned());
    let definitions: BTreeMap<String, &Value> =
        entities("typeDefinition")?.iter().filter_map(|entity| Some((id(entity)?, entity))).collect();
    let mut entries = BTreeMap::new();
    for resource in entities("resource")? {
        let Some(name) = resource.get("cloudFormationType").and_then(Value::as_str) else { continue };
        let mut properties = Map::new();
        collect(resource, "", DEEPEST, &definitions, &mut properties);
        let attributes = resource.get("attributes").and_then(Value::as_object).into_iter().flatten();
        let attributes: Map<String, Value> =
            attributes.filter_map(|(name, it)| Some((name.clone(), prose(it)?))).collect();
        let entry = json!({ "type": prose(resource), "properties": properties, "attributes": attributes });
        entries.insert(name.to_owned(), entry.to_string().into_bytes());
    }
    Some(entries)
}

fn prose(of: &Value) -> Option<Value> {
    of.get("documentation").filter(|text| text.as_str().is_some_and(|text| !text.is_empty())).cloned()
}

fn collect(
    of: &Value,
    path: &str,
    depth: usize,
    definitions: &BTreeMap<String, &Value>,
    out: &mut Map<String, Value>,
) {
    let Some(properties) = of.get("properties").and_then(Value::as_object) else { return };
    for (name, property) in properties {
        let path = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
        if let Some(prose) = prose(property) {
            out.insert(path.clone(), prose);
        }
        let (inner, path) = inner_type(property.get("type"), path);
        let definition =
            inner.and_then(|inner| definitions.get(inner.get("reference")?.get("$ref")?.as_str()?));
        if let Some(definition) = definition.filter(|_| depth > 1) {
            collect(definition, &path, depth - 1, definitions, out);
        }
    }
}

/// The type of a value, or of the items of lists and maps; items add `*` to the path.
fn inner_type(mut of: Option<&Value>, mut path: String) -> (Option<&Value>, String) {
    while let Some(element) = of.and_then(|of| of.get("element")) {
        of = Some(element);
        path.push_str("/*");
    }
    (of, path)
}
