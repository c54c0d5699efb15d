//! `formwork completions`: a script for a shell, made from the arguments themselves.

use std::process::ExitCode;

use clap::CommandFactory as _;

use crate::args::{Arguments, Colour, Completions};
use crate::output;

pub(crate) fn run(arguments: &Completions) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "formwork", &mut script);
    output::print(&String::from_utf8_lossy(&script), Colour::Never)?;
    Ok(ExitCode::SUCCESS)
}
