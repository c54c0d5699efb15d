//! Names in rules files: what is said of those that stand for nothing.

use super::check_names;
use crate::parse::parse;

/// The mistakes in the names of `source`: the text that is pointed at, the message, the help.
fn mistakes(source: &str) -> Vec<String> {
    let parsed = parse(source);
    assert_eq!(parsed.errors, []);
    check_names(&parsed.file)
        .into_iter()
        .map(|error| {
            let text = &source[error.span.range()];
            format!("{text}: {} ({})", error.message, error.help.unwrap_or_default())
        })
        .collect()
}

#[test]
fn variables_are_looked_for_in_blocks_rules_and_the_file() {
    let source = "
let file = 1
rule a when %file exists {
    let rule = %file
    x { let block = %rule  y == %block  y == %file }
    %rule[ key | z == %block ] exists
    %key exists
}";
    assert_eq!(mistakes(source), ["%block: `%block` is not defined (define it with `let block = ...`)"]);
    assert_eq!(
        mistakes("let items = 1\na == %item"),
        ["%item: `%item` is not defined (did you mean `%items`?)"]
    );
    assert_eq!(mistakes("a.%b exists"), [".%b: `%b` is not defined (define it with `let b = ...`)"]);
}

#[test]
fn a_condition_does_not_see_the_variables_of_its_block() {
    assert_eq!(mistakes("rule a when %b exists { let b = 1 x == %b }").len(), 1);
}

#[test]
fn parameterized_rules_see_their_parameters_and_their_callers_variables() {
    let source = "rule p(a) { %a == %callers %no exists }\nrule r { let callers = 1 p(x) }";
    assert_eq!(mistakes(source), ["%no: `%no` is not defined (define it with `let no = ...`)"]);
}

#[test]
fn named_rules_exist() {
    assert_eq!(mistakes("rule encrypted { x exists }\nrule b when !encrypted { x exists }"), [""; 0]);
    assert_eq!(
        mistakes("rule encrypted { x exists }\nrule b when encryptd { x exists }"),
        ["encryptd: `encryptd` is not a rule (did you mean `encrypted`?)"]
    );
    assert_eq!(
        mistakes("rule a {\n  Properties\n}"),
        ["Properties: `Properties` is not a rule (compare it with an operator if it is a property)"]
    );
    assert_eq!(
        mistakes("rule p(x) { x exists }\nrule a {\n  p\n}"),
        ["p: `p` is not a rule (it takes 1 argument in parentheses)"]
    );
    assert_eq!(
        mistakes("rule a {\n  x exists and\n  y exists\n}"),
        ["and: `and` is not an operator (clauses that follow one another must all hold; leave it out)"]
    );
}

#[test]
fn calls_have_a_rule_and_as_many_arguments() {
    let rules = "rule p(x, y) { %x == %y }\nrule n { a exists }\n";
    assert_eq!(mistakes(&format!("{rules}p(1, 2)")), [""; 0]);
    assert_eq!(mistakes(&format!("{rules}p(1)")), ["p(1): `p` takes 2 arguments, not 1 ()"]);
    assert_eq!(
        mistakes(&format!("{rules}n(1)")),
        ["n: `n` is not a parameterized rule (leave out the parentheses: the rule takes no arguments)"]
    );
    assert_eq!(
        mistakes(&format!("{rules}count(x)")),
        ["count: `count` is not a parameterized rule (a function gives a value: `let value = count(...)`)"]
    );
}

#[test]
fn a_circle_is_told_once_and_whole() {
    assert_eq!(
        mistakes("rule a {\n  b\n}\nrule b {\n  a\n}"),
        ["b: `a` → `b` → `a` is a circle (what a name stands for can't depend on the name)"]
    );
    assert_eq!(
        mistakes("rule a {\n  a\n}"),
        ["a: `a` leads to itself (what a name stands for can't depend on the name)"]
    );
    assert_eq!(
        mistakes("let a = %b.c\nlet b = x[ y == %a ]\nrule r { %a exists }"),
        ["%b: `%a` → `%b` → `%a` is a circle (what a name stands for can't depend on the name)"]
    );
    assert_eq!(mistakes("rule p(x) { %x { p(y) } }\np(z)").len(), 1);
    // The inner `a` is about the outer one's value only if it has another name.
    assert_eq!(mistakes("let a = 1\nrule r { let a = %a x == %a }").len(), 1);
    assert_eq!(mistakes("let a = 1\nrule r { let b = %a x == %b }").len(), 0);
}

#[test]
fn long_chains_and_circles_take_no_stack() {
    let chain: String = (0..50_000).map(|i| format!("let a{i} = %a{}\n", i + 1)).collect();
    assert_eq!(mistakes(&format!("{chain}let a50000 = 1\n")), [""; 0]);
    assert_eq!(mistakes(&format!("{chain}let a50000 = %a0\n")).len(), 1);
}

#[test]
fn what_was_dropped_for_an_error_is_not_missed() {
    let parsed = parse("let v = \nrule a { x = 1 }\nrule b when a { x == %v }\n");
    assert_eq!(parsed.errors.len(), 2);
    assert_eq!(check_names(&parsed.file), []);
}
