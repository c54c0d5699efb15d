//! Text to tree with spans to template model to index. Pure functions of text:
//! no disk, no clock, no network.

mod decode;
mod parse;
mod span;
mod tree;

pub use decode::decode;
pub use parse::{Parsed, SyntaxError, parse};
pub use span::Span;
pub use tree::{
    Comment, Data, Entry, MAX_DEPTH, MAX_EXPANDED, Mapping, NodeId, Scalar, ScalarKind, Style, Syntax, Tag,
    Tree,
};

mod json;
mod keys;
mod yaml;
