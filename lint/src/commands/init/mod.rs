//! `formwork init`: a first `formwork.yaml` for what a repository has, and a
//! baseline of what is found with it. It looks and asks nothing; what it makes of
//! what it sees is decided in `formwork_rules::adoption`.

mod other_tools;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::adoption::{self, Survey};
use formwork_rules::config;

use self::other_tools::Look;
use crate::args::{FixOptions, Init, Known, Lint, Target, Threshold};
use crate::commands::lint;
use crate::configuration::FILE_NAMES;
use crate::discover::{self, Lookup, Origin, discover};
use crate::known::DEFAULT_NAME;
use crate::report::Format;
use crate::{check, output, read};

pub(crate) fn run(arguments: &Init) -> anyhow::Result<ExitCode> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let folder = arguments.folder.as_path();
    anyhow::ensure!(folder.is_dir(), "`{}` is no folder", folder.display());
    let shown = |path: &Path| discover::name(path, &here);
    let target = FILE_NAMES.iter().map(|name| folder.join(name)).find(|path| path.exists());
    let target = target.unwrap_or_else(|| folder.join(FILE_NAMES[0]));
    let baseline = folder.join(DEFAULT_NAME);
    if !arguments.force
        && let Some(there) = [&target, &baseline].into_iter().find(|path| path.exists())
    {
        anyhow::bail!("`{}` is there already; `--force` replaces it", shown(there));
    }

    let (survey, unreadable) = survey(folder, &here)?;
    let look = other_tools::look(folder, &here);
    let text = adoption::configuration(&survey, &look.around, DEFAULT_NAME);
    let own = look.guard_files.iter().flat_map(|file| file.rules()).map(|rule| rule.meta);
    let (_, problems) = config::read_with(&text.as_str().into(), own);
    if let Some(problem) = problems.first() {
        anyhow::bail!("the configuration came out wrong, which is a bug of Formwork: {}", problem.message);
    }
    output::write_file(&target, &text)?;
    if baseline.exists() {
        std::fs::remove_file(&baseline).with_context(|| format!("cannot replace `{}`", shown(&baseline)))?;
    }
    output::print(&report(&survey, &look, &unreadable, &shown(&target)), arguments.color)?;
    let status = lint::run(&first_run(arguments, baseline))?;
    if status != ExitCode::SUCCESS {
        return Ok(status);
    }
    let place = if folder == Path::new(".") { String::new() } else { format!(" {}", folder.display()) };
    output::note(
        &format!("`formwork lint{place}` passes now. Commit both files, and tighten as the comments say."),
        arguments.color,
    );
    Ok(ExitCode::SUCCESS)
}

/// Looks at the templates below a folder; with the files that cannot be read, and why.
fn survey(folder: &Path, here: &Path) -> anyhow::Result<(Survey, Vec<String>)> {
    let lookup =
        Lookup { here, stdin_name: Path::new("-"), named: Origin::Searched, obey_ignore_files: true };
    let found = discover(&[folder.to_owned()], lookup)?;
    let mut unreadable: Vec<String> =
        found.unreadable.iter().map(|(name, why)| format!("{name}: {}", why.message)).collect();
    let files: Vec<_> = found.files.into_iter().collect();
    let templates = check::on_each(&files, None, |(name, file)| match read::file(&file.path) {
        Ok(bytes) => {
            let (text, broken) = formwork_template::decode(&bytes);
            let is_template = formwork_template::is_template(&text);
            Ok(is_template.then(|| check::template(name, &text, broken)))
        }
        Err(why) => Err(format!("{name}: {}", why.message)),
    });
    let mut survey = Survey::default();
    for template in templates {
        match template {
            Ok(Some(template)) => _ = check::guarded(|| survey.add(&template)),
            Ok(None) => {}
            Err(why) => unreadable.push(why),
        }
    }
    Ok((survey, unreadable))
}

/// What was seen, in lines.
fn report(survey: &Survey, look: &Look, unreadable: &[String], target: &str) -> String {
    let counted = |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let mut text = format!(
        "Looked at {} with {}.\n",
        counted(survey.templates(), "template"),
        counted(survey.resources(), "resource")
    );
    for file in &look.files {
        let _ = writeln!(text, "Took over what `{file}` says.");
    }
    for sentence in &look.around.left_out {
        let _ = writeln!(text, "Not taken over: {sentence}");
    }
    for file in unreadable {
        let _ = writeln!(text, "Not read: {}", output::printable(file));
    }
    let _ = writeln!(text, "Wrote `{target}`.");
    text
}

/// The run that writes the baseline.
fn first_run(arguments: &Init, baseline: PathBuf) -> Lint {
    Lint {
        paths: vec![arguments.folder.clone()],
        format: Format::Concise,
        output: None,
        select: Vec::new(),
        ignore: Vec::new(),
        fail_on: Threshold::Never,
        min_severity: None,
        region: Vec::new(),
        config: None,
        guard: Vec::new(),
        stdin_filename: None,
        no_ignore: false,
        only_templates: false,
        only_guard: false,
        color: arguments.color,
        threads: None,
        fixes: FixOptions::default(),
        rules: Vec::new(),
        today: None,
        known: Known { write_baseline: Some(Target::File(baseline)), ..Known::default() },
    }
}
