//! Tables of what a text is with something added.

use std::sync::Arc;

use formwork_template::{Section, Syntax, Template, parse};

use super::{New, add_entries, add_items, add_members};

/// Adds `B: { C: !Ref D }` to the map `M`, or `b` to the list `L`.
fn with(text: &str, syntax: Syntax) -> Option<String> {
    let template = Template::new(parse(Arc::from(text), syntax));
    let root = template.root();
    let edit = if let Some(list) = root.get("L") {
        add_items(list, &[New::Text("b".to_owned())])
    } else {
        let new = New::Map(vec![("C".to_owned(), New::Ref("D".to_owned()))]);
        add_entries(root.get("M")?, &[("B".to_owned(), new)])
    }?;
    let mut result = text.to_owned();
    result.replace_range(edit.span.range(), &edit.text);
    let parsed = Template::new(parse(Arc::from(result.as_str()), syntax));
    assert!(parsed.errors().is_empty(), "{result}\n{:?}", parsed.errors());
    let added = match parsed.root().get("L") {
        Some(list) => list.items().last().and_then(|item| Some(item.text()? == "b")),
        None => parsed.root().at(&["M", "B", "C"]).map(|value| value.function().is_some()),
    };
    assert_eq!(added, Some(true), "{result}");
    Some(result)
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    assert_eq!(with(text, syntax).as_deref(), Some(expected));
}

#[test]
fn adds_lines_to_a_block() {
    check("M:\n  A: 1\nN: 2\n", "M:\n  A: 1\n  B:\n    C: !Ref D\nN: 2\n");
    check("M:\n  A: 1 # of A\n", "M:\n  A: 1 # of A\n  B:\n    C: !Ref D\n");
    check("M:\n  A: 1", "M:\n  A: 1\n  B:\n    C: !Ref D");
    check("M:\n  A: |\n    text\n\nN: 2\n", "M:\n  A: |\n    text\n  B:\n    C: !Ref D\n\nN: 2\n");
    check("M:\n    A:\n        X: 1\n...\n", "M:\n    A:\n        X: 1\n    B:\n        C: !Ref D\n...\n");
    check("M:\n  A: { X: 1,\n    Y: 2 }\n", "M:\n  A: { X: 1,\n    Y: 2 }\n  B:\n    C: !Ref D\n");
    check("X: &x 1\nM:\n  A: *x\nN: 2\n", "X: &x 1\nM:\n  A: *x\n  B:\n    C: !Ref D\nN: 2\n");
    check("L:\n- a\nN: 2\n", "L:\n- a\n- b\nN: 2\n");
    check("L:\n  - a: 1\n    c: 2\n", "L:\n  - a: 1\n    c: 2\n  - b\n");
    check("X: &x 1\nL:\n  - *x\n", "X: &x 1\nL:\n  - *x\n  - b\n");
}

#[test]
fn adds_to_brackets() {
    check("M: { A: 1 }\n", "M: { A: 1, B: { C: !Ref D } }\n");
    check("M: {}\n", "M: {B: { C: !Ref D }}\n");
    check("L: []\n", "L: [b]\n");
    check("L: [a,\n    a]\n", "L: [a,\n    a,\n    b]\n");
    check("L: [\n  a # first\n  ]\n", "L: [\n  a, # first\n  b\n  ]\n");
    check("M: { A: 1 # of A\n  }\n", "M: { A: 1, # of A\n  B: { C: !Ref D }\n  }\n");
    check("M: { A: 1, }\n", "M: { A: 1, B: { C: !Ref D }, }\n");
    check("{\"M\": {\"A\": 1}}", "{\"M\": {\"A\": 1, \"B\": { \"C\": { \"Ref\": \"D\" } }}}");
    check("{\"M\": {\n\t\"A\": 1\n}}", "{\"M\": {\n\t\"A\": 1,\n\t\"B\": { \"C\": { \"Ref\": \"D\" } }\n}}");
}

#[test]
fn knows_what_it_can_not_add_to() {
    assert_eq!(
        with("X: &x { A: 1 }\nM: *x\nN:\n", Syntax::Yaml).as_deref(),
        Some("X: &x { A: 1, B: { C: !Ref D } }\nM: *x\nN:\n")
    );
    assert_eq!(with("M: text\n", Syntax::Yaml), None);
}

/// Adds a section with a member, and then that member once more under another name.
#[track_caller]
fn check_members(text: &str, section: Section, once: &str, twice: &str) {
    let syntax = if text.starts_with('{') { Syntax::Json } else { Syntax::Yaml };
    let mut result = text.to_owned();
    for (id, expected) in [("A", once), ("B", twice)] {
        let template = Template::new(parse(Arc::from(result.as_str()), syntax));
        let member = New::Map(vec![("Type".to_owned(), New::Text("String".to_owned()))]);
        let edit = add_members(&template, section, &[(id.to_owned(), member)]).expect("there is a place");
        result.replace_range(edit.span.range(), &edit.text);
        assert_eq!(result, expected);
    }
}

#[test]
fn sections_go_where_they_are_looked_for() {
    check_members(
        "# About all.\nDescription: x\n\n# What there is.\nResources: {}\n",
        Section::Parameters,
        "# About all.\nDescription: x\n\nParameters:\n  A:\n    Type: String\n\n# What there is.\nResources: {}\n",
        "# About all.\nDescription: x\n\nParameters:\n  A:\n    Type: String\n  B:\n    Type: String\n\n# What there is.\nResources: {}\n",
    );
    check_members(
        "# About all.\nResources: {}\n",
        Section::Outputs,
        "# About all.\nResources: {}\nOutputs:\n  A:\n    Type: String\n",
        "# About all.\nResources: {}\nOutputs:\n  A:\n    Type: String\n  B:\n    Type: String\n",
    );
    check_members(
        "# About all.\nResources: {}\n",
        Section::Parameters,
        "# About all.\nParameters:\n  A:\n    Type: String\nResources: {}\n",
        "# About all.\nParameters:\n  A:\n    Type: String\n  B:\n    Type: String\nResources: {}\n",
    );
}

#[test]
fn members_of_json_have_lines_where_others_have() {
    check_members(
        "{\"Resources\": {}}",
        Section::Parameters,
        "{\"Parameters\": { \"A\": { \"Type\": \"String\" } }, \"Resources\": {}}",
        "{\"Parameters\": { \"A\": { \"Type\": \"String\" }, \"B\": { \"Type\": \"String\" } }, \"Resources\": {}}",
    );
    let a = "{\n    \"Parameters\": {\n        \"A\": {\n            \"Type\": \"String\"\n        }";
    check_members(
        "{\n    \"Resources\": {}\n}\n",
        Section::Parameters,
        &format!("{a}\n    }},\n    \"Resources\": {{}}\n}}\n"),
        &format!(
            "{a},\n        \"B\": {{\n            \"Type\": \"String\"\n        }}\n    }},\n    \"Resources\": {{}}\n}}\n"
        ),
    );
}
