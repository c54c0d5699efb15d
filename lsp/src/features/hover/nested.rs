//! Parameters and outputs of nested stacks, as the templates beside this one have them.

use formwork_template::{Section, Span};

use super::{export, member};
use crate::describe::Markdown;
use crate::features::name;
use crate::snapshot::Snapshot;
use crate::trail::{Part, Trail};

/// What a parameter that is given to a nested stack, or an output that is read from one, is.
pub(super) fn said(snapshot: &Snapshot, trail: &Trail, offset: u32) -> Option<(String, Span)> {
    let (path, section, name) = name::nested_target(snapshot, offset)?;
    let document = snapshot.workspace.document(&path)?;
    let found = document.template().member(section, &name)?;
    let tree = snapshot.template().tree();
    let span = match trail.part {
        Part::Key { key, .. } => tree.span(key),
        _ => tree.span(trail.node()),
    };
    let file = export::shown(snapshot, &path);
    let mut said = match section {
        // What stacks give to this template is not given to that one.
        Section::Parameters => Markdown::begun(member::parameter(found, &[])),
        _ => member::output(found),
    };
    if section == Section::Outputs
        && let Some(value) = export::written(&document, &name)
    {
        said.code("yaml", &value);
    }
    said.paragraph(format!("Of `{file}`"));
    Some((said.into_text(), span))
}
