use formwork_template::{Resource, Section};

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;

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
        let walk = Walk::new(cx);
        for (api, properties) in walk.resources("AWS::ApiGateway::RestApi") {
            let parts = parts(cx, api);
            for key in ["Body", "BodyS3Location"] {
                let bodies = properties.found(key).into_iter();
                for body in bodies.filter(|body| body.value.is_some_and(|value| value.function().is_none())) {
                    for part in &parts {
                        let message = format!("`{key}` overwrites what `{}` adds to the API", part.id());
                        let found = cx.report::<Self>(body.span(), message).when(body.when.to_string());
                        found.related(part.id().span, "The part of the API");
                    }
                }
            }
        }
    }
}

/// The resources that change the definition of an API, by their names.
fn parts<'t>(cx: &Context<'t>, api: Resource<'t>) -> Vec<Resource<'t>> {
    let uses = cx.index().references_to(api.id().text);
    let uses = uses.filter(|used| used.section == Section::Resources && used.kind.is_to_resource());
    let by = uses.filter_map(|used| cx.template().resource(&used.member));
    let is_part = |resource: &Resource<'_>| resource.type_name().is_some_and(|name| PARTS.contains(&name.text));
    let mut parts: Vec<_> = by.filter(is_part).collect();
    parts.sort_by_key(|part| part.id().text);
    parts.dedup_by_key(|part| part.id().text);
    parts
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
