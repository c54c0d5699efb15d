//! Tables of what is left when something is taken out.

use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use crate::Edit;

fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut text = text.to_owned();
    for edit in edits {
        text.replace_range(edit.span.range(), &edit.text);
    }
    text
}

/// Takes `B` out of the map `M`, or the second item out of the list `L`.
fn without(text: &str, syntax: Syntax) -> Option<String> {
    let template = Template::new(parse(Arc::from(text), syntax));
    let root = template.root();
    let edit = match root.get("L") {
        Some(list) => super::item(list, 1),
        None => root.get("M").and_then(|map| super::entry(map, "B")),
    };
    let result = apply(text, vec![edit?]);
    let parsed = parse(Arc::from(result.as_str()), syntax);
    assert!(parsed.errors.is_empty(), "{result}\n{:?}", parsed.errors);
    Some(result)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    assert_eq!(without(text, syntax).as_deref(), Some(expected));
}

#[test]
fn takes_lines_where_it_has_lines() {
    check("M:\n  A: 1\n  B:\n    - 2\n  C: 3\n", "M:\n  A: 1\n  C: 3\n");
    check("L:\n  - a\n  - b # b\n", "L:\n  - a\n");
    check("L:\n- a\n- b\n- c\n", "L:\n- a\n- c\n");
    check("M:\n  A: 1\n  B: |\n    text\n\n    more\n  C: 3\n", "M:\n  A: 1\n  C: 3\n");
    check("M:\n  A: 1\n  B: 2", "M:\n  A: 1\n");
    check("M:\r\n  A: 1\r\n  B: 2\r\n  C: 3\r\n", "M:\r\n  A: 1\r\n  C: 3\r\n");
    check("M:\n  A: 1\n  B: { C: 1,\n    D: 2 }\n...\n", "M:\n  A: 1\n...\n");
    check("M:\n  A: 1\n  # of B\n  B: 2\n", "M:\n  A: 1\n  # of B\n");
    check("M:\n  A: 1\n  B:\nN: 2\n", "M:\n  A: 1\nN: 2\n");
    check("M:\n  B: 1\n\n  A: 2\n", "M:\n  A: 2\n");
    check("M:\n  A: 1\n\n  B: 2\n\n  C: 3\n", "M:\n  A: 1\n\n  C: 3\n");
}

#[test]
fn takes_commas_where_it_has_commas() {
    check("M: { A: 1, B: 2 }\n", "M: { A: 1 }\n");
    check("L: [a, b, c]\n", "L: [a, c]\n");
    check("M: {\n  A: 1, # of A\n  B: 2\n  }\n", "M: {\n  A: 1 # of A\n  \n  }\n");
    check("M: {\n  A: 1,\n  B: 2,\n  }\n", "M: {\n  A: 1,\n  }\n");
    check("{\"M\": {\n  \"A\": 1,\n  \"B\": 2\n}}", "{\"M\": {\n  \"A\": 1\n}}");
    check("{\"M\": {\n\t\"B\": 2,\n\t\"A\": 1\n}}", "{\"M\": {\n\t\"A\": 1\n}}");
    check("{\"L\": [\n  1,\n  2,\n  3\n]}", "{\"L\": [\n  1,\n  3\n]}");
}

#[test]
fn leaves_an_empty_collection_where_nothing_is_left() {
    check("M:\n  B: 2 # b\nN: 1\n", "M: {} # b\nN: 1\n");
    check("M:\n  # of B\n  B: 2\n", "M:\n  # of B\n  {}\n");
    check("M: { B: 2 }\n", "M: {}\n");
    check("{\"M\": {\n  \"B\": 2\n}}", "{\"M\": {}}");
    let template = Template::new(parse(Arc::from("L:\n- a\nM: 1\n"), Syntax::Yaml));
    let edit = template.root().get("L").and_then(|list| super::item(list, 0)).expect("an item");
    assert_eq!(apply(template.source(), vec![edit]), "L: []\nM: 1\n");
}

#[test]
fn keeps_the_dash_of_a_first_entry() {
    let text = "L:\n  - B: 1\n    A: 2\n  - B: 3\n";
    let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
    let mut items = template.root().get("L").expect("a list").items();
    let first = items.next().and_then(|item| super::entry(item, "B")).expect("an entry");
    assert_eq!(apply(text, vec![first]), "L:\n  - A: 2\n  - B: 3\n");
    let second = items.next().and_then(|item| super::entry(item, "B")).expect("an entry");
    assert_eq!(apply(text, vec![second]), "L:\n  - B: 1\n    A: 2\n  - {}\n");
}

#[test]
fn leaves_alone_what_is_used_elsewhere() {
    assert_eq!(without("M:\n  A: 1\n  B: &b 2\nN: *b\n", Syntax::Yaml), None);
    assert_eq!(without("L:\n  - a\n  - &b b\n  - *b\n", Syntax::Yaml), None);
    check("N: &b { C: 1 }\nM:\n  A: 1\n  B: *b\n  C: 2\n", "N: &b { C: 1 }\nM:\n  A: 1\n  C: 2\n");
    check("N: &b b\nL: [a, *b, c]\n", "N: &b b\nL: [a, c]\n");
    check("N: &b { C: 1 }\nM:\n  <<: *b\n  B: 2\n", "N: &b { C: 1 }\nM:\n  <<: *b\n");
}

#[test]
fn takes_several_entries_at_once() {
    let several = |text: &str, syntax| {
        let template = Template::new(parse(Arc::from(text), syntax));
        let map = template.root().get("M").expect("a map");
        apply(text, super::entries(map, &["A", "B", "D"]).expect("entries"))
    };
    assert_eq!(several("M: { A: 1, B: 2, C: 3, D: 4 }\n", Syntax::Yaml), "M: { C: 3 }\n");
    assert_eq!(several("M: { C: 1, B: 2, A: 3 }\n", Syntax::Yaml), "M: { C: 1 }\n");
    assert_eq!(several("M: { A: 1, B: 2 }\n", Syntax::Yaml), "M: {}\n");
    assert_eq!(several("M:\n  A: 1\n  C: 2\n  B: 3\n  D: 4\n", Syntax::Yaml), "M:\n  C: 2\n");
}

#[test]
fn takes_the_comments_above_where_they_are_the_entrys() {
    let documented = |text: &str| {
        let template = Template::new(parse(Arc::from(text), Syntax::Yaml));
        let map = template.root().get("M").expect("a map");
        apply(text, vec![documented(map)])
    };
    let text = "M:\n  A: 1\n  # --- more ---\n  # The second.\n  # It is 2.\n  B: 2\n\n  C: 3\n";
    assert_eq!(documented(text), "M:\n  A: 1\n  # --- more ---\n\n  C: 3\n");
    assert_eq!(documented("M:\n  A: 1\n  # of A\n\n  B: 2\n"), "M:\n  A: 1\n  # of A\n");
}

/// Takes `B` out with the comments above it.
fn documented(map: formwork_template::Value<'_>) -> crate::Edit {
    let key = map.entry("B").expect("an entry").0.span;
    let edits = super::documented_entries(map, [key].into_iter()).expect("a map");
    edits.into_iter().next().flatten().expect("an edit")
}
