//! The keys at the top of `formwork.yaml`. A field's doc comment is its
//! description in the published JSON Schema.

use std::collections::BTreeMap;
use std::sync::Arc;

use formwork_schemas::Region;
use formwork_template::NodeId;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::environments::Environments;
use super::exceptions::{CentralException, Suppressions};
use super::overrides::Override;
use super::pack_entry::PackEntry;
use super::path_entry::PathEntry;
use super::reader::{Decode, Reader};
use super::select::{Level, Selector};
use super::{ApiGateway, Defaults, LandingZone, Naming, Network, Tagging, tagging};
use crate::Elsewhere;

/// Configuration of Formwork: `formwork.yaml`.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Config {
    /// Configurations that this one stands on, as paths from the folder of this file: one or a list, the later the
    /// stronger. What is written here is stronger than all of them.
    #[cfg_attr(test, schemars(with = "super::globs::OneOrMore"))]
    pub extends: Vec<PathEntry>,

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

    /// Which packs of Guard rules run, and which files of your own, of Guard rules and `*.rule.yaml`: `security-pillar`,
    /// `./policies/**/*.rule.yaml`, a folder. Paths are seen from the folder of this file. Default: `security-pillar`.
    #[cfg_attr(test, schemars(with = "Option<Vec<String>>", extend("uniqueItems" = true)))]
    pub packs: Option<Vec<PackEntry>>,

    /// The list of findings that the repository had, which are not shown again; `--write-baseline` writes
    /// it. The path is seen from the folder of this file.
    #[cfg_attr(test, schemars(with = "String"))]
    pub baseline: Option<SmolStr>,

    /// Schemas of private resource types, in the format of CloudFormation's registry: folders, files or patterns.
    #[cfg_attr(test, schemars(with = "Vec<String>", extend("uniqueItems" = true)))]
    pub schemas: Vec<PathEntry>,

    /// How resources are named.
    #[cfg_attr(test, schemars(with = "Naming"))]
    pub naming: Option<Naming>,

    /// Which tags resources have.
    #[cfg_attr(test, schemars(with = "Tagging"))]
    pub tagging: Option<Tagging>,

    /// The network plan.
    #[cfg_attr(test, schemars(with = "Network"))]
    pub network: Option<Network>,

    /// Which API Gateway methods need no authorization, and what counts as authorization.
    #[cfg_attr(test, schemars(with = "ApiGateway"))]
    pub api_gateway: Option<ApiGateway>,

    /// What every account has, and the SSM parameters that tell where.
    #[cfg_attr(test, schemars(with = "LandingZone"))]
    pub landing_zone: Option<LandingZone>,

    /// What properties are where nobody says, and what they may be.
    #[cfg_attr(test, schemars(with = "Defaults"))]
    pub defaults: Option<Defaults>,

    /// What is asked of suppressions, in templates and under `exceptions`.
    #[cfg_attr(test, schemars(with = "Suppressions"))]
    pub suppressions: Option<Suppressions>,

    /// The environments that templates are deployed to, and the files that say how.
    #[cfg_attr(test, schemars(with = "Environments"))]
    pub environments: Option<Environments>,

    /// What is different for some files. Of several that are about a file, the last is the strongest.
    pub overrides: Vec<Override>,

    /// Findings that are let go in many places. Each obeys what `suppressions` asks for.
    pub exceptions: Vec<CentralException>,
}

/// The keys that an entry of `overrides` may have as well.
pub(super) const KEYS: &[&str] = &[
    "regions",
    "severity",
    "select",
    "ignore",
    "packs",
    "naming",
    "tagging",
    "network",
    "api-gateway",
    "defaults",
    "landing-zone",
    "suppressions",
];

/// The keys that stand at the top alone.
pub(super) const TOP_KEYS: &[&str] =
    &["extends", "baseline", "schemas", "environments", "overrides", "exceptions"];

impl Decode for Config {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &[KEYS, TOP_KEYS].concat())?;
        let is_open = reader.tree().get(node, "extends").is_some();
        Some(Self {
            extends: reader.field_by(node, "extends", Reader::one_or_more).unwrap_or_default(),
            baseline: reader.field(node, "baseline"),
            schemas: reader.field(node, "schemas").unwrap_or_default(),
            environments: reader.field(node, "environments"),
            overrides: reader.field(node, "overrides").unwrap_or_default(),
            exceptions: reader.field(node, "exceptions").unwrap_or_default(),
            ..Self::common(reader, node, is_open)
        })
    }
}

impl Config {
    /// What may be written at the top and for some files; `is_open` where something else stands behind it.
    pub(super) fn common(reader: &mut Reader<'_>, node: NodeId, is_open: bool) -> Self {
        one_severity_a_rule(reader, node);
        let config = Self {
            regions: reader.field_by(node, "regions", Reader::non_empty),
            severity: reader.field(node, "severity").unwrap_or_default(),
            select: reader.field(node, "select").unwrap_or_default(),
            ignore: reader.field(node, "ignore").unwrap_or_default(),
            packs: reader.field(node, "packs"),
            naming: reader.field(node, "naming"),
            tagging: reader.field(node, "tagging"),
            network: reader.field(node, "network"),
            api_gateway: reader.field(node, "api-gateway"),
            landing_zone: reader.field(node, "landing-zone"),
            defaults: reader.field(node, "defaults"),
            suppressions: reader.field(node, "suppressions"),
            ..Self::default()
        };
        // A `naming` that can't be read has its own findings.
        let is_open = is_open || reader.tree().get(node, "naming").is_some();
        if let Some(tagging) = &config.tagging {
            tagging::agree(reader, node, (tagging, config.naming.as_ref()), is_open);
        }
        config
    }

    /// With the file that it was read from, for what is told of its exceptions.
    #[must_use]
    pub fn written_in(mut self, file: &Arc<Elsewhere>) -> Self {
        self.exceptions.iter_mut().for_each(|exception| exception.file = Some(Arc::clone(file)));
        self
    }

    /// This configuration where it says something, and `base` where it does not. Levels, ignored
    /// rules and packs add up; any other key is taken whole from one of the two.
    #[must_use]
    pub fn over(self, base: Self) -> Self {
        Self {
            extends: self.extends,
            baseline: self.baseline,
            regions: self.regions.or(base.regions),
            severity: both(base.severity, self.severity),
            select: if self.select.is_empty() { base.select } else { self.select },
            ignore: both(base.ignore, self.ignore),
            packs: match (base.packs, self.packs) {
                (Some(base), Some(own)) => Some(both(base, own)),
                (base, own) => own.or(base),
            },
            schemas: both(base.schemas, self.schemas),
            naming: self.naming.or(base.naming),
            tagging: self.tagging.or(base.tagging),
            network: self.network.or(base.network),
            api_gateway: self.api_gateway.or(base.api_gateway),
            landing_zone: self.landing_zone.or(base.landing_zone),
            defaults: self.defaults.or(base.defaults),
            environments: self.environments.or(base.environments),
            suppressions: self.suppressions.or(base.suppressions),
            overrides: both(base.overrides, self.overrides),
            exceptions: both(base.exceptions, self.exceptions),
        }
    }
}

/// What is in the one, and behind it what is in the other; nothing is copied, as thousands may be put over one another.
fn both<T, C: Extend<T> + IntoIterator<Item = T>>(mut base: C, own: C) -> C {
    base.extend(own);
    base
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
