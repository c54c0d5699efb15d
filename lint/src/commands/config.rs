//! `formwork config`: about the configuration itself.

use std::process::ExitCode;

use crate::args::{Colour, Config, ConfigCommand};
use crate::output;

pub(crate) fn run(arguments: &Config) -> anyhow::Result<ExitCode> {
    match arguments.command {
        ConfigCommand::Schema => output::print(formwork_rules::config::JSON_SCHEMA, Colour::Never)?,
    }
    Ok(ExitCode::SUCCESS)
}
