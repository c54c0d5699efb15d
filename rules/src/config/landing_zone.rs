//! `landing-zone`: what the organisation puts into every account, and the SSM
//! parameters that tell where it is. What follows from it is the rules' matter.

use std::collections::BTreeMap;

use formwork_template::{Data, NodeId};
use smol_str::SmolStr;

use super::reader::{Decode, Named, Reader, name_of};

/// What every account has, and the SSM parameters that tell where.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct LandingZone {
    /// What the names of those parameters begin with. Default: `/landing-zone/`.
    pub parameter_prefix: SmolStr,

    /// What is not to be hard-coded. Default: all of it but `account`.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub types: Vec<LandingZoneType>,

    /// The parameters that there are, by name from the prefix on, and what each one tells. Default: not known.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, super::schema::Provided>"))]
    pub parameters: BTreeMap<SmolStr, Provided>,
}

/// A kind of thing that is in every account, or the account itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum LandingZoneType {
    Vpc,
    Subnet,
    SecurityGroup,
    HostedZone,
    Ami,
    KmsKey,
    Account,
}

impl LandingZoneType {
    /// As the configuration writes it.
    pub fn as_str(self) -> &'static str {
        name_of(self)
    }
}

/// What an SSM parameter tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provided {
    pub kind: LandingZoneType,
    /// The ids that it has in some accounts, by which it is told from others of its kind.
    pub ids: Vec<SmolStr>,
}

impl Default for LandingZone {
    fn default() -> Self {
        use LandingZoneType::{Ami, HostedZone, KmsKey, SecurityGroup, Subnet, Vpc};
        Self {
            parameter_prefix: SmolStr::new_static("/landing-zone/"),
            types: vec![Vpc, Subnet, SecurityGroup, HostedZone, Ami, KmsKey],
            parameters: BTreeMap::new(),
        }
    }
}

impl LandingZone {
    /// The full names of the parameters that may tell an id: the one that is known to, or those of its
    /// kind that are not known to tell another.
    pub(crate) fn parameters_for(&self, kind: LandingZoneType, id: &str) -> Vec<String> {
        let of_kind = || self.parameters.iter().filter(move |(_, provided)| provided.kind == kind);
        let exact = of_kind().filter(|(_, provided)| provided.ids.iter().any(|known| known == id));
        let exact: Vec<String> = exact.map(|(name, _)| self.full_name(name)).collect();
        if !exact.is_empty() {
            return exact;
        }
        of_kind()
            .filter(|(_, provided)| provided.ids.is_empty())
            .map(|(name, _)| self.full_name(name))
            .collect()
    }

    /// A parameter's name with the prefix before it, unless it is there.
    pub(crate) fn full_name(&self, name: &str) -> String {
        if name.starts_with('/') { name.to_owned() } else { format!("{}{name}", self.parameter_prefix) }
    }
}

impl Decode for LandingZone {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["parameter-prefix", "types", "parameters"])?;
        let default = Self::default();
        Some(Self {
            parameter_prefix: reader.field(node, "parameter-prefix").unwrap_or(default.parameter_prefix),
            types: reader.field(node, "types").unwrap_or(default.types),
            parameters: reader.field(node, "parameters").unwrap_or_default(),
        })
    }
}

impl Decode for Provided {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let Some(Data::Mapping(_)) = reader.data(node) else {
            return LandingZoneType::decode(reader, node).map(|kind| Self { kind, ids: Vec::new() });
        };
        reader.keys(node, &["type", "ids"])?;
        if reader.tree().get(node, "type").is_none() {
            return reader.wrong_kind(node, "`type` and `ids`");
        }
        let kind = reader.field(node, "type");
        let ids = reader.field_by(node, "ids", Reader::one_or_more).unwrap_or_default();
        Some(Self { kind: kind?, ids })
    }
}

impl Named for LandingZoneType {
    const KIND: &str = "a kind of the landing zone";
    const NAMES: &[(&str, Self)] = &[
        ("vpc", Self::Vpc),
        ("subnet", Self::Subnet),
        ("security-group", Self::SecurityGroup),
        ("hosted-zone", Self::HostedZone),
        ("ami", Self::Ami),
        ("kms-key", Self::KmsKey),
        ("account", Self::Account),
    ];
}
