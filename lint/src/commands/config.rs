//! `formwork config`: about the configuration itself.

use std::process::ExitCode;

use crate::args::{Colour, Config, ConfigCommand};
use crate::output;

pub(crate) fn run(arguments: &Config) -> anyhow::Result<ExitCode> {
    let ConfigCommand::Schema(schema) = &arguments.command;
    let text = if schema.rules {
        formwork_rules::rule_files::JSON_SCHEMA
    } else {
        formwork_rules::config::JSON_SCHEMA
    };
    output::print(text, Colour::Never)?;
    Ok(ExitCode::SUCCESS)
}
