//! The arguments of `formwork suppressions`.

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use formwork_rules::{Date, State};

use super::{Colour, RulesFormat};

/// List every suppression: what is let go where, why, by whom, until when, and whether it is still needed.
///
/// In comments, in the metadata of templates, in the spellings of other tools, and under
/// `exceptions` in formwork.yaml.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork suppressions                     all below this folder
  formwork suppressions --state ends-soon   those that end within two weeks
  formwork suppressions --check             exit with 1 when one is not in order
  formwork suppressions --today 2027-03-01  as of a day

Exit status:
  0  listed
  1  with --check: one of them is not in order
  2  wrong usage or configuration")]
pub(crate) struct Suppressions {
    /// Files, folders or patterns [default: this folder]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    /// How they are written
    #[arg(short, long, value_enum, default_value_t = RulesFormat::Table)]
    pub(crate) format: RulesFormat,

    /// List only those in these states
    #[arg(short, long, value_enum, value_name = "STATES", value_delimiter = ',')]
    pub(crate) state: Vec<ListedState>,

    /// Exit with 1 when one that is listed is unused, expired, incomplete, not allowed, or names no rule
    #[arg(long)]
    pub(crate) check: bool,

    /// The day to judge them by [default: what the clock says]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<Date>,

    /// Use this configuration for every template instead of the nearest formwork.yaml
    #[arg(short, long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Run the Guard rules of these files or folders, too
    #[arg(short, long, value_name = "FILE")]
    pub(crate) guard: Vec<PathBuf>,

    /// Search files that .gitignore excludes, too
    #[arg(long)]
    pub(crate) no_ignore: bool,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// A state as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ListedState(pub(crate) State);

impl ValueEnum for ListedState {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [ListedState; State::ALL.len()] = {
            let mut all = [ListedState(State::Active); State::ALL.len()];
            let mut index = 0;
            while index < all.len() {
                all[index] = ListedState(State::ALL[index]);
                index += 1;
            }
            all
        };
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self.0 {
            State::Active => "It covers what was found",
            State::EndsSoon => "It covers what was found, and ends within two weeks",
            State::Idle => "Nobody can tell: its rule does not run, or not all was looked at",
            State::Foreign => "It names no rule of Formwork's, in the list of another tool",
            State::Unused => "It covers nothing",
            State::Expired => "Its last day is over",
            State::Unknown => "It names no rule",
            State::Incomplete => "It lacks what the configuration asks for, or ends too late",
            State::Forbidden => "Nothing may cover what its rule finds",
        };
        Some(PossibleValue::new(self.0.as_str()).help(help))
    }
}
