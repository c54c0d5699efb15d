//! What a key of `formwork.yaml` or of a rule file may hold, by the published JSON Schemas.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use crate::document::Kind;
use crate::shape::Form;
use crate::trail::Step;

/// A place in one of the schemas.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    root: &'static Value,
    schema: &'static Value,
}

/// How many schemas a chain of references and alternatives is followed through.
const MOST: usize = 32;

impl Known {
    /// The whole of a kind of document that has a schema.
    pub(crate) fn of(kind: Kind) -> Option<Self> {
        static CONFIGURATION: OnceLock<Value> = OnceLock::new();
        static RULE: OnceLock<Value> = OnceLock::new();
        let read = |text: &str| serde_json::from_str(text).expect("a test derives the schema from the types");
        let root = match kind {
            Kind::Configuration => CONFIGURATION.get_or_init(|| read(formwork_rules::config::JSON_SCHEMA)),
            Kind::RuleFile => RULE.get_or_init(|| read(formwork_rules::rule_files::JSON_SCHEMA)),
            _ => return None,
        };
        Some(Self { root, schema: root })
    }

    /// What is at the end of some steps; nothing where the schema says nothing of the place.
    pub(crate) fn at(self, steps: &[Step]) -> Option<Self> {
        steps.iter().try_fold(self, |known, step| match step {
            Step::Key(key) => known.key(key),
            Step::Argument(name) => known.key(name.key()),
            Step::Item(_) => known.item(),
        })
    }

    /// What a key holds.
    pub(crate) fn key(self, key: &str) -> Option<Self> {
        let views = self.views();
        let named = views.iter().find_map(|view| view.schema.get("properties")?.get(key));
        let other = || {
            views.iter().find_map(|view| view.schema.get("additionalProperties").filter(|it| it.is_object()))
        };
        Some(Self { schema: named.or_else(other)?, ..self })
    }

    fn item(self) -> Option<Self> {
        let views = self.views();
        let items = views.iter().find_map(|view| view.schema.get("items").filter(|items| items.is_object()));
        Some(Self { schema: items?, ..self })
    }

    /// The keys of a map, and what each holds.
    pub(crate) fn keys(self) -> Vec<(&'static str, Self)> {
        let mut keys: Vec<(&'static str, Self)> = Vec::new();
        for view in self.views() {
            let properties = view.schema.get("properties").and_then(Value::as_object);
            for (name, schema) in properties.into_iter().flat_map(Map::iter) {
                if keys.iter().all(|(known, _)| known != name) {
                    keys.push((name, Self { schema, ..self }));
                }
            }
        }
        keys
    }

    /// The keys that have to be there.
    pub(crate) fn required(self) -> Vec<&'static str> {
        let views = self.views();
        let lists = views.iter().filter_map(|view| view.schema.get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// The values that it can be, as they are written.
    pub(crate) fn values(self) -> Vec<String> {
        let mut values = Vec::new();
        for view in self.views() {
            let listed = view.schema.get("enum").and_then(Value::as_array).into_iter().flatten();
            for value in listed.chain(view.schema.get("const")) {
                values.push(value.as_str().map_or_else(|| value.to_string(), str::to_owned));
            }
            if view.schema.get("type").is_some_and(|it| it == "boolean") && view.schema.get("const").is_none()
            {
                values.extend(["true".to_owned(), "false".to_owned()]);
            }
        }
        values.dedup();
        values
    }

    /// What it is for.
    pub(crate) fn description(self) -> Option<&'static str> {
        self.views().into_iter().find_map(|view| view.schema.get("description")?.as_str())
    }

    /// What it is written as.
    pub(crate) fn form(self) -> Form {
        let views = self.views();
        let is = |wanted: &str| {
            views.iter().any(|view| match view.schema.get("type") {
                Some(Value::String(name)) => name == wanted,
                Some(Value::Array(names)) => names.iter().any(|name| name == wanted),
                _ => false,
            })
        };
        if is("string") || is("boolean") || is("integer") || is("number") {
            Form::Scalar
        } else if is("array") {
            Form::List
        } else if is("object") {
            Form::Map
        } else {
            Form::Scalar
        }
    }

    /// Whether a definition of the schema is on the way: `Selector`, `Level`.
    pub(crate) fn is_a(self, definition: &str) -> bool {
        let reference = format!("#/definitions/{definition}");
        self.views().iter().any(|view| view.schema.get("$ref").is_some_and(|it| *it == reference))
    }

    /// This schema with those that it stands on: references and alternatives.
    fn views(self) -> Vec<Self> {
        let mut views = vec![self];
        let mut next = 0;
        while let Some(view) = views.get(next).copied() {
            next += 1;
            let referenced = view.schema.get("$ref").and_then(Value::as_str);
            let referenced = referenced
                .and_then(|name| self.root.get("definitions")?.get(name.strip_prefix("#/definitions/")?));
            let parts =
                ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|key| view.schema.get(key)?.as_array());
            for schema in referenced.into_iter().chain(parts.flatten()) {
                if views.len() < MOST {
                    views.push(Self { schema, ..self });
                }
            }
        }
        views
    }
}
