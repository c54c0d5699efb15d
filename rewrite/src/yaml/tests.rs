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
