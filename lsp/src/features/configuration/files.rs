//! The files that a configuration names.

use std::path::PathBuf;

use formwork_template::{Span, Value};

use crate::features::name;
use crate::snapshot::Snapshot;

/// Files that are there, each with the text that names it: what is extended, and files of rules.
pub(crate) fn files(snapshot: &Snapshot) -> Vec<(Span, PathBuf)> {
    let root = snapshot.template().root();
    let named = ["extends", "packs", "baseline"].into_iter().filter_map(|key| root.get(key));
    let values = named.flat_map(|value| value.items().chain([value]));
    let file = |value: Value<'_>| {
        let path = name::beside(&snapshot.document.path, value.text()?)?;
        snapshot.workspace.document(&path)?;
        Some((value.span(), path))
    };
    values.filter_map(file).collect()
}

/// The file that is named at an offset.
pub(crate) fn file_at(snapshot: &Snapshot, offset: u32) -> Option<(Span, PathBuf)> {
    files(snapshot).into_iter().find(|(span, _)| span.touches(offset))
}
