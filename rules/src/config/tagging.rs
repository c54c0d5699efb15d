//! `tagging`: which tags resources have. What follows from it is the rules' matter.

use std::collections::BTreeMap;

use formwork_template::NodeId;
use smol_str::SmolStr;

use super::allowed::Allowed;
use super::reader::{Decode, Reader};
use super::select::Level;
use crate::words::shortened;

/// Which tags resources have.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Tagging {
    /// The tags that each taggable resource has, and what their values may be.
    pub required: BTreeMap<SmolStr, Allowed>,

    /// The tags that a resource may have besides, and what their values may be.
    pub optional: BTreeMap<SmolStr, Allowed>,

    /// How much a tag that is neither required nor optional matters. Default: `off`.
    pub unknown: Level,
}

impl Decode for Tagging {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["required", "optional", "unknown"])?;
        let tree = reader.tree();
        if let (Some(required), Some(optional)) = (tree.get(node, "required"), tree.get(node, "optional")) {
            for entry in tree.entries(optional) {
                let Some(key) = tree.text(entry.key) else { continue };
                if let Some(first) = tree.entry(required, key) {
                    let message = format!("The tag `{}` is both required and optional", shortened(key));
                    reader.duplicate(entry.key, first.key, message);
                }
            }
        }
        Some(Self {
            required: reader.field(node, "required").unwrap_or_default(),
            optional: reader.field(node, "optional").unwrap_or_default(),
            unknown: reader.field(node, "unknown").unwrap_or_default(),
        })
    }
}
