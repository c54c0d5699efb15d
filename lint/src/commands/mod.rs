//! The commands, one file each.

mod completions;
mod config;
mod explain;
mod fmt;
mod guard;
mod init;
mod lint;
mod lsp;
mod new;
mod rules;
mod suppressions;
mod test;

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::{Meta, Overrides};

use crate::args::Command;
use crate::configuration::Configurations;
use crate::{cfn_guard, cfn_lint};

/// Something was found.
pub(crate) const FINDINGS: u8 = 1;
/// Wrong usage or configuration; clap's own errors exit with the same.
pub(crate) const USAGE: u8 = 2;

pub(crate) fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Lint(arguments) => lint::run(arguments),
        Command::Fmt(arguments) => fmt::run(arguments),
        Command::Lsp(_) => lsp::run(),
        Command::Init(arguments) => init::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Suppressions(arguments) => suppressions::run(arguments),
        Command::Test(arguments) => test::run(arguments),
        Command::Guard(arguments) => guard::run(arguments),
        Command::Config(arguments) => config::run(arguments),
        Command::New(arguments) => new::run(arguments),
        Command::CfnLint(arguments) => cfn_lint::run(&arguments.words),
        Command::CfnGuard(arguments) => cfn_guard::run(&arguments.words),
        Command::Completions(arguments) => completions::run(arguments),
    }
}

/// The rules of the user's own: those of a configuration, or of the one that holds in this folder.
fn own_rules(config: Option<&Path>) -> anyhow::Result<Vec<&'static Meta>> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let mut configurations = Configurations::new(&here, Overrides::default(), config, &[])?;
    configurations.of(&here.join("template.yaml"));
    Ok(configurations.own_rules().collect())
}
