//! What a key is for, and what a rule, a type or a property that is named is.

use formwork_template::{Span, Value};

use super::known::Known;
use crate::snapshot::Snapshot;
use crate::trail::{Part, Step, Trail};

/// Markdown, and what it is about.
pub(crate) fn hover(snapshot: &Snapshot, offset: u32) -> Option<(String, Span)> {
    let tree = snapshot.template().tree();
    let trail = Trail::to(tree, offset);
    let known = Known::of(snapshot.document.kind)?;
    match trail.part {
        Part::Key { key, .. } => {
            let name = tree.text(key)?;
            let span = tree.span(key);
            if let Some(rule) = rule(name) {
                return Some((rule, span));
            }
            let mut steps = trail.steps.clone();
            steps.push(Step::Key(name.into()));
            let description = known.at(&steps)?.description()?;
            Some((format!("**`{name}`**\n\n{description}"), span))
        }
        Part::Value => {
            let value = Value::new(tree, trail.node());
            let name = value.text()?;
            Some((rule(name)?, value.span()))
        }
        Part::Tag => None,
    }
}

/// The documentation of a rule, by any of its names.
fn rule(name: &str) -> Option<String> {
    formwork_rules::find(name).map(crate::describe::rule)
}
