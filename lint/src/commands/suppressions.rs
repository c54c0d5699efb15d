//! `formwork suppressions`: every exception of a tree, with its state.

mod json;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::{Date, Exception, Overrides};

use super::{FINDINGS, USAGE};
use crate::args::{ListedState, RulesFormat, Suppressions};
use crate::check::{self, Checked, Job};
use crate::configuration::{self, Configurations};
use crate::discover::{Lookup, Origin, discover};
use crate::exceptions::Exceptions;
use crate::report::{self, Format, Offer, Shown};
use crate::{clock, output};

/// What is listed.
struct Listing<'a> {
    today: Option<Date>,
    states: &'a [ListedState],
    /// By name.
    files: &'a [Checked],
}

impl<'a> Listing<'a> {
    /// The exceptions of a file that are in one of the states asked for.
    fn of(&self, file: &'a Checked) -> impl Iterator<Item = &'a Exception> {
        let is_asked = |exception: &Exception| self.states.iter().any(|state| state.0 == exception.state);
        file.report.exceptions.iter().filter(move |one| self.states.is_empty() || is_asked(one))
    }

    fn all(&self) -> impl Iterator<Item = &'a Exception> {
        self.files.iter().flat_map(|file| self.of(file))
    }
}

pub(crate) fn run(arguments: &Suppressions) -> anyhow::Result<ExitCode> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let today = arguments.today.or_else(clock::today);
    let overrides = Overrides { today, ..Overrides::default() };
    let mut configurations =
        Configurations::new(&here, overrides, arguments.config.as_deref(), &arguments.guard)?;
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths.clone() };
    let lookup = Lookup {
        here: &here,
        stdin_name: Path::new("<stdin>"),
        named: Origin::Named,
        obey_ignore_files: !arguments.no_ignore,
    };
    let found = discover(&paths, lookup)?;
    for pattern in &found.unmatched {
        output::warn(&format!("no file matches `{pattern}`"), arguments.color);
    }
    if found.files.is_empty() && found.unreadable.is_empty() && !found.unmatched.is_empty() {
        return Ok(ExitCode::from(USAGE));
    }
    let jobs: Vec<Job> = found.files.into_iter().map(|(name, file)| configurations.job(name, file)).collect();
    let exceptions = Exceptions::of(&configurations, &paths, &here);
    let (broken, _) = configurations.into_found();
    if configuration::is_refused(&broken) {
        let min_severity = Format::Pretty.default_severity();
        let shown = Shown::alone(&broken, min_severity, output::width(), Offer::Nothing);
        output::print(&report::render(Format::Pretty, shown)?, arguments.color)?;
        output::note("Nothing was listed, as the configuration is wrong.", arguments.color);
        return Ok(ExitCode::from(USAGE));
    }
    let mut files = check::check(&jobs, check::run(&jobs, None).as_ref(), None);
    files.extend(exceptions.judge(&files));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    let listing = Listing { today, states: &arguments.state, files: &files };
    let text = match arguments.format {
        RulesFormat::Table => table::render(&listing),
        RulesFormat::Json => json::render(&listing)?,
    };
    output::print(&text, arguments.color)?;
    let is_wrong = arguments.check && listing.all().any(|one| !one.state.is_in_order());
    Ok(if is_wrong { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS })
}
