//! The findings that a repository had when it adopted Formwork, or that a file
//! had before a change: kept by rule, file and place in the template instead of
//! line, so that edits elsewhere don't revive them. Which file the list is in and
//! where old texts come from is the caller's matter.

mod compare;
mod place;
#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use formwork_template::Tree;
use serde::{Deserialize, Deserializer, Serialize};

pub use compare::{Comparison, compare};

use self::place::Places;
use crate::{Diagnostic, Known, KnownFrom, Report};

/// The version of the format that is read and written.
const VERSION: u32 = 1;

/// The known findings of a repository, by file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Paths are seen from the folder of the list, with forward slashes.
    pub files: BTreeMap<String, Vec<Entry>>,
}

/// Known findings of one file that are alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The rule's code.
    pub rule: String,
    /// The logical ID and the property path: `Resources/Logs/Properties/Tags[team]/Value`. Items of lists
    /// are told apart by their names, or else by a hash of their text. Empty where the finding is about the file.
    pub path: String,
    /// What it said. Another message at the same place is the same finding, unless there is no place.
    pub message: String,
    /// How many there are.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub count: u32,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
fn is_one(count: &u32) -> bool {
    *count == 1
}

/// Where the text of a baseline is wrong, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub line: usize,
    pub column: usize,
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} column {}: {}", self.line, self.column, self.message)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "version", deserialize_with = "known_version")]
    _version: u32,
    findings: BTreeMap<String, Vec<Entry>>,
}

fn known_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let version = u32::deserialize(deserializer)?;
    let unknown = || {
        serde::de::Error::custom(format!(
            "the version is {version}, and this version of Formwork reads {VERSION}"
        ))
    };
    if version == VERSION { Ok(version) } else { Err(unknown()) }
}

impl Baseline {
    /// Reads the text of a baseline.
    pub fn read(text: &str) -> Result<Self, Mistake> {
        match serde_json::from_str::<Document>(text) {
            Ok(document) => Ok(Self { files: document.findings }),
            Err(error) => {
                let place = format!(" at line {} column {}", error.line(), error.column());
                let message = error.to_string();
                let message = message.strip_suffix(&place).unwrap_or(&message).to_owned();
                Err(Mistake { line: error.line(), column: error.column(), message })
            }
        }
    }

    /// The text of the baseline: sorted, a line a finding, and the same for the same findings.
    pub fn to_json(&self) -> String {
        let quoted = |text: &str| serde_json::to_string(text).expect("text is JSON");
        let files = self.files.iter().filter(|(_, entries)| !entries.is_empty()).map(|(file, entries)| {
            let mut entries: Vec<&Entry> = entries.iter().collect();
            entries.sort_by(|a, b| by_place(a, b));
            let lines = entries.into_iter().map(|entry| {
                format!(
                    "      {}",
                    serde_json::to_string(entry).expect("an entry of texts and numbers is JSON")
                )
            });
            format!("    {}: [\n{}\n    ]", quoted(file), lines.collect::<Vec<_>>().join(",\n"))
        });
        let files = files.collect::<Vec<_>>().join(",\n");
        let findings = if files.is_empty() { "{}".to_owned() } else { format!("{{\n{files}\n  }}") };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": {findings}\n}}\n")
    }

    /// What is known of a file.
    pub fn of(&self, file: &str) -> &[Entry] {
        self.files.get(file).map_or(&[], Vec::as_slice)
    }

    /// How many findings there are.
    pub fn count(&self) -> u64 {
        self.files.values().flatten().map(|entry| u64::from(entry.count)).sum()
    }
}

/// By place, then by rule, then by message.
fn by_place(a: &Entry, b: &Entry) -> Ordering {
    (&a.path, &a.rule, &a.message).cmp(&(&b.path, &b.rule, &b.message))
}

/// An entry for each finding, in their order. `tree` is the text that they were found in; without it
/// items of lists have no identity.
pub fn entries<'d>(tree: Option<&Tree>, found: impl IntoIterator<Item = &'d Diagnostic>) -> Vec<Entry> {
    let mut places = Places::new(tree);
    let mut entry = |found: &Diagnostic| Entry {
        rule: found.rule.as_str().to_owned(),
        path: places.text(&found.path),
        message: found.message.clone(),
        count: 1,
    };
    found.into_iter().map(&mut entry).collect()
}

/// Moves what is known out of the findings of a report, and gives what is known and was not found.
/// `tree` is the text that they were found in.
pub fn set_aside(tree: Option<&Tree>, report: &mut Report, known: &[Entry], from: KnownFrom) -> Vec<Entry> {
    if known.is_empty() {
        return Vec::new();
    }
    let comparison = compare(&entries(tree, &report.diagnostics), known);
    let found = std::mem::take(&mut report.diagnostics);
    for (diagnostic, is_known) in found.into_iter().zip(comparison.known) {
        if is_known {
            report.known.push(Known { diagnostic, from });
        } else {
            report.diagnostics.push(diagnostic);
        }
    }
    comparison.gone
}

/// Puts those that are alike into one entry each.
pub fn counted(entries: Vec<Entry>) -> Vec<Entry> {
    let mut entries = entries;
    entries.sort_by(by_place);
    let mut counted: Vec<Entry> = Vec::new();
    for entry in entries {
        match counted.last_mut().filter(|last| by_place(last, &entry).is_eq()) {
            Some(last) => last.count = last.count.saturating_add(entry.count),
            None => counted.push(entry),
        }
    }
    counted
}
