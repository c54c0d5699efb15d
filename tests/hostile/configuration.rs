//! Hostile `formwork.yaml`: it is read or refused, at its place.

use std::sync::Arc;

use formwork_rules::config;

use super::{failure, folder, lint, scaled};

const KEYS: &[&str] = &[
    "regions",
    "select",
    "ignore",
    "severity",
    "naming",
    "tagging",
    "network",
    "api-gateway",
    "landing-zone",
    "suppressions",
];

const SHAPES: &[&str] = &[
    "~",
    "''",
    "text",
    "5",
    "[]",
    "[~]",
    "[[]]",
    "[text, text]",
    "[{}]",
    "{}",
    "{a: b}",
    "{a: ~, a: []}",
    "{'': ''}",
    "!Ref x",
    "{<<: x}",
    "{pattern: '{'}",
    "{pattern: '{a}[{b}[{c}', parts: {a: '('}}",
    "{pattern: '{a}', parts: {a: [], b: {one-of: 5}}}",
    "{required: {a: '(a+)+$', b: {pattern: '['}}}",
    "{required: [], optional: 5, unknown: loud}",
    "{supernets: {a: 999.0.0.0/8, b: [], c: [10.0.0.0/99]}, min-prefix: 9999999999999}",
    "{admin-ports: [-1, 99999999, x]}",
    "{allow: [], exclude-methods: [5]}",
    "{E: error, E3: off, nothing: x}",
];

/// Names and texts.
fn inputs() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (number, shape) in SHAPES.iter().enumerate() {
        all.push((format!("root {number}"), (*shape).to_owned()));
        all.push((format!("keys {number}"), KEYS.iter().map(|key| format!("{key}: {shape}\n")).collect()));
    }
    let long = |count: usize, item: fn(usize) -> String| (0..count).map(item).collect::<String>();
    let texts: [(&str, String); 14] = [
        ("comments", "# nothing\n".to_owned()),
        ("mark", "\u{feff}regions: [eu-west-1]\n".to_owned()),
        ("deep", scaled::deep_flow(5_000)),
        ("deep blocks", scaled::deep_blocks(500)),
        ("brackets", scaled::open_brackets(10_000)),
        ("aliases", scaled::billion_laughs(40)),
        ("self", "naming: &a { pattern: *a, parts: *a }\nselect: &b [*b]\n".to_owned()),
        ("wide", long(5_000, |number| format!("key{number}: x\n"))),
        ("duplicates", "select: [E]\n".repeat(5_000)),
        ("selectors", format!("select: [{}]\n", long(5_000, |number| format!("X{number}, ")))),
        (
            "tags",
            format!(
                "tagging:\n  required:\n{}",
                long(5_000, |number| format!("    t{number}: '^a{number}$'\n"))
            ),
        ),
        (
            "large pattern",
            format!(
                "tagging: {{ required: {{ a: '{}', b: '(a{{1000}}){{1000}}', c: '{}' }} }}\n",
                "(a|b)?".repeat(5_000),
                "(".repeat(50_000)
            ),
        ),
        (
            "name pattern",
            format!("naming: {{ pattern: '{}{}' }}\n", "[".repeat(20_000), "{a}".repeat(20_000)),
        ),
        (
            "blocks",
            format!(
                "network: {{ supernets: {{ {} }} }}\n",
                long(5_000, |number| format!("e{number}: 10.0.0.0/8, "))
            ),
        ),
    ];
    all.extend(texts.map(|(name, text)| (name.to_owned(), text)));
    all
}

#[test]
fn hostile_configuration() {
    let mut failures = Vec::new();
    for (name, text) in inputs() {
        let text: Arc<str> = text.into();
        let mut problems = Vec::new();
        let memory = allocation_counter::measure(|| problems = config::read(&text).1).bytes_max;
        if let Some(found) = problems.iter().find(|found| text.get(found.span.range()).is_none()) {
            failures.push(format!("{name}: no text at {:?}", found.span));
        }
        if memory > 40_000_000 + 200 * text.len() as u64 {
            failures.push(format!("{name}: {memory} bytes of memory for {} bytes of text", text.len()));
        }
        if problems.len() > 1_000 + text.len() {
            failures.push(format!("{name}: {} findings", problems.len()));
        }
    }
    super::expect_none(&failures);
}

/// Patterns that other engines never finish, on names that make them try.
#[test]
fn catastrophic_patterns_of_an_organisation() {
    let folder = folder("configuration");
    let config = "naming: { pattern: '{a}-{b}', parts: { a: '^(a+)+$', b: '^(a|aa)+$' } }\n\
                  tagging: { required: { t: '^(([a-z])+.)+[A-Z]([a-z])+$' }, optional: { u: '(.*)*(.*)*x' } }\n";
    let a = "a".repeat(20_000);
    let template = format!(
        "Resources:\n  B:\n    Type: AWS::S3::Bucket\n    Properties: {{ BucketName: '{a}!', Tags: [{{ Key: t, Value: '{a}!' }}, {{ Key: u, Value: '{a}!' }}] }}\n"
    );
    std::fs::write(folder.join("formwork.yaml"), config).expect("the configuration");
    std::fs::write(folder.join("x.yaml"), template).expect("a template");
    assert_eq!(failure(&lint(&folder, &["x.yaml"]), &[0, 1]), None);
}
