//! The options of cfn-guard 3.2.1 as people write them. What excludes what is
//! said here where clap can say it, and in the commands where it depends on values.

use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

/// Checks data against rules in the Guard language with Formwork, in place of cfn-guard 3.2.1.
#[derive(Debug, Parser)]
#[command(name = super::COMMAND, version = super::COMPATIBLE_WITH)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Validate(Validate),
    Test(Test),
    ParseTree(ParseTree),
    /// Write rules after the model of a template: not offered here
    #[command(disable_help_flag = true)]
    Rulegen(Rulegen),
    Completions(Completions),
}

/// Check data against rules.
///
/// Files and folders may be given in any number; folders are searched to their depths for rules
/// (.guard, .ruleset) or data (.yaml, .yml, .json, .jsn, .template). Without data, standard input is checked.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("what").args(["rules", "payload"]).required(true))]
#[command(arg_required_else_help = true)]
#[command(after_help = "\
Exit status:
  0    no rule failed
  5    a rules file can't be parsed
  19   a rule failed
  2    wrong usage
  255  something can't be read, or a rule can't be decided")]
#[allow(clippy::struct_excessive_bools)] // each is a switch of cfn-guard's
pub(super) struct Validate {
    /// Rules files, or folders of them
    #[arg(short, long, num_args = 0.., conflicts_with = "payload")]
    pub(super) rules: Vec<String>,

    /// Data in JSON or YAML, or folders of it
    #[arg(short, long, num_args = 0.., conflicts_with = "payload")]
    pub(super) data: Vec<String>,

    /// Further data that is merged with each file of --data; no two may have a key in common
    #[arg(short, long, num_args = 0..)]
    pub(super) input_params: Vec<String>,

    /// What the data is; changes nothing
    #[arg(name = "type", short, long, value_parser = ["CFNTemplate"])]
    pub(super) _kind: Option<String>,

    /// How the outcome is written
    #[arg(short, long, value_enum, default_value_t = Format::SingleLineSummary)]
    pub(super) output_format: Format,

    /// Which rules the table above the report lists, by how they came out
    #[arg(short = 'S', long, value_enum, value_delimiter = ',', default_values_t = [Listed::Fail])]
    pub(super) show_summary: Vec<Listed>,

    /// Take the files of a folder by name, as is done anyway
    #[arg(short, long, conflicts_with = "last-modified")]
    pub(super) alphabetical: bool,

    /// Take the files of a folder by when they were modified, oldest first
    #[arg(name = "last-modified", short = 'm', long)]
    pub(super) last_modified: bool,

    /// Print how each rule was evaluated, as a tree
    #[arg(short, long)]
    pub(super) verbose: bool,

    /// Print the same as JSON
    #[arg(name = "print-json", short = 'p', long)]
    pub(super) print_json: bool,

    /// Read rules and data from standard input: {"rules": ["...", ...], "data": ["...", ...]}
    #[arg(short = 'P', long)]
    pub(super) payload: bool,

    /// Write one document for all data and rules; with --output-format and `--show-summary none`
    #[arg(short = 'z', long, conflicts_with_all = ["print-json", "verbose"])]
    pub(super) structured: bool,
}

/// Run the tests of rules.
///
/// A test file is a list of `{name, input, expectations: {rules: {RULE: PASS|FAIL|SKIP}}}` in YAML or JSON.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
#[command(after_help = "\
Exit status:
  0    all expectations are met
  7    one is not
  1    something can't be parsed
  2    wrong usage
  255  something can't be read, or a rule can't be decided")]
pub(super) struct Test {
    /// A rules file, or a folder of them
    #[arg(name = "rules-file", short, long, requires = "test-data", required_unless_present = "dir")]
    pub(super) rules: Option<String>,

    /// Its tests: a file or a folder; those of a folder of rules are told by how their names begin
    #[arg(
        name = "test-data",
        short = 't',
        long = "test-data",
        requires = "rules-file",
        required_unless_present = "dir"
    )]
    pub(super) tests: Option<String>,

    /// A folder of rules files with their tests in folders called `tests` beside them
    #[arg(name = "dir", short, long)]
    pub(super) directory: Option<String>,

    /// Take the files of a folder by name
    #[arg(short, long, conflicts_with = "last-modified")]
    pub(super) alphabetical: bool,

    /// Take the files of a folder by when they were modified, oldest first
    #[arg(name = "last-modified", short = 'm', long)]
    pub(super) last_modified: bool,

    /// Print how each rule was evaluated, as a tree
    #[arg(short, long)]
    pub(super) verbose: bool,

    /// How the outcome is written
    #[arg(short, long, value_enum, default_value_t = Format::SingleLineSummary)]
    pub(super) output_format: Format,
}

/// Print the syntax tree of a rules file.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct ParseTree {
    /// The rules file; without it, standard input
    #[arg(short, long)]
    pub(super) rules: Option<String>,

    /// Write to a file
    #[arg(short, long)]
    pub(super) output: Option<String>,

    /// Print JSON
    #[arg(short = 'p', long)]
    pub(super) print_json: bool,

    /// Print YAML, as is done anyway
    #[arg(short = 'y', long)]
    pub(super) print_yaml: bool,
}

#[derive(Debug, Args)]
pub(super) struct Rulegen {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(super) _words: Vec<String>,
}

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(super) struct Completions {
    #[arg(short, long, value_enum)]
    pub(super) shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    Bash,
    Zsh,
    Fish,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    SingleLineSummary,
    Json,
    Yaml,
    Junit,
    Sarif,
}

/// Rules by how they came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    All,
    Pass,
    Fail,
    Skip,
    None,
}
