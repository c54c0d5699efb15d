//! Changes to the resource types: `--registry-schemas` brings private ones,
//! `--override-spec` takes types away and changes what they allow.

use std::path::Path;

use anyhow::Context as _;
use formwork_schemas::Overlay;
use ignore::WalkBuilder;
use serde::Deserialize;

use super::configuration::Configuration;

/// The file of `--override-spec`.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Override {
    include_resource_types: Vec<String>,
    exclude_resource_types: Vec<String>,
    /// By type: a JSON Patch.
    patches: serde_json::Map<String, serde_json::Value>,
}

/// Puts the changes in place, before any template is looked at.
pub(super) fn install(configuration: &Configuration) -> anyhow::Result<()> {
    let folders = configuration.list("registry_schemas");
    let path = configuration.word("override_spec");
    if folders.is_empty() && path.is_none() {
        return Ok(());
    }
    let mut overlay = Overlay::default();
    for folder in folders {
        add_all(&mut overlay, Path::new(&folder))?;
    }
    if let Some(path) = path {
        change(&mut overlay, path).with_context(|| format!("cannot use the override `{path}`"))?;
    }
    overlay.install();
    Ok(())
}

/// Adds every schema below the folder, in the order of their names.
fn add_all(overlay: &mut Overlay, folder: &Path) -> anyhow::Result<()> {
    let walk = WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Ord::cmp).build();
    for entry in walk.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_file() && path.extension().is_some_and(|extension| extension == "json") {
            let mut add = || anyhow::Ok(overlay.add(&std::fs::read_to_string(path)?)?);
            add().with_context(|| format!("`{}` is no schema of a resource type", path.display()))?;
        }
    }
    Ok(())
}

fn change(overlay: &mut Overlay, path: &str) -> anyhow::Result<()> {
    let read: Override = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    overlay.restrict(&read.include_resource_types, &read.exclude_resource_types);
    for (name, patch) in &read.patches {
        overlay.patch(name, patch).with_context(|| format!("the patch of `{name}`"))?;
    }
    Ok(())
}
