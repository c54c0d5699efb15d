//! Input that wants to take the parser down: it is read within bounds of nodes
//! and errors, and without using up the stack.

use std::fmt::Write as _;

use formwork_template::{MAX_EXPANDED, Syntax};

use crate::show::read;

/// Parses, and bounds what came of it by the length of the text.
#[track_caller]
fn bounded(text: &str, syntax: Syntax) -> Vec<String> {
    let parsed = read(text, syntax);
    assert!(parsed.tree.node_count() <= 4 * text.len() + 16, "{} nodes", parsed.tree.node_count());
    assert!(parsed.errors.len() <= 500, "{} errors", parsed.errors.len());
    parsed.errors.into_iter().map(|error| error.message).collect()
}

#[test]
fn deep_nesting() {
    let steps: String = (0..1500).map(|depth| format!("{:depth$}a:\n", "")).collect();
    for text in ["[".repeat(50_000), "- ".repeat(50_000), "? ".repeat(50_000), ": ".repeat(50_000), steps] {
        assert_eq!(bounded(&text, Syntax::Yaml), ["Nested deeper than 200 levels"]);
    }
    for text in ["[".repeat(50_000), "{\"a\":".repeat(50_000)] {
        assert_eq!(bounded(&text, Syntax::Json)[0], "Nested deeper than 200 levels");
        bounded(&text, Syntax::Yaml);
    }
}

#[test]
fn aliases_that_multiply() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..40 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        let _ = writeln!(bomb, "a{level}: &a{level} [{aliases}]");
    }
    let messages = bounded(&bomb, Syntax::Yaml);
    assert_eq!(messages, [format!("With `*a4` the template expands to more than {MAX_EXPANDED} nodes")]);
    let keys: String = (0..1000).map(|key| format!("k{key}: 1, ")).collect();
    let merges = format!("a: &a {{{keys}}}\nb: {{<<: [{}]}}\n", vec!["*a"; 1000].join(", "));
    assert_eq!(bounded(&merges, Syntax::Yaml).len(), 1);
}

#[test]
fn wide_texts() {
    let keys: String = (0..20_000).map(|key| format!("k{key}: {key}\n")).collect();
    assert!(bounded(&keys, Syntax::Yaml).is_empty());
    assert_eq!(bounded(&"k: 1\n".repeat(20_000), Syntax::Yaml).len(), 500);
    assert!(bounded(&"# c\n".repeat(20_000), Syntax::Yaml).is_empty());
    bounded(&format!("{}a", " ".repeat(100_000)), Syntax::Yaml);
}

#[test]
fn errors_without_end() {
    for line in [
        "k\n",
        "k: [a\n",
        "k: \"a\n",
        "- [a\n",
        "\tk: 1\n",
        "a: 1\n  b: 2\n",
        "k: &a x\nbad\n",
        "a: |\n",
        "]\n",
        "---\n",
    ] {
        bounded(&line.repeat(5_000), Syntax::Yaml);
        bounded(&format!("a: 1\n{}", line.repeat(5_000)), Syntax::Yaml);
    }
    for piece in [
        ",",
        ":",
        "\"",
        "'",
        "x",
        "1 ",
        "{",
        "}",
        "[1,",
        "\"a\" ",
        "\"a\": [",
        "/",
        "\\",
        "\"\\u",
        "//\n",
        "\n\"a\": {",
    ] {
        bounded(&format!("{{{}", piece.repeat(5_000)), Syntax::Json);
        bounded(&piece.repeat(5_000), Syntax::Json);
        bounded(&format!("{{\"{}", piece.repeat(5_000)), Syntax::Yaml);
    }
}
