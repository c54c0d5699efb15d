//! What can be done at a place: fixes of findings, exceptions from them, and rewriting. One file per kind.

mod exceptions;
mod extract;
mod fixes;
mod forms;
mod inline;
mod missing;
mod related;
mod rewriting;
#[cfg(test)]
mod tests;
mod texts;

use std::path::PathBuf;

use formwork_rules::{Edit, editing};
use formwork_template::Span;
use smol_str::SmolStr;

pub(crate) use self::fixes::differences;
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
}

/// What takes too long to be worked out before somebody chooses it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Later {
    /// All fixes of a rule in the document.
    FixAllOf(SmolStr),
}

impl Later {
    /// The edits of the document.
    pub fn edits(&self, snapshot: &Snapshot) -> Vec<Edit> {
        match self {
            Self::FixAllOf(rule) => fixes::fix_all_of(snapshot, rule),
        }
    }
}

/// Something that can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    /// In the imperative.
    pub title: String,
    pub kind: ActionKind,
    /// Edits of the document.
    pub edits: Vec<Edit>,
    /// What gives the edits, where they are not worked out yet.
    pub later: Option<Later>,
    /// Parts of the new text that a person has to write, as they stand in it, in their order.
    pub stops: Vec<String>,
    /// A file to make, and its text.
    pub file: Option<(PathBuf, String)>,
    /// The numbers of the findings of the report that it mends.
    pub mends: Vec<usize>,
    /// It is what most people would do.
    pub is_preferred: bool,
}

impl Action {
    fn new(title: impl Into<String>, kind: ActionKind, edits: Vec<Edit>) -> Self {
        Self {
            title: title.into(),
            kind,
            edits,
            later: None,
            stops: Vec::new(),
            file: None,
            mends: Vec::new(),
            is_preferred: false,
        }
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
    if snapshot.document.kind == Kind::Template {
        of_templates(snapshot, span, wide, &mut actions);
    }
    for action in &mut actions {
        if !action.stops.is_empty() {
            action.edits.iter_mut().for_each(|edit| begin_line(edit, snapshot.text()));
        }
        editing::with_line_breaks(&mut action.edits, snapshot.text());
    }
    actions
}

/// Puts lines that come behind a line in front of the next one. Editors indent the lines of a snippet as the line is
/// that it begins on; at the beginning of one that is not at all.
fn begin_line(edit: &mut Edit, text: &str) {
    let Some(lines) = edit.text.strip_prefix('\n').filter(|_| edit.span.is_empty()) else { return };
    let rest = &text[edit.span.end as usize..];
    let Some(line_break) = ["\n", "\r\n"].into_iter().find(|it| rest.starts_with(it)) else { return };
    edit.text = format!("{lines}\n");
    edit.span = Span::at(edit.span.end + line_break.len() as u32);
}

fn of_templates(snapshot: &Snapshot, span: Span, wide: Span, actions: &mut Vec<Action>) {
    missing::actions(snapshot, span, actions);
    exceptions::actions(snapshot, wide, actions);
    extract::actions(snapshot, span, actions);
    inline::actions(snapshot, span, actions);
    texts::actions(snapshot, span, actions);
    related::actions(snapshot, span, actions);
    rewriting::actions(snapshot, span, actions);
}
