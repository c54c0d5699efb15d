use formwork_template::{Name, Place, Section, Value};

use crate::members::{self, unknown_key};
use crate::rule::{Described, Rule, rule};
use crate::{Cause, Context, RuleCode, words};

rule! {
    /// A parameter has not the structure of one.
    ///
    /// Its name has letters and digits only; it has a `Type`, and attributes that go
    /// with that type, none of which a function makes.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Size:
    ///     Type: Number
    ///     MinLength: 1
    /// #   ^^^^^^^^^ A `Number` parameter has no attribute `MinLength`
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Size:
    ///     Type: Number
    ///     Defualt: 1
    /// #   ^^^^^^^ A parameter has no attribute `Defualt`
    /// Resources: {}
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Size:
    ///     Type: Number
    ///     Default: 1
    /// Resources: {}
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Size:
    ///     Type: Number
    ///     MinValue: 1
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct InvalidParameter {
        code: "E2001",
        name: "invalid-parameter",
        severity: Error,
        since: "0.1",
        aliases: ["E2003"],
    }
}

/// Source: `Parameters` syntax reference of the CloudFormation user guide.
const ALWAYS: &[&str] = &["AllowedValues", "ConstraintDescription", "Default", "Description", "NoEcho", "Type"];
const OF_NUMBERS: &[&str] = &["MaxValue", "MinValue"];
const OF_TEXTS: &[&str] = &["AllowedPattern", "MaxLength", "MinLength"];

impl Rule for InvalidParameter {
    fn check(cx: &mut Context<'_>) {
        let Some((key, section)) = cx.template().section(Section::Parameters) else { return };
        if !section.is_map() {
            if !section.is_error() && section.function().is_none() {
                cx.report::<Self>(key.span, "The section `Parameters` is not a map");
            }
            return;
        }
        members::bad_names::<Self>(cx, Section::Parameters, "parameter name");
        for (id, value) in section.entries() {
            if value.is_map() {
                parameter(cx, id, value);
            } else if !value.is_error() && id.text != "Fn::Transform" {
                cx.report::<Self>(id.span, format!("The parameter `{id}` is not a map"));
            }
        }
    }
}

fn parameter(cx: &mut Context<'_>, id: Name<'_>, parameter: Value<'_>) {
    let type_name = parameter.get("Type").and_then(Value::text);
    let (own, other) = match type_name {
        Some("Number") => (OF_NUMBERS, OF_TEXTS),
        _ => (OF_TEXTS, OF_NUMBERS),
    };
    for (key, value) in parameter.entries() {
        if ALWAYS.contains(&key.text) || own.contains(&key.text) {
            attribute(cx, key, value);
        } else if other.contains(&key.text) {
            let type_name = type_name.unwrap_or("String");
            let message = format!("A `{type_name}` parameter has no attribute `{key}`");
            cx.report::<InvalidParameter>(key.span, message);
        } else {
            let known: Vec<&str> = ALWAYS.iter().chain(own).copied().collect();
            let message = format!("A parameter has no attribute `{key}`");
            let found = unknown_key::<InvalidParameter>(cx, parameter, key, &known, message);
            // cfn-lint says it of the name and of the map.
            found.causes.push(Cause {
                rule: RuleCode::from_static(InvalidParameter::META.code),
                span: key.span,
                message: format!("`{key}` is none of {}", words::list(&known)),
            });
        }
    }
    if parameter.get("Type").is_none() && !cx.index().is_open(Section::Parameters) {
        cx.report::<InvalidParameter>(id.span, format!("The parameter `{id}` has no `Type`"));
    }
}

fn attribute(cx: &mut Context<'_>, key: Name<'_>, value: Value<'_>) {
    let whole = value.text().is_some_and(|text| text.trim().parse::<i64>().is_ok());
    let wanted = match key.text {
        "AllowedValues" if value.is_list() => {
            let place = Place::key(key.span);
            for item in value.items().filter(|item| item.text().is_none() && !item.is_error()) {
                cx.report::<InvalidParameter>(place.item(item).span(), "An allowed value is not a string");
            }
            return;
        }
        "AllowedValues" => "a list",
        "NoEcho" if value.boolean().is_some() => return,
        "NoEcho" => "a boolean",
        "MinLength" | "MaxLength" if whole => return,
        "MinLength" | "MaxLength" => "an integer",
        "MinValue" | "MaxValue" if value.number().is_some() => return,
        "MinValue" | "MaxValue" => "a number",
        _ if value.text().is_some() => return,
        _ => "a string",
    };
    if !value.is_error() {
        cx.report::<InvalidParameter>(key.span, format!("`{key}` is not {wanted}"));
    }
}
