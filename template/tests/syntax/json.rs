//! JSON, sound and half typed.

use formwork_template::{MAX_DEPTH, Syntax};

use crate::show::{self, read};

#[track_caller]
fn check(text: &str, expected: &str, messages: &[&str]) {
    show::check(Syntax::Json, text, expected, messages);
}

#[test]
fn sound_json() {
    check(
        "\u{feff}{\"a\": [1, -2.5e3, true, null, \"x\\n\\u00e9\\ud83d\\ude00\"],\t\"b\": {}}",
        "{a: [1, -2500.0, true, null, \"x\\né😀\"], b: {}}",
        &[],
    );
    check("[9223372036854775808]", "[9.223372036854776e18]", &[]);
    check(" \n", "null", &[]);
    check("{\"a\": [1,],}", "{a: [1]}", &[]);
}

#[test]
fn commas_colons_and_values_that_are_missing() {
    check("{\"a\": 1\n \"b\": 2}", "{a: 1, b: 2}", &["2:2 A comma is missing before this"]);
    check("[1 2]", "[1, 2]", &["1:4 A comma is missing before this"]);
    check("{\"a\" {\"b\": 1}}", "{a: {b: 1}}", &["1:6 A colon is missing before the value of `a`"]);
    check("{\"a\": , \"b\": 1}", "{a: <error>, b: 1}", &["1:2 `a` has no value"]);
    check("{\"a\":\n\"b\": 1}", "{a: <error>, b: 1}", &["1:2 `a` has no value"]);
    check("{\"a\": 1,, \"b\": 2}", "{a: 1, b: 2}", &["1:9 A member is missing before this comma"]);
    check("[, 1]", "[1]", &["1:2 A value is missing before this comma"]);
    check("{\"a\": \"b\": 1}", "{a: <error>, b: 1}", &["1:10 A colon cannot stand here"]);
}

#[test]
fn half_typed_members_keep_their_neighbours() {
    check(
        "{\"a\": 1,\n\"Buck\n\"b\": 2}",
        "{a: 1, Buck: <error>, b: 2}",
        &["2:1 The quote `\"` is not closed"],
    );
    check(
        "{\"a\": 1,\nBuck\n\"b\": 2}",
        "{a: 1, Buck: <error>, b: 2}",
        &["2:1 `Buck` is not in double quotes"],
    );
    check("{\"a\": 1,\n\"Buck\"\n}", "{a: 1, Buck: <error>}", &["2:1 `Buck` has no value"]);
    check(
        "{\"a: 1,\n\"b\": \"x,\n\"c\": 3}",
        "{a: 1, b: \"x\", c: 3}",
        &["1:2 The quote `\"` is not closed", "2:6 The quote `\"` is not closed"],
    );
    check("{\n  \"a\"\n    \"b\": 1\n  },\n  \"c\": 2\n}", "{a: {b: 1}, c: 2}", &["2:3 `a` has no value"]);
}

#[test]
fn brackets_that_do_not_match_are_settled_by_indentation() {
    check(
        "{\n  \"a\": {\n    \"b\": [\n      1\n  },\n  \"c\": 2\n}",
        "{a: {b: [1]}, c: 2}",
        &["5:3 `]` is missing before this <- 3:10"],
    );
    check(
        "{\n  \"a\": {\n    \"b\": 1\n  \"c\": 2\n}",
        "{a: {b: 1}, c: 2}",
        &["4:3 `}` is missing before this <- 2:8"],
    );
    check(
        "{\n  \"a\": {\n    \"b\": 1\n    }\n  },\n  \"c\": 2\n}",
        "{a: {b: 1}, c: 2}",
        &["4:5 This bracket closes nothing"],
    );
    check("{\"a\": [1, 2\n", "{a: [1, 2]}", &["2:1 `]` is missing before this <- 1:7"]);
    check("{\"a\": 1}}", "{a: 1}", &["1:9 This bracket closes nothing"]);
    check("{} x", "{}", &["1:4 The template ends before this text"]);
}

#[test]
fn what_json_does_not_have() {
    check(
        "{'a': 'b'}",
        "{a: \"b\"}",
        &["1:2 A string is in single quotes", "1:7 A string is in single quotes"],
    );
    check("{a: 1}", "{a: 1}", &["1:2 `a` is not in double quotes"]);
    check(
        "{\"a\": AWS::S3::Bucket\n}",
        "{a: \"AWS::S3::Bucket\"}",
        &["1:7 `AWS::S3::Bucket` is not in double quotes"],
    );
    check(
        "[True, None, NaN, -Infinity]",
        "[\"True\", \"None\", \"NaN\", \"-Infinity\"]".replace("\"-Infinity\"", "-inf").as_str(),
        &[
            "1:2 `True` is not JSON",
            "1:8 `None` is not JSON",
            "1:14 JSON has no `NaN`",
            "1:19 JSON has no `-Infinity`",
        ],
    );
    check(
        "[012, +1, .5, 1.]",
        "[12, 1, 0.5, 1.0]",
        &[
            "1:2 `012` begins with a zero",
            "1:7 `+1` is not a number",
            "1:11 `.5` is not a number",
            "1:15 `1.` is not a number",
        ],
    );
    check("[1] // c", "[1]", &["1:5 JSON has no comments"]);
    check("[/* c */ 1, # d\n 2]", "[1, 2]", &["1:2 JSON has no comments", "1:13 JSON has no comments"]);
    let parsed = read("[1 // c\n]", Syntax::Json);
    assert_eq!(parsed.tree.comments().len(), 1);
}

#[test]
fn strings() {
    check("[\"a\tb\"]", "[\"a\\tb\"]", &["1:4 The control character U+0009 stands in a string"]);
    check(
        "[\"\\q \\u12 \\ud800\"]",
        "[\"\\\\q \\\\u12 \u{fffd}\"]",
        &[
            "1:3 `\\q` is not an escape",
            "1:6 `\\u` is not an escape",
            "1:11 `\\ud800` is half of a surrogate pair",
        ],
    );
    check(
        "{\"a\": {\"c\": \"x},\n\"b\": 1}",
        "{a: {c: \"x\"}, b: 1}",
        &["1:13 The quote `\"` is not closed"],
    );
}

#[test]
fn duplicates_are_named_at_each_place() {
    let message = "`a` is a key more than once in the same mapping";
    check(
        "{\"a\": 1, \"a\": 2}",
        "{a: 1, a: 2}",
        &[&format!("1:2 {message} <- 1:10"), &format!("1:10 {message} <- 1:2")],
    );
}

#[test]
fn what_is_nested_too_deep_is_an_error_node() {
    let text = format!("{{\"a\": {}1{}, \"b\": 2}}", "[".repeat(300), "]".repeat(300));
    let parsed = read(&text, Syntax::Json);
    assert_eq!(parsed.errors.len(), 1);
    assert_eq!(parsed.errors[0].message, format!("Nested deeper than {MAX_DEPTH} levels"));
    assert!(parsed.tree.get(parsed.tree.root(), "b").is_some());
}
