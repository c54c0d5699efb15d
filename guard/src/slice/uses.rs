//! The names in a piece of a rules file: which it makes and which it asks for.

use formwork_template::Span;

use super::visit::Node;
use crate::ast::{Clause, Name, PartKind};

/// A name in the text.
#[derive(Clone, Copy)]
pub(super) enum Use<'a> {
    /// `%name`, somewhere within the span.
    Variable(&'a str, Span),
    /// A variable that is local: of a block, or a parameter.
    Local(&'a Name),
    /// A capture, which the whole file sees.
    Capture(&'a Name),
    /// A rule that is referred to or called.
    Rule(&'a Name),
}

/// The names that a node itself has; those of nodes below it come with them.
pub(super) fn of<'a>(node: Node<'a>, tell: &mut dyn FnMut(Use<'a>)) {
    match node {
        Node::Assignment(assignment) => tell(Use::Local(&assignment.name)),
        Node::Parameter(name) => tell(Use::Local(name)),
        Node::Clause(Clause::Reference(reference)) => tell(Use::Rule(&reference.name)),
        Node::Clause(Clause::Call(call)) => tell(Use::Rule(&call.name)),
        Node::Clause(_) => {}
        Node::Query(query) => {
            for part in &query.parts {
                match &part.kind {
                    PartKind::Variable(name) => tell(Use::Variable(name, part.span)),
                    PartKind::AllValues(Some(name))
                    | PartKind::AllIndices(Some(name))
                    | PartKind::Filter { capture: Some(name), .. }
                    | PartKind::KeyFilter { capture: Some(name), .. } => tell(Use::Capture(name)),
                    _ => {}
                }
            }
        }
    }
}
