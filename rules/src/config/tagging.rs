//! `tagging`: which tags resources have. What follows from it is the rules' matter.

use std::collections::BTreeMap;

use formwork_template::{Data, NodeId, Scalar, ScalarKind};
use smol_str::SmolStr;

use super::Naming;
use super::reader::{Decode, Named, Reader};
use super::select::Level;
use super::tag_rule::{Equal, TagRule};
use crate::builtin::configuration::mismatched_name_parts::MismatchedNameParts;
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::words::shortened;

/// Which tags resources have.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Tagging {
    /// The tags that each taggable resource has, and what their values may be.
    pub required: BTreeMap<SmolStr, TagRule>,

    /// The tags that a resource may have besides, and what their values may be.
    pub optional: BTreeMap<SmolStr, TagRule>,

    /// How much a tag that is neither required nor optional matters. Default: `off`.
    pub unknown: Level,

    /// What the required tags are passed on to: `true` for `instance`, `volume` and `task`, or a list. Default: nothing.
    #[cfg_attr(test, schemars(with = "super::tag_schema::Propagation"))]
    pub propagate: Vec<Heir>,
}

/// What resources pass their tags on to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heir {
    Instance,
    Volume,
    NetworkInterface,
    Task,
}

impl Named for Heir {
    const KIND: &str = "what tags are passed on to";
    const NAMES: &[(&str, Self)] = &[
        ("instance", Self::Instance),
        ("volume", Self::Volume),
        ("network-interface", Self::NetworkInterface),
        ("task", Self::Task),
    ];
}

impl Tagging {
    /// The tags that it knows: each with its key, the required ones first.
    pub fn known(&self) -> impl Iterator<Item = (&SmolStr, &TagRule)> {
        self.required.iter().chain(&self.optional)
    }
}

impl Decode for Tagging {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["required", "optional", "unknown", "propagate"])?;
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
        let tagging = Self {
            required: reader.field(node, "required").unwrap_or_default(),
            optional: reader.field(node, "optional").unwrap_or_default(),
            unknown: reader.field(node, "unknown").unwrap_or_default(),
            propagate: reader.field_by(node, "propagate", heirs).unwrap_or_default(),
        };
        knows_other_tags(reader, node, &tagging);
        Some(tagging)
    }
}

fn heirs(reader: &mut Reader<'_>, node: NodeId) -> Option<Vec<Heir>> {
    match reader.data(node) {
        Some(Data::Scalar(Scalar { kind: ScalarKind::Bool(true), .. })) => {
            Some(vec![Heir::Instance, Heir::Volume, Heir::Task])
        }
        Some(Data::Scalar(Scalar { kind: ScalarKind::Bool(false), .. })) => Some(Vec::new()),
        Some(Data::Sequence(_)) => reader.non_empty(node),
        _ => reader.wrong_kind(node, "`true`, `false` or a list"),
    }
}

/// Checks that a tag which equals another one names one that there is.
fn knows_other_tags(reader: &mut Reader<'_>, node: NodeId, tagging: &Tagging) {
    let tree = reader.tree();
    for (key, rule) in tagging.known() {
        let Some(Equal::Tag(other)) = &rule.equals else { continue };
        if other != key && (tagging.required.contains_key(other) || tagging.optional.contains_key(other)) {
            continue;
        }
        let place = ["required", "optional"]
            .iter()
            .find_map(|list| tree.get(tree.get(tree.get(tree.get(node, list)?, key)?, "equals")?, "tag"));
        if let Some(place) = place {
            let message = if other == key {
                format!("The tag `{}` equals itself", shortened(key))
            } else {
                format!("`{}` is neither required nor optional", shortened(other))
            };
            let others = tagging.known().map(|(name, _)| name.as_str()).filter(|name| name != key);
            reader.unknown::<UnknownConfigName>(place, message, &others.collect::<Vec<_>>());
        }
    }
}

/// Checks that the parts of names that tags equal are in the pattern of names. `naming` is what the
/// same file says of it; another may say more where `is_open`.
pub(super) fn agree(
    reader: &mut Reader<'_>,
    node: NodeId,
    (tagging, naming): (&Tagging, Option<&Naming>),
    is_open: bool,
) {
    let tree = reader.tree();
    for (key, rule) in tagging.known() {
        let Some(part) = rule.part() else { continue };
        let message = match naming {
            Some(naming) if !naming.has_part(part) => {
                format!("The part `{}` is not in the pattern of names", shortened(part))
            }
            None if !is_open => format!("The part `{}` is in no pattern of names", shortened(part)),
            _ => continue,
        };
        let place = ["required", "optional"]
            .iter()
            .find_map(|list| tree.get(tree.get(tree.get(tree.get(node, "tagging")?, list)?, key)?, "equals"));
        let Some(place) = place else { continue };
        let help = match naming {
            Some(naming) => {
                let parts: Vec<&str> = naming.pattern.parts().map(SmolStr::as_str).collect();
                format!("`naming.pattern` has {}", crate::words::and_quoted(&parts))
            }
            None => "Add `naming` with a `pattern` that has the part".to_owned(),
        };
        let span = reader.span_of(place);
        reader.report::<MismatchedNameParts>(span, message).help(help);
    }
}
