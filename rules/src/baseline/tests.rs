//! What a baseline covers after edits, on findings at places in templates, and
//! the form of the file.

use formwork_template::{Syntax, parse};

use super::{Baseline, Entry, compare, counted, entries};
use crate::locate::path_at;
use crate::{Diagnostic, RuleCode, Severity};
use formwork_template::Span;

/// A finding at each `@` of a text, which is not part of it; the word behind it is the message.
fn found(marked: &str) -> Vec<Entry> {
    let mut text = String::new();
    let mut places = Vec::new();
    for (index, piece) in marked.split('@').enumerate() {
        if index > 0 {
            let message = piece.split(|char: char| !char.is_alphanumeric()).next().unwrap_or_default();
            places.push((text.len() as u32, message.to_owned()));
        }
        text.push_str(piece);
    }
    let parsed = parse(text.into(), Syntax::Yaml);
    let found: Vec<Diagnostic> = places
        .into_iter()
        .map(|(start, message)| {
            let rule = RuleCode::from_static("E0");
            let mut found = Diagnostic::new(rule, Severity::Error, Span::at(start), message);
            found.path = path_at(&parsed.tree, start);
            found
        })
        .collect();
    entries(Some(&parsed.tree), &found)
}

/// Checks which of the findings in `after` those of `before` cover, by their messages, and how many are gone.
fn check(before: &str, after: &str, new: &[&str], gone: u32) {
    let (known, found) = (counted(found(before)), found(after));
    let comparison = compare(&found, &known);
    let uncovered = found.iter().zip(&comparison.known).filter(|(_, known)| !**known);
    let uncovered: Vec<&str> = uncovered.map(|(entry, _)| entry.message.as_str()).collect();
    assert_eq!(uncovered, new, "{after}");
    assert_eq!(comparison.gone.iter().map(|entry| entry.count).sum::<u32>(), gone, "{after}");
}

#[test]
fn keys_are_places_and_not_lines() {
    let before = "Resources:\n  A: { Type: @x }\n";
    check(before, "# Moved\nParameters: {}\nResources:\n  B: {}\n  A: { Type: @x }\n", &[], 0);
    // A wrong value is the same finding when it is wrong in another way, and another one elsewhere.
    check(before, "Resources:\n  A: { Type: @y }\n", &[], 0);
    check(before, "Resources:\n  A: { Type: @x }\n  B: { Type: @z }\n", &["z"], 0);
    check(before, "Resources:\n  B: { Type: @x }\n", &["x"], 1);
    check(before, "Resources:\n  A: { Type: y }\n", &[], 1);
}

#[test]
fn of_several_at_one_place_the_familiar_ones_are_covered() {
    let at = |messages: [&str; 2]| {
        let [a, b] = messages.map(|message| Entry {
            rule: "E0".into(),
            path: "A".into(),
            message: message.into(),
            count: 1,
        });
        vec![a, b]
    };
    let comparison = compare(&at(["new", "old"]), &at(["old", "gone"])[..1]);
    assert_eq!(comparison.known, [false, true]);
    assert_eq!(comparison.gone, []);
}

#[test]
fn items_of_lists_are_known_by_what_they_are() {
    let named = "Tags:\n- { Key: a, Value: @x }\n- { Key: b, Value: @y }\n";
    check(
        named,
        "Tags:\n- { Key: c, Value: @z }\n- { Key: b, Value: @y }\n- { Key: a, Value: @x }\n",
        &["z"],
        0,
    );
    let names = found(named).into_iter().map(|entry| entry.path).collect::<Vec<_>>();
    assert_eq!(names, ["Tags[a]/Value", "Tags[b]/Value"]);

    let nameless = "Rules:\n- { Port: @x }\n- { Port: @y, To: 1 }\n";
    // One in front of them is new, though it looks alike and they have moved.
    check(nameless, "Rules:\n- { Port: @z, To: 2 }\n- { Port: @x }\n- { Port:   @y, To: 1 }\n", &["z"], 0);
    // Edited in another respect, it is still the one that was there.
    check(nameless, "Rules:\n- { Port: @x }\n- { Port: @y, To: 9 }\n", &[], 0);
    check(nameless, "Rules:\n- { Port: @x }\n", &[], 1);
    let names = found("A: !If [c, @x, y]\nB: { 'Fn::If': [c, [@x]] }\n").into_iter().map(|entry| entry.path);
    assert!(names.map(|name| name.chars().take(13).collect::<String>()).eq(["A[1]", "B/Fn::If[1][#"]));
    check("L: [@a, b, @c]\n", "L: [@d, @c, b, @a]\n", &["d"], 0);
    check("L: [@a]\n", "L: [@a, @a]\n", &["a"], 0);
}

#[test]
fn findings_without_a_place_are_known_by_their_words() {
    let file = |message: &str| {
        vec![Entry { rule: "E0000".into(), path: String::new(), message: message.into(), count: 1 }]
    };
    assert_eq!(compare(&file("one"), &file("one")).known, [true]);
    assert_eq!(compare(&file("one"), &file("other")).known, [false]);
}

#[test]
fn is_written_a_line_a_finding_and_read_again() {
    let files = [
        ("b.yaml", counted(found("Tags: [{ Key: 'ü\"', Value: @x }]\nA: @y\nB: @y\n"))),
        ("a/b.yaml", counted(found("L: [@x a, @x a]\n"))),
        ("clean.yaml", Vec::new()),
    ];
    let baseline = Baseline { files: files.map(|(file, entries)| (file.to_owned(), entries)).into() };
    let text = baseline.to_json();
    assert_eq!(
        text,
        r#"{
  "version": 1,
  "findings": {
    "a/b.yaml": [
      {"rule":"E0","path":"L[#HASH]","message":"x","count":2}
    ],
    "b.yaml": [
      {"rule":"E0","path":"A","message":"y"},
      {"rule":"E0","path":"B","message":"y"},
      {"rule":"E0","path":"Tags[ü\"]/Value","message":"x"}
    ]
  }
}
"#
        .replace("#HASH", text.split_once("L[").map_or("", |(_, rest)| &rest[..7]))
    );
    let read = Baseline::read(&text).expect("it is a baseline");
    assert_eq!((read.to_json(), read.count(), read.of("b.yaml").len()), (text, 5, 3));
    assert_eq!(Baseline::default().to_json(), "{\n  \"version\": 1,\n  \"findings\": {}\n}\n");
    assert_eq!(Baseline::read(&Baseline::default().to_json()), Ok(Baseline::default()));
}

#[test]
fn says_where_a_file_is_wrong() {
    for (text, place, words) in [
        ("", "line 1 column 0", "EOF"),
        ("3", "line 1 column 1", "invalid type: integer `3`"),
        ("{\n \"version\": 2 }", "line 2 column 15", "the version is 2"),
        ("{ \"version\": 1,\n<<<<<<< HEAD\n", "line 2 column 1", "key must be a string"),
        ("{ \"version\": 1, \"findings\": {}, \"more\": 1 }", "line 1 column 38", "unknown field `more`"),
        ("{ \"version\": 1, \"findings\": { \"a\": [{}] } }", "line 1 column 38", "missing field `rule`"),
    ] {
        let mistake = Baseline::read(text).expect_err(text).to_string();
        assert!(mistake.starts_with(place) && mistake.contains(words), "{text}: {mistake}");
    }
}
