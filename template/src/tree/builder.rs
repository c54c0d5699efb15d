//! The one way to make a tree: bottom-up, shared by the YAML and the JSON parser.

use std::sync::Arc;

use super::{
    Comment, Data, Entry, Mapping, Node, NodeId, Scalar, ScalarKind, Style, Syntax, Tag, Text, Tree,
};
use crate::Span;

/// Makes a [`Tree`] bottom-up; shared by the YAML and the JSON parser.
#[derive(Debug)]
pub(crate) struct Builder {
    tree: Tree,
    /// By node: how many nodes it stands for when every alias is expanded.
    expanded: Vec<u64>,
}

/// How much a [`Builder`] held at some moment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checkpoint {
    nodes: usize,
    decoded: usize,
    tags: usize,
    comments: usize,
    aliases: usize,
    merges: usize,
}

impl Builder {
    pub(crate) fn new(source: Arc<str>, syntax: Syntax) -> Self {
        let tree = Tree {
            source,
            syntax,
            nodes: Vec::new(),
            decoded: String::new(),
            tags: Vec::new(),
            standard_tags: Vec::new(),
            comments: Vec::new(),
            aliases: Vec::new(),
            merges: Vec::new(),
            root: NodeId(0),
        };
        Self { tree, expanded: Vec::new() }
    }

    /// The tree so far, for looking at nodes that are already there.
    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(crate) fn scalar(&mut self, span: Span, text: &str, style: Style, kind: ScalarKind) -> NodeId {
        let text = self.store(span, text, style);
        self.push(span, Data::Scalar(Scalar { text, style, kind }), 1)
    }

    pub(crate) fn sequence(&mut self, span: Span, items: Vec<NodeId>) -> NodeId {
        let size = self.sum(items.iter().copied());
        self.push(span, Data::Sequence(items.into()), size)
    }

    /// A mapping; merge keys are already resolved by the caller.
    pub(crate) fn mapping(&mut self, span: Span, entries: Vec<Entry>) -> NodeId {
        /// Below this a scan beats a binary search.
        const SCAN: usize = 16;
        let size = self.sum(entries.iter().flat_map(|entry| [entry.key, entry.value]));
        let by_key = (entries.len() > SCAN).then(|| {
            let mut order: Vec<u32> = (0..entries.len() as u32).collect();
            order.sort_by_key(|&index| self.tree.text(entries[index as usize].key).unwrap_or_default());
            order.into_boxed_slice()
        });
        self.push(span, Data::Mapping(Mapping { entries: entries.into(), by_key }), size)
    }

    pub(crate) fn error(&mut self, span: Span) -> NodeId {
        self.push(span, Data::Error, 1)
    }

    pub(crate) fn tag(&mut self, node: NodeId, name: &str, span: Span) {
        self.tree.nodes[node.index()].tag = Some(self.tree.tags.len() as u32);
        self.tree.tags.push(Tag { name: name.into(), span });
    }

    /// Marks a scalar that was made last.
    pub(crate) fn standard_tag(&mut self, node: NodeId, name: &str) {
        self.tree.standard_tags.push((node, name.into()));
    }

    pub(crate) fn comment(&mut self, span: Span, own_line: bool) {
        self.tree.comments.push(Comment { span, own_line });
    }

    pub(crate) fn alias(&mut self, span: Span) {
        self.tree.aliases.push(span);
    }

    pub(crate) fn merge(&mut self, span: Span) {
        self.tree.merges.push(span);
    }

    /// What is there now, for [`Builder::rewind`].
    pub(crate) fn checkpoint(&self) -> Checkpoint {
        let tree = &self.tree;
        Checkpoint {
            nodes: tree.nodes.len(),
            decoded: tree.decoded.len(),
            tags: tree.tags.len(),
            comments: tree.comments.len(),
            aliases: tree.aliases.len(),
            merges: tree.merges.len(),
        }
    }

    /// Forgets everything that was added since `checkpoint`: an attempt that failed.
    pub(crate) fn rewind(&mut self, checkpoint: &Checkpoint) {
        let tree = &mut self.tree;
        tree.nodes.truncate(checkpoint.nodes);
        self.expanded.truncate(checkpoint.nodes);
        tree.decoded.truncate(checkpoint.decoded);
        tree.tags.truncate(checkpoint.tags);
        while tree.standard_tags.pop_if(|(node, _)| node.index() >= checkpoint.nodes).is_some() {}
        tree.comments.truncate(checkpoint.comments);
        tree.aliases.truncate(checkpoint.aliases);
        tree.merges.truncate(checkpoint.merges);
    }

    /// How many nodes `node` stands for when every alias is expanded.
    pub(crate) fn expanded(&self, node: NodeId) -> u64 {
        self.expanded[node.index()]
    }

    pub(crate) fn finish(mut self, root: NodeId) -> Tree {
        self.tree.root = root;
        self.tree.comments.sort_by_key(|comment| comment.span);
        self.tree.comments.dedup();
        self.tree.aliases.sort_unstable();
        self.tree.merges.sort_unstable();
        self.tree
    }

    fn push(&mut self, span: Span, data: Data, expanded: u64) -> NodeId {
        let id = NodeId(self.tree.nodes.len() as u32);
        self.tree.nodes.push(Node { span, tag: None, data });
        self.expanded.push(expanded);
        id
    }

    fn sum(&self, children: impl Iterator<Item = NodeId>) -> u64 {
        children.fold(1, |sum, child| sum.saturating_add(self.expanded(child)))
    }

    fn store(&mut self, span: Span, text: &str, style: Style) -> Text {
        let quote = u32::from(matches!(style, Style::SingleQuoted | Style::DoubleQuoted));
        if span.len() >= 2 * quote {
            let inner = Span::new(span.start + quote, span.end - quote);
            if self.tree.source.get(inner.range()) == Some(text) {
                return Text::Source(inner);
            }
        }
        let start = self.tree.decoded.len() as u32;
        self.tree.decoded.push_str(text);
        Text::Decoded(Span::new(start, self.tree.decoded.len() as u32))
    }
}
