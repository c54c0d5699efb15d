//! Rules that want too much, each with a document to want it of and with what
//! comes of the rules that are named. Sizes are data; `guard.rs` holds them.

/// Rules and a document.
pub(super) struct Pair {
    pub(super) name: &'static str,
    pub(super) rules: String,
    pub(super) document: String,
    /// Of some of the rules.
    pub(super) expected: &'static [(&'static str, Expected)],
}

/// What comes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    Pass,
    Fail,
    /// It can't be decided, for a reason that lies in the rule.
    Undecided,
    TooDeep,
    TooMuchWork,
    /// It has an error, and is not evaluated.
    Dropped,
    /// It ends.
    Any,
}

use Expected::{Any, Dropped, Fail, Pass, TooDeep, TooMuchWork, Undecided};

const TOPIC: &str = "Resources:\n  T: { Type: AWS::SNS::Topic, Properties: { TopicName: x } }\n";

pub(super) fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|number| line(number) + "\n").collect()
}

pub(super) fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

/// Topics with a property.
pub(super) fn topics(count: usize, value: impl Fn(usize) -> String) -> String {
    let topic = |number| {
        format!("  T{number}: {{ Type: AWS::SNS::Topic, Properties: {{ TopicName: {} }} }}", value(number))
    };
    format!("Resources:\n{}", lines(count, topic))
}

fn within(open: &str, depth: usize, inner: &str, close: &str) -> String {
    open.repeat(depth) + inner + &close.repeat(depth)
}

/// A rule `a` on one topic.
pub(super) fn on_topic(
    name: &'static str,
    rules: impl Into<String>,
    expected: &'static [(&'static str, Expected)],
) -> Pair {
    on(name, rules, TOPIC, expected)
}

pub(super) fn on(
    name: &'static str,
    rules: impl Into<String>,
    document: impl Into<String>,
    expected: &'static [(&'static str, Expected)],
) -> Pair {
    Pair { name, rules: rules.into(), document: document.into(), expected }
}

pub(super) fn circles() -> Vec<Pair> {
    let calls = |count: usize, each: &str| {
        let rule = |number: usize| {
            let next = format!("  p{}(%x)\n", number + 1);
            format!("rule p{number}(x) {{\n{}}}", next.repeat(each.len()))
        };
        lines(count, rule) + &format!("rule p{count}(x) {{ %x exists }}\nrule a {{ p0(Resources) }}\n")
    };
    vec![
        on_topic("own-name", "rule a {\n  a\n}\n", &[("a", Undecided)]),
        on_topic("own-name-in-when", "rule a when a\n{ T exists }\n", &[("a", Undecided)]),
        on_topic(
            "two-rules",
            "rule a {\n  b\n}\nrule b {\n  not a\n}\n",
            &[("a", Undecided), ("b", Undecided)],
        ),
        on_topic(
            "two-variables",
            "let a = %b\nlet b = %a\nrule a { %a exists }\nrule b { Resources.* { %b exists } }\n",
            &[("a", Undecided), ("b", Undecided)],
        ),
        on_topic(
            "variables-of-a-block",
            "rule a { let x = %y.z let y = %x.z %x exists }\n",
            &[("a", Undecided)],
        ),
        on_topic(
            "own-variable",
            "let x = Resources[ %x exists ]\nrule a { %x exists }\n",
            &[("a", Undecided)],
        ),
        on_topic("variable-by-function", "let x = to_lower(%x)\nrule a { %x exists }\n", &[("a", Undecided)]),
        on_topic(
            "chain-of-rules",
            lines(1_000, |number| format!("rule r{number} {{\n  r{}\n}}", number + 1))
                + "rule r1000 { Resources exists }\n",
            &[("r0", TooDeep), ("r999", Pass), ("r1000", Pass)],
        ),
        on_topic(
            "chain-of-variables",
            lines(1_000, |number| format!("let v{number} = %v{}", number + 1))
                + "let v1000 = Resources\nrule a { %v0 exists }\nrule b { %v990 exists }\n",
            &[("a", TooDeep), ("b", Pass)],
        ),
        on_topic("call-of-itself", "rule p(x) { p(%x) }\nrule a { p(Resources) }\n", &[("a", TooDeep)]),
        on_topic(
            "calls-of-each-other",
            "rule p(x) { q(%x) }\nrule q(x) { when p(%x) { %x exists } }\nrule a { p(Resources) }\n",
            &[("a", TooDeep)],
        ),
        on_topic("calls-twice", calls(40, "--"), &[("a", TooMuchWork)]),
        on_topic("calls-once", calls(40, "-"), &[("a", Pass)]),
        on_topic(
            "references-twice",
            lines(40, |number| format!("rule r{number} {{\n  r{}\n  r{}\n}}", number + 1, number + 1))
                + "rule r40 { Resources exists }\n",
            &[("r0", Pass), ("r40", Pass)],
        ),
        on_topic(
            "variables-of-blocks-twice",
            format!(
                "rule a {{\n{}  let v40 = Resources\n  %v0 exists\n}}\n",
                lines(40, |number| format!("  let v{number} = %v{}[ %v{} exists ]", number + 1, number + 1))
            ),
            &[("a", Any)],
        ),
        on_topic(
            "no-variable",
            "rule a { %x exists }\nrule b { Resources exists }\n",
            &[("a", Undecided), ("b", Pass)],
        ),
        on_topic(
            "no-rule",
            "rule a {\n  x\n}\nrule b when x\n{ T exists }\n",
            &[("a", Undecided), ("b", Undecided)],
        ),
        on_topic("no-rule-with-parameters", "rule a { x(Resources) }\n", &[("a", Undecided)]),
    ]
}

/// Brackets inside one another, and long ways to values, on the stack of a thread.
pub(super) fn nesting() -> Vec<Pair> {
    let deep = |depth: usize, open: &str, inner: &str, close: &str| {
        format!("rule a {{ {} }}\n", within(open, depth, inner, close))
    };
    let items = "[*]".repeat(240);
    let chain = |step: &str| lines(119, |number| format!("let v{number} = %v{}{step}", number + 1));
    vec![
        on_topic("blocks", deep(3_000, "this {", "this exists", "}"), &[("a", Dropped)]),
        on_topic("blocks-within-bounds", deep(60, "this {", "this exists", "}"), &[("a", Pass)]),
        on_topic("whens", deep(3_000, "when this exists {", "this exists", "}"), &[("a", Dropped)]),
        on_topic("whens-within-bounds", deep(60, "when this exists {", "this exists", "}"), &[("a", Pass)]),
        on_topic("whens-without-blocks", deep(3_000, "when ", "x", ""), &[("a", Dropped)]),
        on_topic("lists", deep(3_000, "Resources == [", "1", "]"), &[("a", Dropped)]),
        on_topic(
            "lists-within-bounds",
            deep(1, &format!("Resources != {}", "[".repeat(60)), &"]".repeat(60), ""),
            &[("a", Fail)],
        ),
        on_topic(
            "maps",
            format!("rule a {{ T == {} }}\n", within("{a: ", 3_000, "1", "}")),
            &[("a", Dropped)],
        ),
        on_topic("filters", deep(3_000, "Resources[ ", "this exists", " ] exists"), &[("a", Dropped)]),
        on_topic("filters-within-bounds", deep(60, "this[ ", "this exists", " ] exists"), &[("a", Any)]),
        on_topic(
            "calls",
            format!("let x = {}\nrule a {{ T exists }}\n", within("to_lower(", 3_000, "T", ")")),
            &[("a", Fail)],
        ),
        on_topic("open-filters", format!("rule a {{ {}", "a[".repeat(100_000)), &[("a", Dropped)]),
        on_topic("open-lists", format!("rule a {{ a == {}", "[".repeat(100_000)), &[("a", Dropped)]),
        on_topic("open-braces", format!("rule a {}", "{".repeat(100_000)), &[("a", Dropped)]),
        on_topic("closing-braces", "}".repeat(100_000), &[]),
        on_topic("parentheses", format!("rule a {{ {}", "a(".repeat(100_000)), &[("a", Dropped)]),
        on_topic(
            "negations",
            format!("rule a {{ {} T exists }}\n", "not ".repeat(100_000)),
            &[("a", Dropped)],
        ),
        on_topic("expression", format!("rule a {{ T == /{}/ }}\n", "(".repeat(100_000)), &[("a", Dropped)]),
        on_topic(
            "deep-expression",
            format!("rule a {{ T == /{}/ }}\n", within("(", 50_000, "a", ")")),
            &[("a", Dropped)],
        ),
        on_topic(
            "parts",
            format!("rule a {{ Resources{} exists }}\n", "[*]".repeat(100_000)),
            &[("a", Dropped)],
        ),
        on_topic("parts-within-bounds", format!("rule a {{ Resources{items} exists }}\n"), &[("a", Pass)]),
        on_topic(
            "long-filters",
            deep(60, &format!("this{items}[ "), "this exists", " ] exists"),
            &[("a", TooDeep)],
        ),
        on_topic(
            "filters-of-variables",
            lines(3, |number| {
                format!(
                    "let v{number} = Resources{}",
                    within("[ this", 58, &format!("[ %v{} exists ]", number + 1), " exists ]")
                )
            }) + "let v3 = Resources\nrule a { %v0 exists }\n",
            &[("a", TooDeep)],
        ),
        on_topic("long-blocks", deep(60, &format!("this{items} {{ "), "this exists", " }"), &[("a", Pass)]),
        on_topic(
            "long-variables",
            chain(&items) + "let v119 = Resources\nrule a { %v0 exists }\n",
            &[("a", Any)],
        ),
        on_topic(
            "long-filters-of-variables",
            lines(110, |number| format!("let v{number} = Resources{items}[ %v{} exists ]", number + 1))
                + "let v110 = Resources\nrule a { %v0 exists }\n",
            &[("a", TooDeep)],
        ),
        on_topic(
            "rules-in-filters",
            lines(119, |number| {
                format!(
                    "rule r{number} when Resources{items}[ this exists ] exists {{\n  r{}\n}}",
                    number + 1
                )
            }) + "rule r119 { Resources exists }\n",
            &[("r0", Any), ("r119", Pass)],
        ),
    ]
}

pub(super) fn texts() -> Vec<Pair> {
    vec![
        on_topic("unclosed-expression", "rule a { T == /x }\nrule b { T exists }\n", &[("a", Dropped)]),
        on_topic(
            "wrong-expression",
            "rule a { T == /x(/ }\nrule b { Resources exists }\n",
            &[("a", Dropped), ("b", Pass)],
        ),
        on_topic(
            "bars",
            "rule a { T exists || T exists }\nrule b { Resources exists }\n",
            &[("a", Dropped), ("b", Pass)],
        ),
        on_topic("mark", "\u{feff}rule a { Resources exists }\n", &[("a", Pass)]),
        on_topic("marks", "\u{feff}\u{feff}rule a { Resources exists }\n", &[]),
        on_topic(
            "nul",
            "rule a { Resources exists \0 }\nrule b { Resources exists }\n",
            &[("a", Dropped), ("b", Pass)],
        ),
        on_topic(
            "line-breaks",
            "rule a {\r\n  b\r\n}\r\nrule b { Resources exists }\r\n",
            &[("a", Pass), ("b", Pass)],
        ),
        on_topic("only-comments", "# nothing\n# but comments", &[]),
        on_topic(
            "unclosed-message",
            format!("rule a {{ T exists <<{} }}\n", "<<".repeat(50_000)),
            &[("a", Dropped)],
        ),
        on_topic(
            "long-message",
            format!("rule a {{ T exists <<{}>> }}\n", "é x\n".repeat(250_000)),
            &[("a", Fail)],
        ),
        on_topic("long-name", format!("rule {} {{ T exists }}\n", "a".repeat(1_000_000)), &[]),
        on_topic(
            "long-operator",
            format!("rule a {{ T {} 5 }}\n", "exist".repeat(200_000)),
            &[("a", Dropped)],
        ),
        on_topic(
            "long-comment",
            format!("rule a {{ {} Resources exists }}\n", "# é\n".repeat(250_000)),
            &[("a", Pass)],
        ),
    ]
}

/// Expressions that a matcher which goes back never ends with.
pub(super) fn expressions() -> Vec<Pair> {
    let text = format!("Resources:\n  T: {{ Type: '{}!' }}\n", "a".repeat(5_000));
    let many = topics(2_000, |number| format!("'{number}{}!'", "a".repeat(22)));
    let clause =
        |clause: &str| format!("rule a {{ Resources.T.Type {clause} }}\nrule b {{ Resources exists }}\n");
    vec![
        on("linear", clause("== /^(a+)+$/"), text.clone(), &[("a", Fail), ("b", Pass)]),
        on("look-ahead", clause("== /^(a|a(?=a))+$/"), text.clone(), &[("a", Undecided), ("b", Pass)]),
        on("back-reference", clause(r"== /^(a+)+\1$/"), text.clone(), &[("a", Undecided), ("b", Pass)]),
        on("not-equal", clause(r"!= /^(a+)+\1$/"), text.clone(), &[("a", Undecided), ("b", Pass)]),
        on("in", clause(r"in [/^(a+)+\1$/, 'x']"), text.clone(), &[("a", Undecided), ("b", Pass)]),
        on("not-in", clause(r"not in [/^(a+)+\1$/, 'x']"), text.clone(), &[("a", Undecided), ("b", Pass)]),
        on(
            "in-a-condition",
            r"rule a when Resources.T.Type == /^(a+)+\1$/ { T exists }",
            text.clone(),
            &[("a", Undecided)],
        ),
        on(
            "of-queries",
            "let wanted = [/^(a+)+\\1$/]\nlet types = Resources.*.Type\nrule a { %types != %wanted[*] }\n",
            text.clone(),
            &[("a", Undecided)],
        ),
        on(
            "replaced",
            r"let x = regex_replace(Resources.T.Type, '^(a+)+\1$', '$1') rule a { %x exists }",
            text.clone(),
            &[("a", Undecided)],
        ),
        on(
            "many",
            "rule a { Resources.*.Properties.TopicName != /(a+)+\\1b/ }\nrule b { Resources exists }\n",
            many,
            &[("a", Any), ("b", Pass)],
        ),
        on(
            "sizes",
            clause("== /(?=a)((((a{9999}){9999}){9999}){9999}){9999}/"),
            text.clone(),
            &[("b", Pass)],
        ),
        on("large", clause("== /(a{1000}){1000}/"), text.clone(), &[("b", Pass)]),
        on(
            "groups",
            clause(&format!("== /{}/", "(a|b)?".repeat(20_000))),
            text,
            &[("a", Undecided), ("b", Pass)],
        ),
    ]
}
