//! `formwork lint`: find, check, report.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::config::{Selector, UnknownRule};
use formwork_rules::{Overrides, Run, Severity};
use formwork_schemas::Region;

use super::{FINDINGS, USAGE};
use crate::args::{Lint, Threshold};
use crate::check::{self, Checked, Job};
use crate::clock;
use crate::configuration::{self, Configurations};
use crate::discover::{Lookup, Origin, discover};
use crate::exceptions::Exceptions;
use crate::fixes::{self, Mended, Mending, Tally};
use crate::known::{self, Compared, Past};
use crate::output;
use crate::report::{self, Noun, Offer, Shown};

pub(crate) fn run(arguments: &Lint) -> anyhow::Result<ExitCode> {
    /// A fix of an exception that is in another one's way waits for the next attempt.
    const ATTEMPTS: usize = 8;
    for left in (0..ATTEMPTS).rev() {
        match attempt(arguments, left > 0)? {
            Outcome::Done(status) => return Ok(status),
            Outcome::Mended => {}
            // Its fixes may make the configuration one that a run can have.
            Outcome::Refused(files) => {
                if left == 0 || fixes::mend_configurations(arguments, &files)? != Mending::Written {
                    return refuse(arguments, &files);
                }
            }
        }
    }
    Ok(ExitCode::from(USAGE))
}

/// How far a run came.
enum Outcome {
    Done(ExitCode),
    /// The exceptions of the configuration were mended, and what holds now is another run's to tell.
    Mended,
    /// The configuration is wrong, as its files say.
    Refused(Vec<Checked>),
}

/// Runs once; `may_mend` is whether the configuration may be written, and another run follow.
fn attempt(arguments: &Lint, may_mend: bool) -> anyhow::Result<Outcome> {
    let (overrides, unknown) = overrides(arguments)?;
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let lookup = Lookup {
        here: &here,
        stdin_name: arguments.stdin_filename.as_deref().unwrap_or(Path::new("<stdin>")),
        named: if arguments.only_templates { Origin::Searched } else { Origin::Named },
        obey_ignore_files: !arguments.no_ignore,
    };
    let rules = [arguments.guard.as_slice(), &arguments.rules].concat();
    let mut configurations = Configurations::new(&here, overrides, arguments.config.as_deref(), &rules)?;
    let inherited = configurations.inherit();
    let revision = known::revision(&here, &arguments.known)?;
    let paths = paths(arguments, &inherited.templates);
    let mut found = known::files(revision.as_ref(), &paths, lookup, || discover(&paths, lookup))?;
    found.files.retain(|name, _| !inherited.ignored.contains(name));
    for pattern in &found.unmatched {
        output::warn(&format!("no file matches `{pattern}`"), arguments.color);
    }
    if found.files.is_empty() && found.unreadable.is_empty() && !found.unmatched.is_empty() {
        return Ok(Outcome::Done(ExitCode::from(USAGE)));
    }

    let mut jobs: Vec<Job> =
        found.files.into_iter().map(|(name, file)| configurations.job(name, file)).collect();
    if let Some(unknown) =
        unknown.into_iter().find(|unknown| configurations.own_rule(&unknown.text).is_none())
    {
        return Err(unknown.into());
    }
    // What did not change is not looked at.
    let searched = if revision.is_some() { &[][..] } else { paths.as_slice() };
    let exceptions = Exceptions::of(&configurations, searched, &here);
    let baselines = configurations.baselines();
    let (mut files, policies) = configurations.into_found();
    if configuration::is_refused(&files) {
        return Ok(Outcome::Refused(files));
    }
    let past = Past::new(&here, arguments, baselines, revision)?;
    let unchanged = past.narrow(&mut jobs)?;
    past.recall(&mut jobs, &unchanged)?;
    files.extend(policies);
    let run = check::run(jobs.iter().chain(&unchanged), arguments.threads);
    files.extend(check::check(&jobs, run.as_ref(), arguments.threads));
    let mut of_exceptions = exceptions.judge(&files);
    of_exceptions.retain(|file| !file.report.diagnostics.is_empty());
    // Standard input can't be read again.
    let mending = if may_mend && jobs.iter().all(|job| job.file.origin != Origin::Stdin) {
        fixes::mend_configurations(arguments, &of_exceptions)?
    } else {
        Mending::Nothing
    };
    if mending == Mending::Written {
        return Ok(Outcome::Mended);
    }
    files.extend(of_exceptions);
    files.extend(found.unreadable.iter().map(|(name, why)| check::unreadable(name, why)));
    files.sort_by(|a, b| a.name.cmp(&b.name));
    past.compare(&jobs, &mut files);
    let status = match fixes::asked(arguments) {
        _ if arguments.known.write_baseline.is_some() => write_baseline(arguments, &past, &jobs, &files)?,
        Some(wanted) => fix(arguments, &jobs, run, wanted, files, &past)?,
        None => report(arguments, &files, Tally::default(), &past.compared(&jobs, &files))?,
    };
    Ok(Outcome::Done(if mending == Mending::Shown { ExitCode::from(FINDINGS) } else { status }))
}

/// Takes what was found for known.
fn write_baseline(
    arguments: &Lint,
    past: &Past<'_>,
    jobs: &[Job],
    files: &[Checked],
) -> anyhow::Result<ExitCode> {
    // What a later run may show in any format is known, unless less is asked for.
    let least = arguments.min_severity.map_or(Severity::Info, Severity::from);
    for note in past.write(jobs, files, least)? {
        output::note(&note, arguments.color);
    }
    Ok(ExitCode::SUCCESS)
}

fn refuse(arguments: &Lint, files: &[Checked]) -> anyhow::Result<ExitCode> {
    write(arguments, files, Noun::TEMPLATE, Tally::default(), &Compared::default())?;
    output::note("No template was checked, as the configuration is wrong.", arguments.color);
    Ok(ExitCode::from(USAGE))
}

/// Reports what was found, or what is left of it.
fn report(
    arguments: &Lint,
    files: &[Checked],
    tally: Tally,
    compared: &Compared,
) -> anyhow::Result<ExitCode> {
    write(arguments, files, Noun::TEMPLATE, tally, compared)?;
    if arguments.known.strict_baseline && !compared.removable.is_empty() {
        return Ok(ExitCode::from(FINDINGS));
    }
    Ok(status(arguments.fail_on, files))
}

/// Applies fixes: shows them, or writes them and reports what is left.
fn fix(
    arguments: &Lint,
    jobs: &[Job],
    mut run: Option<Run>,
    wanted: fixes::Wanted,
    mut files: Vec<Checked>,
    past: &Past<'_>,
) -> anyhow::Result<ExitCode> {
    let mended = fixes::mend(&files, jobs, run.as_mut(), wanted, arguments.threads);
    if arguments.fixes.diff {
        return show(arguments, &mended, &files, &past.compared(jobs, &files));
    }
    let (tally, failed) = fixes::keep(mended, &mut files);
    if let Some(run) = &run {
        fixes::compare_again(&mut files, jobs, run, arguments.threads);
    }
    if let Some(stdin) = jobs.iter().find(|job| job.file.origin == Origin::Stdin) {
        fixes::pass_on(stdin, &files)?;
    }
    let status = report(arguments, &files, tally, &past.compared(jobs, &files))?;
    for why in &failed {
        output::error(why);
    }
    Ok(if failed.is_empty() { status } else { ExitCode::from(USAGE) })
}

/// Prints what fixes would change.
fn show(
    arguments: &Lint,
    mended: &[Mended<'_>],
    files: &[Checked],
    compared: &Compared,
) -> anyhow::Result<ExitCode> {
    let (mut text, mut tally) = (String::new(), Tally::default());
    for Mended { index, fixed, .. } in mended {
        let file = &files[*index];
        text.push_str(&fixes::unified(&file.name, &file.text, &fixed.text));
        tally.add(fixed);
    }
    print(&text, arguments)?;
    let lines = [Some(fixes::in_diff(tally)), fixes::offered(shown(arguments, files, compared), true)];
    output::note(&lines.into_iter().flatten().collect::<Vec<_>>().join("\n"), arguments.color);
    Ok(if text.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
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
            today: arguments.today.or_else(clock::today),
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
    tally: Tally,
    compared: &Compared,
) -> anyhow::Result<()> {
    let shown = shown(arguments, files, compared);
    let mut text = report::render(arguments.format, shown)?;
    let summary = report::summary(shown, noun);
    let summary = summary.map(|found| {
        let lines = [fixes::tally(tally), Some(found), fixes::offered(shown, arguments.fixes.fix)];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    });
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
    if arguments.format.is_for_people() {
        text.extend(summary.map(|summary| summary + "\n"));
    } else if let Some(done) = fixes::tally(tally) {
        output::note(&done, arguments.color);
    }
    print(&text, arguments)
}

fn shown<'a>(arguments: &Lint, files: &'a [Checked], compared: &'a Compared) -> Shown<'a> {
    let offer = match arguments.fixes.unsafe_fixes {
        _ if arguments.only_guard => Offer::Nothing,
        true => Offer::All,
        false => Offer::Safe,
    };
    Shown { files, min_severity: min_severity(arguments), width: output::width(), offer, compared }
}

/// Prints to standard output, or where that has the fixed text of standard input, to standard error.
fn print(text: &str, arguments: &Lint) -> anyhow::Result<()> {
    let is_filter =
        arguments.fixes.fix && !arguments.fixes.diff && paths(arguments, &[]).contains(&PathBuf::from("-"));
    if is_filter {
        output::note(text.trim_end_matches('\n'), arguments.color);
        return Ok(());
    }
    match output::print(text, arguments.color) {
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
