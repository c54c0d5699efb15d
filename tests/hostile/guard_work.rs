//! Rules that are long or multiply: queries over everything for each of everything,
//! values that grow, failures of thousands together.

use super::guard_table::Expected::{Any, Dropped, Fail, Pass, TooMuchWork};
use super::guard_table::{Pair, lines, list, on, on_topic, topics};

/// Files that are long.
pub(super) fn long_texts() -> Vec<Pair> {
    let many = |count: usize| {
        lines(count, |number| {
            let of = if number % 100 == 0 { "/T|SNS/" } else { "'AWS::SNS::Topic'" };
            format!("rule r{number} {{ Resources.*.Type == {of} }}")
        })
    };
    vec![
        on_topic("one-megabyte", many(20_000), &[("r0", Pass), ("r19999", Pass)]),
        on_topic("rules-on-one-line", many(2_000).replace('\n', " "), &[("r0", Pass)]),
        on_topic(
            "ten-thousand-rules",
            lines(10_000, |number| {
                format!("rule r{number} {{\n  Resources.*[ Type == 'X{number}' ] empty\n}}")
            }),
            &[("r0", Pass), ("r9999", Pass)],
        ),
        on_topic("one-name", "rule a {\n  Resources exists\n}\n".repeat(3_000), &[("a", Pass)]),
        on_topic(
            "errors",
            lines(10_000, |number| format!("rule r{number} {{ T === {number} }}")),
            &[("r0", Dropped)],
        ),
        on_topic(
            "unclosed-rules",
            lines(10_000, |number| format!("rule r{number} {{ [")),
            &[("r0", Dropped)],
        ),
        on_topic("quotes", lines(10_000, |number| format!("rule r{number} {{ T == \"{number}")), &[]),
        on_topic("whens-as-names", lines(5_000, |_| "when T exists T exists".to_owned()), &[]),
        on_topic(
            "alternatives",
            format!("rule a {{ {} T exists }}\n", "T exists or ".repeat(20_000)),
            &[("a", Fail)],
        ),
        on_topic(
            "variables-of-one-block",
            format!(
                "rule a {{\n{}{}}}\n",
                lines(10_000, |number| format!("  let v{number} = Resources")),
                lines(10_000, |number| format!("  %v{number} exists"))
            ),
            &[("a", Pass)],
        ),
        on_topic(
            "parameters",
            format!(
                "rule p({}) {{ %x9999 exists }}\nrule a {{ p({}) }}\n",
                list(10_000, |number| format!("x{number}")),
                list(10_000, |number| number.to_string())
            ),
            &[("a", Pass)],
        ),
        on_topic(
            "literal",
            format!("rule a {{ Resources.*.Type in [{}] }}\n", list(50_000, |number| format!("'{number}'"))),
            &[("a", Fail)],
        ),
    ]
}

pub(super) fn products() -> Vec<Pair> {
    let two_lists = {
        let items = |from: usize| lines(10_000, |number| format!("  - x{}", from + number));
        format!("a:\n{}b:\n{}Resources: {{}}\n", items(0), items(20_000))
    };
    let product =
        |clause: &str| format!("let a = a[*]\nlet b = b[*]\nrule a {{ {clause} }}\nrule b {{ a !empty }}\n");
    let nested = {
        let inner = lines(30, |number| format!("        k{number}: {{ a: [1, 2, 3], b: [4, 5, 6] }}"));
        let one =
            |number| format!("  R{number}:\n    Type: AWS::SNS::Topic\n    Properties:\n      X:\n{inner}");
        format!("Resources:\n{}", lines(500, one))
    };
    let many = topics(3_000, |number| format!("x{number}"));
    vec![
        on("equal", product("%a == %b"), two_lists.clone(), &[("a", TooMuchWork), ("b", Pass)]),
        on("not-equal", product("%a != %b"), two_lists.clone(), &[("a", TooMuchWork), ("b", Pass)]),
        on("among", product("%a in %b"), two_lists.clone(), &[("a", TooMuchWork), ("b", Pass)]),
        on("not-among", product("%a not in %b"), two_lists.clone(), &[("a", TooMuchWork), ("b", Pass)]),
        on("less", product("%a < %b"), two_lists.clone(), &[("a", TooMuchWork), ("b", Pass)]),
        on("lists", product("a in b"), two_lists.clone(), &[("a", TooMuchWork), ("b", Pass)]),
        on("not-in-lists", product("a not in b"), two_lists.clone(), &[("a", TooMuchWork), ("b", Pass)]),
        on("nothing-on-the-right", product("%a == b[*].x"), two_lists, &[("a", TooMuchWork), ("b", Pass)]),
        on(
            "everything",
            "rule a { Resources.*[*].*[*].*[*].*[*].*[*].*[*].*[*] exists }\nrule b { Resources exists }\n",
            nested.clone(),
            &[("a", Any), ("b", Pass)],
        ),
        on(
            "everything-for-each",
            "let all = Resources.*.*.*.*\nrule a { Resources.* { %all exists } }\nrule b { Resources exists }\n",
            nested,
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "filters-in-filters",
            "let all = Resources.*\nrule a { Resources.*[ %all[ Type == 'X' ] empty ] exists }\nrule b { Resources exists }\n",
            many.clone(),
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "captures",
            "rule a { Resources[ name | Type exists ].Type exists\n  %name exists }\nrule b { Resources.*[ n | Type exists ] { %n exists } }\n",
            many.clone(),
            &[("a", Pass), ("b", Any)],
        ),
        on(
            "captures-for-each",
            "rule a { Resources.* { Properties[ name | this exists ] exists\n  %name exists } }\n",
            many.clone(),
            &[("a", Any)],
        ),
        on(
            "keys-for-each",
            "let all = Resources.*\nrule a { %all[ keys == /T/ ] !empty }\nrule b { Resources.* { Properties[ keys in %all.Type ] empty } }\n",
            many,
            &[("a", Any), ("b", Any)],
        ),
    ]
}

/// Values that functions make.
pub(super) fn values() -> Vec<Pair> {
    let grown = "let v0 = Resources.*.Properties.TopicName\n".to_owned()
        + &lines(30, |number| {
            let all = "$0".repeat(50);
            format!("let v{} = regex_replace(%v{number}, '.+', '{all}')", number + 1)
        });
    let json = format!("'[{}1]'", "1,".repeat(50_000));
    let text = topics(1, |_| format!("'{}'", "x".repeat(1_000)));
    let topics = |count, value: &str| topics(count, |_| value.to_owned());
    let each = |call: &str| {
        format!("rule a {{ Resources.* {{ let v = {call} %v exists }} }}\nrule b {{ Resources exists }}\n")
    };
    vec![
        on(
            "grown",
            format!("{grown}rule a {{ %v30 exists }}\nrule b {{ Resources exists }}\n"),
            text.clone(),
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "grown-at-once",
            format!(
                "let v = regex_replace(Resources.*.Properties.TopicName, '.+', '{}')\nrule a {{ %v exists }}\nrule b {{ Resources exists }}\n",
                "$0".repeat(400_000)
            ),
            text,
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "joined",
            "let all = Resources.*.Properties.TopicName\n".to_owned() + &each("join(%all, ',')"),
            topics(3_000, &"x".repeat(200)),
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "joined-by-much",
            format!(
                "let all = Resources.*.Properties.TopicName\nlet v = join(%all, '{}')\nrule a {{ %v exists }}\nrule b {{ Resources exists }}\n",
                "x".repeat(100_000)
            ),
            topics(10_000, "x"),
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "parsed",
            "let all = Resources.T0.Properties.TopicName\n".to_owned() + &each("json_parse(%all)"),
            topics(300, "x").replacen("TopicName: x", &format!("TopicName: {json}"), 1),
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "parsed-deep",
            each("json_parse(Properties.TopicName)"),
            topics(3, &format!("'{}'", "[".repeat(50_000))),
            &[("b", Pass)],
        ),
        on(
            "parsed-aliases",
            each("json_parse(Properties.TopicName)"),
            topics(
                3,
                "\"{a: &a [x,x,x,x,x,x,x,x], b: &b [*a,*a,*a,*a,*a,*a,*a,*a], c: &c [*b,*b,*b,*b,*b,*b,*b,*b], d: &d [*c,*c,*c,*c,*c,*c,*c,*c], e: &e [*d,*d,*d,*d,*d,*d,*d,*d], f: [*e,*e,*e,*e,*e,*e,*e,*e]}\"",
            ),
            &[("b", Pass)],
        ),
        on(
            "upper-case",
            format!("let text = '{}'\n", "é".repeat(500_000)) + &each("to_upper(%text)"),
            topics(3_000, "x"),
            &[("a", TooMuchWork), ("b", Pass)],
        ),
        on(
            "literal-in-each",
            format!(
                "rule p(x) {{ %x exists }}\nrule a {{ Resources.* {{ p([{}]) }} }}\nrule b {{ Resources exists }}\n",
                "1, ".repeat(50_000) + "1"
            ),
            topics(3_000, "x"),
            &[("a", Any), ("b", Pass)],
        ),
    ]
}

/// Failures of many resources.
pub(super) fn failures() -> Vec<Pair> {
    let many = topics(2_000, |number| format!("x{}", number % 2));
    let alternatives = "let all = Resources.*[ Type == 'AWS::SNS::Topic' ]\n\
                        rule a { %all.Properties.TopicName == 'x0' or %all.Properties.TopicName == 'x1' }\n";
    let rules = lines(500, |number| {
        format!("let v{number} = Resources.*\nrule r{number} {{ %v{number}.Type == 'X' }}")
    });
    vec![
        on("jointly", alternatives, many.clone(), &[("a", Fail)]),
        on(
            "alone",
            "let all = Resources.*\nrule a { %all.Type == 'X' }\nrule b { Resources.*.Type == 'X' }\n",
            many.clone(),
            &[("a", Fail), ("b", Fail)],
        ),
        on(
            "one-by-one",
            "rule a { Resources.* { Type == 'X' <<no>> } }\nAWS::SNS::Topic { Properties.X exists }\n",
            many,
            &[("a", Fail), ("default", Fail)],
        ),
        on("by-many-rules", rules, topics(100, |_| "x".to_owned()), &[("r0", Fail), ("r499", Fail)]),
    ]
}
