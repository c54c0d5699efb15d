//! The layout of YAML, on texts.

use crate::testing::template;

#[track_caller]
fn check(text: &str, expected: &str) {
    let formatted = crate::format(&template(text)).expect("it can be laid out");
    assert_eq!(formatted, expected);
    assert_eq!(
        crate::format(&template(&formatted)).expect("again"),
        formatted,
        "a second time changes nothing"
    );
}

#[test]
fn indentation_becomes_even() {
    check(
        "Resources:\n    A:\n        Type:   AWS::S3::Bucket\n        Properties:\n            Tags:\n            -   Key: a\n                Value:  b\n",
        "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      Tags:\n      - Key: a\n        Value: b\n",
    );
}

#[test]
fn lists_stay_as_deep_as_most_of_them_are() {
    let deep = "A:\n  - x\n  - y\nB:\n  - - z\n";
    check(deep, deep);
    check(
        "A:\n    - x\n    -   k: 1\n        l: 2\nB:\n- y\nC:\n    - z\n",
        "A:\n  - x\n  - k: 1\n    l: 2\nB:\n  - y\nC:\n  - z\n",
    );
}

#[test]
fn texts_move_along_and_stay() {
    check(
        "A:\n      B: |\n         one\n           two\n\n\n         three\n      C: \"x\n         y\"\n      D: [a,\n          b]\n",
        "A:\n  B: |\n     one\n       two\n\n\n     three\n  C: \"x\n     y\"\n  D: [a,\n      b]\n",
    );
    check("A: |2-\n   x \n\nB: >+\n  y\n\n\n", "A: |2-\n   x \n\nB: >+\n  y\n\n\n");
}

#[test]
fn comments_stand_with_what_they_are_about() {
    check(
        "# top\nA:\n    # of b\n    B: c   # trailing\n    # of the list\n    L:\n        # first\n        - x\n# of d\nD: e\n",
        "# top\nA:\n  # of b\n  B: c   # trailing\n  # of the list\n  L:\n    # first\n    - x\n# of d\nD: e\n",
    );
}

#[test]
fn blank_lines_and_ends() {
    check("\n\nA: b  \n\n\n\nC: d\n# e\nE: f\n\n\n", "A: b\n\nC: d\n\n# e\nE: f\n");
    check("A: b\r\nC:\r\n    D: e", "A: b\r\nC:\r\n  D: e\r\n");
}

#[test]
fn anchors_tags_and_marks_stay() {
    let text = "---\nA: &x\n  B: !Sub \"${C}\"\nD:\n  <<: *x\n  E: !If [a, b, c]\n";
    check(text, text);
}

#[test]
fn broken_text_is_refused_with_its_place() {
    let refused = crate::format(&template("A: [\nB: c\n")).expect_err("it is broken");
    assert!(matches!(refused, crate::Refusal::Broken { .. }), "{refused:?}");
}

mod any_layout {
    use proptest::prelude::*;

    use crate::testing::template;

    /// A part of a template as somebody may have written it.
    #[derive(Debug, Clone)]
    enum Part {
        Text(usize),
        Block(usize),
        Map(Vec<Self>, usize),
        List(Vec<Self>, usize, bool),
    }

    const TEXTS: &[&str] =
        &["x", "\"a  b\"", "'it''s'", "!Ref A", "{ k: [v, w] }", "10.0.0.0/8", "no", "!Sub \"${A}-b\"", "ä𝄞"];
    const BLOCKS: &[&str] = &["|", ">-", "|+", "|-"];

    fn part() -> impl Strategy<Value = Part> {
        let leaf =
            prop_oneof![(0..TEXTS.len()).prop_map(Part::Text), (0..BLOCKS.len()).prop_map(Part::Block)];
        leaf.prop_recursive(4, 40, 4, |inner| {
            prop_oneof![
                (prop::collection::vec(inner.clone(), 1..4), 1..5_usize)
                    .prop_map(|(parts, step)| Part::Map(parts, step)),
                (prop::collection::vec(inner, 1..4), 0..4_usize, any::<bool>())
                    .prop_map(|(parts, step, wide)| Part::List(parts, step, wide)),
            ]
        })
    }

    /// Writes a part behind a key or a dash.
    fn write(part: &Part, indent: usize, seed: &mut usize, out: &mut String) {
        *seed = seed.wrapping_mul(31).wrapping_add(7);
        let blanks = |count: usize| " ".repeat(count);
        match part {
            Part::Text(number) => {
                out.push_str(&format!("{}{}", blanks(1 + *seed % 3), TEXTS[*number]));
                out.push_str(if seed.is_multiple_of(5) { "   # said\n" } else { "\n" });
            }
            Part::Block(number) => {
                let deeper = blanks(indent + 1 + *seed % 4);
                out.push_str(&format!(
                    " {}\n{deeper}one\n{deeper}  two  \n\n{deeper}three\n",
                    BLOCKS[*number]
                ));
            }
            Part::Map(parts, step) => {
                out.push('\n');
                if seed.is_multiple_of(3) {
                    out.push_str(&format!("{}# of what is below\n", blanks(indent + step)));
                }
                for (number, inner) in parts.iter().enumerate() {
                    out.push_str(&format!("{}K{number}:", blanks(indent + step)));
                    write(inner, indent + step, seed, out);
                    out.push_str(if seed.is_multiple_of(7) { "\n\n" } else { "" });
                }
            }
            Part::List(parts, step, wide) => {
                out.push('\n');
                for inner in parts {
                    let dash = if *wide { "-   " } else { "- " };
                    // An item begins on the line of its dash, as people write it.
                    let mut text = String::new();
                    match inner {
                        Part::Map(entries, _) => {
                            let column = indent + step + dash.len();
                            for (number, entry) in entries.iter().enumerate() {
                                text.push_str(&if number == 0 { String::new() } else { blanks(column) });
                                text.push_str(&format!("K{number}:"));
                                write(entry, column, seed, &mut text);
                            }
                        }
                        other => {
                            write(other, indent + step, seed, &mut text);
                            text = text.trim_start_matches(' ').to_owned();
                        }
                    }
                    let is_below = text.starts_with('\n');
                    out.push_str(&format!(
                        "{}{}{text}",
                        blanks(indent + step),
                        if is_below { "-" } else { dash }
                    ));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn is_made_even_without_a_change_of_meaning(parts in prop::collection::vec(part(), 1..4), start in 0..1000_usize) {
            let (mut text, mut seed) = (String::new(), start);
            for (number, part) in parts.iter().enumerate() {
                text.push_str(&format!("S{number}:"));
                write(part, 0, &mut seed, &mut text);
            }
            let written = template(&text);
            prop_assume!(written.errors().is_empty());
            let formatted = crate::format(&written);
            prop_assert!(formatted.is_ok(), "{:?} for\n{text}", formatted);
            let formatted = formatted.unwrap_or_default();
            let again = crate::format(&template(&formatted));
            prop_assert_eq!(again.as_deref(), Ok(formatted.as_str()), "of\n{}", text);
        }
    }
}
