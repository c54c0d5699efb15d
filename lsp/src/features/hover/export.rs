//! Values that go from one stack to another.

use std::path::Path;

use formwork_template::{Section, Value};

use crate::describe::Markdown;
use crate::document::Document;
use crate::snapshot::Snapshot;

/// Most places that are told.
const MOST: usize = 20;

/// The output of another template that exports a name, with its value.
pub(super) fn exporter(snapshot: &Snapshot, name: &str) -> Option<String> {
    let mut found = snapshot.workspace.facts().flat_map(|(path, facts)| {
        facts.exports.iter().filter(|export| export.name == name).map(move |export| (path, export))
    });
    let (path, export) = found.next()?;
    let mut said = Markdown::titled(name);
    said.paragraph(format!("Exported by output `{}` of `{}`.", export.member, shown(snapshot, path)));
    let value = snapshot.workspace.document(path).and_then(|document| written(&document, &export.member));
    if let Some(value) = value {
        said.code("yaml", &value);
    }
    Some(said.into_text())
}

/// The value of an output as it is written, where it takes one line.
pub(super) fn written(document: &Document, output: &str) -> Option<String> {
    const LONGEST: usize = 120;
    let template = document.template();
    let value = template.member(Section::Outputs, output)?.value.get("Value")?;
    let span = template.tree().span_with_tag(value.node());
    let text = document.text.get(span.range())?.trim();
    (text.len() <= LONGEST && !text.contains('\n')).then(|| format!("Value: {text}"))
}

/// Who imports what an output exports.
pub(super) fn importers(snapshot: &Snapshot, output: Value<'_>) -> Option<String> {
    let name = output.at(&["Export", "Name"])?.text()?;
    let mut lines = Vec::new();
    for (path, facts) in snapshot.workspace.facts() {
        for import in facts.imports.iter().filter(|import| import.name == name) {
            let line = format!("`{}` of `{}`", import.member, shown(snapshot, path));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    let mut said = Markdown::begun(format!("**{name}** export"));
    if lines.is_empty() {
        said.paragraph("No template of the workspace imports it.");
    } else {
        said.paragraph("Imported by");
        said.most_items(&lines, MOST);
    }
    Some(said.into_text())
}

/// A path as people know it.
pub(super) fn shown(snapshot: &Snapshot, path: &Path) -> String {
    path.strip_prefix(&snapshot.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
