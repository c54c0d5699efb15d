//! The binary: command line, file discovery, configuration lookup, reporters.
//! What is wrong with a template is decided in `formwork_rules::check`.

mod args;
mod check;
mod commands;
mod configuration;
mod discover;
mod docs;
mod output;
mod progress;
mod read;
mod report;

use std::process::ExitCode;

use clap::Parser as _;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = args::Arguments::parse();
    match commands::run(&arguments.command) {
        Ok(status) => status,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::error(&error);
            ExitCode::from(commands::USAGE)
        }
    }
}
