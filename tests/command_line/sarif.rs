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
    for folder in ["cases/formats.in", "cases/suppressions.in"] {
        let output = formwork(&tests().join(folder))
            .args(["lint", "--format", "sarif", "--today", "2026-11-24", ".", "missing.yaml"])
            .output()
            .expect("formwork runs");
        let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
        let problems: Vec<String> = validator
            .iter_errors(&log)
            .map(|problem| format!("{}: {problem}", problem.instance_path()))
            .collect();
        assert_eq!(problems, [""; 0], "{folder}");
        let run = &log["runs"][0];
        assert!(run["results"].as_array().is_some_and(|results| results.len() > 2), "{run:#}");
        for result in run["results"].as_array().into_iter().flatten() {
            let index = result["ruleIndex"].as_u64().expect("a rule index") as usize;
            assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        }
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let baseline = folder.path().join("baseline.json").to_string_lossy().into_owned();
    let sarif = |arguments: &[&str]| {
        let mut command = formwork(&tests().join("cases/formats.in"));
        command.args(["lint", "--format", "sarif", "."]).args(arguments);
        command.output().expect("formwork runs").stdout
    };
    sarif(&[&format!("--write-baseline={baseline}")]);
    let log = sarif(&["missing.yaml", "--baseline", &baseline]);
    let log: Value = serde_json::from_slice(&log).expect("JSON");
    assert_eq!(validator.iter_errors(&log).count(), 0, "{log:#}");
    let states = log["runs"][0]["results"].as_array().into_iter().flatten();
    let states: Vec<_> = states
        .filter_map(|it| Some((it["baselineState"].as_str()?, it["suppressions"][0]["kind"].as_str())))
        .collect();
    assert!(
        states.contains(&("unchanged", Some("external"))) && states.contains(&("new", None)),
        "{states:?}"
    );
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
