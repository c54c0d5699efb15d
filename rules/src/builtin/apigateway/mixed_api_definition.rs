use formwork_template::{Resource, Section};

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::words;

rule! {
    /// An API is defined both by its `Body` and by resources of the template.
    ///
    /// A change of the body overwrites what the resources made, behind their back.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties:
    ///       Body: { swagger: "2.0" }
    /// #     ^^^^ `Body` overwrites what `Model` adds to the API
    ///   Model:
    ///     Type: AWS::ApiGateway::Model
    ///     Properties: { RestApiId: !Ref Api, ContentType: application/json, Schema: {} }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Api:
    ///     Type: AWS::ApiGateway::RestApi
    ///     Properties: { Name: shop }
    ///   Model:
    ///     Type: AWS::ApiGateway::Model
    ///     Properties: { RestApiId: !Ref Api, ContentType: application/json, Schema: {} }
    /// ```
    pub struct MixedApiDefinition {
        code: "W3660",
        name: "mixed-api-definition",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for MixedApiDefinition {
    fn check(cx: &mut Context<'_>) {
        let (template, index) = (cx.template(), cx.index());
        let walk = Walk::new(cx);
        for (api, properties) in walk.resources("AWS::ApiGateway::RestApi") {
            let uses = index.references_to(api.id().text).filter(|used| used.section == Section::Resources && used.kind.is_to_resource());
            let is_part = |id: &str| {
                let by = template.resource(id).and_then(Resource::type_name);
                by.is_some_and(|by| PARTS.contains(&by.text))
            };
            let mut parts: Vec<&str> = uses.map(|used| used.member.as_str()).filter(|id| is_part(id)).collect();
            parts.sort_unstable();
            parts.dedup();
            if parts.is_empty() {
                continue;
            }
            for (key, body) in ["Body", "BodyS3Location"].iter().flat_map(|key| properties.found(key).into_iter().map(move |body| (key, body))) {
                if body.value.is_some_and(|value| value.function().is_none()) {
                    let message = format!("`{key}` overwrites what {} adds to the API", words::and_quoted(&parts));
                    let found = cx.report::<Self>(body.span(), message).when(body.when.to_string());
                    for part in parts.iter().take(RELATED).filter_map(|part| template.resource(part)) {
                        found.related(part.id().span, "A part of the API");
                    }
                }
            }
        }
    }
}

/// Resources that change the definition of an API.
const PARTS: &[&str] = &[
    "AWS::ApiGateway::Authorizer",
    "AWS::ApiGateway::GatewayResponse",
    "AWS::ApiGateway::Method",
    "AWS::ApiGateway::Model",
    "AWS::ApiGateway::RequestValidator",
    "AWS::ApiGateway::Resource",
];

/// Parts that are shown.
const RELATED: usize = 8;
