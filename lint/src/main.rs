//! The binary: command line, file discovery, configuration lookup, reporters.
//! What is wrong with a template is decided in `formwork_rules::check`.

mod args;
mod cfn_guard;
mod cfn_lint;
mod check;
mod clock;
mod commands;
mod configuration;
mod discover;
mod docs;
mod exceptions;
mod fixes;
mod known;
mod output;
mod policies;
mod progress;
mod prose;
mod read;
mod report;
mod rule_tests;
mod server;
mod stacks;

use std::process::ExitCode;

use clap::Parser as _;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run() {
        Ok(status) => status,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error);
            ExitCode::from(commands::USAGE)
        }
    }
}

/// The words behind `cfn-lint` and `cfn-guard` are those front ends' own to read: clap would take the first `--`.
fn run() -> anyhow::Result<ExitCode> {
    let mut words = std::env::args_os().skip(1);
    let command = words.next();
    let mut rest =
        || -> Vec<String> { words.by_ref().map(|word| word.to_string_lossy().into_owned()).collect() };
    match command {
        Some(word) if word == cfn_lint::COMMAND => return cfn_lint::run(&rest()),
        Some(word) if word == cfn_guard::COMMAND => return cfn_guard::run(&rest()),
        _ => {}
    }
    commands::run(&args::Arguments::parse().command)
}
