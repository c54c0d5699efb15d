//! What is said about texts that are no Guard, and how reading goes on.

use super::parse;

/// The first error of a text: what it points at, its message and its help.
fn mistake(source: &str) -> (String, String, String) {
    let parsed = parse(source);
    let error = parsed.errors.first().unwrap_or_else(|| panic!("accepted: {source}"));
    (source[error.span.range()].to_owned(), error.message.clone(), error.help.clone().unwrap_or_default())
}

#[track_caller]
fn check(source: &str, token: &str, message: &str, help: &str) {
    let expected = (token.to_owned(), message.to_owned(), help.to_owned());
    assert_eq!(mistake(source), expected, "{source}");
}

#[test]
fn operators_of_other_languages() {
    check("a == 1 || b == 2", "||", "`||` is not an operator", "join alternatives with `or`");
    let leave_out = "clauses that follow one another must all hold; leave it out";
    check("a == 1 && b == 2", "&&", "`&&` is not an operator", leave_out);
    check("rule r { a == 1 and b == 2 }", "and", "`and` is not an operator", leave_out);
    check("a = 1", "=", "`=` is not an operator", "write `==`");
    check("a =~ /b/", "=~", "`=~` is not an operator", "compare with a regular expression by `==`");
    check("a exists; b exists", ";", "`;` separates nothing", "white space separates clauses; leave it out");
    check("rule r { a exists or }", "or", "`or` joins nothing", "write a clause on each side of it");
    check("let a == 1", "==", "`==` assigns nothing", "write `=`");
}

#[test]
fn operators_that_are_nearly_known() {
    check("a not exist", "not exist", "`not exist` is not an operator", "did you mean `not exists`?");
    check("a NOT_EXISTS", "NOT_EXISTS", "`NOT_EXISTS` is not an operator", "did you mean `not exists`?");
    check("a Exists", "Exists", "`Exists` is not an operator", "did you mean `exists`?");
    check("rule r { a is_strng }", "is_strng", "`is_strng` is not an operator", "did you mean `is_string`?");
}

#[test]
fn missing_ends() {
    check("rule a {\n  b exists\n", "{", "`{` has no closing `}`", "close it with `}`");
    check("rule a {\n  b exists\nrule c { d exists }", "{", "`{` has no closing `}`", "close it with `}`");
    check("let a = [1, 2", "[", "`[` has no closing `]`", "close it with `]`");
    check("a == \"b", "\"b", "`\"` has no closing `\"`", "close the text with `\"`");
    check("a == /b", "/b", "`/` has no closing `/`", "close the regular expression with `/`");
    check("a exists <<b", "<<b", "`<<` has no closing `>>`", "close the message with `>>`");
    // The quote that closes is one of the next rule.
    let swallows = "rule a { b == \"c }\nrule d { e == \"f\" }";
    check(swallows, "\"c }", "`\"` has no closing `\"`", "close the text with `\"`");
    assert_eq!(parse(swallows).file.rules.len(), 1);
}

#[test]
fn functions_and_calls() {
    check("let a = cuont(b)", "cuont", "`cuont` is not a function", "did you mean `count`?");
    check("let a = join(b)", "join(b)", "`join` takes 2 arguments, not 1", "");
    check(
        "count(a) == 3",
        "count(a)",
        "The call of `count` can't be compared",
        "assign it first: `let value = count(a)`, then compare `%value`",
    );
}

#[test]
fn regular_expressions() {
    for wrong in ["/[a/", "/(a/", "/a{5,2}/", "/[z-a]/", "/\\p{Nonsense}/", "/(?<=a+)b/", "/^*/"] {
        let (token, message, _) = mistake(&format!("a == {wrong}"));
        assert_eq!((token.as_str(), message.as_str()), (wrong, "This is not a regular expression"));
    }
    check("a == //", "//", "`//` is an empty regular expression", "comments begin with `#`");
}

#[test]
fn things_in_the_wrong_place() {
    let elsewhere = "it stands in the body of a rule or outside of rules";
    check("a { B::C { d exists } }", "B::C", "A type block can't stand here", elsewhere);
    check(
        "rule a { b }",
        "}",
        "`}` stands on the line of the rule `b`",
        "break the line behind the name of a rule",
    );
    check("a { }", "{ }", "The block is empty", "a block holds at least one clause");
    check("a == 5b", "5b", "`5b` is not a number", "quote it if it is a text");
    check(
        "a == r[1,2.5]",
        "r[1,2.5]",
        "The ends of the range are of different kinds",
        "make both integers, both floats or both single letters",
    );
}

#[test]
fn one_error_per_rule_and_the_sound_rules_stay() {
    let source = "let a = cuont(b)\nlet c = 1\nrule d { e = 1 }\nrule f { g exists }\nh || i\nrule j {\n  k exists\n  l ==\n}\nrule m { n exists }\n";
    let parsed = parse(source);
    let tokens: Vec<_> = parsed.errors.iter().map(|error| &source[error.span.range()]).collect();
    assert_eq!(tokens, ["cuont", "=", "||", "l =="]);
    let rules: Vec<_> = parsed.file.rules.iter().map(|rule| rule.name.text.as_str()).collect();
    assert_eq!(rules, ["f", "m"]);
    let dropped: Vec<_> = parsed.file.dropped.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(dropped, ["a", "d", "j"]);
    assert_eq!(parsed.file.assignments.len(), 1);
}

#[test]
fn a_value_that_is_still_to_be_written_leaves_the_next_rule_alone() {
    let parsed = parse("let a =\nrule b { c exists }\n");
    assert_eq!(parsed.errors.len(), 1);
    assert_eq!(parsed.file.rules.len(), 1);
}

#[test]
fn clauses_outside_of_rules_are_dropped_together() {
    let parsed = parse("a exists\nrule b { c exists }\nd = 1\n");
    assert_eq!(parsed.file.rules.len(), 1);
    assert_eq!(parsed.file.rules[0].name.text, "b");
}
