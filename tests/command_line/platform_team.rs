//! The worked example of a policy and three applications: what is said before and
//! after fixing, and what the templates then are. `SNAPSHOTS=overwrite` writes what it shows.

use std::fs;
use std::path::{Path, PathBuf};

use snapbox::{Assert, Data};

use crate::{formwork, tests};

const DAY: &str = "2027-01-15";

fn example() -> PathBuf {
    tests().join("../examples/platform-team")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a file");
        }
    }
}

/// What `lint` prints, and its exit status.
fn lint(folder: &Path, options: &[&str]) -> (String, Option<i32>) {
    let run = formwork(folder).args(["lint", "apps", "--today", DAY]).args(options).output();
    let run = run.expect("formwork runs");
    (String::from_utf8(run.stdout).expect("text"), run.status.code())
}

fn is_as_shown(text: &str, shown: &Path) {
    Assert::new().action_env("SNAPSHOTS").eq(text, Data::read_from(shown, None));
}

#[test]
fn the_example_is_as_it_says() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    for part in ["policy", "apps"] {
        copy(&example().join(part), &folder.join(part));
    }
    let (before, status) = lint(folder, &[]);
    assert_eq!(status, Some(1));
    is_as_shown(&before, &example().join("before.txt"));

    let (after, status) = lint(folder, &["--fix", "--unsafe-fixes"]);
    assert_eq!(status, Some(1));
    is_as_shown(&after, &example().join("after.txt"));
    for template in ["orders/template.yaml", "billing/template.json", "web/WebStack.template.json"] {
        let text = fs::read_to_string(folder.join("apps").join(template)).expect("a template");
        is_as_shown(&text, &example().join("fixed").join(template));
    }

    let (again, _) = lint(folder, &["--diff", "--unsafe-fixes"]);
    assert_eq!(again, "", "fixing twice changes nothing");
    let tested = formwork(folder).args(["test", "policy"]).output().expect("formwork runs");
    assert!(tested.status.success(), "{}", String::from_utf8_lossy(&tested.stdout));
}
