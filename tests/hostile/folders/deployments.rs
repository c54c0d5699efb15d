//! Files that tell of stacks, and are broken, large, or about anything.

use super::{Case, many};

const CONFIGURATION: &str =
    "environments: { deployments: ['stacks/**/*', '{template}.{environment}.json'] }\n";

fn template() -> String {
    format!(
        "Parameters:\n{}Resources:\n  Q: {{ Type: AWS::SQS::Queue, Properties: {{ Wrong: x, QueueName: !Sub 'q-${{P1}}-${{P2}}' }} }}\n  \
         V: {{ Type: AWS::EC2::VPC, Properties: {{ CidrBlock: !Ref P3 }} }}\n",
        many(200, |number| format!("  P{number}: {{ Type: String, Default: x }}\n"))
    )
}

pub(super) fn cases() -> Vec<Case> {
    let policy = include_str!("../formwork.yaml").replacen(
        "environments:\n",
        "environments:\n  deployments: ['stacks/**/*', '{template}.{environment}.json']\n",
        1,
    );
    let case = |(name, text): (&str, String)| {
        Case::new(name)
            .file("formwork.yaml", policy.as_str())
            .file("stacks/one.yaml", text.as_str())
            .file("stacks/one.json", text.as_str())
            .file("t.dev.json", text.as_str())
            .file("t.yaml", template())
            .run(&["lint", "--format", "json", "t.yaml"], "E3002")
            .run(&["lint", "--min-severity", "info", "."], "E3002")
    };
    let mut all: Vec<Case> = files().into_iter().map(case).collect();
    let stack = |number: usize| {
        format!(
            "template-file-path: t.yaml\nparameters: {{ P1: v{number}, P2: w, P3: 10.{}.0.0/16, Env: prod }}\n",
            number % 256
        )
    };
    let many_stacks = (0..500).fold(
        Case::new("stacks").file("formwork.yaml", policy.as_str()).file("t.yaml", template()),
        |case, number| case.file(format!("stacks/s{number}.yaml"), stack(number)),
    );
    all.push(many_stacks.run(&["lint", "--format", "json"], "E3002"));
    let patterns = [
        "'{template}'",
        "'{environment}'",
        "'**'",
        "'{template}/{template}/{environment}{environment}'",
        "'../../**/*.nothing'",
        "'/'",
        "''",
        "'{'",
        "'[a'",
        "5",
    ];
    for pattern in patterns {
        all.push(
            Case::new(format!("pattern {pattern}"))
                .file(
                    "formwork.yaml",
                    format!("environments: {{ names: [dev], deployments: [{pattern}] }}\n"),
                )
                .file("t.yaml", template())
                .run_with(&["lint", "--format", "json"], &[0, 1, 2], ""),
        );
    }
    all.push(
        Case::new("environments")
            .file(
                "formwork.yaml",
                format!("{CONFIGURATION}# names\n").replacen(
                    "{ ",
                    &format!("{{ names: [{}], ", many(5_000, |number| format!("e{number}, "))),
                    1,
                ),
            )
            .file("t.yaml", template())
            .run(&["lint", "--format", "json"], "E3002"),
    );
    all
}

/// Texts of such files.
fn files() -> Vec<(&'static str, String)> {
    let at = |path: &str| format!("{{template-file-path: {path}, parameters: {{P1: x}}}}");
    vec![
        ("empty", String::new()),
        ("broken", "{\"Parameters\": {\"P1\": [".to_owned()),
        ("binary", "\0\u{1}\u{2}".repeat(1_000)),
        ("scalar", "x".to_owned()),
        (
            "list",
            "[5, [], {}, {ParameterKey: 5}, {ParameterKey: P1, ParameterValue: []}, {Key: [], Value: {}}]"
                .to_owned(),
        ),
        (
            "wrong shapes",
            "{template-file-path: [], parameters: 5, tags: x, Parameters: [], Tags: 5, StackPolicy: ~}"
                .to_owned(),
        ),
        ("itself", at("stacks/one.yaml")),
        ("above", at("../../../../../../etc/passwd")),
        ("root", at("/etc/passwd")),
        ("nothing", at("''")),
        ("zero", at("\"\\0\"")),
        ("folder", at("'.'")),
        ("long path", at(&"a/".repeat(10_000))),
        ("alias", "&a {template-file-path: t.yaml, parameters: {P1: *a, P2: &b [*b]}, tags: *a}".to_owned()),
        ("deep", "[".repeat(50_000)),
        (
            "parameters",
            format!(
                "{{\"template-file-path\": \"t.yaml\", \"parameters\": {{{}\"P1\": \"x\"}}, \"tags\": {{{}\"t\": \"x\"}}}}",
                many(10_000, |number| format!("\"P{number}\": \"v{number}\",")),
                many(10_000, |number| format!("\"t{number}\": \"v{number}\","))
            ),
        ),
        (
            "list of parameters",
            format!(
                "[{}{{\"ParameterKey\": \"P1\", \"ParameterValue\": \"x\"}}]",
                many(10_000, |number| format!(
                    "{{\"ParameterKey\": \"P{}\", \"ParameterValue\": \"v{number}\"}},",
                    number % 300
                ))
            ),
        ),
        (
            "long value",
            format!(
                "{{\"template-file-path\": \"t.yaml\", \"parameters\": {{\"P1\": \"{0}\", \"P2\": \"{0}\", \"P3\": \"{0}\"}}}}",
                "a".repeat(300_000)
            ),
        ),
    ]
}
