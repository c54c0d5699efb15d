//! `formwork guard`: for authors of Guard rules, one file a command.

mod export;
mod packs;
mod parse_tree;
mod validate;

use std::process::ExitCode;

use crate::args::{Guard, GuardCommand};
use crate::rule_tests;

pub(crate) fn run(arguments: &Guard) -> anyhow::Result<ExitCode> {
    match &arguments.command {
        GuardCommand::Validate(arguments) => validate::run(arguments),
        GuardCommand::Test(arguments) if arguments.rules.is_empty() => {
            rule_tests::run_paths(&arguments.paths, &arguments.run)
        }
        GuardCommand::Test(arguments) => {
            rule_tests::run_pairs(&arguments.rules, &arguments.tests, &arguments.run)
        }
        GuardCommand::ParseTree(arguments) => parse_tree::run(arguments),
        GuardCommand::Packs(arguments) => packs::run(arguments),
        GuardCommand::Export(arguments) => export::run(arguments),
    }
}
