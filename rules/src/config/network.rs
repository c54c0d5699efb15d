//! `network`: the network plan. What follows from it is the rules' matter.

use std::collections::BTreeMap;

use formwork_template::{Data, NodeId};
use ipnet::IpNet;
use smol_str::SmolStr;

use super::reader::{Decode, Reader};
use crate::Fix;
use crate::builtin::configuration::invalid_config_cidr::InvalidConfigCidr;
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::words::shortened;

/// The network plan.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Network {
    /// The address ranges of each environment, out of which its networks are cut: a CIDR block or a list of them.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, Cidrs>"))]
    pub supernets: BTreeMap<SmolStr, Vec<IpNet>>,

    /// The smallest subnet there may be, as its prefix length: 26 allows /26 and larger.
    #[cfg_attr(test, schemars(with = "u8", range(min = 16, max = 28)))]
    pub min_prefix: Option<u8>,

    /// The blocks that no network of a template may use, with what they are kept for.
    #[cfg_attr(test, schemars(with = "Vec<ReservedForm>"))]
    pub reserved: Vec<Reserved>,

    /// Whether the VPCs of all templates of a run, in all the stacks that files tell of, use different addresses.
    /// Default: `false`.
    pub unique: bool,

    /// The ports of administration, which are not open to the world. Default: those of remote shells, desktops and
    /// databases, as the documentation of NET002 lists them.
    #[cfg_attr(test, schemars(inner(range(min = 1)), extend("uniqueItems" = true)))]
    pub admin_ports: Vec<u16>,
}

/// Addresses that are kept for something else than the templates' networks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reserved {
    pub block: IpNet,
    /// What it is kept for: `transit`.
    pub purpose: Option<SmolStr>,
}

/// Source: NET002 documents each.
const ADMIN_PORTS: &[u16] = &[
    22, 23, 135, 445, 1433, 1521, 2375, 2376, 3306, 3389, 5432, 5500, 5900, 5985, 5986, 6379, 9200, 11211,
    27017,
];

impl Default for Network {
    fn default() -> Self {
        Self {
            supernets: BTreeMap::new(),
            min_prefix: None,
            reserved: Vec::new(),
            unique: false,
            admin_ports: ADMIN_PORTS.to_vec(),
        }
    }
}

impl Decode for Network {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["supernets", "min-prefix", "reserved", "unique", "admin-ports"])?;
        let supernets: BTreeMap<SmolStr, Cidrs> = reader.field(node, "supernets").unwrap_or_default();
        Some(Self {
            supernets: supernets
                .into_iter()
                .map(|(environment, Cidrs(cidrs))| (environment, cidrs))
                .collect(),
            min_prefix: reader.field_by(node, "min-prefix", |reader, node| reader.integer(node, 16..=28)),
            reserved: reader.field(node, "reserved").unwrap_or_default(),
            unique: reader.field(node, "unique").unwrap_or_default(),
            admin_ports: reader.field(node, "admin-ports").unwrap_or(Self::default().admin_ports),
        })
    }
}

impl Decode for Reserved {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let Some(Data::Mapping(_)) = reader.data(node) else {
            return IpNet::decode(reader, node).map(|block| Self { block, purpose: None });
        };
        reader.keys(node, &["block", "for"])?;
        if reader.tree().get(node, "block").is_none() {
            let message = format!("{} has no `block`", reader.place());
            reader
                .report::<WrongConfigKind>(reader.span_of(node), message)
                .help("Say which addresses are reserved: `block: 10.0.0.0/24`");
        }
        let block = reader.field(node, "block");
        let purpose = reader.field(node, "for");
        Some(Self { block: block?, purpose })
    }
}

/// One CIDR block or a list of them.
pub(super) struct Cidrs(Vec<IpNet>);

impl Decode for Cidrs {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        match reader.data(node) {
            Some(Data::Sequence(_)) => reader.non_empty(node).map(Self),
            _ => IpNet::decode(reader, node).map(|cidr| Self(vec![cidr])),
        }
    }
}

impl Decode for IpNet {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let text = reader.text(node, "a CIDR block")?;
        let network = match text.parse::<Self>() {
            Ok(cidr) if cidr.addr() == cidr.network() => return Some(cidr),
            Ok(cidr) => Some(cidr.trunc().to_string()),
            Err(_) => None,
        };
        let span = reader.tree().span(node);
        let (message, help) = match &network {
            Some(network) => ("does not begin at its first address", format!("Change it to `{network}`")),
            None => (
                "is not a CIDR block",
                "A CIDR block is an address and a prefix length: `10.0.0.0/16`".to_owned(),
            ),
        };
        let diagnostic = reader.report::<InvalidConfigCidr>(span, format!("`{}` {message}", shortened(text)));
        diagnostic.help(help);
        if let Some(network) = network {
            diagnostic.fix(Fix::confirm(format!("Change to `{network}`"), span, network));
        }
        None
    }
}

impl Decode for u16 {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.integer(node, 1..=Self::MAX)
    }
}

/// The form of a reserved block in the published schema.
#[cfg(test)]
pub(super) struct ReservedForm;
