//! Reading the organisation's own rules: what [`policy`](super::policy) holds.

use std::collections::BTreeMap;

use formwork_schemas::Region;
use formwork_template::{Data, NodeId, Scalar, ScalarKind};
use ipnet::IpNet;
use smol_str::SmolStr;

use super::name_pattern::{NamePattern, Piece};
use super::pattern::Pattern;
use super::policy::{Allowed, ApiGateway, Authorization, HttpMethod, Naming, Network, RegionInName, Tagging};
use super::reader::{Decode, Named, Reader};
use crate::Fix;
use crate::builtin::configuration::invalid_config_cidr::InvalidConfigCidr;
use crate::builtin::configuration::invalid_config_regex::InvalidConfigRegex;
use crate::builtin::configuration::invalid_naming_pattern::InvalidNamingPattern;
use crate::builtin::configuration::mismatched_name_parts::MismatchedNameParts;
use crate::builtin::configuration::unknown_config_name::UnknownConfigName;
use crate::builtin::configuration::wrong_config_kind::WrongConfigKind;
use crate::nearest::nearest;
use crate::words::shortened;

impl Decode for Naming {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["pattern", "parts", "region", "types"])?;
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
        agree(reader, node, &pattern, region);
        Some(Self { pattern, parts, region, types })
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

/// The name of a resource type that there is.
struct TypeName(SmolStr);

impl Decode for TypeName {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let name = reader.text(node, "the name of a resource type")?;
        if formwork_schemas::resource_type_names().all(|known| known != name) {
            let names: Vec<&str> = formwork_schemas::resource_type_names().collect();
            let message = format!("`{}` is not a resource type", shortened(name));
            reader.unknown::<UnknownConfigName>(node, message, &names);
            return None;
        }
        Some(Self(name.into()))
    }
}

impl Decode for Region {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let name = reader.text(node, "the name of a region")?;
        let region = Self::parse(name);
        if region.is_none() {
            let names: Vec<&str> = Self::all().map(Self::name).collect();
            let message = format!("`{}` is not a region", shortened(name));
            reader.unknown::<UnknownConfigName>(node, message, &names);
        }
        region
    }
}

impl Named for RegionInName {
    const KIND: &str = "a use of the region";
    const NAMES: &[(&str, Self)] =
        &[("never", Self::Never), ("always", Self::Always), ("global-types-only", Self::GlobalTypesOnly)];
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

impl Decode for Allowed {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let tree = reader.tree();
        match reader.data(node) {
            Some(Data::Sequence(_)) => reader.non_empty(node).map(Self::OneOf),
            Some(Data::Mapping(_)) => {
                reader.keys(node, &["one-of", "pattern"])?;
                match (tree.get(node, "one-of"), tree.get(node, "pattern")) {
                    (Some(_), None) => reader.field_by(node, "one-of", Reader::non_empty).map(Self::OneOf),
                    (None, Some(_)) => reader.field(node, "pattern").map(Self::Pattern),
                    (one_of, _) => {
                        let found =
                            if one_of.is_some() { "both `one-of` and" } else { "neither `one-of` nor" };
                        let message = format!("{} has {found} `pattern`", reader.place());
                        reader.report::<WrongConfigKind>(reader.tree().span(node), message);
                        None
                    }
                }
            }
            Some(Data::Scalar(Scalar { kind: ScalarKind::Bool(true), .. })) => Some(Self::Any),
            Some(Data::Scalar(_)) if tree.text(node) == Some("any") => Some(Self::Any),
            _ => Pattern::decode(reader, node).map(Self::Pattern),
        }
    }
}

impl Decode for Pattern {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        let kind = "a regular expression, a list of values or `any`";
        let Data::Scalar(Scalar { kind: ScalarKind::String | ScalarKind::Date, .. }) =
            reader.tree().data(node)
        else {
            return reader.wrong_kind(node, kind);
        };
        let text = reader.text(node, kind)?;
        Self::new(text)
            .map_err(|mistake| {
                let span = reader.inside_text(node, mistake.range);
                let message =
                    format!("`{}` is not a regular expression: {}", shortened(text), mistake.message);
                reader.report::<InvalidConfigRegex>(span, message);
            })
            .ok()
    }
}

impl Decode for Network {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["supernets", "min-prefix", "admin-ports"])?;
        let supernets: BTreeMap<SmolStr, Cidrs> = reader.field(node, "supernets").unwrap_or_default();
        Some(Self {
            supernets: supernets
                .into_iter()
                .map(|(environment, Cidrs(cidrs))| (environment, cidrs))
                .collect(),
            min_prefix: reader.field_by(node, "min-prefix", |reader, node| reader.integer(node, 16..=28)),
            admin_ports: reader.field(node, "admin-ports").unwrap_or(Self::default().admin_ports),
        })
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

impl Decode for ApiGateway {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &["allow", "exclude-methods"])?;
        let default = Self::default();
        Some(Self {
            allow: reader.field_by(node, "allow", Reader::non_empty).unwrap_or(default.allow),
            exclude_methods: reader.field(node, "exclude-methods").unwrap_or(default.exclude_methods),
        })
    }
}

impl Named for Authorization {
    const KIND: &str = "a way to authorize";
    const NAMES: &[(&str, Self)] = &[
        ("AWS_IAM", Self::AwsIam),
        ("COGNITO_USER_POOLS", Self::CognitoUserPools),
        ("CUSTOM", Self::Custom),
        ("JWT", Self::Jwt),
        ("api-key", Self::ApiKey),
    ];
}

impl Named for HttpMethod {
    const KIND: &str = "an HTTP method";
    const NAMES: &[(&str, Self)] = &[
        ("ANY", Self::Any),
        ("DELETE", Self::Delete),
        ("GET", Self::Get),
        ("HEAD", Self::Head),
        ("OPTIONS", Self::Options),
        ("PATCH", Self::Patch),
        ("POST", Self::Post),
        ("PUT", Self::Put),
    ];
}
