//! `formwork cfn-guard ARGS...`: the front end for whoever has cfn-guard 3.2.1 in
//! scripts and pipelines. Options, files, formats and exit status are cfn-guard's;
//! verdicts are those of `formwork_guard`. What differs on purpose is listed in
//! `docs/differences-from-cfn-guard.md`.

mod arguments;
mod by_resource;
mod collect;
mod colours;
mod data;
mod failures;
mod files;
mod junit;
mod lines;
mod node;
mod outcome;
mod pairs;
mod parse_tree;
mod report;
mod report_node;
mod rule_file;
mod sarif;
mod structured;
mod summary;
mod test;
mod test_file;
mod test_folder;
mod test_report;
mod trace;
mod trace_json;
mod validate;
mod values;
mod wording;
mod words;
mod yaml;

use std::path::Path;
use std::process::ExitCode;

use anyhow::bail;
use clap::{CommandFactory as _, Parser as _};

use self::arguments::{Arguments, Command, Completions, ParseTree, Shell};
use self::node::Node;
use self::rule_file::RuleFile;
use crate::args::Colour;
use crate::{commands, output, read};

/// What the front end is called on the command line.
pub(crate) const COMMAND: &str = "cfn-guard";
/// The version of cfn-guard whose place it takes.
const COMPATIBLE_WITH: &str = formwork_guard::SEMANTICS;

const SUCCESS: u8 = 0;
/// A test can't be run.
const TEST_ERROR: u8 = 1;
/// A rules file can't be parsed.
const ERROR: u8 = 5;
/// An expectation of a test is not met.
const TEST_FAILURE: u8 = 7;
/// A rule failed.
const FAILURE: u8 = 19;
/// Something can't be read or decided.
const UNREADABLE: u8 = 255;

pub(crate) fn run(words: &[String]) -> anyhow::Result<ExitCode> {
    let words = std::iter::once(COMMAND).chain(words.iter().map(String::as_str));
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(told) => {
            told.print()?;
            return Ok(ExitCode::from(told.exit_code() as u8));
        }
    };
    let outcome = match &arguments.command {
        Command::Validate(arguments) => validate::run(arguments),
        Command::Test(arguments) => test::run(arguments),
        Command::ParseTree(arguments) => parse_tree(arguments),
        Command::Completions(arguments) => completions(arguments),
        Command::Rulegen(_) => {
            output::note(
                "error: `rulegen` is not offered: rules made from one template hold it to itself",
                Colour::Auto,
            );
            Ok(commands::USAGE)
        }
    };
    match outcome {
        Ok(status) => Ok(ExitCode::from(status)),
        Err(error) if output::is_broken_pipe(&error) => Err(error),
        Err(error) => {
            output::note(&format!("Error occurred {error:#}"), Colour::Auto);
            Ok(ExitCode::from(UNREADABLE))
        }
    }
}

fn parse_tree(arguments: &ParseTree) -> anyhow::Result<u8> {
    let text = if let Some(path) = &arguments.rules {
        rule_file::text(Path::new(path)).map_err(|problem| anyhow::anyhow!("{path}: {problem}"))?
    } else {
        let bytes = read::stdin().map_err(|unreadable| anyhow::anyhow!(unreadable.message))?;
        formwork_template::decode(&bytes).0.to_string()
    };
    let file = RuleFile::new(String::new(), text);
    if let Some(problems) = file.problems() {
        bail!("Parser Error when parsing `Parsing Error {problems}`");
    }
    let tree = if file.is_empty() { Node::Null } else { parse_tree::tree(&file.file, &file.lines()) };
    let text = if arguments.print_json { tree.json()? } else { yaml::render(&tree) };
    match &arguments.output {
        Some(path) => output::write_file(Path::new(path), &text)?,
        None => output::print(&text, Colour::Never)?,
    }
    Ok(SUCCESS)
}

fn completions(arguments: &Completions) -> anyhow::Result<u8> {
    let shell = match arguments.shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Fish => clap_complete::Shell::Fish,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), COMMAND, &mut script);
    output::print(&String::from_utf8_lossy(&script), Colour::Never)?;
    Ok(SUCCESS)
}
