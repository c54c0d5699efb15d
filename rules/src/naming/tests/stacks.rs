//! Names in the stacks that files tell of.

use std::path::Path;
use std::sync::Arc;

use formwork_template::{Syntax, Template, parse};

use crate::{Claims, Run, Settings, Stack, Surroundings, check_around};

const CONFIG: &str =
    "naming:\n  pattern: '{resourceName}-{env}'\n  parts: { env: [dev, prod] }\n  unique: true\n";

const TEMPLATE: &str = "Parameters:\n  Env: { Type: String, Default: test, AllowedValues: [dev, prod, test] }\n  Kind: { Type: String, Default: jobs }\nConditions:\n  IsProd: !Equals [!Ref Env, prod]\nResources:\n";

/// What the rules about names say of resources in stacks, each with its file and its parameters as YAML.
fn said(config: &str, resources: &str, stacks: &[(&str, &str)]) -> String {
    let stack = |(file, parameters): &(&str, &str)| {
        let environment = file.split('/').nth(1).map(Into::into);
        let text: Arc<str> = format!("template-file-path: t.yaml\nparameters: {{ {parameters} }}\n").into();
        Arc::new(Stack::read(file, &text, environment).expect("a stack"))
    };
    let stacks: Vec<Arc<Stack>> = stacks.iter().map(stack).collect();
    let text = format!("{TEMPLATE}{resources}");
    let template = Template::new(parse(text.as_str().into(), Syntax::Yaml));
    let settings = Settings::for_tests(config);
    let around =
        Surroundings { name: Some("t.yaml"), stacks: &stacks, ..Surroundings::at(Path::new("t.yaml")) };
    let run = Run::new(vec![Claims::of(&template, &around, &settings)]);
    let report = check_around(&template, Surroundings { run: Some(&run), ..around }, &settings);
    let found = report.diagnostics.iter().filter(|found| found.rule.as_str().starts_with("NAM"));
    let line = |found: &crate::Diagnostic| {
        let when = found.when.as_ref().map(|when| format!(" when {when}")).unwrap_or_default();
        format!("{} {}{when}\n", found.rule, found.message)
    };
    found.map(line).collect()
}

fn queue(name: &str) -> String {
    format!("  Q: {{ Type: AWS::SQS::Queue, Properties: {{ QueueName: {name} }} }}\n")
}

#[test]
fn each_stack_has_its_own_values() {
    let name = queue("!Sub '${Kind}-${Env}'");
    assert_eq!(said(CONFIG, &name, &[("env/dev/a", "Env: dev"), ("env/prod/a", "Env: prod")]), "");
    assert_eq!(
        said(CONFIG, &name, &[("env/dev/a", "Env: dev"), ("env/prod/a", "Kind: x")]),
        "NAM001 `x-test` lacks the part `env` when `Env` is `test` and deployed with `env/prod/a`\n"
    );
    let chosen = queue("!If [IsProd, jobs-prod, wrong]");
    assert_eq!(said(CONFIG, &chosen, &[("env/prod/a", "Env: prod")]), "");
    assert_eq!(
        said(CONFIG, &chosen, &[("env/dev/a", "Env: dev")]),
        "NAM001 `wrong` lacks the part `env` when `IsProd` is false\n"
    );
}

#[test]
fn a_name_of_another_environment() {
    let found = said(CONFIG, &queue("!Sub 'jobs-${Env}'"), &[("env/prod/a", "Env: dev")]);
    assert_eq!(found, "NAM005 `jobs-dev` is a name of `dev`, and `env/prod/a` deploys it to `prod`\n");
    assert_eq!(said(CONFIG, &queue("jobs-dev"), &[("env", "Env: dev")]), "");
    let wrong = said(CONFIG, &queue("jobs-dev"), &[("env/prod/a", "Env: dev"), ("env/stage/a", "Env: dev")]);
    assert_eq!(wrong.lines().count(), 1, "{wrong}");
}

#[test]
fn two_stacks_of_a_template() {
    let both = [("env/prod/a", "Kind: x"), ("env/prod/b", "Kind: y")];
    let found = said(CONFIG, &queue("jobs-prod"), &both);
    assert_eq!(found, "NAM002 `env/prod/a` and `env/prod/b` both give `Q` the name `jobs-prod`\n");
    assert_eq!(said(CONFIG, &queue("!Sub '${Kind}-prod'"), &both), "");
    assert_eq!(said(CONFIG, &queue("jobs-prod"), &[("a", "Kind: x"), ("b", "Kind: y")]), "", "anywhere");
    let regions = format!("{CONFIG}regions: [eu-west-1, us-east-1]\n");
    assert_eq!(said(&regions, &queue("jobs-prod"), &both), "", "in two regions, perhaps");
    let bucket = "  B: { Type: AWS::S3::Bucket, Properties: { BucketName: jobs-prod } }\n";
    assert_eq!(said(&regions, bucket, &both).lines().count(), 1);
}

#[test]
fn two_resources_in_one_stack() {
    let resources = queue("!Sub '${Kind}-prod'") + &queue("jobs-prod").replace("Q:", "R:");
    assert_eq!(said(CONFIG, &resources, &[("env/prod/a", "Kind: x")]), "");
    assert_eq!(
        said(CONFIG, &resources, &[("env/prod/a", "Kind: x"), ("env/prod/b", "Kind: jobs")]).lines().next(),
        Some("NAM002 `env/prod/a` and `env/prod/b` both give `R` the name `jobs-prod`")
    );
    let one = said(CONFIG, &resources, &[("env/prod/b", "Kind: jobs")]);
    assert_eq!(one, "NAM002 `jobs-prod` is the name of `Q`, too when deployed with `env/prod/b`\n");
}
