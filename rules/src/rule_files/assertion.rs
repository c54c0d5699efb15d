//! JSON Schema as rules write it: read from YAML, its keywords and the names of
//! properties checked at their places, and compiled once.

use std::collections::BTreeMap;
use std::fmt;

use formwork_schemas::{Document, Pattern, Schema};
use formwork_template::{Data, Entry, NodeId, Scalar, ScalarKind, Tree};
use serde_json::{Map, Value};

use super::names::{Known, report_unknown};
use crate::builtin::configuration::invalid_config_regex::InvalidConfigRegex;
use crate::builtin::rule_files::invalid_rule_schema::InvalidRuleSchema;
use crate::builtin::rule_files::unsupported_schema_keyword::UnsupportedSchemaKeyword;
use crate::config::pattern::Pattern as Checked;
use crate::config::reader::Reader;
use crate::nearest::nearest;
use crate::validate::format;
use crate::words::{self, shortened};

/// A compiled schema.
pub(super) struct Assertion(Document);

impl fmt::Debug for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Assertion")
    }
}

/// What the operand of a keyword holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operand {
    /// A value that is no schema.
    Plain,
    /// A schema of the same value.
    Same,
    /// Schemas of the same value.
    SameEach,
    /// Schemas of properties, by their names.
    Properties,
    /// Schemas of properties, by patterns of their names.
    Patterns,
    /// Schemas of the same value, by names of properties.
    ByProperty,
    /// A schema of each item, or a list of schemas of the first ones.
    Items,
    ItemsEach,
    /// A schema of something that has no place in the schemas of types.
    Apart,
    /// Schemas that others refer to.
    Definitions,
    /// Names of properties.
    Names,
    /// Lists of names of properties, by such names.
    NamesByName,
    Pattern,
    Format,
    /// Words for readers.
    Annotation,
}

/// The keywords that are understood. Source: `formwork_schemas`, whose reader knows more than these
/// that only AWS's own schemas have.
const KEYWORDS: &[(&str, Operand)] = &[
    ("$comment", Operand::Annotation),
    ("$defs", Operand::Definitions),
    ("$ref", Operand::Plain),
    ("additionalProperties", Operand::Apart),
    ("allOf", Operand::SameEach),
    ("anyOf", Operand::SameEach),
    ("const", Operand::Plain),
    ("contains", Operand::Items),
    ("definitions", Operand::Definitions),
    ("dependencies", Operand::ByProperty),
    ("dependentExcluded", Operand::NamesByName),
    ("dependentRequired", Operand::NamesByName),
    ("dependentSchemas", Operand::ByProperty),
    ("description", Operand::Annotation),
    ("else", Operand::Same),
    ("enum", Operand::Plain),
    ("enumCaseInsensitive", Operand::Plain),
    ("examples", Operand::Annotation),
    ("exclusiveMaximum", Operand::Plain),
    ("exclusiveMinimum", Operand::Plain),
    ("format", Operand::Format),
    ("if", Operand::Same),
    ("items", Operand::Items),
    ("maxContains", Operand::Plain),
    ("maxItems", Operand::Plain),
    ("maxLength", Operand::Plain),
    ("maxProperties", Operand::Plain),
    ("maximum", Operand::Plain),
    ("minContains", Operand::Plain),
    ("minItems", Operand::Plain),
    ("minLength", Operand::Plain),
    ("minProperties", Operand::Plain),
    ("minimum", Operand::Plain),
    ("multipleOf", Operand::Plain),
    ("not", Operand::Same),
    ("oneOf", Operand::SameEach),
    ("pattern", Operand::Pattern),
    ("patternProperties", Operand::Patterns),
    ("prefixItems", Operand::ItemsEach),
    ("properties", Operand::Properties),
    ("propertyNames", Operand::Apart),
    ("required", Operand::Names),
    ("requiredOr", Operand::Names),
    ("requiredXor", Operand::Names),
    ("then", Operand::Same),
    ("title", Operand::Annotation),
    ("type", Operand::Plain),
    ("uniqueItems", Operand::Plain),
    ("uniqueKeys", Operand::Plain),
];

impl Assertion {
    /// The schema at `node`, which is about the value of which `known` is known.
    pub(super) fn read(reader: &mut Reader<'_>, node: NodeId, known: Option<&Known>) -> Option<Self> {
        Self::read_inside(reader, node, known, |schema| schema)
    }

    /// As [`Self::read`], inside of what `around` makes of it.
    pub(super) fn read_inside(
        reader: &mut Reader<'_>,
        node: NodeId,
        known: Option<&Known>,
        around: impl FnOnce(Value) -> Value,
    ) -> Option<Self> {
        let before = reader.problems();
        check(reader, node, known);
        let mut schema = json(reader, node)?;
        if reader.problems() > before {
            return None;
        }
        if let Err(error) = Document::from_json(&schema.to_string()) {
            let place = at_pointer(reader.tree(), node, &error.pointer);
            let message = format!("This is no JSON Schema: {}", error.problem);
            reader.report::<InvalidRuleSchema>(reader.span_of(place), message);
            return None;
        }
        // References begin at the root, wherever the schema comes to lie.
        let mut hoisted = Vec::new();
        for key in ["$defs", "definitions"] {
            hoisted.extend(schema.as_object_mut().and_then(|map| Some((key.to_owned(), map.remove(key)?))));
        }
        let mut whole = around(schema);
        if let Value::Object(map) = &mut whole {
            map.extend(hoisted);
        }
        let compiled = Self::of(&whole);
        if compiled.is_none() {
            let span = reader.span_of(node);
            reader.report::<InvalidRuleSchema>(span, "The schema is nested too deep");
        }
        compiled
    }

    /// A schema that we write ourselves.
    pub(super) fn of(schema: &Value) -> Option<Self> {
        Document::from_json(&schema.to_string()).ok().map(Self)
    }

    pub(super) fn root(&self) -> Schema<'_> {
        self.0.root()
    }
}

/// Reports keywords that are not understood, patterns that are none, and names that no type has.
fn check(reader: &mut Reader<'_>, node: NodeId, known: Option<&Known>) {
    if matches!(reader.data(node), Some(Data::Scalar(Scalar { kind: ScalarKind::Bool(_), .. }))) {
        return;
    }
    if !matches!(reader.data(node), Some(Data::Mapping(_))) {
        reader.wrong_kind::<()>(node, "a JSON Schema");
        return;
    }
    let tree = reader.tree();
    for entry in tree.entries(node) {
        let name = tree.text(entry.key).unwrap_or_default();
        match KEYWORDS.iter().find(|(keyword, _)| *keyword == name) {
            Some((_, operand)) => reader.inside(crate::Segment::Key(name.into()), |reader| {
                check_operand(reader, *operand, entry.value, known);
            }),
            None => unsupported(reader, entry.key, name),
        }
    }
}

fn check_operand(reader: &mut Reader<'_>, operand: Operand, node: NodeId, known: Option<&Known>) {
    let tree = reader.tree();
    let each = tree.entries(node);
    match operand {
        Operand::Plain | Operand::Annotation => {}
        Operand::Same => check(reader, node, known),
        Operand::Apart => check(reader, node, None),
        Operand::SameEach => tree.items(node).iter().for_each(|&item| check(reader, item, known)),
        Operand::Definitions => each.iter().for_each(|entry| check(reader, entry.value, None)),
        Operand::Items | Operand::ItemsEach => {
            let below = known.and_then(|known| known.step("*").ok().flatten());
            match (operand, tree.items(node)) {
                (Operand::Items, []) => check(reader, node, below.as_ref()),
                (_, items) => items.iter().for_each(|&item| check(reader, item, below.as_ref())),
            }
        }
        Operand::Properties => {
            for entry in each {
                let below = property(reader, entry.key, known);
                check(reader, entry.value, below.as_ref());
            }
        }
        Operand::Patterns => {
            for entry in each {
                pattern(reader, entry.key);
                check(reader, entry.value, None);
            }
        }
        Operand::ByProperty => {
            for entry in each {
                property(reader, entry.key, known);
                match tree.items(entry.value) {
                    [] => check(reader, entry.value, known),
                    names => names.iter().for_each(|&name| {
                        property(reader, name, known);
                    }),
                }
            }
        }
        Operand::Names => tree.items(node).iter().for_each(|&name| {
            property(reader, name, known);
        }),
        Operand::NamesByName => {
            for entry in each {
                for name in std::iter::once(entry.key).chain(tree.items(entry.value).iter().copied()) {
                    property(reader, name, known);
                }
            }
        }
        Operand::Pattern => pattern(reader, node),
        Operand::Format => {
            let name = tree.text(node).unwrap_or_default();
            if !format::is_known(name) {
                let message = format!("The format `{}` is not understood here", shortened(name));
                let near = nearest(name, format::names());
                let help = near.map_or_else(
                    || "Write the form as a `pattern`".to_owned(),
                    |near| format!("Change it to `{near}`, or write the form as a `pattern`"),
                );
                reader.report::<UnsupportedSchemaKeyword>(tree.span(node), message).help(help);
            }
        }
    }
}

/// Checks that some type has a property of this name, and gives what is known of it.
fn property(reader: &mut Reader<'_>, name: NodeId, known: Option<&Known>) -> Option<Known> {
    let text = reader.tree().text(name)?;
    match known?.step(text) {
        Ok(below) => below,
        Err(names) => {
            let span = reader.span_of(name);
            report_unknown(reader, text, span, &names);
            None
        }
    }
}

/// Checks a pattern in the dialect of schemas, which is ECMAScript's.
pub(super) fn pattern(reader: &mut Reader<'_>, node: NodeId) {
    let Some(text) = reader.tree().text(node) else { return };
    if Pattern::new(text).is_sound() {
        return;
    }
    let (range, why) = match Checked::new(text) {
        Err(mistake) => (mistake.range, mistake.message),
        Ok(_) => (0..text.len(), "it is written for another dialect than ECMAScript's".to_owned()),
    };
    let span = reader.inside_text(node, range);
    reader.report::<InvalidConfigRegex>(
        span,
        format!("`{}` is not a regular expression: {why}", shortened(text)),
    );
}

fn unsupported(reader: &mut Reader<'_>, key: NodeId, name: &str) {
    let message = format!("The keyword `{}` is not understood", shortened(name));
    let near = nearest(name, KEYWORDS.iter().map(|(name, _)| *name));
    let span = reader.span_of(key);
    let found = reader.report::<UnsupportedSchemaKeyword>(span, message);
    if let Some(near) = near {
        found.help(format!("Change it to `{near}`"));
        found.fix(crate::Fix::confirm(format!("Change to `{near}`"), span, near));
        return;
    }
    let asking = KEYWORDS.iter().filter(|(_, operand)| *operand != Operand::Annotation);
    let names: Vec<&str> = asking.map(|(name, _)| *name).collect();
    found.help(format!("There are {}", words::and_quoted(&names)));
}

/// A node of YAML as JSON; a function is none.
pub(super) fn json(reader: &mut Reader<'_>, node: NodeId) -> Option<Value> {
    let tree = reader.tree();
    let Some(data) = reader.data(node) else { return reader.wrong_kind(node, "a value of JSON") };
    Some(match data {
        Data::Mapping(_) => {
            let mut map = Map::new();
            for Entry { key, value, .. } in tree.entries(node) {
                map.insert(tree.text(*key)?.to_owned(), json(reader, *value)?);
            }
            Value::Object(map)
        }
        Data::Sequence(items) => {
            Value::Array(items.iter().map(|&item| json(reader, item)).collect::<Option<_>>()?)
        }
        Data::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => Value::Null,
            ScalarKind::Bool(holds) => holds.into(),
            ScalarKind::Integer(number) => number.into(),
            ScalarKind::Float(number) => number.into(),
            ScalarKind::Date | ScalarKind::String => tree.scalar_text(*scalar).into(),
        },
        Data::Error => return None,
    })
}

/// The node at a JSON pointer, or the last on the way that there is.
pub(super) fn at_pointer(tree: &Tree, from: NodeId, pointer: &str) -> NodeId {
    let mut node = from;
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        let below = match tree.items(node) {
            [] => tree.get(node, &name),
            items => name.parse().ok().and_then(|index: usize| items.get(index).copied()),
        };
        let Some(below) = below else { break };
        node = below;
    }
    node
}

/// A schema of the value at a path: below the properties of these names, and for each item at `*`.
/// Where the value `is_needed`, it is missing where it is not there; but nothing is missing in items
/// that are not there.
pub(super) fn at_path(steps: &[&str], is_needed: bool, inner: Value) -> Value {
    let last_star = steps.iter().rposition(|step| *step == "*");
    let mut schema = inner;
    for (depth, step) in steps.iter().enumerate().rev() {
        let mut map = BTreeMap::new();
        if *step == "*" {
            map.insert("items", schema);
        } else {
            map.insert("properties", serde_json::json!({ *step: schema }));
            if is_needed && last_star.is_none_or(|star| depth > star) {
                map.insert("required", serde_json::json!([step]));
            }
        }
        schema = map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>().into();
    }
    schema
}
