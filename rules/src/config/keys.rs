//! The keys at the top of `formwork.yaml`. A field's doc comment is its
//! description in the published JSON Schema.

use std::collections::BTreeMap;

use formwork_schemas::Region;
use formwork_template::NodeId;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::pack_entry::PackEntry;
use super::reader::{Decode, Reader};
use super::select::{Level, Selector};
use super::{ApiGateway, Naming, Network, Tagging};

/// Configuration of Formwork: `formwork.yaml`.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Config {
    /// The regions that the templates are deployed to. Default: `us-east-1`.
    #[cfg_attr(test, schemars(with = "Vec<String>", length(min = 1), extend("uniqueItems" = true)))]
    pub regions: Option<Vec<Region>>,

    /// How much a rule's findings matter, by its code, name or alias, or by the first letters of its code.
    pub severity: BTreeMap<Selector, Level>,

    /// Run only these rules, by code, name or alias, or by the first letters of the code. Default: all.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub select: Vec<Selector>,

    /// Run all but these rules, by code, name or alias, or by the first letters of the code.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub ignore: Vec<Selector>,

    /// Which packs of Guard rules run, and which files: `security-pillar`, `./policies/**/*.guard`, a
    /// folder. Paths are seen from the folder of this file. Default: `security-pillar`.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>", extend("uniqueItems" = true)))]
    pub packs: Option<Vec<PackEntry>>,

    /// The list of findings that the repository had, which are not shown again; `--write-baseline` writes
    /// it. The path is seen from the folder of this file.
    #[cfg_attr(test, schemars(with = "String"))]
    pub baseline: Option<SmolStr>,

    /// How resources are named.
    #[cfg_attr(test, schemars(with = "Naming"))]
    pub naming: Option<Naming>,

    /// Which tags resources have.
    #[cfg_attr(test, schemars(with = "Tagging"))]
    pub tagging: Option<Tagging>,

    /// The network plan.
    pub network: Network,

    /// Which API Gateway methods need no authorization, and what counts as authorization.
    pub api_gateway: ApiGateway,
}

impl Decode for Config {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(
            node,
            &[
                "regions",
                "severity",
                "select",
                "ignore",
                "packs",
                "baseline",
                "naming",
                "tagging",
                "network",
                "api-gateway",
            ],
        )?;
        one_severity_a_rule(reader, node);
        Some(Self {
            regions: reader.field_by(node, "regions", Reader::non_empty),
            severity: reader.field(node, "severity").unwrap_or_default(),
            select: reader.field(node, "select").unwrap_or_default(),
            ignore: reader.field(node, "ignore").unwrap_or_default(),
            packs: reader.field(node, "packs"),
            baseline: reader.field(node, "baseline"),
            naming: reader.field(node, "naming"),
            tagging: reader.field(node, "tagging"),
            network: reader.field(node, "network").unwrap_or_default(),
            api_gateway: reader.field(node, "api-gateway").unwrap_or_default(),
        })
    }
}

/// Reports a rule that has a severity by its code and another by its name.
fn one_severity_a_rule(reader: &mut Reader<'_>, node: NodeId) {
    let tree = reader.tree();
    let mut first = FxHashMap::default();
    for entry in tree.get(node, "severity").into_iter().flat_map(|severity| tree.entries(severity)) {
        let Some(name) = tree.text(entry.key) else { continue };
        let Some(code) = reader.rules().iter().find(|meta| meta.is_called(name)).map(|meta| meta.code) else {
            continue;
        };
        let (first, other) = *first.entry(code).or_insert((entry.key, name));
        if other != name {
            reader.duplicate(entry.key, first, format!("`{other}` and `{name}` are the same rule"));
        }
    }
}
