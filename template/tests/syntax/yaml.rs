//! YAML that is read whole.

use formwork_template::{MAX_DEPTH, Span, Style, Syntax};

use crate::show::{self, errors, read, tree};

#[track_caller]
fn check(text: &str, expected: &str, messages: &[&str]) {
    show::check(Syntax::Yaml, text, expected, messages);
}

#[test]
fn scalars_collections_and_tags() {
    check(
        "a: yes\nb: [1, '1', 0x10]\nc:\n- x: 2010-09-09\n",
        "{a: true, b: [1, \"1\", 16], c: [{x: date 2010-09-09}]}",
        &[],
    );
    check(
        "a: !Ref 123\nb: !Sub |\n  x\nc: !If [a, !Ref b, 1]\n",
        "{a: !Ref \"123\", b: !Sub \"x\\n\", c: !If [\"a\", !Ref \"b\", 1]}",
        &[],
    );
    check("a: !!str 5\nb: !!int '5'\nc: ! 5\n", "{a: \"5\", b: 5, c: \"5\"}", &[]);
    check("1: a\non: b\n", "{1: \"a\", on: \"b\"}", &[]);
    check("a:\nb: !Ref\nc: [x, ]\nd: {e}\n", "{a: null, b: !Ref \"\", c: [\"x\"], d: {e: null}}", &[]);
}

#[test]
fn empty_texts_are_null() {
    for text in ["", "\n\n", "# only this\n", "\u{feff}", "---\n"] {
        check(text, "null", &[]);
    }
}

#[test]
fn spans_are_offsets_in_the_whole_text() {
    let text = "\u{feff}a: \"é\"\r\nb: &x !T # c\r\n  - one\r\n  -\r\nc:  |\r\n  x\r\n\r\nd: {e: f}\r\n";
    let parsed = read(text, Syntax::Yaml);
    assert_eq!(errors(&parsed), Vec::<String>::new());
    let at = |needle: &str| text.find(needle).map(|at| at as u32).expect(needle);
    let root = parsed.tree.root();
    let get = |key: &str| parsed.tree.get(root, key).expect(key);
    let slice = |key: &str| &text[parsed.tree.span(get(key)).range()];
    assert_eq!(
        parsed.tree.span(root),
        Span::new(3, at("\r\n",).max(text.rfind('}').map_or(0, |end| end as u32 + 1)))
    );
    assert_eq!(slice("a"), "\"é\"");
    assert_eq!(slice("b"), "- one\r\n  -");
    assert_eq!(slice("c"), "|\r\n  x");
    assert_eq!(slice("d"), "{e: f}");
    assert_eq!(&text[parsed.tree.tag(get("b")).expect("a tag").span.range()], "!T");
    assert_eq!(parsed.tree.text(get("c")), Some("x\n"));
    let comments = parsed.tree.comments();
    assert_eq!((comments.len(), &text[comments[0].span.range()], comments[0].own_line), (1, "# c", false));
}

#[test]
fn an_absent_value_stands_behind_its_colon_or_dash() {
    let text = "a :\nb:\n  # c\nc:\n-\n- d\n";
    let parsed = read(text, Syntax::Yaml);
    let root = parsed.tree.root();
    let span = |key: &str| parsed.tree.span(parsed.tree.get(root, key).expect(key));
    assert_eq!(span("a"), Span::at(3));
    assert_eq!(span("b"), Span::at(6));
    let items = parsed.tree.items(parsed.tree.get(root, "c").expect("c"));
    assert_eq!(parsed.tree.span(items[0]), Span::at(17));
    assert_eq!(span("c"), Span::new(16, 21));
}

#[test]
fn long_runs_of_comments_are_read() {
    let text = format!("{}a: 1\n", "  # c\n".repeat(500));
    let parsed = read(&text, Syntax::Yaml);
    assert_eq!((parsed.errors.len(), parsed.tree.comments().len()), (0, 500));
    assert!(parsed.tree.comments().iter().all(|comment| comment.own_line));
}

#[test]
fn every_occurrence_of_a_duplicate_key_is_named() {
    let message = "`a` is a key more than once in the same mapping";
    check(
        "a: 1\nb: 2\na: 3\n\"a\": 4\n",
        "{a: 1, b: 2, a: 3, a: 4}",
        &[
            &format!("1:1 {message} <- 3:1"),
            &format!("3:1 {message} <- 1:1"),
            &format!("4:1 {message} <- 1:1"),
        ],
    );
    let many: String = (0..20).map(|key| format!("k{}: 1\n", key % 19)).collect();
    assert_eq!(read(&many, Syntax::Yaml).errors.len(), 2);
}

#[test]
fn keys_are_plain_text() {
    check("null: 1\n", "{null: 1}", &["1:1 A key is null"]);
    check("[a]: 1\n", "{<error>: 1}", &["1:1 A list is used as a key"]);
    check("{a: b}: 1\n", "{<error>: 1}", &["1:1 A mapping is used as a key"]);
    check(
        "a: [!ImportValue b: c]\n",
        "{a: [{b: !ImportValue \"b\"}]}".replace("b: !ImportValue \"b\"", "b: \"c\"").as_str(),
        &["1:5 `!ImportValue` stands on a key; a key is plain text"],
    );
}

#[test]
fn aliases_and_merges() {
    check(
        "a: &x {k: 1, l: 2}\nb: *x\nc: {l: 3, <<: *x}\n",
        "{a: {k: 1, l: 2}, b: {k: 1, l: 2}, c: {l: 3, <<k: 1}}",
        &[],
    );
    check(
        "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc:\n  <<: [*x, *y]\n",
        "{a: {k: 1}, b: {k: 2, m: 3}, c: {<<k: 1, <<m: 3}}",
        &[],
    );
    check("a: {<<: 1}\n", "{a: {}}", &["1:5 `<<` merges something that is not a mapping"]);
    check("a: *x\n", "{a: <error>}", &["1:4 `*x` has no anchor `&x` before it"]);
    check("a: &x [*x]\n", "{a: [<error>]}", &["1:8 `*x` stands inside the node that `&x` names"]);
    check("a: &x 1\nb: &x 2\nc: *x\n", "{a: 1, b: 2, c: 2}", &[]);
    let parsed = read("a: &x {k: 1}\nb: *x\nc: {<<: *x}\n", Syntax::Yaml);
    assert_eq!(parsed.tree.aliases(), [Span::new(16, 18), Span::new(27, 29)]);
    assert_eq!(parsed.tree.merges(), [Span::new(23, 25)]);
}

#[test]
fn a_template_is_one_document() {
    check("---\na: 1\n", "{a: 1}", &[]);
    check("%YAML 1.1\n---\na: 1\n...\n", "{a: 1}", &[]);
    check("a: 1\n---\nb: 2\n", "{a: 1}", &["2:1 A second document begins here; a template is one document"]);
}

#[test]
fn what_is_nested_too_deep_is_an_error_node() {
    for text in [
        format!("a: {}1{}\nb: 2\n", "[".repeat(300), "]".repeat(300)),
        format!(
            "{}x\nb: 2\n",
            (0..300).map(|depth| format!("{:depth$}a:\n", "")).collect::<String>() + &" ".repeat(300)
        ),
        // Neither kind alone is too deep.
        format!(
            "{}{}{}\nb: 2\n",
            (0..150).map(|depth| format!("{:depth$}a:\n", "")).collect::<String>() + &" ".repeat(150),
            "[".repeat(150),
            "]".repeat(150)
        ),
    ] {
        let parsed = read(&text, Syntax::Yaml);
        let messages: Vec<_> = parsed.errors.iter().map(|error| error.message.as_str()).collect();
        assert_eq!(messages, [format!("Nested deeper than {MAX_DEPTH} levels")]);
        let shown = tree(&parsed.tree, parsed.tree.root());
        assert!(shown.contains("<error>") && shown.ends_with("b: 2}"), "{shown}");
    }
}

#[test]
fn broken_json_in_a_yaml_file_is_read_as_json() {
    check("{\n\t\"a\": 1\n\t\"b\": 2\n}\n", "{a: 1, b: 2}", &["3:2 A comma is missing before this"]);
}

#[test]
fn tabs_are_sound_in_flow_collections() {
    check("a: {\n\t\"b\": [\n\t\t1\n\t]\n}\n", "{a: {b: [1]}}", &[]);
    check("a: {\n\tb: 1\n}\nBuck\n", "{a: {b: 1}, Buck: <error>}", &["4:1 `Buck` has no colon"]);
}

#[test]
fn styles_are_kept() {
    let parsed = read("[a, 'b', \"c\"]\n", Syntax::Yaml);
    let styles: Vec<_> = parsed
        .tree
        .items(parsed.tree.root())
        .iter()
        .filter_map(|&item| match parsed.tree.data(item) {
            formwork_template::Data::Scalar(scalar) => Some(scalar.style),
            _ => None,
        })
        .collect();
    assert_eq!(styles, [Style::Plain, Style::SingleQuoted, Style::DoubleQuoted]);
}
