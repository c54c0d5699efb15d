//! Resources that the SAM transform adds to a template, so that references to
//! them are not taken for mistakes. Only names and types: what is in them is SAM's.
//! Source: generated resources in the developer guide of AWS SAM.

use rustc_hash::FxHashMap;
use smol_str::{SmolStr, format_smolstr};

use crate::template::{Resource, Template};
use crate::value::Value;

/// Logical IDs that exist after the transform, and their types.
pub(crate) type Generated = FxHashMap<SmolStr, &'static str>;

/// What the transform adds; empty for a template that is not SAM's.
pub(crate) fn generated(template: &Template) -> Generated {
    let mut found = Generated::default();
    if !template.is_sam() {
        return found;
    }
    for resource in template.resources() {
        match resource.type_name().map(|name| name.text) {
            Some("AWS::Serverless::Function") => {
                function(resource, &mut found);
                role(resource, &mut found);
                events(resource, &mut found);
            }
            Some("AWS::Serverless::StateMachine") => {
                role(resource, &mut found);
                events(resource, &mut found);
            }
            Some("AWS::Serverless::Api") => api(resource, &mut found),
            Some("AWS::Serverless::HttpApi") => {
                add(&mut found, resource, "Stage", "AWS::ApiGatewayV2::Stage");
            }
            _ => {}
        }
    }
    found
}

fn add(found: &mut Generated, resource: Resource<'_>, suffix: &str, type_name: &'static str) {
    found.insert(format_smolstr!("{}{suffix}", resource.id()), type_name);
}

fn role(resource: Resource<'_>, found: &mut Generated) {
    if resource.property("Role").is_none() {
        add(found, resource, "Role", "AWS::IAM::Role");
    }
}

fn function(resource: Resource<'_>, found: &mut Generated) {
    let deployment = resource.property("DeploymentPreference");
    if deployment.is_some() || resource.property("AutoPublishAlias").is_some() {
        add(found, resource, ".Version", "AWS::Lambda::Version");
        add(found, resource, ".Alias", "AWS::Lambda::Alias");
    }
    if let Some(alias) = resource.property("AutoPublishAlias").and_then(Value::text) {
        add(found, resource, &format_smolstr!("Alias{alias}"), "AWS::Lambda::Alias");
    }
    if resource.property("FunctionUrlConfig").is_some() {
        add(found, resource, "Url", "AWS::Lambda::Url");
    }
    if let Some(deployment) = deployment.filter(|value| value.is_map()) {
        add(found, resource, "DeploymentGroup", "AWS::CodeDeploy::DeploymentGroup");
        found.insert(SmolStr::new_static("ServerlessDeploymentApplication"), "AWS::CodeDeploy::Application");
        if deployment.get("Role").is_none() {
            found.insert(SmolStr::new_static("CodeDeployServiceRole"), "AWS::IAM::Role");
        }
    }
}

fn events(resource: Resource<'_>, found: &mut Generated) {
    let Some(events) = resource.property("Events") else { return };
    for (name, event) in events.entries() {
        add(found, resource, &format_smolstr!("{name}Permission"), "AWS::Lambda::Permission");
        add(found, resource, name.text, "AWS::Events::Rule");
        let given = |key| event.at(&["Properties", key]).is_some();
        match event.get("Type").and_then(Value::text) {
            Some("Api") if !given("RestApiId") => {
                implicit(found, "ServerlessRestApi", "AWS::Serverless::Api", "AWS::ApiGateway::Stage");
            }
            Some("HttpApi") if !given("ApiId") => {
                implicit(found, "ServerlessHttpApi", "AWS::Serverless::HttpApi", "AWS::ApiGatewayV2::Stage");
            }
            _ => {}
        }
    }
}

/// The API of all functions that name none.
fn implicit(found: &mut Generated, name: &'static str, type_name: &'static str, stage: &'static str) {
    found.insert(SmolStr::new_static(name), type_name);
    found.insert(format_smolstr!("{name}Stage"), stage);
}

fn api(resource: Resource<'_>, found: &mut Generated) {
    add(found, resource, "Stage", "AWS::ApiGateway::Stage");
    if resource.property("Domain").is_some() {
        add(found, resource, "DomainName", "AWS::ApiGateway::DomainName");
    }
    if resource.property("Auth").is_some() {
        add(found, resource, "UsagePlan", "AWS::ApiGateway::UsagePlan");
    }
}
