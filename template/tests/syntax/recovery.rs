//! Broken text: what is said, and that the rest survives.

use std::sync::Arc;

use formwork_template::{Syntax, parse};

use crate::damage::{self, Damage};
use crate::show;
use crate::{NETWORK, QUEUE, SERVICE};

#[track_caller]
fn check(text: &str, expected: &str, messages: &[&str]) {
    show::check(Syntax::Yaml, text, expected, messages);
}

#[test]
fn half_a_key() {
    check("R:\n  A: 1\n  Buck\n  B: 2\n", "{R: {A: 1, Buck: <error>, B: 2}}", &["3:3 `Buck` has no colon"]);
    check(
        "R:\n  Buck\n    Type: x\n  B: 2\n",
        "{R: {Buck: {Type: \"x\"}, B: 2}}",
        &["2:3 `Buck` has no colon"],
    );
    check(
        "Reso\nA: 1\nB\n",
        "{Reso: <error>, A: 1, B: <error>}",
        &["1:1 `Reso` has no colon", "3:1 `B` has no colon"],
    );
}

#[test]
fn tabs() {
    let message = "A tab is used as indentation";
    check("R:\n  A: 1\n\tB: 2\n  C: 3\n", "{R: {A: 1, B: 2, C: 3}}", &[&format!("3:1 {message}")]);
    check(
        "R:\n\tA:\n\t\tB: 1\n",
        "{R: {A: {B: 1}}}",
        &[&format!("2:1 {message}"), &format!("3:1 {message}")],
    );
    // Behind a key without a value tabs mean its children, however wide they are.
    check(
        "R:\n  A:\n\tB: 1\n\tC:\n\t  D: 2\n  E: 3\n",
        "{R: {A: {B: 1, C: {D: 2}}, E: 3}}",
        &[&format!("3:1 {message}"), &format!("4:1 {message}"), &format!("5:1 {message}")],
    );
}

#[test]
fn indentation() {
    let message = |key: &str| format!("`{key}` is indented differently from its neighbours");
    check(
        "R:\n    A: 1\n   B: 2\n    C: 3\n",
        "{R: {A: 1, B: 2, C: 3}}",
        &[&format!("3:4 {}", message("B"))],
    );
    check(
        "R:\n  A: 1\n   B: 2\n   C: 3\n  D: 4\n",
        "{R: {A: 1, B: 2, C: 3, D: 4}}",
        &[&format!("3:4 {}", message("B"))],
    );
    check("R:\n   A: 1\n  B: 2\n  C: 3\n", "{R: {A: 1, B: 2, C: 3}}", &[&format!("2:4 {}", message("A"))]);
    check(
        "R:\n  A:\n    T: x\n   B:\n    T: y\n",
        "{R: {A: {T: \"x\"}, B: {T: \"y\"}}}",
        &[&format!("4:4 {}", message("B"))],
    );
    check("R:\n  - a\n - b\n  - c\n", "{R: [\"a\", \"b\", \"c\"]}", &[&format!("3:2 {}", message("b"))]);
}

#[test]
fn the_same_slip_under_another_key_is_said_again() {
    let text = "A:\n  x: 1\n   y: 2\n   z: 3\nB:\n  x: 1\n   y: 2\n";
    assert_eq!(show::errors(&show::read(text, Syntax::Yaml)).len(), 2);
}

#[test]
fn an_item_among_keys() {
    check("R:\n  A: 1\n  - B: 2\n  C: 3\n", "{R: {A: <error>, C: 3}}", &["3:3 `- B` does not belong here"]);
}

#[test]
fn quotes_and_brackets_that_are_open() {
    check("A: \"x\nB: 1\n", "{A: <error>, B: 1}", &["1:4 The quote `\"` is not closed in the value of `A`"]);
    check(
        "R:\n  A: !Sub \"x\n  B: 'y'\n",
        "{R: {A: <error>, B: \"y\"}}",
        &["2:11 The quote `\"` is not closed in the value of `A`"],
    );
    check("A: [1, 2\nB: 1\n", "{A: <error>, B: 1}", &["1:4 `[` is not closed in the value of `A`"]);
    check("A: {x: 1\nB: 1\n", "{A: <error>, B: 1}", &["1:4 `{` is not closed in the value of `A`"]);
    check("A: [1]]\nB: 1\n", "{A: <error>, B: 1}", &["1:7 `]` closes nothing"]);
    check("\"A: 1\nB: 1\n", "{A: 1, B: 1}", &["1:1 The quote `\"` is not closed"]);
    // A value over several lines is no reason to stumble over the next error.
    check(
        "A: [1,\n2]\nB: \"x\n\n  y\"\nC\n",
        "{A: [1, 2], B: \"x\\ny\", C: <error>}",
        &["6:1 `C` has no colon"],
    );
}

#[test]
fn values_that_are_wrong() {
    check(
        "A: b: c\nB: 1\n",
        "{A: <error>, B: 1}",
        &["1:5 A value begins in the value of `A` where none can stand"],
    );
    check("A: \"x\" y\nB: 1\n", "{A: <error>, B: 1}", &["1:8 `y` stands behind a closing quote"]);
    check("A: \"a\\qb\"\nB: 1\n", "{A: <error>, B: 1}", &["1:6 `\\q` is not an escape"]);
    check("A: @x\nB: 1\n", "{A: <error>, B: 1}", &["1:4 Text cannot begin with `@`"]);
    check(
        "A:\n- x: 1\n- y: \"z\n- w: 2\nB: 1\n",
        "{A: [{x: 1}, {y: <error>}, {w: 2}], B: 1}",
        &["3:6 The quote `\"` is not closed in the value of `y`"],
    );
}

#[test]
fn what_is_unfinished_but_sound_is_no_error() {
    check("A: !Ref \nB: !Sub\nC:\n", "{A: !Ref \"\", B: !Sub \"\", C: null}", &[]);
}

#[test]
fn anchors_and_duplicates_reach_across_pieces() {
    check(
        "A: &x {k: 1}\nBuck\nB: *x\nC: {<<: *x}\n",
        "{A: {k: 1}, Buck: <error>, B: {k: 1}, C: {<<k: 1}}",
        &["2:1 `Buck` has no colon"],
    );
    let message = "`A` is a key more than once in the same mapping";
    check(
        "A: 1\nBuck\nA: 2\n",
        "{A: 1, Buck: <error>, A: 2}",
        &[&format!("1:1 {message} <- 3:1"), "2:1 `Buck` has no colon", &format!("3:1 {message} <- 1:1")],
    );
}

#[test]
fn comments_survive() {
    let parsed = parse(Arc::from("# a\nA: 1 # b\n# c\nBuck\n# d\nB: 2\n"), Syntax::Yaml);
    assert_eq!(parsed.tree.comments().len(), 4);
}

/// At least 98 % of the names survive each way of damage, and damage is not reported over and over.
#[track_caller]
fn survives(text: &str, syntax: Syntax, damages: &[Damage]) {
    assert_eq!(show::errors(&show::read(text, syntax)), Vec::<String>::new());
    for damage in damages {
        let (mut expected, mut kept, mut texts, mut errors) = (0, 0, 0, 0);
        let mut worst = Vec::new();
        damage::outcomes(text, syntax, damage, |outcome| {
            expected += outcome.expected;
            kept += outcome.expected - outcome.lost.len();
            texts += 1;
            errors += outcome.parsed.errors.len();
            if !outcome.lost.is_empty() {
                worst.push((outcome.line, outcome.lost));
            }
        });
        assert!(
            kept * 100 >= expected * 98,
            "{}: {kept} of {expected} names survive; lost: {worst:?}",
            damage.name
        );
        assert!(errors * 10 <= texts * 15, "{}: {errors} errors in {texts} texts", damage.name);
    }
}

#[test]
fn damaged_yaml_keeps_its_names() {
    survives(NETWORK, Syntax::Yaml, damage::YAML);
    survives(SERVICE, Syntax::Yaml, damage::YAML);
}

#[test]
fn damaged_json_keeps_its_names() {
    survives(QUEUE, Syntax::Json, damage::JSON);
}
