//! Configurations that stand on one another, or say something for each of very many files.

use super::{Case, many};

const TEMPLATE: &str = "Resources:\n  Q: { Type: AWS::SQS::Queue, Properties: { Wrong: x } }\n";

pub(super) fn cases() -> Vec<Case> {
    let lint: &[&str] = &["lint", "--format", "json"];
    let case = |(name, text): (&str, String)| {
        Case::new(name)
            .file("formwork.yaml", text)
            .file("t.yaml", TEMPLATE)
            .file("a/b/c/t.yaml", TEMPLATE)
            .run_with(lint, &[0, 1, 2], "")
            .run_with(&["lint", "--fix", "--unsafe-fixes", "t.yaml"], &[0, 1, 2], "")
    };
    let mut all: Vec<Case> = texts().into_iter().map(case).collect();
    let chain = |length: usize| {
        (0..length).fold(
            Case::new(format!("chain of {length}"))
                .file("t.yaml", TEMPLATE)
                .file("formwork.yaml", "extends: e0.yaml\n"),
            |case, number| {
                case.file(
                    format!("e{number}.yaml"),
                    format!("extends: e{}.yaml\nignore: [W{number}]\n", number + 1),
                )
            },
        )
    };
    all.push(chain(30).run_with(lint, &[0, 1, 2], ""));
    all.push(chain(2_000).run_with(lint, &[2], "may stand on"));
    // Each stands twice on the next.
    let doubled = (0..40).fold(
        Case::new("doubled")
            .file("t.yaml", TEMPLATE)
            .file("formwork.yaml", "extends: [e0.yaml, ./e0.yaml]\n"),
        |case, number| {
            let next = number + 1;
            case.file(
                format!("e{number}.yaml"),
                format!("extends: [e{next}.yaml, ./e{next}.yaml]\nignore: [W{number}]\n"),
            )
        },
    );
    all.push(doubled.file("e40.yaml", "ignore: [W1]\n").run_with(lint, &[2], "may stand on"));
    all.push(
        Case::new("circle")
            .file("formwork.yaml", "extends: a.yaml\n")
            .file("a.yaml", "extends: [b.yaml, ./b.yaml, formwork.yaml]\n")
            .file("b.yaml", "extends: [a.yaml, a.yaml]\n")
            .file("t.yaml", TEMPLATE)
            .run_with(lint, &[2], ""),
    );
    // Something of its own in each of many folders.
    let folders = (0..60).fold(Case::new("folders"), |case, number| {
        case.file(format!("f{number}/formwork.yaml"), "extends: ../formwork.yaml\npacks: ['./**/*']\n")
            .file(format!("f{number}/t.yaml"), TEMPLATE)
    });
    all.push(folders.run(lint, "E3002"));
    all
}

fn texts() -> Vec<(&'static str, String)> {
    vec![
        (
            "overrides",
            format!(
                "overrides:\n{}",
                many(1_000, |number| format!(
                    "  - {{ files: ['f{number}/**', '*.yaml'], severity: {{ W{number}: off }} }}\n"
                ))
            ),
        ),
        (
            "overrides of policies",
            format!(
                "overrides:\n{}",
                many(300, |number| format!(
                    "  - {{ files: '**', tagging: {{ required: {{ t{number}: '^(a+)+$' }} }}, packs: ['./p{number}.guard'] }}\n"
                ))
            ),
        ),
        (
            "overrides in overrides",
            "overrides: &o [{ files: '*', overrides: *o }, { files: [], overrides: [{ files: x }] }]\n"
                .to_owned(),
        ),
        (
            "files",
            format!(
                "overrides: [{{ files: [{}], ignore: [E] }}]\n",
                many(10_000, |number| format!("'*{number}*', "))
            ),
        ),
        ("braces", format!("overrides: [{{ files: '{}', ignore: [E] }}]\n", "{a,b}".repeat(500))),
        (
            "braces in braces",
            format!("overrides: [{{ files: '{}x{}', ignore: [E] }}]\n", "{a,".repeat(300), "}".repeat(300)),
        ),
        ("classes", format!("overrides: [{{ files: '{}', ignore: [E] }}]\n", "[!a-z]".repeat(2_000))),
        ("stars", format!("overrides: [{{ files: '{}b', ignore: [E] }}]\n", "*a".repeat(2_000))),
        ("folders", format!("overrides: [{{ files: '{}b', ignore: [E] }}]\n", "**/".repeat(2_000))),
        ("itself", "extends: formwork.yaml\n".to_owned()),
        (
            "itself again and again",
            format!("extends: [{}]\n", "formwork.yaml, ./formwork.yaml, ".repeat(500)),
        ),
        ("template", "extends: t.yaml\n".to_owned()),
        ("folder", "extends: [., .., a, '']\n".to_owned()),
        ("root", "extends: [/dev/null, /etc/passwd, \"\\0\"]\n".to_owned()),
        (
            "packs of everything",
            "packs: ['**/*', '*', ./, '**', formwork.yaml, './formwork.yaml', ./t.yaml]\n".to_owned(),
        ),
        ("packs", format!("packs: [{}]\n", many(3_000, |number| format!("./p{number}.guard, ")))),
        ("schemas of everything", "schemas: ['**/*', ., './formwork.yaml']\n".to_owned()),
        ("baseline", "baseline: formwork.yaml\n".to_owned()),
        ("baseline of a folder", "baseline: .\n".to_owned()),
        (
            "named types",
            format!(
                "naming: {{ pattern: '{{resourceName}}', types: {{ {} }} }}\n",
                many(500, |number| format!("'AWS::*{number}': {{ case: lower }}, "))
            ),
        ),
        (
            "tags of types",
            format!(
                "tagging: {{ required: {{ {} }} }}\n",
                many(200, |number| format!(
                    "t{number}: {{ only: ['AWS::*{number}*', '*'], equals: {{ tag: t{} }} }}, ",
                    (number + 1) % 200
                ))
            ),
        ),
        (
            "defaults",
            format!(
                "defaults: {{ properties: [{}] }}\n",
                many(100, |number| format!(
                    "{{ type: 'AWS::*', property: P{number}.*.*.X, must-be: {number} }}, "
                ))
            ),
        ),
        (
            "deep defaults",
            format!(
                "defaults: {{ properties: [{{ type: AWS::SQS::Queue, property: {}, default: {}{} }}] }}\n",
                vec!["*"; 5_000].join("."),
                "[".repeat(150),
                "]".repeat(150)
            ),
        ),
        (
            "landing zone",
            format!(
                "landing-zone: {{ parameters: {{ {} }} }}\n",
                many(5_000, |number| format!(
                    "p{number}: {{ type: vpc, ids: [vpc-{number:08}, vpc-{:08}] }}, ",
                    number + 1
                ))
            ),
        ),
        (
            "supernets",
            format!(
                "network: {{ unique: true, supernets: {{ {} }}, reserved: [{}] }}\n",
                many(1_000, |number| format!("e{number}: 10.0.0.0/8, ")),
                many(3_000, |number| format!("10.{}.{}.0/24, ", number / 256, number % 256))
            ),
        ),
        (
            "stages",
            format!(
                "api-gateway: {{ stages: {{ {} }} }}\n",
                many(300, |number| format!("'*{number}*': {{ exclude-paths: ['/**/{number}/**'] }}, "))
            ),
        ),
    ]
}
