//! The commands, one file each.

mod completions;
mod config;
mod explain;
mod guard_export;
mod lint;
mod rules;

use std::process::ExitCode;

use formwork_rules::config::Selector;

use crate::args::{Command, GuardCommand};
use crate::{cfn_guard, cfn_lint};

/// Something was found.
const FINDINGS: u8 = 1;
/// Wrong usage or configuration; clap's own errors exit with the same.
pub(crate) const USAGE: u8 = 2;

pub(crate) fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Lint(arguments) => lint::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Config(arguments) => config::run(arguments),
        Command::CfnLint(arguments) => cfn_lint::run(&arguments.words),
        Command::Guard(arguments) => match &arguments.command {
            GuardCommand::Export(arguments) => guard_export::run(arguments),
        },
        Command::CfnGuard(arguments) => cfn_guard::run(&arguments.words),
        Command::Completions(arguments) => completions::run(arguments),
    }
}

/// Rules as people name them: codes, names, aliases or prefixes.
fn selectors(words: &[String]) -> anyhow::Result<Vec<Selector>> {
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    words.map(|word| Ok(word.parse()?)).collect()
}
