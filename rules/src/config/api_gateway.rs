//! `api-gateway`: who may call the methods of an API, by its kind and its stage. What
//! follows from it is the rules' matter.

use std::collections::BTreeMap;

use formwork_template::NodeId;

use super::reader::{Decode, Named, Reader, name_of};
use super::route_pattern::RoutePattern;

/// Which API Gateway methods need no authorization, and what counts as authorization.
#[derive(Debug, Clone)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct ApiGateway {
    /// What counts as authorization. Default: all of them but `NONE`.
    #[cfg_attr(test, schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub allow: Vec<Authorization>,

    /// The methods that need none. Default: `OPTIONS`.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub exclude_methods: Vec<HttpMethod>,

    /// The paths that need none, as the template writes them: `/health`, `/docs/**`, `/pets/{id}`. Default: none.
    #[cfg_attr(test, schemars(with = "Vec<String>", extend("uniqueItems" = true)))]
    pub exclude_paths: Vec<RoutePattern>,

    /// What is different for a kind of API.
    pub kinds: BTreeMap<ApiKind, ApiTerms>,

    /// What is different in a stage, by its name or a pattern such as `dev*`. It is stronger than `kinds`.
    #[cfg_attr(test, schemars(with = "BTreeMap<String, StageTerms>"))]
    pub stages: BTreeMap<RoutePattern, StageTerms>,
}

/// What is different for a kind of API.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct ApiTerms {
    /// What counts as authorization. Default: as elsewhere.
    #[cfg_attr(test, schemars(with = "Vec<Authorization>", length(min = 1), extend("uniqueItems" = true)))]
    pub allow: Option<Vec<Authorization>>,

    /// The methods that need none. Default: as elsewhere.
    #[cfg_attr(test, schemars(with = "Vec<HttpMethod>", extend("uniqueItems" = true)))]
    pub exclude_methods: Option<Vec<HttpMethod>>,

    /// The paths that need none. Default: as elsewhere.
    #[cfg_attr(test, schemars(with = "Vec<String>", extend("uniqueItems" = true)))]
    pub exclude_paths: Option<Vec<RoutePattern>>,
}

/// What is different in a stage.
#[derive(Debug, Clone, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(rename_all = "kebab-case", deny_unknown_fields, default))]
pub struct StageTerms {
    #[cfg_attr(test, schemars(flatten))]
    pub all: ApiTerms,

    /// What is different in it for a kind of API.
    pub kinds: BTreeMap<ApiKind, ApiTerms>,
}

/// What holds for APIs of one kind in one stage.
#[derive(Debug, Clone, Copy)]
pub struct ApiPolicy<'c> {
    pub allow: &'c [Authorization],
    pub exclude_methods: &'c [HttpMethod],
    pub exclude_paths: &'c [RoutePattern],
}

impl ApiGateway {
    /// What holds for a kind of API in a stage. Where the stage is not known, no stage has its part in it.
    pub fn policy(&self, kind: ApiKind, stage: Option<&str>) -> ApiPolicy<'_> {
        let base = ApiPolicy {
            allow: &self.allow,
            exclude_methods: &self.exclude_methods,
            exclude_paths: &self.exclude_paths,
        };
        let base = base.narrowed(self.kinds.get(&kind));
        let Some(stage) = stage.and_then(|name| self.stage(name)) else { return base };
        base.narrowed(Some(&stage.all)).narrowed(stage.kinds.get(&kind))
    }

    /// The entry that is about a stage: the one with its name, else the longest pattern.
    fn stage(&self, name: &str) -> Option<&StageTerms> {
        let fitting = self.stages.iter().filter(|(pattern, _)| pattern.is_match(name));
        let closest = fitting.max_by_key(|(pattern, _)| (pattern.as_str() == name, pattern.as_str().len()));
        closest.map(|(_, terms)| terms)
    }

    /// All that holds for a kind of API in some stage.
    pub fn policies(&self, kind: ApiKind) -> Vec<ApiPolicy<'_>> {
        let stages = self.stages.keys().map(|pattern| self.policy(kind, Some(pattern.as_str())));
        stages.chain([self.policy(kind, None)]).collect()
    }
}

impl<'c> ApiPolicy<'c> {
    fn narrowed(self, terms: Option<&'c ApiTerms>) -> Self {
        let Some(terms) = terms else { return self };
        Self {
            allow: terms.allow.as_deref().unwrap_or(self.allow),
            exclude_methods: terms.exclude_methods.as_deref().unwrap_or(self.exclude_methods),
            exclude_paths: terms.exclude_paths.as_deref().unwrap_or(self.exclude_paths),
        }
    }

    /// Whether something counts as authorization.
    pub fn allows(self, way: Authorization) -> bool {
        self.allow.contains(&way)
    }
}

impl Default for ApiGateway {
    fn default() -> Self {
        Self {
            allow: Authorization::ALL.to_vec(),
            exclude_methods: vec![HttpMethod::Options],
            exclude_paths: Vec::new(),
            kinds: BTreeMap::new(),
            stages: BTreeMap::new(),
        }
    }
}

/// A kind of API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename_all = "lowercase"))]
pub enum ApiKind {
    Rest,
    Http,
    WebSocket,
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
    /// Anyone may call.
    #[cfg_attr(test, schemars(rename = "NONE"))]
    Open,
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

/// The keys that hold everywhere, for a kind of API, and in a stage.
const KEYS: [&str; 3] = ["allow", "exclude-methods", "exclude-paths"];

impl Decode for ApiGateway {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &[&KEYS[..], &["kinds", "stages"]].concat())?;
        let own = ApiTerms::read(reader, node);
        let default = Self::default();
        Some(Self {
            allow: own.allow.unwrap_or(default.allow),
            exclude_methods: own.exclude_methods.unwrap_or(default.exclude_methods),
            exclude_paths: own.exclude_paths.unwrap_or_default(),
            kinds: reader.field(node, "kinds").unwrap_or_default(),
            stages: reader.field(node, "stages").unwrap_or_default(),
        })
    }
}

impl ApiTerms {
    fn read(reader: &mut Reader<'_>, node: NodeId) -> Self {
        Self {
            allow: reader.field_by(node, "allow", Reader::non_empty),
            exclude_methods: reader.field(node, "exclude-methods"),
            exclude_paths: reader.field(node, "exclude-paths"),
        }
    }
}

impl Decode for ApiTerms {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &KEYS)?;
        Some(Self::read(reader, node))
    }
}

impl Decode for StageTerms {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        reader.keys(node, &[&KEYS[..], &["kinds"]].concat())?;
        let kinds = reader.field(node, "kinds").unwrap_or_default();
        Some(Self { all: ApiTerms::read(reader, node), kinds })
    }
}

impl Named for ApiKind {
    const KIND: &str = "a kind of API";
    const NAMES: &[(&str, Self)] =
        &[("rest", Self::Rest), ("http", Self::Http), ("websocket", Self::WebSocket)];
}

impl Named for Authorization {
    const KIND: &str = "a way to authorize";
    const NAMES: &[(&str, Self)] = &[
        ("AWS_IAM", Self::AwsIam),
        ("COGNITO_USER_POOLS", Self::CognitoUserPools),
        ("CUSTOM", Self::Custom),
        ("JWT", Self::Jwt),
        ("api-key", Self::ApiKey),
        ("NONE", Self::Open),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_entry_is_laid_over_the_rest() {
        let text = "
api-gateway:
  allow: [AWS_IAM, api-key]
  kinds: { http: { allow: [JWT] } }
  stages:
    dev*: { allow: [NONE], kinds: { rest: { exclude-paths: [/a] } } }
    dev-open*: { exclude-methods: [GET] }
    prod: { kinds: { http: { allow: [CUSTOM] } } }
";
        let (config, problems) = super::super::read(&text.into());
        assert_eq!(problems, []);
        let rules = config.api_gateway.expect("it is there");
        let shown = |kind, stage| {
            let policy = rules.policy(kind, stage);
            let allow: Vec<_> = policy.allow.iter().map(|way| way.as_str()).collect();
            let methods: Vec<_> = policy.exclude_methods.iter().map(|method| method.as_str()).collect();
            format!("{} {} {:?}", allow.join(","), methods.join(","), policy.exclude_paths)
        };
        for (kind, stage, expected) in [
            (ApiKind::Rest, None, "AWS_IAM,api-key OPTIONS []"),
            (ApiKind::Rest, Some("test"), "AWS_IAM,api-key OPTIONS []"),
            (ApiKind::Http, None, "JWT OPTIONS []"),
            (ApiKind::Http, Some("prod"), "CUSTOM OPTIONS []"),
            (ApiKind::Rest, Some("prod"), "AWS_IAM,api-key OPTIONS []"),
            (ApiKind::Rest, Some("dev"), "NONE OPTIONS [\"/a\"]"),
            (ApiKind::Http, Some("dev-1"), "NONE OPTIONS []"),
            (ApiKind::Http, Some("dev-open-1"), "JWT GET []"),
        ] {
            assert_eq!(shown(kind, stage), expected, "{kind:?} {stage:?}");
        }
    }
}
