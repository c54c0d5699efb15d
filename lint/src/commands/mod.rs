//! The commands, one file each.

mod completions;
mod config;
mod explain;
mod guard;
mod lint;
mod rules;
mod suppressions;
mod test;

use std::process::ExitCode;

use formwork_rules::config::Selector;

use crate::args::Command;
use crate::{cfn_guard, cfn_lint};

/// Something was found.
pub(crate) const FINDINGS: u8 = 1;
/// Wrong usage or configuration; clap's own errors exit with the same.
pub(crate) const USAGE: u8 = 2;

pub(crate) fn run(command: &Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Lint(arguments) => lint::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Rules(arguments) => rules::run(arguments),
        Command::Suppressions(arguments) => suppressions::run(arguments),
        Command::Test(arguments) => test::run(arguments),
        Command::Guard(arguments) => guard::run(arguments),
        Command::Config(arguments) => config::run(arguments),
        Command::CfnLint(arguments) => cfn_lint::run(&arguments.words),
        Command::CfnGuard(arguments) => cfn_guard::run(&arguments.words),
        Command::Completions(arguments) => completions::run(arguments),
    }
}

/// Rules as people name them: codes, names, aliases or prefixes.
fn selectors(words: &[String]) -> anyhow::Result<Vec<Selector>> {
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    words.map(|word| Ok(word.parse()?)).collect()
}
