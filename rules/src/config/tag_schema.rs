//! The forms of a tag and of `tagging.propagate` in the published JSON Schema.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::globs::OneOrMore;
use super::reader::Named as _;
use super::schema::{described, one_key, values};
use super::{Allowed, Heir, TagRule};

impl JsonSchema for TagRule {
    fn schema_name() -> Cow<'static, str> {
        "TagRule".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let allowed = generator.subschema_for::<Allowed>();
        let one_or_more = generator.subschema_for::<OneOrMore>();
        let equals = json_schema!({ "anyOf": [
            { "type": "string", "pattern": "^\\{.+\\}$" },
            one_key("tag", &json_schema!({ "type": "string" })),
        ] });
        json_schema!({ "anyOf": [
            { "type": "string", "description": "A regular expression, found anywhere in the text; or `any`." },
            { "const": true, "description": "Any text." },
            values(),
            {
                "type": "object",
                "minProperties": 1,
                "properties": {
                    "one-of": values(),
                    "pattern": { "type": "string", "description": "A regular expression." },
                    "environments": {
                        "type": "object",
                        "description": "What the value may be in an environment, by its name.",
                        "additionalProperties": allowed,
                    },
                    "ref": described(one_or_more.clone(), "The parameters or mappings of the template out of which the value comes."),
                    "equals": described(equals, "What has the same text: a part of the resource's name, or another tag."),
                    "fix": { "type": ["string", "number", "boolean"], "description": "The value that a fix writes." },
                    "only": described(one_or_more.clone(), "The resource types that it is about; `*` stands for any text. Default: all."),
                    "except": described(one_or_more.clone(), "Resource types that it is not about."),
                },
                "additionalProperties": false,
            },
        ] })
    }
}

/// The form of `tagging.propagate`.
pub(super) struct Propagation;

impl JsonSchema for Propagation {
    fn schema_name() -> Cow<'static, str> {
        "Propagation".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = Heir::NAMES.iter().map(|(name, _)| *name).collect();
        json_schema!({ "anyOf": [
            { "type": "boolean" },
            { "type": "array", "items": { "enum": names }, "minItems": 1, "uniqueItems": true },
        ] })
    }
}
