//! The validator against the `jsonschema` crate, and what it knows beyond JSON Schema.

use std::sync::Arc;

use formwork_schemas::{Document, Region};
use formwork_template::{Assumption, Name, Syntax, Template, Value, parse};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{Fault, Limit, Made, Place, Reading, Validator};

mod settled;

/// The faults of `text` against a schema, each with its conditions.
fn faults(schema: &Json, text: &str, syntax: Syntax) -> Vec<String> {
    let document: &'static Document =
        Box::leak(Box::new(Document::from_json(&schema.to_string()).expect("the test's schema is right")));
    let template = Template::new(parse(Arc::from(text), syntax));
    let value = template.root().get("value").expect("the test's own key");
    judge(&template, document, value)
}

/// The first words of what the findings point at.
fn places(schema: &Json, text: &str) -> Vec<String> {
    let document: &'static Document =
        Box::leak(Box::new(Document::from_json(&schema.to_string()).expect("the test's schema is right")));
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    let (key, value) = template.root().entry("value").expect("the test's own key");
    let found = run(&template, document, value, key);
    let word = |found: &super::Violation<'_>| {
        let rest = &text[found.place.start as usize..];
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()).max(1);
        rest[..end].to_owned()
    };
    found.iter().map(word).collect()
}

fn judge(template: &Template, document: &'static Document, value: Value<'_>) -> Vec<String> {
    let describe = |found: &super::Violation<'_>| {
        let when = if found.when.is_always() { String::new() } else { format!(" when {}", found.when) };
        name(&found.fault) + &when
    };
    let key = Name { text: "value", span: value.span() };
    run(template, document, value, key).iter().map(describe).collect()
}

fn run<'a>(
    template: &'a Template,
    document: &'static Document,
    value: Value<'a>,
    key: Name<'a>,
) -> Vec<super::Violation<'a>> {
    let made: &'static Made = Box::leak(Box::default());
    let regions: &'static [Region] = Box::leak(Box::new([Region::parse("us-east-1").expect("a region")]));
    let mut validator = Validator::new(template, regions, made);
    validator.resource_type = "Test";
    validator.value(document.root(), value, Place::of_key(key), &Assumption::default());
    validator.found
}

fn name(fault: &Fault<'_>) -> String {
    let text = match fault {
        Fault::UnknownProperty { name, .. } => return format!("unknown {name}"),
        Fault::Missing { name } => return format!("missing {name}"),
        Fault::ExcludedBy { name, by } => return format!("{name} excluded by {by}"),
        Fault::RequiredBy { name, by } => return format!("{name} required by {by}"),
        Fault::ItemCount { actual, limit: Limit::Min(min) } => return format!("{actual} items of {min}"),
        Fault::NotExactlyOne { present, .. } => return format!("{} of one", present.len()),
        Fault::WrongType { .. } => "type",
        Fault::NotAllowed { .. } => "enum",
        Fault::NoneOf { .. } => "none of",
        Fault::NoForm { .. } => "anyOf",
        Fault::NotOneForm { .. } | Fault::SeveralForms { .. } => "oneOf",
        Fault::Repeated { .. } => "repeated",
        _ => "other",
    };
    text.to_owned()
}

fn yaml(schema: &Json, value: &str) -> Vec<String> {
    let conditions = "Conditions: { A: !Equals [!Ref P, a], B: !Equals [!Ref P, b] }\n";
    faults(schema, &format!("{conditions}value: {value}\n"), Syntax::Yaml)
}

#[test]
fn scalars_convert_as_cloudformation_does() {
    for (types, value, fits) in [
        ("string", "5", true),
        ("string", "true", true),
        ("string", "2012-10-17", true),
        ("string", "[a]", false),
        ("integer", "'5'", true),
        ("integer", "5x", false),
        ("integer", "true", false),
        ("number", "'1.5'", true),
        ("boolean", "'True'", true),
        ("boolean", "'yes'", false),
        ("boolean", "yes", true),
        ("object", "'{}'", false),
        ("array", "a", false),
    ] {
        let expected: &[&str] = if fits { &[] } else { &["type"] };
        assert_eq!(yaml(&json!({"type": types}), value), expected, "{value} as {types}");
    }
}

#[test]
fn functions_are_not_judged_and_their_branches_are() {
    let schema = json!({"enum": ["x", "y"]});
    assert_eq!(yaml(&schema, "!Ref P"), [""; 0]);
    assert_eq!(yaml(&schema, "null"), ["enum"]);
    assert_eq!(yaml(&schema, "AWS::Region"), [""; 0], "it lacks its Ref, which another rule says");
    assert_eq!(yaml(&schema, "'{{resolve:ssm:name}}'"), [""; 0]);
    assert_eq!(yaml(&schema, "!If [A, x, z]"), ["enum when `A` is false"]);
    assert_eq!(yaml(&schema, "!If [A, !If [B, z, x], x]"), [""; 0], "A and B exclude one another");
    assert_eq!(yaml(&schema, "!If [Undefined, z, z]"), [""; 0]);
}

#[test]
fn a_property_can_be_missing_in_one_case() {
    let schema = json!({"required": ["a"]});
    assert_eq!(yaml(&schema, "{ a: !If [A, 1, !Ref AWS::NoValue] }"), ["missing a when `A` is false"]);
    assert_eq!(yaml(&schema, "{ b: 1, 'Fn::Transform': { Name: X } }"), [""; 0], "a macro may add it");
    assert_eq!(yaml(&json!({"requiredOr": ["a", "b"]}), "{ c: 1 }"), ["none of"]);
    let both = "{ a: !If [A, 1, !Ref AWS::NoValue], b: !If [A, !Ref AWS::NoValue, 1] }";
    assert_eq!(yaml(&json!({"requiredXor": ["a", "b"]}), both), [""; 0]);
    assert_eq!(yaml(&json!({"requiredXor": ["a", "b"]}), "{ a: 1, b: 1 }"), ["2 of one", "2 of one"]);
    let excluded = json!({"dependentExcluded": {"a": ["b"]}});
    assert_eq!(yaml(&excluded, both), [""; 0]);
    assert_eq!(
        yaml(&excluded, "{ a: 1, b: !If [A, 1, !Ref AWS::NoValue] }"),
        ["b excluded by a when `A` is true"]
    );
    assert_eq!(yaml(&excluded, "{ a: 1, b: null }"), [""; 0]);
    let needed = json!({"dependentRequired": {"a": ["b"]}});
    assert_eq!(yaml(&needed, "{ a: !If [A, 1, !Ref AWS::NoValue] }"), ["b required by a when `A` is true"]);
}

#[test]
fn items_that_may_be_absent_are_not_counted() {
    let list = "[x, !If [A, y, !Ref AWS::NoValue], !If [B, z, !Ref AWS::NoValue]]";
    assert_eq!(yaml(&json!({"minItems": 2}), list), ["1 items of 2 when `A` is false and `B` is false"]);
    assert_eq!(yaml(&json!({"minItems": 1}), list), [""; 0]);
    assert_eq!(yaml(&json!({"maxItems": 2}), list), [""; 0]);
}

#[test]
fn items_repeat_where_both_can_be_there() {
    let unique = json!({"uniqueItems": true});
    assert_eq!(yaml(&unique, "[!Ref P, x, !Ref P, !Ref P]"), ["repeated"], "one finding a list");
    assert_eq!(yaml(&unique, "[!If [A, x, y], !If [A, z, x]]"), [""; 0]);
    assert_eq!(
        yaml(&unique, "[!If [A, x, y], !If [B, x, z]]"),
        [""; 0],
        "A and B exclude one another, so x and x do"
    );
    assert_eq!(yaml(&unique, "[x, !If [B, z, x]]"), ["repeated when `B` is false"]);
    let keys = json!({"uniqueKeys": ["k"], "uniqueItems": true});
    assert_eq!(yaml(&keys, "[{ k: 1, v: 1 }, { k: 1, v: 1 }]"), ["repeated"], "once, not twice");
    assert_eq!(yaml(&keys, "[{ k: 1, v: 1 }, { k: 1, v: 2 }, { v: 3 }, { v: 4 }]"), ["repeated"]);
    assert_eq!(yaml(&json!({"maxUniqueItems": 1}), "[x, x, !If [A, y, x]]"), [""; 0]);
    assert_eq!(yaml(&json!({"maxUniqueItems": 1}), "[x, y, x]"), ["other"]);
}

#[test]
fn what_one_case_decides_leaves_alternatives_open() {
    let schema = json!({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]});
    let both = "{ a: !If [A, 1, !Ref AWS::NoValue], b: !If [A, !Ref AWS::NoValue, 1] }";
    assert_eq!(yaml(&schema, both), [""; 0]);
    assert_eq!(yaml(&schema, "{ c: 1 }"), ["oneOf"]);
    let three =
        json!({"oneOf": [{"enum": ["x"]}, {"required": ["a"]}, {"properties": {"b": {"enum": [1]}}}]});
    assert_eq!(yaml(&three, "{ a: 1, b: 1 }"), ["oneOf"]);
    assert_eq!(yaml(&three, "{ a: 1, b: !Ref P }"), [""; 0]);
    assert_eq!(yaml(&json!({"anyOf": [{"enum": ["x"]}, {"type": "array"}]}), "!Ref P"), [""; 0]);
    assert_eq!(yaml(&json!({"not": {"required": ["a"]}}), "{ a: !Ref P }"), ["other"]);
    let any = json!({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]});
    assert_eq!(yaml(&any, "{ a: !If [A, 1, !Ref AWS::NoValue] }"), ["anyOf when `A` is false"]);
    assert_eq!(yaml(&any, both), [""; 0]);
    let inner = json!({"oneOf": [{"required": ["c"]}, {"properties": {"d": any}}]});
    assert_eq!(
        yaml(&inner, "{ d: { b: !If [B, 1, !Ref AWS::NoValue] } }"),
        ["oneOf when `B` is false"],
        "a case is found through several layers"
    );
}

#[test]
fn findings_stand_where_the_parser_marks_them() {
    let text = "C: &c !Equals [!Ref P, a]\nvalue:\n  - 1\n  - a\n  - { a: 1 }\n";
    let schema = json!({"items": {"type": "array"}});
    assert_eq!(places(&schema, text), ["value", "a", "{"], "a number has no mark of its own");
    let text = "Conditions: { A: !Equals [!Ref P, a] }\nvalue: !If [A, [x, x], true]\n";
    assert_eq!(places(&json!({"uniqueItems": true, "type": "array"}), text), ["value", "value"]);
    let text = "Conditions: { A: !Equals [!Ref P, a] }\nvalue: { 'Fn::If': [A, true, x] }\n";
    assert_eq!(places(&json!({"type": "array"}), text), ["'", "x"]);
}

#[test]
fn a_type_of_no_region_is_not_judged() {
    let text = "Resources:\n  A: { Type: AWS::S3::Bucket, Properties: { Nope: 1 } }\n";
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    let made = Made::default();
    let some = [Region::all().next().expect("there are regions")];
    assert_eq!(super::validate(&template, &some, &made, Vec::new(), Reading::Property).0.len(), 1);
    assert_eq!(super::validate(&template, &[], &made, Vec::new(), Reading::Property).0.len(), 0);
}

#[test]
fn globals_are_judged_where_they_stand_and_count_as_there() {
    let globals = "Transform: AWS::Serverless-2016-10-31\nGlobals:\n  Function: { Timeout: 5000, Runtime: python3.13, \
                   VpcConfig: { Nope: 1 } }\n";
    let text =
        |more: &str| format!("{globals}Resources:\n  F: {{ Type: AWS::Serverless::Function{more} }}\n");
    let found = |text: &str| {
        let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
        let made = Made::default();
        let regions = [Region::parse("us-east-1").expect("a region")];
        let found = super::validate(&template, &regions, &made, Vec::new(), Reading::Property).0;
        found.iter().map(|found| text[found.place.range()].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&text("")), ["Nope"]);
    assert_eq!(found(&text(", IgnoreGlobals: '*'")), [""; 0]);
}

#[test]
fn bodies_of_loops_are_judged_in_each_round() {
    let text = "Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Buckets:
    - Name
    - [logs, Web]
    - Bucket${Name}:
        Type: AWS::S3::Bucket
        Properties:
          BucketName: ${Name}
          AccessControl: !Sub Public${Name}
          Fn::ForEach::More: [Key, [Tags, Tgas], { \"${Key}\": [] }]
";
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    let made = Made::default();
    let regions = [Region::parse("us-east-1").expect("a region")];
    let found = super::validate(&template, &regions, &made, Vec::new(), Reading::Property).0;
    let line = |found: &super::Violation<'_>| {
        let (code, place) = (found.code(), &text[found.place.range()]);
        format!("{code} {place} {}", found.round.clone().unwrap_or_default())
    };
    let found: Vec<String> = found.iter().map(line).collect();
    let expected = [
        "E3030 AccessControl `Name` is `logs`",
        "E3030 AccessControl `Name` is `Web`",
        "E3031 BucketName `Name` is `Web`",
        "E1161 BucketName `Name` is `Web`",
        "E3002 \"${Key}\" ",
    ];
    let mut sorted: Vec<&str> = found.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(sorted, expected);
}

#[test]
fn branches_have_their_places_where_an_if_was_asked() {
    let schema = json!({
        "if": {"required": ["k"]},
        "then": {"properties": {"k": {"enum": ["x"]}, "m": {"properties": {"k": {"enum": ["x"]}}}}}
    });
    let text = "Conditions: { A: !Equals [!Ref P, a] }\nvalue:\n  k: !If [A, one, two]\n  m: { k: !If [A, three, x] }\n";
    assert_eq!(places(&schema, text), ["k", "three", "k"]);
    let schema = json!({"properties": {"k": {"enum": ["x"]}}});
    let text = "Conditions: { A: !Equals [!Ref P, a] }\nvalue:\n  k: !If [A, one, two]\n";
    assert_eq!(places(&schema, text), ["one", "two"]);
    let schema = json!({
        "if": {"required": ["k"]},
        "then": {"properties": {"k": {"items": {"enum": ["x"]}}}}
    });
    let text = "Conditions: { A: !Equals [!Ref P, a] }\nvalue:\n  k: !If [A, [one], x]\n";
    assert_eq!(places(&schema, text), ["k"]);
}

#[test]
fn what_is_excluded_after_an_if_is_asked_in_each_case() {
    let schema = json!({"if": {"required": ["k"]}, "then": {"not": {"required": ["m"]}}});
    let value = "{ k: x, m: !If [A, y, !Ref AWS::NoValue] }";
    assert_eq!(yaml(&schema, value), ["other when `A` is true"]);
}

#[test]
fn functions_are_read_as_written_where_none_is_understood() {
    let asked = json!({"properties": {"k": {"const": "x"}}});
    let schema = json!({"if": asked, "then": {"required": ["m"]}, "else": {"required": ["n"]}});
    assert_eq!(yaml(&schema, "{ k: !Ref P }"), [] as [&str; 0]);
    let plain = json!({"cfnContext": {"functions": [], "schema": schema}});
    assert_eq!(yaml(&plain, "{ k: !Ref P }"), ["missing n"]);
}

#[test]
fn a_hidden_function_leaves_open_what_an_object_is() {
    let schema = json!({"if": {"type": "object"}, "then": {"required": ["n"]}});
    assert_eq!(yaml(&schema, "{ k: { m: x } }"), ["missing n"]);
    assert_eq!(yaml(&schema, "{ k: { m: !Ref P } }"), [] as [&str; 0]);
    assert_eq!(yaml(&schema, "{ k: !If [A, x, y] }"), ["missing n"]);
}

/// Values without strings that could be numbers, which CloudFormation would convert.
fn instances() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        (-3i64..20).prop_map(Json::from),
        prop::sample::select(vec!["a", "bb", "ccc"]).prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::btree_map("[abcd]", inner, 0..4).prop_map(|map| json!(map)),
        ]
    })
}

/// Schemas of the keywords that mean the same in both. `string` never stands
/// alone, since any scalar is one to CloudFormation.
fn schemas() -> impl Strategy<Value = Json> {
    let keyword = prop_oneof![
        prop::sample::select(vec![
            json!("integer"),
            json!("object"),
            json!("array"),
            json!(["string", "integer"])
        ])
        .prop_map(|types| json!({"type": types})),
        Just(json!({"enum": ["a", "bb", 3]})),
        Just(json!({"const": "ccc"})),
        (0..4u32).prop_map(|n| json!({"minLength": n})),
        (0..4u32).prop_map(|n| json!({"maxLength": n})),
        (0..9).prop_map(|n| json!({"minimum": n, "exclusiveMaximum": n + 5})),
        (1..4).prop_map(|n| json!({"multipleOf": n})),
        (0..3u32).prop_map(|n| json!({"minItems": n})),
        (0..3u32).prop_map(|n| json!({"maxItems": n})),
        Just(json!({"uniqueItems": true})),
        (0..3u32).prop_map(|n| json!({"maxProperties": n})),
        Just(json!({"required": ["a"]})),
        Just(json!({"pattern": "^[ab]+$"})),
    ];
    keyword.prop_recursive(3, 20, 3, |inner| {
        prop_oneof![
            inner.clone().prop_map(|items| json!({"items": items})),
            inner.clone().prop_map(|a| json!({"properties": {"a": a}, "additionalProperties": false})),
            inner.clone().prop_map(|more| json!({"properties": {"a": true}, "additionalProperties": more})),
            inner.clone().prop_map(|all| json!({"patternProperties": {"^[ab]": all}})),
            inner.clone().prop_map(|not| json!({"not": not})),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|any| json!({"anyOf": any})),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|one| json!({"oneOf": one})),
            prop::collection::vec(inner.clone(), 1..3).prop_map(|all| json!({"allOf": all})),
            (inner.clone(), inner.clone(), inner)
                .prop_map(|(a, b, c)| json!({"if": a, "then": b, "else": c})),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn agrees_with_json_schema(schema in schemas(), instance in instances()) {
        // Patterns read numbers as text here, as CloudFormation passes them on.
        prop_assume!(!schema.to_string().contains("pattern\"") || !instance.to_string().contains(char::is_numeric));
        let valid = jsonschema::draft7::is_valid(&schema, &instance);
        let found = faults(&schema, &json!({"value": instance}).to_string(), Syntax::Json);
        prop_assert_eq!(found.is_empty(), valid, "{:?}", found);
    }
}

#[test]
fn a_choice_is_gone_into_before_a_schema_that_another_leads_to() {
    let rule = json!({ "if": { "required": ["A"] }, "then": { "required": ["B"] } });
    let text = "Conditions: { C: !Equals [!Ref X, x] }\nvalue: !If [C, { A: 1 }, {}]";
    assert_eq!(places(&rule, text), ["value"]);
    assert_eq!(places(&json!({ "allOf": [rule] }), text), ["{"]);
}

#[test]
fn what_follows_from_an_if_sees_no_nulls() {
    let closed = json!({ "additionalProperties": false, "properties": { "A": { "type": "string" } } });
    let text = "value: { A: null, B: null }";
    assert_eq!(places(&closed, text), ["B"]);
    assert_eq!(places(&json!({ "if": {}, "then": closed }), text), Vec::<String>::new());
}
