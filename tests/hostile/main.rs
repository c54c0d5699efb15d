//! Hostile input: whatever the bytes are, a run ends, tells the truth about what
//! it could not decide, and costs no more than the input's size allows. Costs are
//! counted in memory asked for and never timed; a child process that uses more
//! processor time than any sound run needs is ended, and that is a failure.
//!
//! `HOSTILE=full cargo test --release --test hostile` takes the full sizes of
//! `table.rs` (50 MB files and the like) in place of the usual ones.

mod bounds;
mod configuration;
mod fixed;
mod folders;
mod guard;
mod guard_documents;
mod guard_table;
mod guard_work;
mod mutations;
mod scaled;
mod table;

use std::path::PathBuf;
use std::process::{Command, Output};

use formwork_rules::{Overrides, Settings, config};
use rayon::prelude::*;

use bounds::Cost;
use table::{Expected, Row, TABLE};

/// Turns every family of rules on that a configuration can turn on, with each of its keys.
const CONFIGURATION: &str = include_str!("formwork.yaml");

fn settings() -> Settings {
    let (config, problems) = config::read(&CONFIGURATION.into());
    assert_eq!(problems, [], "the configuration of these tests");
    Settings::new(config, Overrides::default())
}

/// A folder of its own for `test`, empty but for the configuration.
fn folder(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder for input");
    std::fs::write(folder.join("formwork.yaml"), CONFIGURATION).expect("the configuration");
    folder
}

/// `formwork lint` in `folder`.
fn lint(folder: &std::path::Path, arguments: &[&str]) -> Output {
    formwork(folder, &[&["lint"], arguments].concat())
}

/// The binary in `folder`, ended after far more processor time than it can need.
fn formwork(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let binary = env!("CARGO_BIN_EXE_formwork");
    let mut command = if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.args(["-c", "ulimit -t 100; exec \"$0\" \"$@\"", binary]);
        shell
    } else {
        Command::new(binary)
    };
    command.args(arguments).current_dir(folder).output().expect("formwork starts")
}

/// What is wrong with a run of the binary; `statuses` are those that it may have.
fn failure(output: &Output, statuses: &[i32]) -> Option<String> {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let is_sound = output.status.code().is_some_and(|code| statuses.contains(&code))
        && !err.contains("panicked")
        && !out.contains("E0002");
    let start = |text: &str| text.chars().take(300).collect::<String>();
    (!is_sound).then(|| format!("{}\n{}\n{}", output.status, start(&out), start(&err)))
}

/// Fails with all that went wrong.
fn expect_none(failures: &[String]) {
    assert!(failures.is_empty(), "{} inputs:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn inputs_that_grow() {
    let full = std::env::var("HOSTILE").is_ok_and(|sizes| sizes == "full");
    let (folder, settings) = (folder("growing"), settings());
    let failures: Vec<String> = TABLE
        .par_iter()
        .filter_map(|row| Some(format!("{}: {}", row.name, grows(row, full, &folder, &settings).err()?)))
        .collect();
    expect_none(&failures);
}

fn grows(row: &Row, full: bool, folder: &std::path::Path, settings: &Settings) -> Result<(), String> {
    let (half, size) = if full { (row.full / 2, row.full) } else { (row.usual, row.usual * 2) };
    let text = (row.make)(size);
    std::fs::write(folder.join(row.name), &text).map_err(|error| error.to_string())?;
    for format in ["json", "pretty"] {
        if let Some(failure) = failure(&lint(folder, &["--format", format, row.name]), &[0, 1]) {
            return Err(format!("as {format}: {failure}"));
        }
    }
    let smaller = (row.make)(half);
    bounds::measure(row.name, smaller.as_bytes(), settings)?; // what is made once for all is not counted
    let (smaller, (larger, is_incomplete)) = (
        bounds::measure(row.name, smaller.as_bytes(), settings)?.0,
        bounds::measure(row.name, text.as_bytes(), settings)?,
    );
    match row.expected {
        Expected::Incomplete if !is_incomplete => return Err("no budget ran out".to_owned()),
        Expected::Linear | Expected::Decided if is_incomplete => return Err("a budget ran out".to_owned()),
        Expected::Linear => Cost::compare(smaller, larger)?,
        Expected::Decided | Expected::Incomplete | Expected::Either => {}
    }
    larger.hold()
}

#[test]
fn inputs_of_one_size() {
    let (folder, settings) = (folder("fixed"), settings());
    let inputs = fixed::inputs();
    let failures: Vec<String> = inputs
        .par_iter()
        .filter_map(|(name, bytes)| {
            let measured = bounds::measure(name, bytes, &settings).and_then(|(cost, _)| cost.hold());
            Some(format!("{name}: {}", measured.err()?))
        })
        .collect();
    expect_none(&failures);

    for (name, bytes) in &inputs {
        std::fs::write(folder.join(name), bytes).expect("an input");
    }
    let names = inputs.iter().map(|(name, _)| name.as_str());
    for format in ["json", "pretty"] {
        let arguments: Vec<&str> =
            ["--format", format, "--min-severity", "info"].into_iter().chain(names.clone()).collect();
        assert_eq!(failure(&lint(&folder, &arguments), &[0, 1]), None, "as {format}");
    }
    // Nobody names them: each is a template by its content, or passed over.
    assert_eq!(failure(&lint(&folder, &["--format", "sarif", "."]), &[0, 1]), None, "searched for");
}
