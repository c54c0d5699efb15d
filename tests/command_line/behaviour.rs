//! What depends on more than one run, on pipes or on permissions.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::Stdio;

use crate::{formwork, tests};

/// Broken in two places, so that there is something to say.
const BROKEN: &str = "Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Type: AWS::S3::Bucket\n";

fn folder_with(count: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for index in 0..count {
        let below = folder.path().join(format!("stack-{}", index % 7));
        fs::create_dir_all(&below).expect("a folder");
        fs::write(below.join(format!("{index}.yaml")), BROKEN).expect("a template");
    }
    folder
}

fn stdout(folder: &Path, arguments: &[&str]) -> String {
    let output = formwork(folder).args(arguments).output().expect("formwork runs");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn threads_change_nothing() {
    let folder = folder_with(60);
    for format in ["pretty", "json", "sarif"] {
        let with = |threads| stdout(folder.path(), &["lint", "--format", format, "--threads", threads]);
        let one = with("1");
        assert!(one.contains("stack-6/6.yaml"), "{one}");
        assert_eq!(one, with("2"));
        assert_eq!(one, with("8"));
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder_with(400);
    let mut child = formwork(folder.path())
        .args(["lint", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("formwork runs");
    let mut stdout = child.stdout.take().expect("piped");
    stdout.read_exact(&mut [0; 8]).expect("some output");
    drop(stdout);
    let output = child.wait_with_output().expect("formwork ends");
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(1), ""));
}

#[test]
fn output_is_replaced_whole() {
    let folder = folder_with(1);
    fs::write(folder.path().join("report.json"), "old").expect("a file");
    let output = formwork(folder.path())
        .args(["lint", "--format", "json", "--output", "report.json"])
        .output()
        .expect("formwork runs");
    let report = fs::read_to_string(folder.path().join("report.json")).expect("the report");
    assert!(report.starts_with("{\n") && report.ends_with("}\n"), "{report}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("Found "));
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder").flatten().collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn colours_obey_the_option_and_the_environment() {
    let folder = folder_with(1);
    let coloured = |color: &str, variable: (&str, &str)| {
        let mut command = formwork(folder.path());
        command.env_remove("NO_COLOR").env(variable.0, variable.1);
        let output = command.args(["lint", "--color", color]).output().expect("formwork runs");
        output.stdout.contains(&0x1b)
    };
    assert!(coloured("always", ("NO_COLOR", "1")));
    assert!(coloured("auto", ("CLICOLOR_FORCE", "1")));
    assert!(!coloured("auto", ("TERM", "xterm")));
    assert!(!coloured("never", ("CLICOLOR_FORCE", "1")));
}

#[cfg(unix)]
#[test]
fn links_folders_and_odd_names_do_no_harm() {
    let folder = folder_with(1);
    let path = folder.path();
    std::os::unix::fs::symlink(".", path.join("loop")).expect("a link");
    std::os::unix::fs::symlink("nowhere", path.join("dangling.yaml")).expect("a link");
    fs::create_dir(path.join("folder.yaml")).expect("a folder");
    fs::write(path.join("folder.yaml/x y%.template"), BROKEN).expect("a template");
    let mut deep = path.to_owned();
    for _ in 0..100 {
        deep.push("d");
    }
    fs::create_dir_all(&deep).expect("deep folders");
    fs::write(deep.join("deep.cfn"), BROKEN).expect("a template");
    let found = stdout(path, &["lint", "--format", "concise"]);
    let files: Vec<&str> = found.lines().filter_map(|line| line.split(':').next()).collect();
    assert!(files.contains(&"folder.yaml/x y%.template"), "{found}");
    assert!(files.iter().any(|file| file.ends_with("d/deep.cfn")), "{found}");
    assert!(found.contains(" in 3 of 3 templates"), "{found}");
    let named = stdout(path, &["lint", "dangling.yaml", "--format", "concise"]);
    assert!(named.starts_with("dangling.yaml:1:1: error[E0000]"), "{named}");
}

#[test]
fn standard_input_can_be_anything() {
    let folder = folder_with(0);
    for input in [&b""[..], b"\xff\xfe\x00", b"\0\0\0", b"\xef\xbb\xbf{", &b"[".repeat(100_000)] {
        let mut child = formwork(folder.path())
            .args(["lint", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("formwork runs");
        child.stdin.take().expect("piped").write_all(input).expect("input is read");
        let output = child.wait_with_output().expect("formwork ends");
        assert!(
            matches!(output.status.code(), Some(0 | 1)),
            "{:?}: {output:?}",
            &input[..input.len().min(9)]
        );
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    }
}

/// What the README shows is what a reader gets.
#[test]
fn the_readme_shows_real_output() {
    let root = crate::tests().join("..");
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let output = stdout(&root, &["lint", "examples/network.yaml"]);
    assert!(
        readme.replace("\r\n", "\n").contains(&output),
        "the README shows something else than:\n{output}"
    );
}

#[test]
fn the_pages_of_rules_are_what_explain_writes() {
    let folder = tests().join("../docs/rules");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        std::fs::remove_dir_all(&folder).expect("they can be written anew");
        assert!(
            formwork(&tests()).args(["explain", "--all"]).arg(&folder).status().expect("it runs").success()
        );
    }
    let written = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("rule-pages");
    let _ = std::fs::remove_dir_all(&written);
    assert!(formwork(&tests()).args(["explain", "--all"]).arg(&written).status().expect("it runs").success());
    let names = |folder: &Path| {
        let entries =
            folder.read_dir().expect("it is there").map(|entry| entry.expect("it can be read").file_name());
        entries.collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(names(&folder), names(&written), "SNAPSHOTS=overwrite writes docs/rules");
    for name in names(&written) {
        let read = |folder: &Path| std::fs::read_to_string(folder.join(&name)).expect("it is text");
        assert!(
            read(&folder) == read(&written),
            "docs/rules/{} is out of date: SNAPSHOTS=overwrite",
            name.display()
        );
    }
}
