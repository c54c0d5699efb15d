//! Findings that were there before: baselines over several runs, and `--since`
//! in repositories that are made for it.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::formwork;

/// Two findings, one of them in a list.
const OLD: &str = "\
Resources:
  Logs:
    Type: AWS::S3::Bukcet
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      Tags:
      - { Key: team, Vlaue: web }
";

/// A further one.
const NEW: &str = "  Topic:\n    Type: AWS::SNS::Topik\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

/// The exit status, and standard output with standard error behind it.
fn lint(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let select = ["--select", "E0,E3", "--format", "concise"];
    let output = formwork(folder).arg("lint").args(select).args(arguments).output().expect("formwork runs");
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    // That some could be fixed is told elsewhere.
    let lines =
        text.iter().flat_map(|text| text.lines()).filter(|line| !line.contains(" can be fixed with "));
    (output.status.code(), lines.map(|line| format!("{line}\n")).collect())
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = formwork(folder)
        .args(["lint", "--select", "E0,E3", "--format", "json"])
        .args(arguments)
        .output()
        .expect("formwork runs");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn a_baseline_hides_what_was_there() {
    let folder = folder(&[("stacks/a.yaml", OLD), ("b.yaml", OLD)]);
    let path = folder.path();
    let (status, text) = lint(path, &["--write-baseline"]);
    assert_eq!(
        (status, text.lines().next()),
        (Some(0), Some("Wrote 6 findings to `formwork-baseline.json`."))
    );
    let baseline = fs::read_to_string(path.join("formwork-baseline.json")).expect("the baseline");
    let with = ["--baseline", "formwork-baseline.json"];
    assert_eq!(
        lint(path, &with),
        (Some(0), "All 2 templates are in shape (6 in the baseline).\n".to_owned())
    );

    // What moves stays known, and what comes is new.
    let moved = OLD
        .replace("      - {", "      - { Key: first, Value: x }\n      - {")
        .replace("Resources:", "# Moved\nResources:");
    write(path, "b.yaml", &format!("{moved}{NEW}"));
    let (status, text) = lint(path, &with);
    assert_eq!(status, Some(1), "{text}");
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(
        text.starts_with("b.yaml:12:5: error[E3006]: There is no resource type `AWS::SNS::Topik`"),
        "{text}"
    );

    // It is the same list from another folder.
    let (status, text) = lint(&path.join("stacks"), &["--baseline", "../formwork-baseline.json"]);
    assert_eq!((status, text.as_str()), (Some(0), "The template is in shape (3 in the baseline).\n"));
    assert_eq!(fs::read_to_string(path.join("formwork-baseline.json")).ok(), Some(baseline));
}

#[test]
fn what_is_mended_can_leave_the_baseline() {
    let folder = folder(&[
        ("a.yaml", OLD),
        ("b.yaml", OLD),
        ("c.yaml", OLD),
        ("formwork.yaml", "baseline: known.json\n"),
    ]);
    let path = folder.path();
    let (_, text) = lint(path, &["--write-baseline=known.json"]);
    assert_eq!(text, "Wrote 9 findings to `known.json`.\n");
    write(path, "a.yaml", &OLD.replace("Bukcet", "Bucket"));
    fs::remove_file(path.join("b.yaml")).expect("it is there");

    let (status, text) = lint(path, &[]);
    let expected = "All 2 templates are in shape (5 in the baseline).\nThe baseline has 4 findings that are no more; `--write-baseline` takes them out.\n";
    assert_eq!((status, text.as_str()), (Some(0), expected));
    assert_eq!(lint(path, &["--strict-baseline"]).0, Some(1));
    let report = json(path, &[]);
    assert_eq!(report["summary"]["known"], 5);
    assert_eq!(report["removable"].as_array().map(Vec::len), Some(4));
    assert_eq!(report["removable"][0]["path"], "Resources/Logs/Type");
    assert_eq!(report["known"][0]["from"], "baseline");
    // Neither a rule that is off nor a file that is left out is mended by that.
    assert_eq!(json(path, &["--ignore", "E3006"])["summary"]["removable"], 3);
    assert_eq!(json(path, &["c.yaml"])["summary"]["removable"], 3);
    assert!(lint(path, &["--no-baseline", "c.yaml"]).1.ends_with("Found 3 errors.\n"));

    // Writing it for a part takes out what is mended there, and what is lost, and nothing else.
    let (_, text) = lint(path, &["--write-baseline", "--ignore", "E3006", "a.yaml"]);
    assert_eq!(text, "Wrote 6 findings to `known.json`, 3 are no more.\n");
    let (_, text) = lint(path, &["--write-baseline"]);
    assert_eq!(text, "Wrote 5 findings to `known.json`, 1 is no more.\n");
    assert_eq!(lint(path, &["--strict-baseline"]).0, Some(0));
}

#[test]
fn a_wrong_baseline_is_an_error() {
    let folder = folder(&[("a.yaml", OLD), ("known.json", "{\n  \"version\": 1,\n<<<<<<< HEAD\n}\n")]);
    let path = folder.path();
    for (arguments, words) in [
        (
            ["--baseline", "known.json"],
            "error: the baseline `known.json` cannot be used: known.json line 3 column 1: ",
        ),
        (
            ["--baseline", "lost.json"],
            "error: the baseline `lost.json` cannot be used: the file does not exist; `formwork lint --write-baseline=lost.json` writes one",
        ),
        (["--write-baseline=known.json", "a.yaml"], "error: the baseline `known.json` cannot be used: "),
    ] {
        let (status, text) = lint(path, &arguments);
        assert!(status == Some(2) && text.starts_with(words), "{text}");
    }
    write(path, "formwork.yaml", "baseline: lost.json\n");
    let (status, text) = lint(path, &[]);
    assert_eq!(status, Some(2));
    assert!(text.contains("the baseline `lost.json` of the configuration cannot be used"), "{text}");
}

/// What is not shown is not touched.
#[test]
fn fixes_leave_alone_what_is_known() {
    let folder = folder(&[("a.yaml", OLD)]);
    let path = folder.path();
    lint(path, &["--write-baseline"]);
    write(path, "a.yaml", &format!("{OLD}{NEW}"));
    let (status, text) = lint(path, &["--baseline", "formwork-baseline.json", "--fix", "--unsafe-fixes"]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("The template is in shape (3 in the baseline).\n"), "{text}");
    let fixed = fs::read_to_string(path.join("a.yaml")).expect("the template");
    assert_eq!(fixed, format!("{OLD}{}", NEW.replace("Topik", "Topic")));
    let (status, text) = lint(path, &["--no-baseline", "--fix", "--unsafe-fixes"]);
    assert!(
        !fs::read_to_string(path.join("a.yaml")).expect("the template").contains("Bukcet"),
        "{status:?} {text}"
    );
}

/// Runs git in a folder, out of reach of the configuration of this machine.
fn git(folder: &Path, words: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"])
        .args(words)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A repository with a commit, and a branch `change` that is checked out.
fn repository(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = folder(files);
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main"]);
    commit(folder.path());
    git(folder.path(), &["checkout", "--quiet", "-b", "change"]);
    folder
}

fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "Some change"]);
}

#[test]
fn only_what_a_branch_adds_is_shown() {
    let other = OLD.replace("team", "other");
    let repository =
        repository(&[("a b.yaml", OLD), ("stacks/old.yaml", &format!("# Ü\n{OLD}")), ("other.yaml", &other)]);
    let path = repository.path();
    assert_eq!(
        lint(path, &["--since", "main"]),
        (Some(0), "No template has changed since `main`.\n".to_owned())
    );

    write(path, "a b.yaml", &format!("# Moved\n{OLD}{NEW}"));
    git(path, &["mv", "stacks/old.yaml", "moved.yaml"]);
    write(path, "untracked.yaml", &format!("Resources:\n{NEW}"));
    let expected = "a b.yaml:11:5: error[E3006]: There is no resource type `AWS::SNS::Topik`
untracked.yaml:3:5: error[E3006]: There is no resource type `AWS::SNS::Topik`
Found 2 errors in 2 of 3 changed templates (6 there before).\n";
    let known = json(path, &["--since", "main"]);
    assert_eq!(known["known"][0]["from"], "revision");
    assert_eq!(lint(path, &["--since", "main"]), (Some(1), expected.to_owned()));
    commit(path);
    assert_eq!(lint(path, &["--since", "main"]), (Some(1), expected.to_owned()));

    // What main mends meanwhile is not this branch's doing.
    git(path, &["checkout", "--quiet", "main"]);
    write(path, "a b.yaml", "Resources: {}\n");
    commit(path);
    git(path, &["checkout", "--quiet", "change"]);
    assert_eq!(lint(path, &["--since", "main"]), (Some(1), expected.to_owned()));
    // Of what the baseline has, nothing is there before for a second time.
    lint(path, &["--write-baseline", "a b.yaml"]);
    let (_, text) = lint(path, &["--since", "main", "--baseline", "formwork-baseline.json", "a b.yaml"]);
    assert_eq!(text, "The changed template is in shape (4 in the baseline).\n");
}

#[test]
fn a_range_is_about_its_last_commit() {
    let repository = repository(&[("a.yaml", OLD), ("stacks/b.yaml", OLD)]);
    let path = repository.path();
    write(path, "a.yaml", &format!("{OLD}{NEW}"));
    write(path, "stacks/b.yaml", &format!("{OLD}{NEW}"));
    commit(path);
    fs::remove_file(path.join("a.yaml")).expect("it is there");
    commit(path);
    let (status, text) = lint(path, &["--since", "main..HEAD~1"]);
    assert!(
        status == Some(1) && text.ends_with("Found 2 errors in 2 of 2 changed templates (6 there before).\n"),
        "{text}"
    );
    let (_, text) = lint(path, &["--since", "main...HEAD"]);
    assert!(text.ends_with("\nFound 1 error (3 there before).\n"), "{text}");
    let (_, text) = lint(&path.join("stacks"), &["--since", "main..HEAD~1"]);
    assert!(text.starts_with("b.yaml:10:5: error[E3006]"), "{text}");
    let (_, text) = lint(path, &["--since", "main..HEAD~1", "stacks/*.yaml"]);
    assert!(text.starts_with("stacks/b.yaml:10:5: error[E3006]") && text.lines().count() == 2, "{text}");
}

#[test]
fn a_wrong_revision_is_an_error() {
    let repository = repository(&[("a.yaml", OLD)]);
    let plain = folder(&[("a.yaml", OLD)]);
    for (folder, revision, words) in [
        (&repository, "nowhere", "error: `nowhere` is no revision of this repository\n"),
        (&repository, "main..nowhere", "error: `nowhere` is no revision of this repository\n"),
        (&repository, "--output=x", "error: `--output=x` is no revision of this repository\n"),
        (&plain, "main", "error: `--since` needs a git repository: not a git repository"),
    ] {
        let (status, text) = lint(folder.path(), &[&format!("--since={revision}")]);
        assert!(status == Some(2) && text.starts_with(words), "{revision}: {text}");
    }
    let (status, text) = lint(repository.path(), &["--since", "main", "-"]);
    assert_eq!((status, text.as_str()), (Some(2), "error: `--since` takes files, and not standard input\n"));
}
