//! What a reviewer would have to notice every time: sizes, registration, leftovers.

use std::fs;
use std::path::{Path, PathBuf};

const CRATES: [&str; 8] = ["template", "schemas", "guard", "rules", "rewrite", "lsp", "lint", "tests"];

/// Longest module, in lines.
const LONGEST: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Every Rust file of the workspace, with its path from the root.
fn sources() -> Vec<(String, String)> {
    let mut folders: Vec<PathBuf> = CRATES.iter().map(|name| root().join(name)).collect();
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the workspace").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name =
                    path.strip_prefix(root()).expect("below the root").to_string_lossy().replace('\\', "/");
                files.push((name, fs::read_to_string(&path).expect("a source file")));
            }
        }
    }
    files.sort();
    assert!(files.len() > 100, "the sources are where they are looked for");
    files
}

#[test]
fn modules_are_small() {
    let long: Vec<String> = sources()
        .iter()
        .filter(|(_, text)| text.lines().count() > LONGEST)
        .map(|(name, text)| format!("{name}: {} lines", text.lines().count()))
        .collect();
    assert_eq!(long, [""; 0], "split these by noun: more than {LONGEST} lines");
}

#[test]
fn modules_say_what_they_are() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!") && !text.contains("rule! {"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(silent, [""; 0], "these do not open with what they are");
}

#[test]
fn every_rule_file_is_registered() {
    let list = fs::read_to_string(root().join("rules/src/builtin/mod.rs")).expect("the list of rules");
    let missing: Vec<String> = sources()
        .into_iter()
        .filter(|(name, text)| name.starts_with("rules/src/builtin/") && text.contains("\nrule! {"))
        .filter(|(name, _)| {
            let module = Path::new(name).file_stem().expect("a file").to_string_lossy().into_owned();
            !list.contains(&format!("{module}::"))
        })
        .map(|(name, _)| name)
        .collect();
    assert_eq!(missing, [""; 0], "these have no line in rules/src/builtin/mod.rs");
}

#[test]
fn codes_and_names_are_unique() {
    let mut seen = std::collections::BTreeMap::new();
    for meta in formwork_rules::all() {
        // A Guard rule has one name.
        let names = if meta.control.is_some() { &[meta.code][..] } else { &[meta.code, meta.name] };
        for &name in names {
            assert_eq!(seen.insert(name, meta.code), None, "`{name}` is two rules");
        }
    }
}

#[test]
fn nothing_is_left_to_do() {
    let marks = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("Being ", "written")];
    let left: Vec<String> = sources()
        .into_iter()
        .filter(|(_, text)| marks.iter().any(|mark| text.contains(mark)))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(left, [""; 0]);
}
