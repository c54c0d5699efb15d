//! Files that fixes are written to: what stays as it was, and which are left alone.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::formwork;

const UNFIXED: &str =
    "Resources:\n  Alarms:\n    Type: AWS::SNS::Topic\n    Properties:\n      TopicName: !Sub alarms # ä\n";

fn fix(folder: &Path, arguments: &[&str]) -> Output {
    formwork(folder).args(["lint", "--fix"]).args(arguments).output().expect("formwork runs")
}

fn written(folder: &Path, bytes: &[u8]) -> Vec<u8> {
    let path = folder.join("topic.yaml");
    fs::write(&path, bytes).expect("a template");
    fix(folder, &[]);
    fs::read(path).expect("the template")
}

#[test]
fn bytes_around_an_edit_stay() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let fixed = UNFIXED.replace("!Sub ", "");
    for (before, after) in [
        (UNFIXED.to_owned(), fixed.clone()),
        (UNFIXED.replace('\n', "\r\n"), fixed.replace('\n', "\r\n")),
        (format!("\u{feff}{UNFIXED}"), format!("\u{feff}{fixed}")),
        (UNFIXED.trim_end().to_owned(), fixed.trim_end().to_owned()),
    ] {
        assert_eq!(String::from_utf8_lossy(&written(folder.path(), before.as_bytes())), after);
    }
    let left: Vec<_> = fs::read_dir(folder.path()).expect("the folder").flatten().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_is_no_text_is_not_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let latin: Vec<u8> =
        UNFIXED.replace('ä', "?").bytes().map(|byte| if byte == b'?' { 0xE4 } else { byte }).collect();
    let utf16: Vec<u8> = UNFIXED.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [latin, utf16] {
        assert_eq!(written(folder.path(), &bytes), bytes);
    }
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("real.yaml"), UNFIXED).expect("a template");
    fs::set_permissions(at("real.yaml"), fs::Permissions::from_mode(0o640)).expect("permissions");
    std::os::unix::fs::symlink("real.yaml", at("link.yaml")).expect("a link");
    fs::write(at("locked.yaml"), UNFIXED).expect("a template");
    fs::set_permissions(at("locked.yaml"), fs::Permissions::from_mode(0o444)).expect("permissions");
    let output = fix(folder.path(), &["link.yaml", "locked.yaml"]);
    assert!(at("link.yaml").is_symlink());
    let read = |name: &str| fs::read_to_string(at(name)).expect("a template");
    assert!(!read("real.yaml").contains("!Sub"));
    assert_eq!(fs::metadata(at("real.yaml")).expect("its data").permissions().mode() & 0o777, 0o640);
    assert_eq!(read("locked.yaml"), UNFIXED);
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(errors.contains("cannot write `locked.yaml`"), "{errors}");
    assert_eq!(output.status.code(), Some(2));
}
