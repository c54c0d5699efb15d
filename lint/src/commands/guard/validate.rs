//! `formwork guard validate`: the mistakes in files of rules, and what the rules
//! find in templates.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use formwork_rules::Report;

use crate::args::{GuardValidate, Lint};
use crate::check::Checked;
use crate::commands::lint;
use crate::policies::Policies;
use crate::report::Noun;

pub(super) fn run(arguments: &GuardValidate) -> anyhow::Result<ExitCode> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let mut policies = Policies::default();
    let mut files = Vec::new();
    let default = [PathBuf::from(".")];
    let paths = if arguments.rules.is_empty() { &default[..] } else { &arguments.rules };
    for path in paths {
        let entry = path.to_string_lossy();
        let found = policies.read(&entry, &here, &here);
        anyhow::ensure!(!found.is_empty(), "`{entry}` is no file of Guard rules, and none is found by it");
        files.extend(found);
    }
    if !arguments.template.is_empty() {
        let select = files.iter().flat_map(|file| file.rules()).map(|rule| rule.meta.code.to_owned());
        let select = select.collect();
        return lint::run(&lint_arguments(arguments, paths, select));
    }
    let mut checked: Vec<Checked> = policies.into_found().collect();
    for file in files {
        if !checked.iter().any(|known| known.name == file.name) {
            let (name, text) = (file.name.to_owned(), file.text.clone());
            checked.push(Checked { name, text, report: Report::default() });
        }
    }
    checked.sort_by(|a, b| a.name.cmp(&b.name));
    let lint = lint_arguments(arguments, paths, Vec::new());
    lint::write(&lint, &checked, Noun::RULES)?;
    Ok(lint::status(arguments.fail_on, &checked))
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
        region: Vec::new(),
        config: None,
        guard: rules.iter().map(|path| Path::new(path).to_owned()).collect(),
        stdin_filename: None,
        no_ignore: false,
        only_templates: false,
        only_guard: true,
        color: arguments.color,
        threads: None,
    }
}
