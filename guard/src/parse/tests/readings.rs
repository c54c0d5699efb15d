//! What texts mean, where that is not plain: as cfn-guard 3.2.1 reads them.

use super::{accepted, written};

/// How a text is read, without the name and braces of the rule `default`.
fn reading(source: &str) -> String {
    let text = written::file(&accepted(source).file);
    match text.strip_prefix("default { ").and_then(|text| text.strip_suffix(" }")) {
        Some(clauses) if !clauses.contains('\n') => clauses.to_owned(),
        _ => text,
    }
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(reading(source), expected, "{source}");
}

#[test]
fn literals() {
    check("let a = 'it\\'s \"so\"'", r#"let a = "it's \"so\"""#);
    check(r#"let a = "\d""#, r#"let a = "\\d""#);
    check("let a = [ 1, -2.5e1 , 1e5,true,TRUE,Null ]", "let a = [1,-25.0,100000.0,true,true,null]");
    check("let a = { b-1 : [], 'c d':{}, b-1: 2 }", "let a = {b-1: 2,c d: {}}");
    check("let a := /^a\\/b$/", "let a = /^a/b$/");
    check("let a = r[ 1 , 5)", "let a = [1,5)");
    check("let a = r(1.5,2.5]", "let a = (1.5,2.5]");
    check("let a = r[a,z]", "let a = ['a','z']");
    check("let a = r[0]", "let a = 'r'.0");
    check("let a = trueish", "let a = 'trueish'");
    check("let a = nullable.b", "let a = 'nullable'.'b'");
    check("a == #c\n 1", "('a' Equal 1)");
}

#[test]
fn queries() {
    check("let a = b.\"c d\".'e'.*.0.-1.%f", "let a = 'b'.'c d'.'e'.*.0.-1.%f");
    check("let a = %b.c", "let a = %b.[*].'c'");
    check("let a = %b[*].c", "let a = %b.[*].'c'");
    check("let a = %b[0]", "let a = %b.[*].0");
    check("let a = %b", "let a = %b");
    check("let a = b[\"%c\"].\"%d\"", "let a = 'b'.%c.%d");
    check("\"%a\".b exists", "(%a.[*].'b' Exists)");
    check("let a = b[*][ * ][c][ d ]['e' ]", "let a = 'b'.[*].[*].[c *].d *.'e'");
    check("let a = b[ 'c' == 1 ]", "let a = 'b'.{('c' Equal 1)}");
    check("let a = some b.c", "let a = some 'b'.'c'");
    check("some.b exists", "('some'.'b' Exists)");
    check("this.a exists thisis exists", "(this.'a' Exists) ('thisis' Exists)");
    check("let a = b\n  # c\n  .d\n  [ e exists ]", "let a = 'b'.'d'.{('e' Exists)}");
    check(
        "let a = b[ n | c exists d exists or e exists ]",
        "let a = 'b'.{n ('c' Exists) ('d' Exists) | ('e' Exists)}",
    );
}

#[test]
fn key_filters() {
    check("let a = b[ keys == 'c' ]", "let a = 'b'.{keys == \"c\"}");
    check("let a = b[ k | KEYS !in %c ]", "let a = 'b'.{k keys not in %c}");
    check("let a = b[ keys not in ['c'] ]", "let a = 'b'.{keys not in [\"c\"]}");
    check("let a = b[ keys == 'c' or d exists ]", "let a = 'b'.{('keys' Equal \"c\") | ('d' Exists)}");
    check("let a = b[ keys != to_lower(c) ]", "let a = 'b'.{('keys' not Equal to_lower('c'))}");
    check("let a = b[ keysof exists ]", "let a = 'b'.{('keysof' Exists)}");
}

#[test]
fn operators() {
    check(
        "a == 1 b != 2 c > 3 d >= 4 e < 5 f <= 6",
        "('a' Equal 1) ('b' not Equal 2) ('c' Greater 3) ('d' GreaterOrEqual 4) ('e' Less 5) ('f' LessOrEqual 6)",
    );
    check(
        "a IN [1] b not in [1] c !in [1] d NOT  IN %e",
        "('a' In [1]) ('b' not In [1]) ('c' not In [1]) ('d' not In %e)",
    );
    check("not a exists !b !exists", "(not 'a' Exists) (not 'b' not Exists)");
    check("a is_string b IS_NULL c !is_struct", "('a' IsString) ('b' IsNull) ('c' not IsStruct)");
    // `in` and `is_int` end wherever they end.
    check("a inside", "('a' In 'side')");
    check("a is_integer exists", "('a' IsInt) ('eger' Exists)");
    check("a exists <<no # comment>> b exists", "('a' Exists <<no # comment>>) ('b' Exists)");
    check("a < 1 <<m>>", "('a' Less 1 <<m>>)");
    check("not.a exists", "('not'.'a' Exists)");
    check("not .a { b exists }", "('not'.'a' { ('b' Exists) })");
    check("not {a exists}", "('not' { ('a' Exists) })");
}

#[test]
fn alternatives() {
    check(
        "a exists or b exists OR c exists |OR| d exists e exists",
        "('a' Exists) | ('b' Exists) | ('c' Exists) | ('d' Exists) ('e' Exists)",
    );
    check("a exists or exists", "('a' Exists) ('or' Exists)");
    check("a exists orb exists", "('a' Exists) ('orb' Exists)");
    check(
        "when a exists { b exists } c exists or when d exists { e exists }",
        "(when ('a' Exists) { ('b' Exists) }) ('c' Exists) | (when ('d' Exists) { ('e' Exists) })",
    );
}

#[test]
fn blocks() {
    check("a { let b = 1 c == %b }", "('a' { let b = 1; ('c' Equal %b) })");
    check("a !empty { b exists }", "('a' !empty { ('b' Exists) })");
    check("a not empty\n{ b exists }", "('a' !empty { ('b' Exists) })");
    check("a !empty b exists", "('a' not Empty) ('b' Exists)");
    check("some a[*] { b exists }", "(some 'a'.[*] { ('b' Exists) })");
    check("f(a, 'b', count(c)) <<m>>", "(f('a',\"b\",count('c')) <<m>>)");
    check("f(#c\n a\n,b )", "(f('a','b'))");
}

#[test]
fn type_blocks() {
    check("AWS::S3::Bucket { a exists }", "(AWS::S3::Bucket { ('a' Exists) })");
    check("Custom::Thing a exists", "(Custom::Thing { ('a' Exists) })");
    check("A::B::C::MODULE when d exists { e exists }", "(A::B::C when ('d' Exists) { ('e' Exists) })");
    check("A::B { c exists } or A::D { e exists }", "(A::B { ('c' Exists) }) | (A::D { ('e' Exists) })");
    let file = accepted("A::B { c exists }").file;
    assert_eq!(file.literals, 1);
}

#[test]
fn references() {
    check(
        "rule a {\n b\n !c #c\n not d <<m>>\n e or f exists }",
        "a { (rule b) (not rule c) (not rule d <<m>>) (rule e) | ('f' Exists) }",
    );
    check("rule a when b { c exists }", "a when (rule b) { ('c' Exists) }");
    check("rule a when b or c\n d(1) { c exists }", "a when (rule b) | (rule c) (d(1)) { ('c' Exists) }");
    check("rule a { when b { c\n } }", "a { (when (rule b) { (rule c) }) }");
    // The word that begins like an operator is one.
    check("rule a {\n b\n instance exists\n}", "a { ('b' In 'stance') (rule exists) }");
    check("rule a(b, c, b) { d == %b }", "a(b,c) { ('d' Equal %b) }");
    check("a == 1 rule b { c exists } let d = 1", "let d = 1\ndefault { ('a' Equal 1) }\nb { ('c' Exists) }");
}

#[test]
fn properties_are_called_like_keywords() {
    check("a { rule exists rule in {b: 1} }", "('a' { ('rule' Exists) ('rule' In {b: 1}) })");
    check("a {\n rule not in %b\n}", "('a' { ('rule' not In %b) })");
    check("letter exists let == 1", "('letter' Exists) ('let' Equal 1)");
    check("empty exists exists !empty", "('empty' Exists) ('exists' not Empty)");
    check("when exists", "('when' Exists)");
}

#[test]
fn files() {
    check("", "");
    check("# only a comment", "");
    check("\u{feff}a exists", "('a' Exists)");
    check("a exists\r\n# c\r\nrule b {\r\n c\r\n}", "default { ('a' Exists) }\nb { (rule c) }");
}

#[test]
fn comments_are_kept_with_their_spans() {
    let source = "# one\r\nrule a { # two\n  b exists # three\n}\n#";
    let comments = accepted(source).file.comments;
    let texts: Vec<_> = comments.iter().map(|span| &source[span.range()]).collect();
    assert_eq!(texts, ["# one", "# two", "# three", "#"]);
}

#[test]
fn literals_are_numbered() {
    let file = accepted("let a = [1, 2]\nlet b = 3\nA::B { c == 4 or d exists }").file;
    assert_eq!(file.literals, 4);
}

#[test]
fn spans_cover_what_they_say() {
    let source = "rule a {\n  not b.c == 'd' <<m>> or f(x) <<n>>\n}";
    let file = accepted(source).file;
    let text = |span: formwork_template::Span| &source[span.range()];
    assert_eq!(text(file.rules[0].span), source);
    let clauses = &file.rules[0].block.conjunctions[0];
    assert_eq!(text(clauses[0].span()), "not b.c == 'd'");
    assert_eq!(text(clauses[1].span()), "f(x)");
}
