//! The published JSON Schema, derived from the types. Only tests derive it: the
//! binary carries the finished text. `UPDATE_SCHEMA=1 cargo test` writes it.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::globs::OneOrMore;
use super::keys::KEYS;
use super::network::{Cidrs, ReservedForm};
use super::{
    Allowed, Config, Defaults, JSON_SCHEMA, LandingZoneType, NamePattern, NamedTypes, Override,
    RequiredNames, Selector, SubText, TypeNaming,
};

impl JsonSchema for NamePattern {
    fn schema_name() -> Cow<'static, str> {
        "NamePattern".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "examples": ["{team}[-{app}]-{resourceName}-{env}"] })
    }
}

impl JsonSchema for SubText {
    fn schema_name() -> Cow<'static, str> {
        "SubText".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "examples": ["a123456", "${Env}"] })
    }
}

impl JsonSchema for NamedTypes {
    fn schema_name() -> Cow<'static, str> {
        "NamedTypes".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let naming = generator.subschema_for::<TypeNaming>();
        json_schema!({ "anyOf": [
            type_names(),
            { "type": "object", "additionalProperties": { "anyOf": [
                naming,
                { "description": "Names of the type are left alone.", "enum": ["off", false] },
                { "type": "null" },
            ] } },
        ] })
    }
}

impl JsonSchema for RequiredNames {
    fn schema_name() -> Cow<'static, str> {
        "RequiredNames".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "boolean" }, type_names()] })
    }
}

fn type_names() -> Schema {
    json_schema!({ "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true })
}

impl JsonSchema for Selector {
    fn schema_name() -> Cow<'static, str> {
        "Selector".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "minLength": 1, "examples": ["E3002", "W3", "unreadable-template"] })
    }
}

impl JsonSchema for Cidrs {
    fn schema_name() -> Cow<'static, str> {
        "Cidrs".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "string", "description": "A CIDR block." },
            { "type": "array", "items": { "type": "string" }, "minItems": 1, "uniqueItems": true },
        ] })
    }
}

impl JsonSchema for ReservedForm {
    fn schema_name() -> Cow<'static, str> {
        "Reserved".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let block = json_schema!({ "type": "string", "description": "A CIDR block." });
        json_schema!({ "anyOf": [block, {
            "type": "object",
            "properties": {
                "block": block,
                "for": { "type": "string", "description": "What it is kept for." },
            },
            "required": ["block"],
            "additionalProperties": false,
        }] })
    }
}

impl JsonSchema for OneOrMore {
    fn schema_name() -> Cow<'static, str> {
        "OneOrMore".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "string", "minLength": 1 },
            { "type": "array", "items": { "type": "string", "minLength": 1 }, "minItems": 1, "uniqueItems": true },
        ] })
    }
}

/// The keys of the configuration that an override may have, and its files.
impl JsonSchema for Override {
    fn schema_name() -> Cow<'static, str> {
        "Override".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let whole = <Config as JsonSchema>::json_schema(generator);
        let property = |key: &str| (key.to_owned(), whole.as_value()["properties"][key].clone());
        let mut properties: serde_json::Map<_, _> = KEYS.iter().map(|key| property(key)).collect();
        let files = generator.subschema_for::<OneOrMore>();
        properties.insert("files".to_owned(), files.into());
        json_schema!({
            "type": "object",
            "properties": properties,
            "required": ["files"],
            "additionalProperties": false,
        })
    }
}

impl JsonSchema for Allowed {
    fn schema_name() -> Cow<'static, str> {
        "Allowed".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [
            { "type": "string", "description": "A regular expression, found anywhere in the text; or `any`." },
            { "const": true, "description": "Any text." },
            values(),
            one_key("one-of", &values()),
            one_key("pattern", &json_schema!({ "type": "string", "description": "A regular expression." })),
        ] })
    }
}

/// What an SSM parameter of the landing zone tells.
pub(super) struct Provided;

impl JsonSchema for Provided {
    fn schema_name() -> Cow<'static, str> {
        "Provided".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let kind = generator.subschema_for::<LandingZoneType>();
        let ids = OneOrMore::json_schema(generator);
        json_schema!({ "anyOf": [
            kind,
            {
                "type": "object",
                "properties": {
                    "type": kind,
                    "ids": described(ids, "The ids that it has in some accounts."),
                },
                "required": ["type"],
                "additionalProperties": false,
            },
        ] })
    }
}

impl JsonSchema for Defaults {
    fn schema_name() -> Cow<'static, str> {
        "Defaults".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = json_schema!({ "not": { "type": "null" } });
        let days = json_schema!({ "type": "integer" });
        let families = OneOrMore::json_schema(generator);
        let boundary = json_schema!({ "type": ["string", "object"] });
        json_schema!({
            "type": "object",
            "properties": {
                "permission-boundary": described(
                    boundary,
                    "The `PermissionsBoundary` of every IAM role and user: a text or a function, or one for each environment.",
                ),
                "log-retention": by_environment(
                    &days,
                    "How many days log groups keep logs where they do not say, in all environments or in each.",
                ),
                "encryption": {
                    "type": "boolean",
                    "description": "Whether what databases, volumes, file systems and caches keep is encrypted. Default: `false`.",
                },
                "instance-families": by_environment(
                    &families,
                    "The families of instances that are used, in all environments or in each: `[t4g, m7g]`.",
                ),
                "properties": {
                    "type": "array",
                    "description": "What any other property is.",
                    "items": standard(generator, &value),
                },
            },
            "additionalProperties": false,
        })
    }
}

/// An entry of `defaults.properties`.
fn standard(generator: &mut SchemaGenerator, value: &Schema) -> Schema {
    let expectation = json_schema!({
        "default": described(value.clone(), "What the property is where it is not there; the fix writes it."),
        "must-be": described(value.clone(), "The only value that it may have, which is its default as well."),
        "allow": described(criterion(), "What it may be."),
    });
    let mut properties = expectation.as_object().cloned().unwrap_or_default();
    let each = json_schema!({ "type": "object", "properties": expectation, "additionalProperties": false });
    let types = OneOrMore::json_schema(generator);
    properties.extend([
        (
            "type".to_owned(),
            described(types, "A resource type, all that begin alike (`AWS::RDS::*`), or a list of them.").into(),
        ),
        (
            "property".to_owned(),
            json_schema!({
                "type": "string",
                "description": "The property, by its path: `LaunchTemplateData.InstanceType`; `*` is every item of a list.",
            })
            .into(),
        ),
        (
            "environments".to_owned(),
            json_schema!({
                "type": "object",
                "description": "What is expected instead in an environment.",
                "additionalProperties": each,
            })
            .into(),
        ),
        (
            "reason".to_owned(),
            json_schema!({ "type": "string", "description": "Why, as findings tell it." }).into(),
        ),
    ]);
    json_schema!({
        "type": "object",
        "properties": properties,
        "required": ["type", "property"],
        "additionalProperties": false,
    })
}

fn criterion() -> Schema {
    let number = json_schema!({ "type": "integer" });
    json_schema!({ "anyOf": [
        { "$ref": "#/definitions/Allowed" },
        one_key("none-of", &values()),
        {
            "type": "object",
            "properties": { "at-least": number, "at-most": number },
            "minProperties": 1,
            "additionalProperties": false,
        },
    ] })
}

/// A value for all environments, or one for each.
fn by_environment(value: &Schema, description: &str) -> Schema {
    described(
        json_schema!({ "anyOf": [value, { "type": "object", "additionalProperties": value }] }),
        description,
    )
}

pub(super) fn described(mut schema: Schema, description: &str) -> Schema {
    schema.insert("description".to_owned(), description.into());
    schema
}

pub(super) fn values() -> Schema {
    json_schema!({
        "type": "array",
        "description": "The values that there are.",
        "items": { "type": ["string", "number", "boolean"] },
        "minItems": 1,
        "uniqueItems": true,
    })
}

pub(super) fn one_key(key: &str, value: &Schema) -> Schema {
    json_schema!({
        "type": "object",
        "properties": { key: value },
        "required": [key],
        "additionalProperties": false,
    })
}

/// An optional number is left out, never null.
fn without_null_default(schema: &mut Schema) {
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
}

fn derived() -> String {
    let mut schema = SchemaSettings::draft07()
        .with_transform(RecursiveTransform(without_null_default))
        .into_generator()
        .into_root_schema_for::<Config>();
    schema.insert("$id".into(), "https://formwork.dev/formwork.schema.json".into());
    schema.insert("title".into(), "formwork.yaml".into());
    serde_json::to_string_pretty(&schema).expect("a schema is JSON") + "\n"
}

#[test]
fn published_schema_is_derived() {
    let derived = derived();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../formwork.schema.json");
        std::fs::write(path, &derived).expect("the schema can be written");
    } else {
        assert!(derived == JSON_SCHEMA, "formwork.schema.json is out of date: UPDATE_SCHEMA=1 cargo test");
    }
}
