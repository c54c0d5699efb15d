use crate::Context;
use formwork_template::{Name, Place, Section, Value};

use crate::members::{self, RESOURCE_ATTRIBUTES, unknown_key};
use crate::rule::{Rule, rule};

rule! {
    /// A resource has not the structure of one.
    ///
    /// Its logical ID has letters and digits only; it has a `Type`, and attributes from
    /// a fixed set.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DependOn: Other
    /// #   ^^^^^^^^ A resource has no attribute `DependOn`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DependsOn: Other
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     DependsOn: Other
    ///   Other:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidResource {
        code: "E3001",
        name: "invalid-resource",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidResource {
    fn check(cx: &mut Context<'_>) {
        let Some((key, resources)) = cx.template().section(Section::Resources) else { return };
        if !resources.is_map() {
            if !resources.is_error() && resources.function().is_none() {
                cx.report::<Self>(key.span, "The section `Resources` is not a map");
            }
            return;
        }
        members::bad_names::<Self>(cx, Section::Resources, "logical ID");
        for member in cx.template().members(Section::Resources) {
            resource(cx, member.id, member.value);
        }
    }
}

fn resource(cx: &mut Context<'_>, id: Name<'_>, resource: Value<'_>) {
    if !resource.is_map() {
        if !resource.is_error() && id.text != "Fn::Transform" {
            cx.report::<InvalidResource>(id.span, format!("The resource `{id}` is not a map"));
        }
        return;
    }
    let type_name = resource.get("Type").and_then(Value::text).unwrap_or_default();
    // The SAM transform ignores what it does not know.
    let is_sam = type_name.starts_with("AWS::Serverless::");
    let is_custom = type_name.contains("Custom::") || type_name.ends_with("::CustomResource");
    // A key without a value is as if it were not there.
    for (key, value) in resource.entries().filter(|(_, value)| !value.is_null()) {
        match key.text {
            "Fn::Transform" => {}
            _ if key.text.starts_with("Fn::ForEach::") => {}
            "Version" if is_custom => {}
            "Version" => {
                cx.report::<InvalidResource>(key.span, "Only a custom resource has a `Version`");
            }
            "CreationPolicy" | "UpdatePolicy" if is_custom => {
                cx.report::<InvalidResource>(key.span, format!("A custom resource has no `{key}`"));
            }
            _ if RESOURCE_ATTRIBUTES.contains(&key.text) => attribute(cx, key, value),
            _ if is_sam => {}
            _ => {
                let message = format!("A resource has no attribute `{key}`");
                unknown_key::<InvalidResource>(cx, resource, key, RESOURCE_ATTRIBUTES, message);
            }
        }
    }
    if resource.get("Type").is_none_or(Value::is_null) && !cx.index().is_open(Section::Resources) {
        cx.report::<InvalidResource>(id.span, format!("The resource `{id}` has no `Type`"));
    }
}

fn attribute(cx: &mut Context<'_>, key: Name<'_>, value: Value<'_>) {
    let text = value.string().is_some();
    let fits = match key.text {
        "DependsOn" if value.is_list() => {
            let place = Place::key(key.span);
            for item in value.items().filter(|item| item.text().is_none() && !item.is_error()) {
                cx.report::<InvalidResource>(place.item(item).span(), "A dependency is not a logical ID");
            }
            true
        }
        "Type" | "Condition" | "DependsOn" => text,
        "CreationPolicy" | "UpdatePolicy" => value.is_map() || value.function().is_some(),
        "Connectors" => {
            connectors(cx, value);
            value.is_map() || value.function().is_some()
        }
        "IgnoreGlobals" if value.is_list() => value.items().all(|item| item.string().is_some()),
        "IgnoreGlobals" => value.text() == Some("*"),
        _ => true,
    };
    if !fits && !value.is_error() {
        let wanted = match key.text {
            "Type" | "Condition" => "a literal string",
            "DependsOn" => "a logical ID or a list of them",
            "IgnoreGlobals" => "`*` or a list of keys",
            _ => "a map",
        };
        cx.report::<InvalidResource>(key.span, format!("`{key}` is not {wanted}"));
    }
}

/// SAM's connectors by name, each with its `Properties` and nothing else.
fn connectors(cx: &mut Context<'_>, value: Value<'_>) {
    for (id, connector) in value.entries().filter(|(_, connector)| !connector.is_error()) {
        if !connector.is_map() {
            cx.report::<InvalidResource>(id.span, format!("The connector `{id}` is not a map"));
            continue;
        }
        if connector.get("Properties").is_none() {
            cx.report::<InvalidResource>(id.span, format!("The connector `{id}` has no `Properties`"));
        }
        for (key, value) in connector.entries() {
            if key.text != "Properties" {
                let message = format!("A connector has no attribute `{key}`");
                cx.report::<InvalidResource>(key.span, message);
            } else if !value.is_map() && value.function().is_none() && !value.is_error() {
                cx.report::<InvalidResource>(key.span, "`Properties` is not a map");
            }
        }
    }
}
