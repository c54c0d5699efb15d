//! `api-gateway`: who may call the methods of an API. What follows from it is the rules' matter.

use formwork_template::NodeId;

use super::reader::{Decode, Named, Reader, name_of};

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
