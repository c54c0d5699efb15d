//! The syntax tree of a template: one arena for YAML and JSON alike, with the
//! byte span of every node and the comments in a side table. It knows nothing
//! of CloudFormation; `value` and `template` read it as a template.
//!
//! Invariants:
//! 1. Nodes are acyclic. An alias is a second edge to its anchor's node, so a
//!    node can be reached on several paths; `Builder` refuses an alias inside
//!    its own anchor and bounds what all aliases expand to.
//! 2. Nesting is at most [`MAX_DEPTH`], so recursion over a tree is safe.
//! 3. Merge keys (`<<`) are resolved: their entries stand in the mapping,
//!    marked [`Entry::merged`].

mod builder;

use std::sync::Arc;

pub(crate) use self::builder::Builder;
use crate::Span;

/// Deepest nesting that is read. `CloudFormation`'s own limit is far lower; deeper
/// input becomes an error node, so that no later stage can run out of stack.
pub const MAX_DEPTH: u32 = 200;

/// Most nodes that aliases and merge keys may expand a document to.
/// Source: cfn-lint 1.58.0 refuses documents above the same number.
pub const MAX_EXPANDED: u64 = 250_000;

/// The surface language of a source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    Yaml,
    Json,
}

/// A node of one [`Tree`]; meaningless in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    fn index(self) -> usize {
        self.0 as usize
    }
}

/// A parsed source text.
#[derive(Debug)]
pub struct Tree {
    source: Arc<str>,
    syntax: Syntax,
    nodes: Vec<Node>,
    /// Scalar text that differs from its source (escapes, folding), end to end.
    decoded: String,
    tags: Vec<Tag>,
    /// Scalars with one of YAML's own tags, ascending, and its name: `str` of `!!str`.
    standard_tags: Vec<(NodeId, Box<str>)>,
    comments: Vec<Comment>,
    aliases: Vec<Span>,
    merges: Vec<Span>,
    root: NodeId,
}

#[derive(Debug)]
struct Node {
    span: Span,
    tag: Option<u32>,
    data: Data,
}

/// What a node is.
#[derive(Debug)]
pub enum Data {
    Scalar(Scalar),
    Sequence(Box<[NodeId]>),
    Mapping(Mapping),
    /// Text that could not be read; its error has been reported by the parser.
    Error,
}

/// A scalar's text and what YAML 1.1 or JSON make of it.
#[derive(Debug, Clone, Copy)]
pub struct Scalar {
    text: Text,
    pub style: Style,
    pub kind: ScalarKind,
}

/// Where a scalar's text is stored.
#[derive(Debug, Clone, Copy)]
enum Text {
    Source(Span),
    Decoded(Span),
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
}

/// A scalar's type and value after resolution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScalarKind {
    Null,
    Bool(bool),
    Integer(i64),
    Float(f64),
    /// A YAML 1.1 timestamp such as `2010-09-09`; `CloudFormation` reads it as its text.
    Date,
    String,
}

/// A tag such as `!Ref` on a node.
#[derive(Debug)]
pub struct Tag {
    /// The tag as written, without the leading `!`.
    pub name: Box<str>,
    /// The tag token, `!` included.
    pub span: Span,
}

/// The entries of a mapping in source order, duplicates included.
#[derive(Debug)]
pub struct Mapping {
    entries: Box<[Entry]>,
    /// Entry numbers by key text, where a scan would be slow.
    by_key: Option<Box<[u32]>>,
}

/// One key and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    pub key: NodeId,
    pub value: NodeId,
    /// Came in through a merge key.
    pub merged: bool,
}

/// A comment, `#` included, without the line break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    pub span: Span,
    /// Nothing but white space stands before it on its line.
    pub own_line: bool,
}

impl Tree {
    /// The text the tree was read from.
    pub fn source(&self) -> &Arc<str> {
        &self.source
    }

    pub fn syntax(&self) -> Syntax {
        self.syntax
    }

    pub fn root(&self) -> NodeId {
        self.root
    }

    /// A node's own text: quotes included, tag and anchor excluded. A block
    /// collection ends where its last child ends.
    pub fn span(&self, node: NodeId) -> Span {
        self.nodes[node.index()].span
    }

    /// A node's text together with its tag.
    pub fn span_with_tag(&self, node: NodeId) -> Span {
        match self.tag(node) {
            Some(tag) => tag.span.cover(self.span(node)),
            None => self.span(node),
        }
    }

    pub fn data(&self, node: NodeId) -> &Data {
        &self.nodes[node.index()].data
    }

    pub fn tag(&self, node: NodeId) -> Option<&Tag> {
        self.nodes[node.index()].tag.map(|index| &self.tags[index as usize])
    }

    /// The name of the tag of YAML's own on a scalar: `str` of `!!str`, nothing of `!`. It is no tag
    /// to [`Self::tag`], for it says nothing but the scalar's kind.
    pub fn standard_tag(&self, node: NodeId) -> Option<&str> {
        let found = self.standard_tags.binary_search_by_key(&node.0, |(tagged, _)| tagged.0).ok()?;
        Some(&self.standard_tags[found].1)
    }

    /// Comments in source order.
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// The comments that begin within a span.
    pub fn comments_in(&self, span: Span) -> impl Iterator<Item = &Comment> {
        let first = self.comments.partition_point(|comment| comment.span.start < span.start);
        self.comments[first..].iter().take_while(move |comment| comment.span.start < span.end)
    }

    /// Where aliases (`*name`) are used, in source order.
    pub fn aliases(&self) -> &[Span] {
        &self.aliases
    }

    /// Where merge keys (`<<`) stand, in source order.
    pub fn merges(&self) -> &[Span] {
        &self.merges
    }

    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// The decoded text of a scalar: without quotes, escapes resolved.
    pub fn scalar_text(&self, scalar: Scalar) -> &str {
        match scalar.text {
            Text::Source(span) => &self.source[span.range()],
            Text::Decoded(span) => &self.decoded[span.range()],
        }
    }

    /// The decoded text of a scalar node.
    pub fn text(&self, node: NodeId) -> Option<&str> {
        match self.data(node) {
            Data::Scalar(scalar) => Some(self.scalar_text(*scalar)),
            _ => None,
        }
    }

    /// Whether a scalar's decoded text stands in the source as it is, so that
    /// an offset into the text is an offset into the source.
    pub fn text_span(&self, node: NodeId) -> Option<Span> {
        match self.data(node) {
            Data::Scalar(Scalar { text: Text::Source(span), .. }) => Some(*span),
            _ => None,
        }
    }

    /// The entries of a mapping node; none for any other node.
    pub fn entries(&self, node: NodeId) -> &[Entry] {
        match self.data(node) {
            Data::Mapping(mapping) => &mapping.entries,
            _ => &[],
        }
    }

    /// The items of a sequence node; none for any other node.
    pub fn items(&self, node: NodeId) -> &[NodeId] {
        match self.data(node) {
            Data::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The entry of `key` in a mapping node; of duplicates the last, as YAML loaders have it.
    pub fn entry(&self, node: NodeId, key: &str) -> Option<Entry> {
        let Data::Mapping(mapping) = self.data(node) else { return None };
        let text = |index: u32| self.text(mapping.entries[index as usize].key).unwrap_or_default();
        match &mapping.by_key {
            None => mapping.entries.iter().rfind(|entry| self.text(entry.key) == Some(key)).copied(),
            Some(by_key) => {
                let behind = by_key.partition_point(|&index| text(index) <= key);
                let index = *by_key[..behind].last()?;
                (text(index) == key).then(|| mapping.entries[index as usize])
            }
        }
    }

    /// The value of `key` in a mapping node.
    pub fn get(&self, node: NodeId, key: &str) -> Option<NodeId> {
        self.entry(node, key).map(|entry| entry.value)
    }
}
