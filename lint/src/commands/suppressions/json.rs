//! Exceptions as one JSON object. The form is described in `docs/output-formats.md`;
//! a field is never renamed, and `version` counts up when one goes.

use std::collections::BTreeMap;

use formwork_rules::{Exception, Reach, State};
use serde::Serialize;

use super::Listing;
use crate::report::json::{self, Location};
use crate::report::position::Lines;

const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    today: Option<String>,
    suppressions: Vec<Listed<'a>>,
    summary: BTreeMap<&'static str, usize>,
}

#[derive(Serialize)]
struct Listed<'a> {
    file: &'a str,
    rule: &'a str,
    state: &'static str,
    spelling: &'static str,
    reach: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resources: Option<Vec<&'a str>>,
    location: Location,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<&'a str>,
    covers: usize,
}

pub(super) fn render(listing: &Listing<'_>) -> anyhow::Result<String> {
    let mut suppressions = Vec::new();
    for file in listing.files {
        let lines = Lines::new(&file.text);
        suppressions.extend(listing.of(file).map(|one| listed(&file.name, &lines, one)));
    }
    let count = |state: State| listing.all().filter(|one| one.state == state).count();
    let document = Document {
        version: VERSION,
        today: listing.today.map(|today| today.to_string()),
        suppressions,
        summary: State::ALL.into_iter().map(|state| (state.as_str(), count(state))).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document)?;
    text.push('\n');
    Ok(text)
}

fn listed<'a>(file: &'a str, lines: &Lines<'_>, one: &'a Exception) -> Listed<'a> {
    let (reach, resource, files, resources) = match &one.reach {
        Reach::Line => ("line", None, None, None),
        Reach::Resource(id) => ("resource", Some(id.as_str()), None, None),
        Reach::File => ("file", None, None, None),
        Reach::Matching { files, resources } => (
            "matching",
            None,
            Some(files.iter().map(|it| &**it).collect()),
            Some(resources.iter().map(|it| &**it).collect()),
        ),
    };
    Listed {
        file,
        rule: &one.rule,
        state: one.state.as_str(),
        spelling: one.spelling.as_str(),
        reach,
        resource,
        files,
        resources,
        location: json::location(lines, one.place),
        reason: one.reason.as_deref(),
        until: one.until.map(|until| until.to_string()),
        owner: one.owner.as_deref(),
        covers: one.covers,
    }
}
