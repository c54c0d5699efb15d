//! An entry of `packs`: a pack that is built in, or a path to files of rules.

use formwork_template::{NodeId, Span};
use smol_str::SmolStr;

use super::reader::{Decode, Reader};
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::guard::PACKS;
use crate::words::shortened;

/// A pack or a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackEntry {
    text: SmolStr,
    /// Where it is written.
    pub span: Span,
}

impl PackEntry {
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The path or pattern that it is, where it is no pack.
    pub fn path(&self) -> Option<&str> {
        PACKS.iter().all(|pack| pack.name != self.text).then_some(&*self.text)
    }
}

impl Decode for PackEntry {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "the name of a pack or a path")?;
        let entry = Self { text: text.into(), span: reader.span_of(node) };
        let is_path = text.contains(['/', '\\', '*', '.']);
        if entry.path().is_some() && !is_path {
            let names: Vec<&str> = PACKS.iter().map(|pack| pack.name).collect();
            let message = format!("No pack is called `{}`", shortened(text));
            reader.unknown::<UnknownConfigName>(node, message, &names);
            return None;
        }
        Some(entry)
    }
}
