//! The metadata block in which a template says why it is as it is, for people and
//! tools that change it. Not a rule.

use std::sync::LazyLock;

use formwork_template::{Name, Resource, Template, Value};
use regex::Regex;

use crate::generator;

mod shape;

pub(crate) use shape::{Level, faults};

/// The key of the block in `Metadata`.
/// Source: `Metadata` attribute in the CloudFormation template reference.
pub(crate) const KEY: &str = "com.aws.cloudformation.Context";

/// Resources that a framework adds for its own needs. Nobody chose them, so nobody can say why.
static INCIDENTAL: LazyLock<Regex> = LazyLock::new(|| {
    let singleton = "AWS679f53fac002430cb0da5b7982bd2287";
    Regex::new(&format!(
        "^LogRetention|[a-z]Providerframework|framework(?:onEvent|isComplete|onTimeout)|^{singleton}$"
    ))
    .expect("the pattern is one")
});

/// The resources that somebody chose. None of a template that the CDK made.
pub(crate) fn chosen_resources(template: &Template) -> Vec<Resource<'_>> {
    if generator::is_cdk(template) {
        return Vec::new();
    }
    let is_chosen = |resource: &Resource<'_>| {
        resource.value().get("Type").is_some() && !INCIDENTAL.is_match(resource.id().text)
    };
    template.resources().filter(is_chosen).collect()
}

/// The block of a resource.
pub(crate) fn of(resource: Resource<'_>) -> Option<(Name<'_>, Value<'_>)> {
    resource.metadata().filter(|metadata| metadata.is_map())?.entry(KEY)
}
