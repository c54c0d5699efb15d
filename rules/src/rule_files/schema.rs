//! The published JSON Schema of rule files, derived from types that say what may be
//! written: a field's doc comment is its description. Only tests derive it: the binary carries
//! the finished text. `UPDATE_SCHEMA=1 cargo test` writes it.

#![expect(dead_code, reason = "the schema is made of names and comments")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use formwork_template::{Syntax, parse};
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::Value;

use super::comparison::Operator;
use super::rule::Rule;
use super::{JSON_SCHEMA, RuleFile, SUBJECT};
use crate::config::reader::{Named, Reader};

/// A rule of Formwork's for templates of your own organisation: `*.rule.yaml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Rule")]
struct RuleText {
    /// What the rule is called in configuration and suppressions: capital letters, digits and `_`.
    #[schemars(regex(pattern = r"^[A-Z][A-Z0-9_]{2,}$"))]
    id: String,
    /// What it finds, in one sentence.
    title: String,
    /// Why that matters, in Markdown.
    rationale: Option<String>,
    /// How much its findings matter. Default: `error`.
    severity: Option<SeverityText>,
    /// The types of resources that it is about; `*` stands for any text.
    #[schemars(length(min = 1), extend("uniqueItems" = true, "examples" = [["AWS::SQS::Queue", "AWS::SNS::*"]]))]
    resources: Vec<String>,
    /// Only resources whose properties match this JSON Schema are looked at. Default: all.
    r#where: Option<JsonSchemaText>,
    /// The value that `assert` is about, as a path below the properties. Default: the properties.
    property: Option<PathText>,
    /// What holds of the properties, as JSON Schema.
    assert: Option<JsonSchemaText>,
    /// What holds of one property.
    compare: Option<ComparisonText>,
    /// What a finding says: the fact, without a full stop. `{id}`, `{type}`, `{property}`, `{value}`, `{expected}` and
    /// `{fact}` stand for what is at fault. Default: `{fact}`.
    message: Option<String>,
    /// What to do about it, with the same placeholders.
    help: Option<String>,
    /// The edits that mend it.
    fix: Option<FixText>,
    /// What passes and what fails: the tests of the rule, and part of its documentation.
    examples: Option<Vec<ExampleText>>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", rename = "Severity")]
enum SeverityText {
    Error,
    Warning,
    Info,
}

/// A path of properties, such as `Rules.*.Status`; `*` stands for each item of a list.
struct PathText;

impl JsonSchema for PathText {
    fn schema_name() -> Cow<'static, str> {
        "PropertyPath".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A path of properties with dots between them; `*` stands for each item of a list.",
            "pattern": r"^[^.]+(\.[^.]+)*$",
            "examples": ["KmsMasterKeyId", "LifecycleConfiguration.Rules.*.Status"],
        })
    }
}

struct JsonSchemaText;

impl JsonSchema for JsonSchemaText {
    fn schema_name() -> Cow<'static, str> {
        "Assertion".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "allOf": [{ "$ref": "http://json-schema.org/draft-07/schema#" }] })
    }
}

/// Operators that hold of one property. A property that is not there passes `not-equals`, `none-of`, `not-matches`,
/// `at-most`, `less-than`, `max-items` and `absent`, and fails the others.
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields, rename = "Comparison", extend("minProperties" = 2))]
struct ComparisonText {
    /// The property, as a path.
    property: PathText,
    /// It is this value.
    equals: Option<ScalarOrOther>,
    /// It is anything but this value.
    not_equals: Option<ScalarOrOther>,
    /// It is one of these values.
    one_of: Option<Scalars>,
    /// It is none of these values.
    none_of: Option<Scalars>,
    /// It is this number or more.
    at_least: Option<NumberOrOther>,
    /// It is this number or less.
    at_most: Option<NumberOrOther>,
    /// It is more than this number.
    more_than: Option<NumberOrOther>,
    /// It is less than this number.
    less_than: Option<NumberOrOther>,
    /// It has a match of this regular expression.
    matches: Option<String>,
    /// It has no match of this regular expression.
    not_matches: Option<String>,
    /// It is a list of this many items or more.
    min_items: Option<u32>,
    /// It is a list of this many items or fewer.
    max_items: Option<u32>,
    /// It is there.
    #[schemars(extend("const" = true))]
    exists: Option<bool>,
    /// It is not there.
    #[schemars(extend("const" = true))]
    absent: Option<bool>,
}

struct Scalars;

impl JsonSchema for Scalars {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "array", "items": { "type": ["string", "number", "boolean"] }, "minItems": 1,
        })
    }
}

struct ScalarOrOther;

impl JsonSchema for ScalarOrOther {
    fn schema_name() -> Cow<'static, str> {
        "ValueOrOther".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        with_other(&json_schema!({ "type": ["string", "number", "boolean"] }))
    }
}

struct NumberOrOther;

impl JsonSchema for NumberOrOther {
    fn schema_name() -> Cow<'static, str> {
        "NumberOrOther".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        with_other(&json_schema!({ "type": "number" }))
    }
}

fn with_other(value: &Schema) -> Schema {
    let one = |key: &str, description: &str| {
        json_schema!({
            "type": "object",
            "properties": { key: { "type": "string", "description": description } },
            "required": [key],
            "additionalProperties": false,
        })
    };
    json_schema!({ "anyOf": [
        value,
        one("property", "Another property of the resource, as a path without `*`."),
        one("parameter", "A parameter of the template, or a pseudo parameter."),
    ] })
}

/// Edits of a resource.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Fix", extend("minProperties" = 1))]
struct FixText {
    /// Properties that get a value, by their paths.
    #[schemars(extend("minProperties" = 1))]
    set: Option<BTreeMap<String, Value>>,
    /// Properties that are taken out: a path or several.
    remove: Option<OneOrMorePaths>,
    /// What stands in the place of the value at fault, where that is a literal.
    replace: Option<Value>,
    /// Whether it may be applied without somebody looking. Default: `unsafe`.
    applicability: Option<ApplicabilityText>,
}

struct OneOrMorePaths;

impl JsonSchema for OneOrMorePaths {
    fn schema_name() -> Cow<'static, str> {
        "PropertyPaths".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let path = generator.subschema_for::<PathText>();
        json_schema!({ "anyOf": [path, { "type": "array", "items": path, "uniqueItems": true }] })
    }
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", rename = "Applicability")]
enum ApplicabilityText {
    Safe,
    Unsafe,
}

/// A template, a resource or the properties of one, and what the rule says of it.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Example")]
struct ExampleText {
    /// What it shows.
    name: Option<String>,
    /// In this nothing is found.
    pass: Option<ExcerptText>,
    /// In this something is found.
    fail: Option<ExcerptText>,
    /// Where: paths of properties, behind the logical ID and a dot where the example is a template. Default: anywhere.
    #[schemars(extend("uniqueItems" = true))]
    finds: Option<Vec<String>>,
    /// What the fixes make of it.
    fixed: Option<ExcerptText>,
}

struct ExcerptText;

impl JsonSchema for ExcerptText {
    fn schema_name() -> Cow<'static, str> {
        "Excerpt".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["object", "string"],
            "description": "A template (with `Resources`), a resource (with `Type`) or the properties of one, as YAML or as a text.",
        })
    }
}

fn derived() -> String {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<RuleText>();
    schema.insert("$id".into(), "https://formwork.dev/rule.schema.json".into());
    schema.insert("title".into(), "*.rule.yaml".into());
    schema
        .insert("oneOf".into(), serde_json::json!([{ "required": ["assert"] }, { "required": ["compare"] }]));
    serde_json::to_string_pretty(&without_nulls(schema.to_value())).expect("a schema is JSON") + "\n"
}

/// What is optional is left out, and never null.
fn without_nulls(schema: Value) -> Value {
    match schema {
        Value::Object(mut map) => {
            if let Some(Value::Array(types)) = map.get_mut("type") {
                types.retain(|name| name != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    map.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(forms)) = map.get_mut("anyOf") {
                forms.retain(|form| *form != serde_json::json!({ "type": "null" }));
                if let [only] = forms.as_slice() {
                    let only = only.clone();
                    map.remove("anyOf");
                    map.insert("allOf".to_owned(), serde_json::json!([only]));
                }
            }
            map.into_iter().map(|(key, value)| (key, without_nulls(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

#[test]
fn published_schema_is_derived() {
    let derived = derived();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../rule.schema.json");
        std::fs::write(path, &derived).expect("the schema can be written");
    } else {
        assert!(derived == JSON_SCHEMA, "rule.schema.json is out of date: UPDATE_SCHEMA=1 cargo test");
    }
}

/// A text in YAML as JSON, as an editor reads it.
fn json(text: &str) -> Value {
    let parsed = parse(text.into(), Syntax::Yaml);
    let json = formwork_template::Value::new(&parsed.tree, parsed.tree.root()).to_json();
    serde_json::from_str(&json).expect("JSON")
}

fn published() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("it is a schema")
}

/// The rules of the documentation, read, held to the published schema, and their examples run.
#[test]
fn documented_rules_are_right() {
    let page = include_str!("../../../docs/rule-files.md");
    let rules: Vec<_> = page.split("```yaml\n").skip(1).filter_map(|rest| rest.split("```").next()).collect();
    assert!(rules.len() > 3);
    let schema = published();
    for text in rules {
        let file = RuleFile::new("docs.rule.yaml", text.into());
        assert_eq!(file.problems(), [], "{text}");
        let outcomes = file.run_examples();
        assert!(
            !outcomes.is_empty() && outcomes.iter().all(|it| it.failure.is_none()),
            "{text}{outcomes:#?}"
        );
        let errors: Vec<_> = schema.iter_errors(&json(text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{text}{errors:?}");
    }
    for (name, _) in Operator::NAMES {
        assert!(page.contains(&format!("`{name}: ")), "{name} is not documented");
    }
}

/// The keys of each mapping are written down twice, for the reader and for the schema.
#[test]
fn schema_and_reader_know_the_same_keys() {
    let whole = "id: ACME_A\ntitle: a\nresources: [AWS::SQS::Queue]\nassert: {}\nexamples: [{ fail: {} }]\n";
    let schema: Value = serde_json::from_str(JSON_SCHEMA).expect("the schema is JSON");
    for (definition, more) in [
        ("", "zzz: 1\n"),
        ("Comparison", "compare: { zzz: 1 }\n"),
        ("Fix", "fix: { zzz: 1 }\n"),
        ("Example", "examples: [{ zzz: 1 }]\n"),
    ] {
        let place = if definition.is_empty() { &schema } else { &schema["definitions"][definition] };
        let mut keys: Vec<_> = place["properties"].as_object().expect("properties").keys().collect();
        let text = format!(
            "{}{more}",
            whole
                .lines()
                .filter(|line| line.split(':').next() != more.split(':').next())
                .map(|line| format!("{line}\n"))
                .collect::<String>()
        );
        let text = if definition == "Comparison" { text.replace("assert: {}\n", "") } else { text };
        let parsed = parse(text.as_str().into(), Syntax::Yaml);
        let mut reader = Reader::new(&parsed, &SUBJECT, Vec::new());
        Rule::read(&mut reader, parsed.tree.root(), "a.rule.yaml");
        let problems = reader.into_diagnostics();
        assert!(problems.iter().any(|found| found.message.contains("zzz")), "{text}");
        // Each key of the schema is one that the reader lets through.
        for key in std::mem::take(&mut keys) {
            let text = text.replace("zzz: 1", &format!("{key}: [[]]"));
            let file = RuleFile::new("a.rule.yaml", text.as_str().into());
            let is_key = format!("`{key}` is not a key");
            assert!(file.problems().iter().all(|found| !found.message.starts_with(&is_key)), "{text}");
        }
    }
}

/// What is a mistake for the reader is one for an editor, as far as that can tell.
#[test]
fn the_published_schema_refuses_mistakes() {
    let schema = published();
    let whole = "id: ACME_A\ntitle: a\nresources: [AWS::SQS::Queue]\nassert: {}\n";
    assert!(schema.is_valid(&json(whole)));
    for wrong in [
        whole.replace("ACME_A", "acme"),
        whole.replace("title", "titel"),
        whole.replace("[AWS::SQS::Queue]", "[]"),
        whole.replace("assert: {}", ""),
        format!("{whole}compare: {{ property: A, equals: 1 }}\n"),
        format!("{whole}severity: off\n"),
        format!("{whole}fix: {{}}\n"),
        whole.replace("assert: {}", "compare: { property: A }"),
        whole.replace("assert: {}", "compare: { property: A, at-least: b }"),
        whole.replace("assert: {}", "assert: { required: a }"),
    ] {
        assert!(!schema.is_valid(&json(&wrong)), "{wrong}");
        assert_ne!(RuleFile::new("a.rule.yaml", wrong.as_str().into()).problems(), []);
    }
}
