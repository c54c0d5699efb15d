//! What can be done at a place: fixes of findings, exceptions from them, and rewriting. One file per kind.

mod exceptions;
mod extract;
mod fixes;
mod inline;
mod missing;
mod related;
mod rewriting;
#[cfg(test)]
mod tests;
mod texts;

use std::path::PathBuf;

use formwork_rules::Edit;
use formwork_template::Span;

pub use self::fixes::fix_all;
use crate::document::Kind;
use crate::snapshot::Snapshot;
use crate::trail::{Part, Trail};

/// What an action is, as clients sort and filter them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    QuickFix,
    Extract,
    Inline,
    Rewrite,
    /// Something new.
    Add,
    FixAll,
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// In the imperative.
    pub title: String,
    pub kind: ActionKind,
    /// Edits of the document.
    pub edits: Vec<Edit>,
    /// A file to make, and its text.
    pub file: Option<(PathBuf, String)>,
    /// The numbers of the findings of the report that it mends.
    pub mends: Vec<usize>,
    /// It is what most people would do.
    pub is_preferred: bool,
}

impl Action {
    fn new(title: impl Into<String>, kind: ActionKind, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), kind, edits, file: None, mends: Vec::new(), is_preferred: false }
    }
}

/// The entry whose value is a literal that a cursor, or a small selection, is in.
fn entry(snapshot: &Snapshot, cursor: Span) -> Span {
    if snapshot.document.kind != Kind::Template {
        return cursor;
    }
    let tree = snapshot.template().tree();
    let trail = Trail::to(tree, cursor.start);
    let [.., above, node] = trail.nodes.as_slice() else { return cursor };
    if trail.part != Part::Value || tree.text(*node).is_none() {
        return cursor;
    }
    let found = tree.entries(*above).iter().find(|entry| entry.value == *node);
    let whole = found.map(|entry| tree.span(entry.key).cover(tree.span_with_tag(*node)));
    whole.filter(|whole| whole.contains(cursor)).unwrap_or(cursor)
}

/// Everything that can be done in a range.
pub fn actions(snapshot: &Snapshot, span: Span) -> Vec<Action> {
    let mut actions = Vec::new();
    if matches!(snapshot.document.kind, Kind::Other) {
        return actions;
    }
    // A finding at a key is meant as well where the cursor is in the value beside it.
    let wide = entry(snapshot, span);
    fixes::actions(snapshot, wide, &mut actions);
    if snapshot.document.kind != Kind::Template {
        return actions;
    }
    missing::actions(snapshot, span, &mut actions);
    exceptions::actions(snapshot, wide, &mut actions);
    extract::actions(snapshot, span, &mut actions);
    inline::actions(snapshot, span, &mut actions);
    texts::actions(snapshot, span, &mut actions);
    related::actions(snapshot, span, &mut actions);
    rewriting::actions(snapshot, span, &mut actions);
    actions
}
