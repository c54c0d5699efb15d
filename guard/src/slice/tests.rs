//! What goes into a slice, and under which name.

use super::{Selection, Slice, Undefined, slice, targets};
use crate::ast::{Rule, RulesFile};
use crate::parse;

fn file(source: &str) -> RulesFile {
    let parsed = parse(source);
    assert_eq!(parsed.errors, [], "{source}");
    parsed.file
}

type Wants = Box<dyn Fn(&Rule) -> bool>;

/// The slice with these rules of each source, or with all where none is named.
fn sliced(sources: &[(&str, &[&str])]) -> Result<Slice, Undefined> {
    let files: Vec<RulesFile> = sources.iter().map(|(source, _)| file(source)).collect();
    let wants: Vec<Wants> = sources
        .iter()
        .map(|(_, names)| -> Wants {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            Box::new(move |rule| names.is_empty() || names.iter().any(|name| *name == rule.name.text))
        })
        .collect();
    let selections: Vec<Selection<'_>> = sources
        .iter()
        .zip(&files)
        .zip(&wants)
        .map(|(((source, _), file), wants)| Selection { source, file, wants })
        .collect();
    slice(&selections)
}

#[track_caller]
fn expect(sources: &[(&str, &[&str])], text: &str) -> Slice {
    let slice = sliced(sources).expect("all names are defined");
    assert_eq!(slice.text, text);
    assert_eq!(parse(&slice.text).errors, []);
    slice
}

const NEEDS: &str = "# Licence

let unused = 1

# These need a key.
let on = [true, 'true'] # spellings
let a = Resources.*[ Type == 'A::B::C' Name in %names ]
let names = ['x']

rule other when %unused exists { b == 1 }

# @title Of a
# more
rule A when %a !empty {
  # inside
  checked
  is_on(%a.On) <<no>>
}

rule checked { Resources exists }
rule is_on(value) { %value in %on }
";

#[test]
fn a_rule_comes_with_what_it_needs() {
    let slice = expect(
        &[(NEEDS, &["A"])],
        "# Licence

# These need a key.
let on = [true, 'true'] # spellings
let a = Resources.*[ Type == 'A::B::C' Name in %names ]
let names = ['x']

# @title Of a
# more
rule A when %a !empty {
  # inside
  checked
  is_on(%a.On) <<no>>
}

rule checked { Resources exists }
rule is_on(value) { %value in %on }
",
    );
    assert_eq!((slice.rules.len(), slice.pulled.len()), (2, 1));
    assert_eq!((slice.rules[0].as_str(), slice.pulled[0].as_str()), ("A", "checked"));
}

#[test]
fn what_nobody_needs_stays_behind() {
    expect(&[(NEEDS, &["checked"])], "# Licence\n\nrule checked { Resources exists }\n");
}

#[test]
fn one_name_for_two_things_is_replaced_where_it_stands() {
    let first = "let on = [true]\nlet x = a.b\nrule R { %x in %on }\n";
    let second = "let on = ['on']\nlet x = a.c\n# of %x\nrule R when r_two {\n  let y = %x[ this in %on ]\n  %y.'%x' == /%x/ <<%x>>\n  b.%x[ x == '%x' ] exists\n}\nrule r_two { c { let on = d  %on exists } }\n";
    let slice = expect(
        &[(first, &[]), (second, &[])],
        "let on = [true]\nlet x = a.b\nrule R { %x in %on }\n\nlet on_2 = ['on']\nlet x_2 = a.c\n# of %x\nrule R_2 when r_two {\n  let y = %x_2[ this in %on_2 ]\n  %y.'%x_2' == /%x/ <<%x>>\n  b.%x_2[ x == '%x' ] exists\n}\nrule r_two { c { let on_2 = d  %on_2 exists } }\n",
    );
    let renamed: Vec<String> = slice.renamed.iter().map(|(old, new)| format!("{old} {new}")).collect();
    assert_eq!(renamed, ["R R_2", "on on_2", "x x_2"]);
}

#[test]
fn the_same_value_is_there_once() {
    let first = "let on = [true]\nlet all = Resources.*\nrule A { %all.x in %on }\n";
    let second = "let on = [true]\nlet all = Resources.*\nrule B { %all.x in %on }\n";
    let slice = expect(
        &[(first, &[]), (second, &[])],
        "let on = [true]\nlet all = Resources.*\nrule A { %all.x in %on }\n\nrule B { %all.x in %on }\n",
    );
    assert_eq!(slice.renamed, []);
}

#[test]
fn a_value_that_rests_on_another_name_is_not_the_same() {
    let first = "let t = 'A::B::C'\nlet all = Resources.*[ Type == %t ]\nrule A { %all exists }\n";
    let second = "let t = 'A::B::D'\nlet all = Resources.*[ Type == %t ]\nrule B { %all exists }\n";
    expect(
        &[(first, &[]), (second, &[])],
        "let t = 'A::B::C'\nlet all = Resources.*[ Type == %t ]\nrule A { %all exists }\n\nlet t_2 = 'A::B::D'\nlet all_2 = Resources.*[ Type == %t_2 ]\nrule B { %all_2 exists }\n",
    );
}

#[test]
fn a_new_name_is_one_that_no_file_has() {
    let first = "let x = 1\nlet x_2 = 2\nrule A { %x == %x_2 }\n";
    let second = "let x = 3\nrule B { let x_3 = 4\n %x != %x_3 }\n";
    let slice = sliced(&[(first, &[]), (second, &[])]).expect("all names are defined");
    assert!(slice.text.contains("let x_4 = 3") && slice.text.contains("%x_4 != %x_3"), "{}", slice.text);
}

#[test]
fn clauses_outside_of_rules_come_with_their_messages() {
    expect(
        &[(
            "# one\nA::B::C { x exists }\nlet y = 1\nz == 2 or %y == 1 <<no>>\nrule A { b exists }\n",
            &["default"],
        )],
        "# one\nA::B::C { x exists }\nlet y = 1\nz == 2 or %y == 1 <<no>>\n",
    );
}

#[test]
fn a_capture_brings_the_query_that_makes_it() {
    expect(
        &[(
            "let unused = 1\nlet a = Resources[ id | Type == 'x' ]\nrule A when %a exists { %id == /x/ }\nrule B { c exists }\n",
            &["A"],
        )],
        "let a = Resources[ id | Type == 'x' ]\nrule A when %a exists { %id == /x/ }\n",
    );
}

#[test]
fn an_unknown_name_is_told() {
    let undefined = sliced(&[("rule A { %b exists }\n", &[])]).expect_err("`b` is nowhere");
    assert_eq!((undefined.name.as_str(), undefined.is_variable, undefined.span.start), ("b", true, 9));
    let undefined = sliced(&[("rule A {\n  b\n}\n", &[])]).expect_err("`b` is nowhere");
    assert_eq!((undefined.name.as_str(), undefined.is_variable), ("b", false));
}

#[test]
fn line_ends_and_marks_of_windows_go() {
    expect(
        &[("\u{feff}# Licence\r\n\r\n# of A\r\nrule A {\r\n  b exists\r\n}\r\n", &[])],
        "# Licence\n\n# of A\nrule A {\n  b exists\n}\n",
    );
}

#[test]
fn the_types_of_a_rule_are_those_of_its_filters() {
    for (source, types, is_open) in [
        ("let a = Resources.*[ Type == 'A::B::C' ]\nrule R when %a !empty { %a.x == 1 }", "A::B::C", false),
        (
            "let t = ['A::B::D', 'A::B::C']\nrule R { Resources.*[ x exists\n Type in %t ] { x exists } }",
            "A::B::C A::B::D",
            false,
        ),
        ("rule R { A::B::C { x exists } }", "A::B::C", false),
        (
            "rule R { Resources.*[ Type == 'A::B::C' or Type == 'A::B::D' ].x exists }",
            "A::B::C A::B::D",
            false,
        ),
        ("rule R { Resources.*[ Type == 'A::B::C' or x exists ].x exists }", "", true),
        ("rule R { Resources.*[ Type != 'A::B::C' ].x exists }", "", true),
        ("rule R { Parameters exists }", "", true),
        ("rule R { p(1) }\nrule p(x) { A::B::C { y == %x } }", "A::B::C", false),
    ] {
        let file = file(source);
        let found = targets(&file, &file.rules[0]);
        let shown: Vec<&str> = found.types.iter().map(smol_str::SmolStr::as_str).collect();
        assert_eq!((shown.join(" ").as_str(), found.is_open), (types, is_open), "{source}");
    }
}
