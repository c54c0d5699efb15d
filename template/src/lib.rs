//! Text to tree with spans to template model to index. Pure functions of text:
//! no disk, no clock, no network.

mod choice;
mod conditions;
mod decode;
mod function;
mod generated;
mod index;
mod json;
mod json_text;
mod keys;
mod parse;
mod place;
mod recognise;
mod span;
mod template;
mod tree;
mod value;
mod yaml;

pub use choice::{Assumption, Possibility};
pub use conditions::{Answer, Conditions};
pub use decode::decode;
pub use function::{FindInMap, Form, Function, FunctionName, GetAtt, If, Sub, SubPiece};
pub use index::{Definition, Index, Reference, ReferenceKind};
pub use json_text::json_string;
pub use parse::{Parsed, SyntaxError, parse};
pub use place::Place;
pub use recognise::is_template;
pub use span::Span;
pub use template::{Loop, Member, Parameter, Resource, Section, Template};
pub use tree::{
    Comment, Data, Entry, MAX_DEPTH, MAX_EXPANDED, Mapping, NodeId, Scalar, ScalarKind, Style, Syntax, Tag,
    Tree,
};
pub use value::{Kind, Name, Value};
