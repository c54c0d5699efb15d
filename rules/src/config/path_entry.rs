//! A path in the configuration, seen from the folder of its file.

use formwork_template::{NodeId, Span};
use smol_str::SmolStr;

use super::reader::{Decode, Reader};

/// A path or a pattern of paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathEntry {
    text: SmolStr,
    /// Where it is written.
    pub span: Span,
}

impl PathEntry {
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Decode for PathEntry {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a path")?;
        Some(Self { text: text.into(), span: reader.span_of(node) })
    }
}
