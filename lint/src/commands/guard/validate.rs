//! `formwork guard validate`: the mistakes in files of rules, and what the rules
//! find in templates.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::Report;

use crate::args::{FixOptions, GuardValidate, Known, Lint};
use crate::check::Checked;
use crate::commands::lint;
use crate::discover;
use crate::fixes::Tally;
use crate::known::Compared;
use crate::policies::{self, Policies};
use crate::report::Noun;

pub(super) fn run(arguments: &GuardValidate) -> anyhow::Result<ExitCode> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let paths = paths(&arguments.rules, &here)?;
    let mut policies = Policies::default();
    let files: Vec<_> = paths.iter().map(|path| policies.file(path, &here)).collect();
    if !arguments.template.is_empty() {
        let select = files.iter().flat_map(|file| file.rules()).map(|rule| rule.meta.code.to_owned());
        let select = select.collect();
        return lint::run(&lint_arguments(arguments, &paths, select));
    }
    let mut checked: Vec<Checked> = policies.into_found().collect();
    for file in files {
        if !checked.iter().any(|known| known.name == file.name) {
            let (name, text) = (file.name.to_owned(), file.text.clone());
            checked.push(Checked { name, text, report: Report::default() });
        }
    }
    checked.sort_by(|a, b| a.name.cmp(&b.name));
    let lint = lint_arguments(arguments, &paths, Vec::new());
    lint::write(&lint, &checked, Noun::RULES, Tally::default(), &Compared::default())?;
    Ok(lint::status(arguments.fail_on, &checked))
}

/// The files of rules that are meant: of a folder those that .gitignore leaves.
fn paths(given: &[PathBuf], here: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let default = [PathBuf::from(".")];
    let given = if given.is_empty() { &default[..] } else { given };
    let mut paths = Vec::new();
    for path in given {
        let mut found: Vec<PathBuf> = if path.is_dir() {
            discover::files_below(path, true).filter(|path| discover::holds_rules(path)).collect()
        } else {
            policies::files(&path.to_string_lossy(), here)
        };
        anyhow::ensure!(
            !found.is_empty(),
            "`{}` is no file of Guard rules, and none is found by it",
            path.display()
        );
        found.sort();
        paths.extend(found);
    }
    Ok(paths)
}

/// What `formwork lint` is asked to run only these rules.
fn lint_arguments(arguments: &GuardValidate, rules: &[PathBuf], select: Vec<String>) -> Lint {
    Lint {
        paths: arguments.template.clone(),
        format: arguments.format,
        output: arguments.output.clone(),
        select,
        ignore: Vec::new(),
        fail_on: arguments.fail_on,
        min_severity: arguments.min_severity,
        fixes: FixOptions::default(),
        region: Vec::new(),
        config: None,
        guard: rules.to_vec(),
        rules: Vec::new(),
        today: None,
        stdin_filename: None,
        no_ignore: false,
        only_templates: false,
        only_guard: true,
        color: arguments.color,
        threads: None,
        known: Known::default(),
    }
}
