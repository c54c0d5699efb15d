//! The arguments of `fmt` and `lsp`.

use std::path::PathBuf;

use clap::Args;

use super::Colour;

/// Lay templates out: indentation, blanks and blank lines.
///
/// Values, quotes, comments and the order of keys stay. What cannot be read, or would mean something
/// else afterwards, is left as it is.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  formwork fmt                    every template below this folder
  formwork fmt --check            only say which would change, for CI
  formwork fmt - < a.yaml         standard input, to standard output

Exit status:
  0  all in shape
  1  something would change with --check or --diff, or could not be laid out
  2  wrong usage")]
pub(crate) struct Fmt {
    /// Files, folders or patterns; `-` is standard input [default: this folder]
    #[arg(value_name = "PATHS")]
    pub(crate) paths: Vec<PathBuf>,

    /// Write nothing; name the files that would change
    #[arg(long)]
    pub(crate) check: bool,

    /// Write nothing; show what would change
    #[arg(long, conflicts_with = "check")]
    pub(crate) diff: bool,

    /// What standard input is called
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<PathBuf>,

    /// Search files that .gitignore excludes, too
    #[arg(long)]
    pub(crate) no_ignore: bool,

    /// Whether to colour the output
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// Serve an editor by the language server protocol, on standard input and output.
#[derive(Debug, Args)]
pub(crate) struct Lsp {
    /// What some clients pass; standard input and output are always used
    #[arg(long, hide = true)]
    stdio: bool,
}
