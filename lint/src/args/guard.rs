//! The arguments of `formwork test` and of the commands for authors of Guard rules.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use formwork_rules::Date;

use super::guard_export::GuardExport;
use super::{Colour, Level, RulesFormat, Threshold};
use crate::report::Format;

/// Run the tests of rules.
///
/// Finds the test files of Guard rules and the rules that they are about: `s3_tests.yaml`,
/// `tests/s3_tests.yaml` and `tests/s3.yaml` are tests of `s3.guard`. The tests of a rule file, `*.rule.yaml`,
/// are its examples. A case that fails is shown with the place in its input that the rule objects to.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork test                             every test below this folder
  formwork test policies --require-coverage rules without a test fail the run, too
  formwork test -f junit -o tests.xml       a report for CI

Exit status:
  0  every case came out as expected
  1  a case failed, or a file has an error
  2  wrong usage")]
pub(crate) struct Test {
    /// Folders, files of rules or files of tests [default: this folder]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) run: TestRun,
}

/// How tests are run and told.
#[derive(Debug, Args)]
pub(crate) struct TestRun {
    /// How the outcome is written
    #[arg(short, long, value_enum, default_value_t = TestFormat::Pretty)]
    pub(crate) format: TestFormat,

    /// Write the outcome to a file, and only the summary to standard error
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The day that the rules take for today [default: what the clock says]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<Date>,

    /// Exit with 1 when a rule has no test
    #[arg(long)]
    pub(crate) require_coverage: bool,

    /// Search files that .gitignore excludes, too
    #[arg(long)]
    pub(crate) no_ignore: bool,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TestFormat {
    /// Excerpts with labels, for people
    Pretty,
    /// Everything, for programs
    Json,
    /// JUnit XML: a suite a file of tests
    Junit,
}

/// Write and test Guard rules.
#[derive(Debug, Args)]
pub(crate) struct Guard {
    #[command(subcommand)]
    pub(crate) command: GuardCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GuardCommand {
    Validate(GuardValidate),
    Test(GuardTest),
    ParseTree(GuardParseTree),
    Packs(GuardPacks),
    Export(GuardExport),
}

/// Check files of Guard rules for mistakes, and templates with them.
///
/// Every mistake is reported, not only the first of a file. With --template the rules are also
/// run on templates, as `formwork lint --guard` does, and no others.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork guard validate                   every .guard file below this folder
  formwork guard validate policies/s3.guard one file
  formwork guard validate policies --template stacks/web.yaml
                                            what these rules find in a template

Exit status:
  0  nothing as severe as --fail-on
  1  findings
  2  wrong usage or configuration")]
pub(crate) struct GuardValidate {
    /// Files, folders or patterns of rules [default: this folder]
    #[arg(value_name = "RULES")]
    pub(crate) rules: Vec<PathBuf>,

    /// Run the rules on these templates, too: files, folders or patterns; `-` is standard input
    #[arg(short, long, value_name = "TEMPLATES", num_args = 1..)]
    pub(crate) template: Vec<PathBuf>,

    /// How the findings are written
    #[arg(short, long, value_enum, default_value_t = Format::Pretty)]
    pub(crate) format: Format,

    /// Write the findings to a file, and only the summary to standard error
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// Exit with 1 when there is a finding at least this severe
    #[arg(long, value_enum, value_name = "SEVERITY", default_value_t = Threshold::Error)]
    pub(crate) fail_on: Threshold,

    /// Show findings at least this severe [default: info for json and sarif, else warning]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(crate) min_severity: Option<Level>,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// Run the tests of Guard rules.
///
/// Finds tests as `formwork test` does, or runs those of --tests on the rules of --rules.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork guard test                       every test below this folder
  formwork guard test policies/s3.guard     the tests of one file of rules
  formwork guard test -r s3.guard -t cases/buckets.yaml
                                            files whose names say nothing of each other
  formwork guard test -r policies -t cases  each expectation on whichever file has the rule

Exit status:
  0  every case came out as expected
  1  a case failed, or a file has an error
  2  wrong usage")]
pub(crate) struct GuardTest {
    /// Folders, files of rules or files of tests [default: this folder]
    #[arg(value_name = "PATHS", conflicts_with_all = ["rules", "tests"])]
    pub(crate) paths: Vec<PathBuf>,

    /// Files or folders of rules
    #[arg(short, long, value_name = "RULES", requires = "tests")]
    pub(crate) rules: Vec<PathBuf>,

    /// Files or folders of tests of these rules
    #[arg(short, long, value_name = "TESTS", requires = "rules")]
    pub(crate) tests: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) run: TestRun,
}

/// Print the syntax tree of a file of Guard rules as JSON, for tools.
///
/// Every node has its kind and its place. What can't be read is in `errors`, and the exit status
/// is 1 then. `formwork cfn-guard parse-tree` prints the tree in cfn-guard's form.
#[derive(Debug, Args)]
pub(crate) struct GuardParseTree {
    /// A file of rules; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// List the packs of Guard rules that come with Formwork, or the rules of one.
///
/// Tells which are on by the formwork.yaml that is nearest to this folder.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork guard packs                      the packs
  formwork guard packs security-pillar      the rules of a pack
  formwork guard packs --format json        all packs with all their rules")]
pub(crate) struct GuardPacks {
    /// A pack
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,

    #[arg(short, long, value_enum, default_value_t = RulesFormat::Table)]
    pub(crate) format: RulesFormat,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}
