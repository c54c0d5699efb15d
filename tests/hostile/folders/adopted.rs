//! Exceptions and baselines that are large, broken, or about everything.

use super::{Case, many};

/// Queues with something to find in each.
fn queues(count: usize) -> String {
    format!(
        "Resources:\n{}",
        many(count, |number| format!(
            "  R{number}: {{ Type: AWS::SQS::Queue, Properties: {{ Wrong: x }} }}\n"
        ))
    )
}

pub(super) fn cases() -> Vec<Case> {
    let mut all = exceptions();
    all.extend(baselines());
    all.push(large());
    all
}

fn exceptions() -> Vec<Case> {
    let texts = [
        ("one for each", many(3_000, |number| format!("  - {{ rule: E3002, resources: R{number}, reason: x, until: 2099-01-01 }}\n"))),
        ("each for all", many(3_000, |number| format!("  - {{ rules: ['E*', 'W{number}*'], resources: ['R*', '*{number}'], files: ['**/*.yaml', 'x{number}'] }}\n"))),
        ("stars", many(200, |number| format!("  - {{ rule: '*', resources: '{}{number}b' }}\n", "*R".repeat(50)))),
        ("many of everything", format!("  - {{ rules: [{0}], resources: [{0}], files: [{0}] }}\n", many(3_000, |number| format!("E{number}, ")))),
        ("braces", format!("  - {{ rule: E3002, files: '{}' }}\n", "{a,b}".repeat(1_000))),
        ("open braces", format!("  - {{ rule: E3002, files: '{}' }}\n", "{".repeat(10_000))),
        ("folders", format!("  - {{ rule: E3002, files: '{}x' }}\n", "**/".repeat(2_000))),
        ("odd", "  - ~\n  - 5\n  - []\n  - { rule: [], files: [], resources: [] }\n  - { rules: {}, files: 5, resources: ~, until: 9999-99-99, reason: [], owner: {} }\n  - { rule: '', files: '', resources: '', until: 0000-00-00 }\n  - &a { rule: E3002, resources: [*a] }\n".to_owned()),
    ];
    let case = |(name, text): (&str, String)| {
        Case::new(name)
            .file("formwork.yaml", format!("suppressions: {{ require: [reason, until, owner], max-days: 30, never: [E3002] }}\nexceptions:\n{text}"))
            .file("t.yaml", queues(1_000))
            .run_with(&["lint", "--format", "json"], &[0, 1, 2], "")
            .run_with(&["lint", "--fix", "--unsafe-fixes", "--today", "2026-01-01"], &[0, 1, 2], "")
            .run_with(&["suppressions", "--format", "json"], &[0, 1, 2], "")
    };
    texts.map(case).into()
}

fn baselines() -> Vec<Case> {
    let entry = |number: usize| {
        format!("{{\"rule\":\"E3002\",\"path\":\"Resources/R{number}/Properties/Wrong\",\"message\":\"x\"}},")
    };
    let list = |entries: &str| {
        format!("{{\"version\": 1, \"findings\": {{\"t.yaml\": [{}]}}}}", entries.trim_end_matches(','))
    };
    let texts: [(&str, String); 16] = [
        ("no text", String::new()),
        ("broken", "{\"version\": 1, \"findings\": {\"t.yaml\": [{".to_owned()),
        ("list", "[]".to_owned()),
        ("null", "null".to_owned()),
        ("later version", "{\"version\": 99, \"findings\": {}}".to_owned()),
        ("odd version", "{\"version\": 1e999, \"findings\": {}}".to_owned()),
        ("no version", "{\"findings\": {}}".to_owned()),
        ("no findings", "{\"version\": 1}".to_owned()),
        ("wrong shapes", "{\"version\": 1, \"findings\": {\"t.yaml\": {}, \"\": [5, [], {}, {\"rule\": 5}]}}".to_owned()),
        ("odd files", "{\"version\": 1, \"findings\": {\"../../x\": [], \"/etc/passwd\": [], \"\\u0000\": [], \"t.yaml/\": []}}".to_owned()),
        ("deep", format!("{{\"version\": 1, \"findings\": {}", "[".repeat(100_000))),
        ("deeper key", format!("{{\"version\": 1, \"findings\": {{}}, \"x\": {}{}}}", "[".repeat(5_000), "]".repeat(5_000))),
        ("surrogates", "{\"version\": 1, \"findings\": {\"\\ud800\": []}}".to_owned()),
        ("one again and again", list(&entry(1).repeat(20_000))),
        ("files", format!("{{\"version\": 1, \"findings\": {{{}\"x\": []}}}}", many(20_000, |number| format!("\"f{number}.yaml\": [],")))),
        ("bytes", "\0\u{feff}\u{feff}{}".to_owned()),
    ];
    let case = |(name, text): (&str, String)| {
        Case::new(name)
            .file("formwork.yaml", "baseline: known.json\n")
            .file("known.json", text)
            .file("t.yaml", queues(50))
            .run_with(&["lint", "--format", "json"], &[0, 1, 2], "")
            .run(&["lint", "--no-baseline", "--format", "json"], "E3002")
            .run_with(&["lint", "--strict-baseline"], &[0, 1, 2], "")
            .run_with(&["lint", "--write-baseline"], &[0, 2], "")
    };
    texts.map(case).into()
}

/// A list far longer than what is found, of which most is mended.
fn large() -> Case {
    let count = if std::env::var("HOSTILE").is_ok_and(|sizes| sizes == "full") { 1_000_000 } else { 30_000 };
    let entries = many(count, |number| {
        format!(
            "{{\"rule\":\"E3002\",\"path\":\"Resources/R{number}/Properties/Wrong\",\"message\":\"x\"}},\n"
        )
    });
    Case::new("large")
        .file("formwork.yaml", "baseline: known.json\nignore: [W, I, E3010]\npacks: []\n")
        .file(
            "known.json",
            format!(
                "{{\"version\": 1, \"findings\": {{\"t.yaml\": [{}]}}}}",
                entries.trim_end_matches(",\n")
            ),
        )
        .file("t.yaml", queues(2_000))
        .run_with(&["lint", "--format", "json"], &[0], "known")
        .run_with(&["lint"], &[0], "")
        .run_with(&["lint", "--strict-baseline"], &[1], "")
        .run_with(&["lint", "--write-baseline"], &[0], "")
}
