//! What cases settle, functions leave open, and names and forms say.

use formwork_template::Syntax;
use serde_json::{Value as Json, json};

use super::{faults, places, yaml};

#[test]
fn the_case_that_if_looks_at_settles_functions_below() {
    let head = "Conditions: { A: !Equals [!Ref P, a] }\n";
    let bad = json!({"properties": {"a": {"enum": ["x"]}}});
    let then = json!({"if": {"required": ["a"]}, "then": bad});
    let text = format!("{head}value: {{ a: !If [A, y, x] }}\n");
    assert_eq!(places(&bad, &text), ["y"]);
    assert_eq!(places(&then, &text), ["a"]);
    let inner = json!({"if": {"required": ["b"]}, "then": {"properties": {"b": bad}}});
    let text = format!("{head}value: {{ b: {{ a: !If [A, y, x] }} }}\n");
    assert_eq!(places(&inner, &text), ["y"], "one level is settled, and no more");
    let not = json!({"if": {"required": ["b"]}, "then": {"not": {"required": ["a"]}}});
    assert_eq!(yaml(&not, "{ a: !If [A, 1, !Ref AWS::NoValue], b: 1 }"), ["other when `A` is true"]);
    let unless = json!({"if": {"not": {"required": ["a"]}}, "then": {"required": ["c"]}});
    assert_eq!(yaml(&unless, "{ a: !If [A, 1, !Ref AWS::NoValue] }"), ["missing c when `A` is false"]);
}

#[test]
fn what_a_function_gives_does_not_matter_to_true_and_false() {
    let schema = json!({"if": {"properties": {"a": true}, "required": ["a"]}, "then": {"required": ["b"]}});
    assert_eq!(yaml(&schema, "{ a: !Ref P }"), ["missing b"]);
    let never = json!({"properties": {"a": false}});
    assert_eq!(yaml(&never, "{ a: !Ref P }"), ["other"]);
    assert_eq!(yaml(&never, "{ a: !Ref AWS::NoValue }"), [""; 0]);
    assert_eq!(yaml(&never, "{ a: !If [A, 1, !Ref AWS::NoValue] }"), ["other when `A` is true"]);
}

#[test]
fn keys_are_judged_by_all_that_is_said_of_names() {
    let schema = json!({"propertyNames": {"not": {"enum": ["a"]}, "maxLength": 2}});
    assert_eq!(places(&schema, "value: { a: 1, b: 1, ccc: 1 }\n"), ["a", "ccc"]);
}

#[test]
fn a_default_that_another_value_can_repair_does_not_fail_all_forms() {
    let run = |schema: &Json, default: &str, value: &str| {
        let text = format!("Parameters: {{ Q: {{ Type: String, Default: {default} }} }}\nvalue: {value}\n");
        faults(schema, &text, Syntax::Yaml)
    };
    let patterns = json!({"type": "string", "anyOf": [{"const": "*"}, {"pattern": "^a"}]});
    assert_eq!(run(&patterns, "b", "!Ref Q"), [""; 0]);
    assert_eq!(run(&patterns, "b", "!Sub '${Q}'"), ["anyOf"]);
    let values = json!({"type": "string", "anyOf": [{"const": "*"}, {"const": "a"}]});
    assert_eq!(run(&values, "b", "!Ref Q"), ["anyOf"]);
}
