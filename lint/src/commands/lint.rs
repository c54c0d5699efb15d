//! `formwork lint`: find, check, report.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::{Settings, Severity};

use super::{FINDINGS, USAGE};
use crate::args::{Lint, Threshold};
use crate::check::{self, Checked, Choice};
use crate::discover::discover;
use crate::report::{self, Shown};
use crate::{codes, output};

pub(crate) fn run(arguments: &Lint) -> anyhow::Result<ExitCode> {
    let choice = Choice {
        select: match arguments.select.as_slice() {
            [] => None,
            select => Some(codes::resolve(select)?),
        },
        ignore: codes::resolve(&arguments.ignore)?,
    };
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let stdin_name = arguments.stdin_filename.as_deref();
    let found = discover(&paths(arguments), &here, stdin_name, !arguments.no_ignore)?;
    for pattern in &found.unmatched {
        output::warn(&format!("no file matches `{pattern}`"), arguments.color);
    }
    if found.files.is_empty() && found.unreadable.is_empty() && !found.unmatched.is_empty() {
        return Ok(ExitCode::from(USAGE));
    }
    let files = check::check(found, &Settings::default(), &choice, arguments.threads);
    write(arguments, &files)?;
    Ok(status(arguments.fail_on, &files))
}

/// What is checked: the paths, or standard input when only that is named, or this folder.
fn paths(arguments: &Lint) -> Vec<PathBuf> {
    match (arguments.paths.as_slice(), &arguments.stdin_filename) {
        ([], Some(_)) => vec![PathBuf::from("-")],
        ([], None) => vec![PathBuf::from(".")],
        (paths, _) => paths.to_vec(),
    }
}

fn write(arguments: &Lint, files: &[Checked]) -> anyhow::Result<()> {
    let shown = Shown { files, min_severity: min_severity(arguments), width: output::width() };
    let mut text = report::render(arguments.format, shown)?;
    let summary = report::summary(shown);
    if summary.is_none() {
        output::warn("no CloudFormation template was found", arguments.color);
    }
    if let Some(path) = &arguments.output {
        output::write_file(path, &anstream::adapter::strip_str(&text).to_string())?;
        if let Some(summary) = summary {
            output::note(&summary, arguments.color);
        }
        return Ok(());
    }
    if let Some(summary) = summary.filter(|_| arguments.format.is_for_people()) {
        text.push_str(&summary);
        text.push('\n');
    }
    match output::print(&text, arguments.color) {
        Err(error) if output::is_broken_pipe(&error) => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

/// What fails the run is never hidden, unless that is asked for.
fn min_severity(arguments: &Lint) -> Severity {
    let usual = arguments.format.default_severity();
    let failing = arguments.fail_on.severity().unwrap_or(usual);
    arguments.min_severity.map_or(usual.min(failing), Severity::from)
}

fn status(fail_on: Threshold, files: &[Checked]) -> ExitCode {
    let failing = |least: Severity| {
        files.iter().flat_map(|file| &file.report.diagnostics).any(|found| found.severity >= least)
    };
    if fail_on.severity().is_some_and(failing) { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}
