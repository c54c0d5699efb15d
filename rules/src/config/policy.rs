//! The organisation's own rules as configuration: naming, tags, the network
//! plan and API authorization. What follows from them is the rules' matter.

use std::collections::BTreeMap;
use std::fmt;

use ipnet::IpNet;
use smol_str::SmolStr;

use super::name_pattern::NamePattern;
use super::pattern::Pattern;
use super::reader::name_of;
use super::select::Level;

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

/// What a text may be.
#[derive(Debug, Clone)]
pub enum Allowed {
    /// Any text but the empty one.
    Any,
    /// Text in which the pattern is found.
    Pattern(Pattern),
    OneOf(Vec<SmolStr>),
}

impl Allowed {
    pub fn accepts(&self, text: &str) -> bool {
        match self {
            Self::Any => !text.is_empty(),
            Self::Pattern(pattern) => pattern.is_match(text),
            Self::OneOf(values) => values.iter().any(|value| value == text),
        }
    }
}

/// As it reads in a message: ``one of `dev`, `prod` ``, ``text that matches `^a` ``.
impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any text"),
            Self::Pattern(pattern) => write!(f, "text that matches `{}`", pattern.as_str()),
            Self::OneOf(values) => {
                f.write_str("one of ")?;
                for (index, value) in values.iter().enumerate() {
                    write!(f, "{}`{value}`", if index > 0 { ", " } else { "" })?;
                }
                Ok(())
            }
        }
    }
}

/// The network plan.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct Network {
    /// The address ranges of each environment, out of which its networks are cut: a CIDR block or a list of them.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, super::decode::Cidrs>"))]
    pub supernets: BTreeMap<SmolStr, Vec<IpNet>>,

    /// The smallest subnet there may be, as its prefix length: 26 allows /26 and larger.
    #[cfg_attr(test, schemars(with = "u8", range(min = 16, max = 28)))]
    pub min_prefix: Option<u8>,

    /// The ports of administration, which are not open to the world. Default: those of remote shells, desktops and
    /// databases, as the documentation of NET002 lists them.
    #[cfg_attr(test, schemars(inner(range(min = 1)), extend("uniqueItems" = true)))]
    pub admin_ports: Vec<u16>,
}

/// Source: NET002 documents each.
const ADMIN_PORTS: &[u16] = &[
    22, 23, 135, 445, 1433, 1521, 2375, 2376, 3306, 3389, 5432, 5500, 5900, 5985, 5986, 6379, 9200, 11211,
    27017,
];

impl Default for Network {
    fn default() -> Self {
        Self { supernets: BTreeMap::new(), min_prefix: None, admin_ports: ADMIN_PORTS.to_vec() }
    }
}

/// Which API Gateway methods need no authorization, and what counts as authorization.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct ApiGateway {
    /// What counts as authorization. Default: all of them.
    #[cfg_attr(test, schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub allow: Vec<Authorization>,

    /// The methods that need none. Default: `OPTIONS`.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub exclude_methods: Vec<HttpMethod>,
}

impl Default for ApiGateway {
    fn default() -> Self {
        Self { allow: Authorization::ALL.to_vec(), exclude_methods: vec![HttpMethod::Options] }
    }
}

/// A way to authorize the caller of a method: an authorization type, or an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "SCREAMING_SNAKE_CASE"))]
pub enum Authorization {
    AwsIam,
    CognitoUserPools,
    Custom,
    Jwt,
    #[cfg_attr(test, schemars(rename = "api-key"))]
    ApiKey,
}

impl Authorization {
    const ALL: [Self; 5] = [Self::AwsIam, Self::CognitoUserPools, Self::Custom, Self::Jwt, Self::ApiKey];

    /// As CloudFormation writes it; `api-key` for the key.
    pub fn as_str(self) -> &'static str {
        name_of(self)
    }
}

/// The HTTP method of an API Gateway method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "UPPERCASE"))]
pub enum HttpMethod {
    Any,
    Delete,
    Get,
    Head,
    Options,
    Patch,
    Post,
    Put,
}

impl HttpMethod {
    /// As CloudFormation writes it.
    pub fn as_str(self) -> &'static str {
        name_of(self)
    }
}
