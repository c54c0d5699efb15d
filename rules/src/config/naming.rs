//! `naming`: how resources are named. What follows from it is the rules' matter.

use std::collections::BTreeMap;

use formwork_template::NodeId;
use smol_str::SmolStr;

use super::allowed::Allowed;
use super::name_pattern::{NamePattern, Piece};
use super::names::TypeName;
use super::reader::{Decode, Named, Reader};
use crate::builtin::configuration::invalid_naming_pattern::InvalidNamingPattern;
use crate::builtin::configuration::mismatched_name_parts::MismatchedNameParts;
use crate::nearest::nearest;
use crate::words::shortened;

/// How resources are named.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields))]
pub struct Naming {
    /// What a name is made of: `{part}`, literal text, and `[optional groups]`. A backslash takes the meaning from `{`, `}`, `[`, `]` and itself.
    pub pattern: NamePattern,

    /// What each part may be. `resourceName` and `region` need no entry: any text, and a region's name.
    #[cfg_attr(test, schemars(default))]
    pub parts: BTreeMap<SmolStr, Allowed>,

    /// When a name has the part `region`. Default: the pattern alone decides.
    #[cfg_attr(test, schemars(default, with = "RegionInName"))]
    pub region: Option<RegionInName>,

    /// The resource types that it is about. Default: every type whose name property is known.
    #[cfg_attr(test, schemars(default, with = "Vec<String>", length(min = 1), extend("uniqueItems" = true)))]
    pub types: Option<Vec<SmolStr>>,

    /// Whether a physical name is used once among all templates of a run, too, and not only within each. Default: `false`.
    #[cfg_attr(test, schemars(default))]
    pub unique: bool,
}

/// When a name has the part `region`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum RegionInName {
    Never,
    Always,
    /// Only names that are unique across regions, such as an IAM role's or a bucket's.
    GlobalTypesOnly,
}

impl Decode for Naming {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["pattern", "parts", "region", "types", "unique"])?;
        if reader.tree().get(node, "pattern").is_none() {
            reader
                .report::<InvalidNamingPattern>(reader.tree().span(node), "`naming` has no `pattern`")
                .help("Add one: `pattern: \"{resourceName}-{env}\"`");
        }
        let pattern: Option<NamePattern> = reader.field(node, "pattern");
        let parts = reader.field(node, "parts").unwrap_or_default();
        let region = reader.field(node, "region");
        let types: Option<Vec<TypeName>> = reader.field_by(node, "types", Reader::non_empty);
        let types = types.map(|types| types.into_iter().map(|TypeName(name)| name).collect());
        let pattern = pattern?;
        let unique = reader.field(node, "unique").unwrap_or_default();
        agree(reader, node, &pattern, region);
        Some(Self { pattern, parts, region, types, unique })
    }
}

/// Parts that need no definition: any text, and a region's name.
const OWN_PARTS: [&str; 2] = ["resourceName", "region"];

/// Checks that the pattern of names, the parts and the use of the region fit together.
fn agree(reader: &mut Reader<'_>, node: NodeId, pattern: &NamePattern, region: Option<RegionInName>) {
    /// The file may define any number of parts; the nearest is looked for among the first.
    const MOST: usize = 100;
    let tree = reader.tree();
    let value = |key| tree.get(node, key);
    let defined: Vec<_> = value("parts")
        .iter()
        .flat_map(|&parts| tree.entries(parts))
        .filter_map(|entry| Some((entry.key, tree.text(entry.key)?)))
        .collect();
    if let Some(place) = value("pattern") {
        let text = tree.text(place).unwrap_or_default();
        let known = || defined.iter().map(|(_, name)| *name).chain(OWN_PARTS);
        for part in pattern.parts().filter(|part| known().all(|name| name != part.as_str())) {
            let start = text.find(&format!("{{{part}}}")).map_or(0, |brace| brace + 1);
            let message = format!("The part `{part}` is in the pattern and not in `parts`");
            let help = match nearest(part, known().take(MOST)) {
                Some(nearest) => format!("Change it to `{nearest}`, or define it in `parts`"),
                None => format!("Define it: `parts: {{ {part}: any }}`"),
            };
            let span = reader.inside_text(place, start..start + part.len());
            reader.report::<MismatchedNameParts>(span, message).help(help);
        }
    }
    for (key, name) in defined {
        if pattern.parts().all(|part| part != name) {
            let message = format!("The part `{}` is in `parts` and not in the pattern", shortened(name));
            let help = format!("Write `{{{}}}` in the pattern, or take it out of `parts`", shortened(name));
            reader.report::<MismatchedNameParts>(tree.span(key), message).help(help);
        }
    }
    let (message, help) = match (region, pattern.pieces()) {
        (Some(RegionInName::Always | RegionInName::GlobalTypesOnly), _)
            if !pattern.parts().any(|part| part == "region") =>
        {
            ("The pattern has no part `region`", "Add it: `[-{region}]`")
        }
        (Some(RegionInName::Never), pieces) if pieces.contains(&Piece::Part("region".into())) => {
            ("The pattern has the part `region` in every name", "Put it in an optional group: `[-{region}]`")
        }
        _ => return,
    };
    if let Some(place) = value("region") {
        reader.report::<MismatchedNameParts>(tree.span(place), message).help(help);
    }
}

impl Decode for NamePattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a pattern of names")?;
        Self::parse(text)
            .map_err(|mistake| {
                let span = reader.inside_text(node, mistake.range);
                reader.report::<InvalidNamingPattern>(span, mistake.message).help(mistake.help);
            })
            .ok()
    }
}

impl Named for RegionInName {
    const KIND: &str = "a use of the region";
    const NAMES: &[(&str, Self)] =
        &[("never", Self::Never), ("always", Self::Always), ("global-types-only", Self::GlobalTypesOnly)];
}
