//! The arguments about findings that were there before.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

/// What counts as known, and what becomes of it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Known findings")]
pub(crate) struct Known {
    /// Hide the findings that this list has; replaces `baseline` of the configuration
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,

    /// Show what the baseline of the configuration hides
    #[arg(long, conflicts_with = "baseline")]
    pub(crate) no_baseline: bool,

    /// Write what is found into the baseline instead of showing it [default: the one that is in use,
    /// or else formwork-baseline.json]
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "", conflicts_with_all = ["since", "no_baseline", "fix", "diff"])]
    pub(crate) write_baseline: Option<Target>,

    /// Exit with 1 when the baseline has findings that are no more
    #[arg(long, conflicts_with = "no_baseline")]
    pub(crate) strict_baseline: bool,

    /// Show only what has come since the branch left this git revision, or what came in a range A..B
    #[arg(long, value_name = "REV")]
    pub(crate) since: Option<String>,
}

/// Where a baseline is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Where the one is that is in use.
    InUse,
    File(PathBuf),
}

impl From<OsString> for Target {
    fn from(text: OsString) -> Self {
        if text.is_empty() { Self::InUse } else { Self::File(text.into()) }
    }
}
