//! The binary as people run it: the cases in `cases/` (each a session, or a
//! command with its input, beside the files it runs in), and what a session
//! cannot show.

mod behaviour;
mod fixes;
mod init;
mod known;
mod platform_team;
mod sarif;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the whole-binary tests.
fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests")
}

/// `formwork` in one of the cases' folders, without the colours and habits of this terminal.
fn formwork(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_formwork"));
    command.current_dir(folder).env_remove("CLICOLOR_FORCE").env("NO_COLOR", "1");
    command
}

#[test]
fn cases() {
    let cases = trycmd::TestCases::new();
    cases.register_bin("formwork", Path::new(env!("CARGO_BIN_EXE_formwork")));
    // Neither configuration at home nor a region of this machine.
    cases.env("HOME", "/nonexistent").env("AWS_REGION", "us-east-1");
    for kind in ["trycmd", "toml"] {
        cases.case(tests().join("cases").join(format!("*.{kind}")));
    }
}
