//! What the thing at the cursor is, and what it comes to. What is wrong with it is shown by the findings
//! themselves, and not said again.

mod address;
pub(crate) mod condition;
mod dynamic_reference;
mod exception;
mod export;
mod function;
mod key;
mod mapping;
pub(crate) mod member;
mod nested;
mod permission;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_of_values;
mod value;

use formwork_rules::resolved::{Resolved, values};
use formwork_template::{FunctionName, Span, Value};

use super::{configuration, guard};
use crate::describe::{self, Markdown};
use crate::document::Kind;
use crate::snapshot::Snapshot;
use crate::trail::{Part, Trail};

/// Markdown, and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hover {
    pub text: String,
    pub span: Span,
}

/// See the module.
pub fn hover(snapshot: &Snapshot, offset: u32) -> Option<Hover> {
    let (text, span) = match snapshot.document.kind {
        Kind::Template => template(snapshot, offset)?,
        Kind::Configuration | Kind::RuleFile => configuration::hover(snapshot, offset)?,
        Kind::Guard => {
            let (said, span) = guard::hover(snapshot, offset)?;
            (describe::documentation(&said)?, span)
        }
        Kind::Other => return None,
    };
    Some(Hover { text: text.trim_end().to_owned(), span })
}

fn template(snapshot: &Snapshot, offset: u32) -> Option<(String, Span)> {
    let tree = snapshot.template().tree();
    let comments = tree.comments();
    let behind = comments.partition_point(|comment| comment.span.start <= offset);
    let comment = comments[..behind].last().filter(|comment| comment.span.touches(offset));
    if let Some(comment) = comment {
        return exception::said(snapshot, comment.span, offset);
    }
    let trail = Trail::to(tree, offset);
    if let Some(found) = nested::said(snapshot, &trail, offset) {
        return Some(found);
    }
    match trail.part {
        Part::Key { key, .. } => Some((key::said(snapshot, &trail, tree.text(key)?)?, tree.span(key))),
        Part::Tag => {
            let tag = tree.tag(trail.node())?;
            let name = FunctionName::from_tag(&tag.name)?;
            Some((with_value(snapshot, describe::function(name), trail.value(tree)), tag.span))
        }
        Part::Value => value::said(snapshot, &trail, offset),
    }
}

/// The texts that a value comes to, each with its case.
fn resolved(snapshot: &Snapshot, value: Value<'_>) -> Vec<Resolved> {
    values(value, snapshot.template(), snapshot.settings(), snapshot.surroundings())
}

/// A description with what the value of it comes to.
fn with_value(snapshot: &Snapshot, said: String, value: Value<'_>) -> String {
    let texts = resolved(snapshot, value);
    // A part of a deployment that stands for itself is what the text says already.
    let is_open = |it: &Resolved| !it.is_whole && it.text.starts_with("${") && it.text.ends_with('}');
    if texts.iter().all(is_open) {
        return said;
    }
    let mut said = Markdown::begun(said);
    said.paragraph(describe::comes_to(&texts));
    said.into_text()
}
