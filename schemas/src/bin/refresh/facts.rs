//! A schema without its prose.
//!
//! Every name that occurs is listed here as kept or dropped. A new one stops
//! the refresh: somebody has to decide whether it is a fact.

use anyhow::{Result, bail};
use serde_json::{Map, Value};

/// Keywords whose operand is taken as it is.
const VALUES: &[&str] = &[
    "$ref",
    "arrayType",
    "const",
    "default",
    "dependentExcluded",
    "dependentRequired",
    "enum",
    "enumCaseInsensitive",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "insertionOrder",
    "maxContains",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maxUniqueItems",
    "maximum",
    "minContains",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "pattern",
    "relationshipRef",
    "required",
    "requiredOr",
    "requiredXor",
    "type",
    "uniqueItems",
    "uniqueKeys",
];

/// Keywords whose operand is a schema or a list of schemas.
const SCHEMAS: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "else",
    "if",
    "items",
    "not",
    "oneOf",
    "prefixItems",
    "propertyNames",
    "then",
];

/// Keywords whose operand holds schemas by name.
const SCHEMAS_BY_NAME: &[&str] =
    &["definitions", "dependencies", "dependentSchemas", "patternProperties", "properties"];

/// Facts about a whole type.
const TYPE_FACTS: &[&str] = &[
    "additionalIdentifiers",
    "conditionalCreateOnlyProperties",
    "createOnlyProperties",
    "deprecatedProperties",
    "lifecycle",
    "primaryIdentifier",
    "propertyTransform",
    "readOnlyProperties",
    "replacementStrategy",
    "taggable",
    "tagging",
    "typeName",
    "writeOnlyProperties",
];

/// Keywords of rules' own schemas whose operand is taken as it is.
const RULE_VALUES: &[&str] = &["cfnLint", "dynamicValidation"];

/// Keywords of rules' own schemas that hold a schema under `schema`, and settings beside it.
const RULE_WRAPPERS: &[&str] = &["cfnContext", "cfnGather"];

/// Prose, links, and what only the operator of the service needs.
const DROPPED: &[&str] = &[
    "$comment",
    "$id",
    "$schema",
    "description",
    "documentationUrl",
    "examples",
    "handlers",
    "message",
    "permissions",
    "resourceLink",
    "sourceUrl",
    "title",
    "typeConfiguration",
];

/// Whose schema it is, which decides what its root and its nodes may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A resource type's, at its root
    Type,
    /// A resource type's, below its root
    Property,
    /// A rule's
    Rule,
}

impl Of {
    fn below(self) -> Self {
        match self {
            Self::Type | Self::Property => Self::Property,
            Self::Rule => Self::Rule,
        }
    }
}

/// The facts of a type's schema.
pub(crate) fn of(schema: &Value) -> Result<Value> {
    schema_facts(schema, Of::Type)
}

/// The facts of a schema that a rule brings.
pub(crate) fn of_rule(schema: &Value) -> Result<Value> {
    schema_facts(schema, Of::Rule)
}

fn schema_facts(schema: &Value, of: Of) -> Result<Value> {
    let below = of.below();
    let members = match schema {
        Value::Object(members) => members,
        Value::Array(items) => {
            return items.iter().map(|item| schema_facts(item, below)).collect();
        }
        // A boolean schema, or the list of names in `dependencies`.
        other => return Ok(other.clone()),
    };
    let mut kept = Map::new();
    for (name, operand) in members {
        let key = name.as_str();
        let fact = if VALUES.contains(&key) {
            operand.clone()
        } else if SCHEMAS.contains(&key) {
            schema_facts(operand, below)?
        } else if let (true, Value::Object(members)) = (SCHEMAS_BY_NAME.contains(&key), operand) {
            let facts = members.iter().map(|(name, schema)| Ok((name.clone(), schema_facts(schema, below)?)));
            Value::Object(facts.collect::<Result<_>>()?)
        } else if of == Of::Type && TYPE_FACTS.contains(&key) {
            type_fact(operand)
        } else if of == Of::Rule && RULE_VALUES.contains(&key) {
            operand.clone()
        } else if of == Of::Rule && RULE_WRAPPERS.contains(&key) {
            wrapper(operand)?
        } else if DROPPED.contains(&key) {
            continue;
        } else {
            bail!("`{name}` is neither kept nor dropped");
        };
        kept.insert(name.clone(), fact);
    }
    Ok(Value::Object(kept))
}

/// What a wrapper says beside its schema is kept as it is.
fn wrapper(operand: &Value) -> Result<Value> {
    let mut kept = operand.clone();
    if let Some(schema) = kept.get_mut("schema") {
        *schema = schema_facts(schema, Of::Rule)?;
    }
    Ok(kept)
}

/// `tagging` has a list of permissions, which are the operator's.
fn type_fact(operand: &Value) -> Value {
    let mut fact = operand.clone();
    if let Value::Object(members) = &mut fact {
        members.retain(|name, _| !DROPPED.contains(&name.as_str()));
    }
    fact
}
