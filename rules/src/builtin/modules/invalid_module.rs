use formwork_template::{Name, Value};

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A module has what only a resource may have.
    ///
    /// CloudFormation puts the resources of the module in its place. Policies and tags belong on
    /// those, and the metadata key `AWS::CloudFormation::Module` is its own.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Network:
    ///     Type: My::Network::Vpc::MODULE
    ///     CreationPolicy: { ResourceSignal: { Count: 1 } }
    /// #   ^^^^^^^^^^^^^^ A module takes no `CreationPolicy`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Network:
    ///     Type: My::Network::Vpc::MODULE
    ///     Properties: { Size: 3 }
    /// ```
    pub struct InvalidModule {
        code: "E5001",
        name: "invalid-module",
        severity: Error,
        since: "0.1",
    }
}

/// The metadata that CloudFormation writes.
const RESERVED: &str = "AWS::CloudFormation::Module";

impl Rule for InvalidModule {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            if !resource.type_name().is_some_and(|name| name.text.ends_with("::MODULE")) {
                continue;
            }
            for attribute in ["CreationPolicy", "UpdatePolicy"] {
                refused(cx, resource.value().entry(attribute));
            }
            refused(cx, resource.properties().and_then(|properties| properties.entry("Tags")));
            if let Some(metadata) = resource.metadata() {
                reserved(cx, metadata);
            }
        }
    }
}

fn refused(cx: &mut Context<'_>, entry: Option<(Name<'_>, Value<'_>)>) {
    let Some((key, value)) = entry else { return };
    let is_filled = value.entries().next().is_some() || value.items().len() > 0 || value.function().is_some();
    if is_filled {
        cx.report::<InvalidModule>(key.span, format!("A module takes no `{key}`"));
    }
}

fn reserved(cx: &mut Context<'_>, value: Value<'_>) {
    for (key, value) in value.entries() {
        if key.text == RESERVED {
            cx.report::<InvalidModule>(key.span, format!("The metadata key `{key}` is CloudFormation's own"));
        }
        reserved(cx, value);
    }
    for item in value.items() {
        reserved(cx, item);
    }
}
