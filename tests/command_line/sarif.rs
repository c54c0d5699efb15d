//! What `--format sarif` writes is SARIF 2.1.0 by the official schema, which a
//! script fetches; it is not ours to commit.

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::{formwork, tests};

#[test]
fn is_valid_by_the_official_schema() {
    let schema = official_schema();
    let validator = jsonschema::validator_for(&schema).expect("the official schema is a schema");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let baseline = folder.path().join("baseline.json").to_string_lossy().into_owned();
    let sarif = |arguments: &[&str]| -> Value {
        let output = formwork(&tests().join("cases/formats.in"))
            .args(["lint", "--format", "sarif", "."])
            .args(arguments)
            .output()
            .expect("formwork runs");
        serde_json::from_slice(&output.stdout).unwrap_or_default()
    };
    let check = |log: &Value| {
        let problems = validator.iter_errors(log);
        let problems = problems.map(|problem| format!("{}: {problem}", problem.instance_path()));
        assert_eq!(problems.collect::<Vec<_>>(), [""; 0]);
    };
    sarif(&[&format!("--write-baseline={baseline}")]);
    let compared = sarif(&["missing.yaml", "--baseline", &baseline]);
    check(&compared);
    let states = compared["runs"][0]["results"].as_array().into_iter().flatten();
    let states: Vec<_> = states
        .filter_map(|it| Some((it["baselineState"].as_str()?, it["suppressions"][0]["kind"].as_str())))
        .collect();
    assert!(
        states.contains(&("unchanged", Some("external"))) && states.contains(&("new", None)),
        "{states:?}"
    );
    let log = sarif(&["missing.yaml"]);
    check(&log);
    let run = &log["runs"][0];
    assert!(run["results"].as_array().is_some_and(|results| results.len() > 2), "{run:#}");
    for result in run["results"].as_array().into_iter().flatten() {
        let index = result["ruleIndex"].as_u64().expect("a rule index") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    }
}

fn official_schema() -> Value {
    let script = tests().join("scripts/sarif-schema");
    let output = Command::new(&script).output().expect("the script starts");
    assert!(
        output.status.success(),
        "the SARIF schema could not be fetched: `tests/scripts/sarif-schema` needs npm and its registry\n{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let path = String::from_utf8(output.stdout).expect("UTF-8");
    let text = fs::read_to_string(path.trim()).expect("the script says where the schema is");
    serde_json::from_str(&text).expect("the schema is JSON")
}
