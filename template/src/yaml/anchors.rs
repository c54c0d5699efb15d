//! Anchors and what their aliases may come to. A name can be given anew; an
//! alias means the last node that had it.

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::Span;
use crate::parse::SyntaxError;
use crate::tree::{Builder, MAX_EXPANDED, NodeId};

/// The anchors of a template so far.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    names: FxHashMap<SmolStr, Anchor>,
    /// Nodes that aliases have added.
    expanded: u64,
    /// An alias would have added too many, which has been reported.
    refused: bool,
    before: Before,
}

#[derive(Debug, Clone, Copy)]
enum Anchor {
    /// Its node has begun and not ended.
    Open,
    Node(NodeId),
}

/// What there was before the document that is being read.
#[derive(Debug, Default)]
struct Before {
    names: Vec<(SmolStr, Option<Anchor>)>,
    expanded: u64,
    refused: bool,
}

impl Anchors {
    /// A document begins that may come to nothing.
    pub(super) fn begin(&mut self) {
        self.before.names.clear();
        self.before.expanded = self.expanded;
        self.before.refused = self.refused;
    }

    /// The document came to nothing.
    pub(super) fn rewind(&mut self) {
        while let Some((name, before)) = self.before.names.pop() {
            match before {
                Some(anchor) => self.names.insert(name, anchor),
                None => self.names.remove(&name),
            };
        }
        self.expanded = self.before.expanded;
        self.refused = self.before.refused;
    }

    /// The node that `name` names has begun.
    pub(super) fn open(&mut self, name: &str) {
        self.set(name, Anchor::Open);
    }

    /// The node that `name` names is complete.
    pub(super) fn close(&mut self, name: &str, node: NodeId) {
        self.set(name, Anchor::Node(node));
    }

    fn set(&mut self, name: &str, anchor: Anchor) {
        let name = SmolStr::from(name);
        let before = self.names.insert(name.clone(), anchor);
        self.before.names.push((name, before));
    }

    /// The node that the alias at `span` means; an error if there is none and that has not been said.
    pub(super) fn resolve(
        &mut self,
        name: &str,
        span: Span,
        builder: &Builder,
    ) -> Result<NodeId, Option<SyntaxError>> {
        let (message, help) = match self.names.get(name) {
            Some(Anchor::Node(node)) => {
                let size = self.expanded.saturating_add(builder.expanded(*node));
                if size <= MAX_EXPANDED {
                    self.expanded = size;
                    return Ok(*node);
                }
                if std::mem::replace(&mut self.refused, true) {
                    return Err(None);
                }
                (
                    format!("With `*{name}` the template expands to more than {MAX_EXPANDED} nodes"),
                    "Use fewer aliases of aliases".to_owned(),
                )
            }
            Some(Anchor::Open) => (
                format!("`*{name}` stands inside the node that `&{name}` names"),
                format!("Move `&{name}` to a node that does not hold this alias"),
            ),
            None => (
                format!("`*{name}` has no anchor `&{name}` before it"),
                format!("Put `&{name}` before the node that is meant, above this line"),
            ),
        };
        Err(Some(SyntaxError { span, message, help: Some(help), related: None }))
    }
}
