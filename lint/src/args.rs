//! The arguments as people write them. Nothing is looked up here: codes, paths
//! and regions are resolved by the commands.

mod editing;
mod guard;
mod guard_export;
mod known;
mod suppressions;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use formwork_rules::{Date, Severity};

use crate::report::Format;

pub(crate) use editing::{Fmt, Lsp};
pub(crate) use guard::{
    Guard, GuardCommand, GuardPacks, GuardParseTree, GuardValidate, Test, TestFormat, TestRun,
};
pub(crate) use guard_export::{GuardExport, HookAction, HookMode, HookOperation};
pub(crate) use known::{Known, Target};
pub(crate) use suppressions::{ListedState, Suppressions};

/// Holds AWS CloudFormation templates to shape.
#[derive(Debug, Parser)]
#[command(version, after_help = "`formwork help COMMAND` says more about a command.")]
#[command(disable_help_subcommand = false, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Lint(Lint),
    Fmt(Fmt),
    Lsp(Lsp),
    Init(Init),
    Explain(Explain),
    Rules(Rules),
    Suppressions(Suppressions),
    Test(Test),
    Guard(Guard),
    Config(Config),
    New(New),
    CfnLint(CfnLint),
    CfnGuard(CfnGuard),
    Completions(Completions),
}

/// Check templates.
///
/// Folders are searched for templates, which are told from other YAML and JSON
/// by their content. A file named here is checked whatever it looks like.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork lint                             every template below this folder
  formwork lint network.yaml 'stacks/**'    one template, and those that a pattern finds
  formwork lint --select E3,TAG             only rules whose code starts with E3 or TAG
  formwork lint --format sarif -o out.sarif a report for code scanning
  formwork lint --diff --unsafe-fixes       what every fix would change
  cdk synth | formwork lint -               standard input
  formwork lint --since origin/main         only what this branch adds

Exit status:
  0  nothing as severe as --fail-on
  1  findings
  2  wrong usage or configuration")]
pub(crate) struct Lint {
    /// Files, folders or patterns; `-` is standard input [default: this folder]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    /// How the findings are written
    #[arg(short, long, value_enum, default_value_t = Format::Pretty)]
    pub(crate) format: Format,

    /// Write the findings to a file, and only the summary to standard error
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Run only these rules: codes, names, aliases or prefixes such as E3
    #[arg(short, long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// Leave these rules out; wins over --select
    #[arg(short, long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,

    /// Exit with 1 when there is a finding at least this severe
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Threshold::Error)]
    pub(crate) fail_on: Threshold,

    /// Show findings at least this severe [default: info for json and sarif, else warning]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) min_severity: Option<Level>,

    #[command(flatten)]
    pub(crate) fixes: FixOptions,

    /// Regions that the templates are deployed to; replaces those of the configuration
    #[arg(short, long, value_name = "REGION", value_delimiter = ',')]
    pub(crate) region: Vec<String>,

    /// Use this configuration for every template instead of the nearest formwork.yaml
    #[arg(short, long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Run the Guard rules of these files or folders, too
    #[arg(short, long, value_name = "FILE")]
    pub(crate) guard: Vec<PathBuf>,

    /// Run the rules of these rule files, *.rule.yaml, or folders, too
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: Vec<PathBuf>,

    /// The day by which suppressions and runtimes end [default: what the clock says]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<Date>,

    /// What standard input is called in the report; its folder decides the configuration
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Search files that .gitignore excludes, too
    #[arg(long)]
    pub(crate) no_ignore: bool,

    /// Of the files named here, too, check only those that look like templates; for hooks that name every file
    #[arg(long)]
    pub(crate) only_templates: bool,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,

    /// Run no rules but those of `guard`.
    #[arg(skip)]
    pub(crate) only_guard: bool,

    /// How many templates are checked at the same time [default: one a processor]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,

    #[command(flatten)]
    pub(crate) known: Known,
}

/// Write a first formwork.yaml, and a baseline of what is found today.
///
/// Asks nothing: looks at the templates of a folder and at what cfn-lint, cfn_nag, checkov and
/// Guard are told there. With what it writes `formwork lint` passes; comments say how to tighten it.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder that the configuration is for
    #[arg(default_value = ".")]
    pub(crate) folder: PathBuf,

    /// Replace a formwork.yaml and a baseline that are there
    #[arg(long)]
    pub(crate) force: bool,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// What is done about findings that have a fix.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(crate) struct FixOptions {
    /// Apply the safe fixes and show what is left
    #[arg(long)]
    pub(crate) fix: bool,

    /// With --fix or --diff, apply the fixes that change what is deployed, too; look at them first
    #[arg(long)]
    pub(crate) unsafe_fixes: bool,

    /// Show what --fix would change, and write nothing; exit with 1 when that is something
    #[arg(long)]
    pub(crate) diff: bool,
}

/// Show what a rule finds, why, and what to write instead.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork explain E3002          by code
  formwork explain tags-required  by name
  formwork explain ACME_LOGS      one of your own, which formwork.yaml names
  formwork explain acme.rule.yaml the rule of a file
  formwork explain --all docs     a page a rule in the folder docs")]
pub(crate) struct Explain {
    /// Code, name or alias, or a rule file
    #[arg(required_unless_present = "all")]
    pub(crate) rule: Option<String>,

    /// Look for rules of your own in this configuration instead of the nearest formwork.yaml
    #[arg(short, long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Write the page of every rule, and an index, into this folder
    #[arg(long, value_name = "DIR", conflicts_with = "rule")]
    pub(crate) all: Option<PathBuf>,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// List the rules.
#[derive(Debug, Args)]
pub(crate) struct Rules {
    #[arg(short, long, value_enum, default_value_t = RulesFormat::Table)]
    pub(crate) format: RulesFormat,

    /// List only these rules: codes, names, aliases or prefixes such as E3
    #[arg(short, long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) select: Vec<String>,

    /// List the rules of your own that this configuration names instead of those of the nearest formwork.yaml
    #[arg(short, long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// About the configuration file, formwork.yaml.
#[derive(Debug, Args)]
pub(crate) struct Config {
    #[command(subcommand)]
    pub(crate) command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print the JSON Schema of formwork.yaml, for editors
    Schema(ConfigSchema),
}

#[derive(Debug, Args)]
pub(crate) struct ConfigSchema {
    /// That of rule files, *.rule.yaml, instead
    #[arg(long)]
    pub(crate) rules: bool,
}

/// Write the first text of something.
#[derive(Debug, Args)]
pub(crate) struct New {
    #[command(subcommand)]
    pub(crate) command: NewCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NewCommand {
    Rule(NewRule),
}

/// Write a first rule file, which passes its own test.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork new rule acme-queue-encrypted --type AWS::SQS::Queue
                                           writes policies/acme-queue-encrypted.rule.yaml")]
pub(crate) struct NewRule {
    /// What the rule is called: acme-queue-encrypted makes ACME_QUEUE_ENCRYPTED
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// The type of resources that it is about
    #[arg(short, long = "type", value_name = "TYPE", default_value = "AWS::S3::Bucket")]
    pub(crate) resource_type: String,

    /// The folder that it is written into; made where there is none
    #[arg(long = "in", value_name = "FOLDER", default_value = "policies")]
    pub(crate) folder: PathBuf,
}

/// Check templates as cfn-lint does.
///
/// Takes cfn-lint's options and writes its formats; `formwork cfn-lint --help` lists them.
/// With `alias cfn-lint='formwork cfn-lint'` scripts and hooks stay as they are.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct CfnLint {
    #[arg(value_name = "ARGS", trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}

/// Check data against Guard rules as cfn-guard does.
///
/// Takes cfn-guard's options and writes its formats; `formwork cfn-guard --help` lists them.
/// With `alias cfn-guard='formwork cfn-guard'` pipelines stay as they are.
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub(crate) struct CfnGuard {
    #[arg(value_name = "ARGS", trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) words: Vec<String>,
}

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork completions bash > ~/.local/share/bash-completion/completions/formwork
  formwork completions fish > ~/.config/fish/completions/formwork.fish")]
pub(crate) struct Completions {
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    Table,
    Json,
}

/// When output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// As the terminal wishes
    Auto,
    Always,
    Never,
}

/// A severity as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    Error,
    Warning,
    Info,
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Self::Error,
            Level::Warning => Self::Warning,
            Level::Info => Self::Info,
        }
    }
}

/// The severity that makes a run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Threshold {
    Error,
    Warning,
    Info,
    Never,
}

impl Threshold {
    /// The least severity that fails a run; none never does.
    pub(crate) fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Info => Some(Severity::Info),
            Self::Never => None,
        }
    }
}
