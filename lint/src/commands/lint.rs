//! `formwork lint`: find, check, report.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::config::{Selector, UnknownRule};
use formwork_rules::{Overrides, Severity};
use formwork_schemas::Region;

use super::{FINDINGS, USAGE};
use crate::args::{Lint, Threshold};
use crate::check::{self, Checked, Job};
use crate::clock;
use crate::configuration::{self, Configurations};
use crate::discover::{Lookup, Origin, discover};
use crate::known::{self, Compared, Past};
use crate::output;
use crate::report::{self, Noun, Shown};

pub(crate) fn run(arguments: &Lint) -> anyhow::Result<ExitCode> {
    let (overrides, unknown) = overrides(arguments)?;
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let lookup = Lookup {
        here: &here,
        stdin_name: arguments.stdin_filename.as_deref().unwrap_or(Path::new("<stdin>")),
        named: if arguments.only_templates { Origin::Searched } else { Origin::Named },
        obey_ignore_files: !arguments.no_ignore,
    };
    let mut configurations =
        Configurations::new(&here, overrides, arguments.config.as_deref(), &arguments.guard)?;
    let inherited = configurations.inherit();
    let revision = known::revision(&here, &arguments.known)?;
    let paths = paths(arguments, &inherited.templates);
    let mut found = known::files(revision.as_ref(), &paths, lookup, || discover(&paths, lookup))?;
    found.files.retain(|name, _| !inherited.ignored.contains(name));
    for pattern in &found.unmatched {
        output::warn(&format!("no file matches `{pattern}`"), arguments.color);
    }
    if found.files.is_empty() && found.unreadable.is_empty() && !found.unmatched.is_empty() {
        return Ok(ExitCode::from(USAGE));
    }

    let mut jobs: Vec<Job> = found
        .files
        .into_iter()
        .map(|(name, file)| Job {
            settings: configurations.of(&file.path),
            stacks: configurations.stacks_of(&file.path),
            name,
            file,
            bytes: None,
        })
        .collect();
    if let Some(unknown) = unknown.into_iter().find(|unknown| !configurations.has_own_rule(&unknown.text)) {
        return Err(unknown.into());
    }
    let baselines = configurations.baselines();
    let (mut files, policies) = configurations.into_found();
    if configuration::is_refused(&files) {
        write(arguments, &files, Noun::TEMPLATE, &Compared::default())?;
        output::note("No template was checked, as the configuration is wrong.", arguments.color);
        return Ok(ExitCode::from(USAGE));
    }
    let past = Past::new(&here, arguments, baselines, revision)?;
    let unchanged = past.narrow(&mut jobs)?;
    files.extend(policies);
    files.extend(check::check(&jobs, &unchanged, arguments.threads));
    files.extend(found.unreadable.iter().map(|(name, why)| check::unreadable(name, why)));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    if arguments.known.write_baseline.is_some() {
        // What a later run may show in any format is known, unless less is asked for.
        let least = arguments.min_severity.map_or(Severity::Info, Severity::from);
        past.write(&jobs, &files, least)?.iter().for_each(|note| output::note(note, arguments.color));
        return Ok(ExitCode::SUCCESS);
    }
    let compared = past.compare(&jobs, &unchanged, &mut files)?;
    write(arguments, &files, Noun::TEMPLATE, &compared)?;
    if arguments.known.strict_baseline && !compared.removable.is_empty() {
        return Ok(ExitCode::from(FINDINGS));
    }
    Ok(status(arguments.fail_on, &files))
}

/// The command line's word over the configuration, and the names in it that can only be those of
/// Guard rules of the user's.
fn overrides(arguments: &Lint) -> anyhow::Result<(Overrides, Vec<UnknownRule>)> {
    let mut unknown = Vec::new();
    let mut select = selectors(&arguments.select, &mut unknown);
    let ignore = selectors(&arguments.ignore, &mut unknown);
    if !select.is_empty() {
        // A file that cannot be read must not pass because only other rules were asked for.
        select.push(check::UNREADABLE.as_str().parse()?);
    }
    let regions =
        arguments.region.iter().map(|region| known_region(region)).collect::<anyhow::Result<_>>()?;
    Ok((
        Overrides {
            select,
            ignore,
            regions,
            today: clock::today(),
            only_own: arguments.only_guard,
            ..Overrides::default()
        },
        unknown,
    ))
}

/// Rules as people name them; what names no rule of Formwork's is taken for one of the user's.
fn selectors(words: &[String], unknown: &mut Vec<UnknownRule>) -> Vec<Selector> {
    let words = words.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let mut own = |why: UnknownRule| {
        let selector = Selector::of_own_rule(&why.text);
        unknown.push(why);
        selector
    };
    words.map(|word| word.parse().unwrap_or_else(&mut own)).collect()
}

fn known_region(name: &str) -> anyhow::Result<Region> {
    let known = || Region::all().map(Region::name);
    if let Some(region) = Region::parse(name.trim()) {
        return Ok(region);
    }
    let nearest = known().min_by_key(|region| strsim::osa_distance(region, name)).unwrap_or_default();
    anyhow::bail!("no region is called `{name}`; the nearest is `{nearest}`")
}

/// What is checked: the paths, or standard input when only that is named, or what the
/// configuration names, or this folder.
fn paths(arguments: &Lint, configured: &[PathBuf]) -> Vec<PathBuf> {
    match (arguments.paths.as_slice(), &arguments.stdin_filename) {
        ([], Some(_)) => vec![PathBuf::from("-")],
        ([], None) if !configured.is_empty() => configured.to_vec(),
        ([], None) => vec![PathBuf::from(".")],
        (paths, _) => paths.to_vec(),
    }
}

pub(super) fn write(
    arguments: &Lint,
    files: &[Checked],
    noun: Noun,
    compared: &Compared,
) -> anyhow::Result<()> {
    let shown = Shown { files, min_severity: min_severity(arguments), width: output::width(), compared };
    let mut text = report::render(arguments.format, shown)?;
    let summary = report::summary(shown, noun);
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

pub(super) fn status(fail_on: Threshold, files: &[Checked]) -> ExitCode {
    let failing = |least: Severity| {
        files.iter().flat_map(|file| &file.report.diagnostics).any(|found| found.severity >= least)
    };
    if fail_on.severity().is_some_and(failing) { ExitCode::from(FINDINGS) } else { ExitCode::SUCCESS }
}
