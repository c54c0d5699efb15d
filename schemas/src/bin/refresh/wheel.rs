//! The wheel as a source: fetching it, its files, and saying where it is from.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sha2::{Digest, Sha256};
use zip::ZipArchive;

const DATA: &str = "cfnlint/data/";

/// The texts of the wheel that matter here.
pub(crate) struct Wheel {
    sha256: String,
    version: String,
    /// JSON files below [`DATA`], by the rest of their path
    files: BTreeMap<String, String>,
}

/// Has `pip` download the wheel and returns where it is.
pub(crate) fn fetch(version: &str) -> Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("formwork-refresh-{version}"));
    let status = Command::new("pip")
        .args(["download", "--no-deps", "--dest"])
        .arg(&folder)
        .arg(format!("cfn-lint=={version}"))
        .status()
        .context("`pip` can't be started")?;
    ensure!(status.success(), "`pip download` failed");
    Ok(folder.join(format!("cfn_lint-{version}-py3-none-any.whl")))
}

impl Wheel {
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let bytes = fs::read(path)?;
        let mut sha256 = String::new();
        for byte in Sha256::digest(&bytes) {
            write!(sha256, "{byte:02x}")?;
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes))?;
        let (mut version, mut files) = (None, BTreeMap::new());
        for index in 0..zip.len() {
            let mut file = zip.by_index(index)?;
            let name = file.name()?.into_owned();
            let mut text = String::new();
            if name.ends_with(".dist-info/METADATA") {
                file.read_to_string(&mut text)?;
                let line = text.lines().find_map(|line| line.strip_prefix("Version: "));
                version = line.map(str::to_owned);
            } else if let Some(rest) = name.strip_prefix(DATA)
                && Path::new(rest).extension().is_some_and(|extension| extension == "json")
            {
                file.read_to_string(&mut text)?;
                files.insert(rest.to_owned(), text);
            }
        }
        let version = version.context("the wheel doesn't say its version")?;
        Ok(Self { sha256, version, files })
    }

    /// The files whose path begins so, with their texts.
    pub(crate) fn files_under<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let files = self.files.iter();
        files
            .filter(move |(name, _)| name.starts_with(start))
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The types of each region, and SAM's under `sam`.
    pub(crate) fn regions(&self) -> Result<BTreeMap<String, BTreeSet<String>>> {
        let mut regions = BTreeMap::new();
        for (name, text) in &self.files {
            let region = name.strip_prefix("schemas/providers/").and_then(|name| name.strip_suffix(".json"));
            let Some(region) = region else { continue };
            let types: BTreeMap<String, String> = serde_json::from_str(text)?;
            regions.insert(region.to_owned(), types.into_keys().collect());
        }
        Ok(regions)
    }

    /// The text of `SOURCE.md`.
    pub(crate) fn source(&self, types: usize) -> Result<String> {
        let version = self.files.get("schemas/version.json").context("version.json")?;
        let version: Value = serde_json::from_str(version)?;
        let date = version["schema_date"].as_str().context("schema_date")?;
        Ok(format!(
            include_str!("SOURCE.md.in"),
            version = self.version,
            date = date,
            sha256 = self.sha256,
            types = types,
        ))
    }
}
