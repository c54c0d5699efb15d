//! `cfn-guard validate`: rules files on data files, reported pair by pair or all
//! in one document. What can't be read is said and left out.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::bail;
use bumpalo::Bump;

use super::arguments::{Format, Validate};
use super::data::{DataFile, Loaded};
use super::files::{self, Links, Order};
use super::rule_file::RuleFile;
use super::structured::Structured;
use super::summary::Summary;
use super::{ERROR, FAILURE, SUCCESS, UNREADABLE, pairs};
use crate::args::Colour;
use crate::{output, read};

/// A run: what is checked with what, and how it is going.
#[derive(Debug)]
pub(super) struct Run {
    rules: Vec<Result<RuleFile, String>>,
    data: Vec<DataFile>,
    parameters: Vec<DataFile>,
    pub(super) status: u8,
    /// Something was left out, which no other outcome makes good.
    pub(super) incomplete: bool,
}

pub(super) fn run(arguments: &Validate) -> anyhow::Result<u8> {
    let summary = Summary::of(&arguments.show_summary);
    check(arguments, summary)?;
    if arguments.rules.is_empty() && !arguments.payload {
        bail!("no rules are given");
    }
    let mut run = Run {
        rules: Vec::new(),
        data: Vec::new(),
        parameters: Vec::new(),
        status: SUCCESS,
        incomplete: false,
    };
    if arguments.payload {
        run.read_payload()?;
    } else {
        run.read_files(arguments)?;
    }
    run.read_parameters(arguments)?;
    let rules = std::mem::take(&mut run.rules);
    let bumps: Vec<Bump> = run.data.iter().map(|_| Bump::new()).collect();
    let (data, parameters) = (std::mem::take(&mut run.data), std::mem::take(&mut run.parameters));
    let mut loaded = Vec::with_capacity(data.len());
    for (file, bump) in data.iter().zip(&bumps) {
        match file.load(&parameters, bump) {
            Ok(data) => loaded.push(data),
            Err(problem) => run.leave_out(&problem),
        }
    }
    if arguments.structured {
        structured(&mut run, &rules, &loaded, arguments.output_format)?;
    } else {
        pairs::run(&mut run, &rules, &loaded, arguments, summary)?;
    }
    Ok(if run.incomplete { UNREADABLE } else { run.status })
}

/// Refuses options that exclude one another.
fn check(arguments: &Validate, summary: Summary) -> anyhow::Result<()> {
    let format = arguments.output_format;
    if arguments.structured && !summary.is_empty() {
        bail!("Cannot provide a summary-type other than `none` when the `structured` flag is present");
    }
    if arguments.structured && format == Format::SingleLineSummary {
        bail!("single-line-summary is not able to be used when the `structured` flag is present");
    }
    if !arguments.structured && matches!(format, Format::Junit | Format::Sarif) {
        let name = if format == Format::Junit { "junit" } else { "sarif" };
        bail!("the structured flag must be set when output is set to {name}");
    }
    Ok(())
}

fn structured<'a>(
    run: &mut Run,
    rules: &'a [Result<RuleFile, String>],
    data: &[Loaded<'a>],
    format: Format,
) -> anyhow::Result<()> {
    let began = Instant::now();
    for file in rules {
        if let Some(problems) = problems(file) {
            output::note(&problems, Colour::Auto);
            run.status = ERROR;
        }
    }
    let rules: Vec<&RuleFile> =
        rules.iter().flatten().filter(|file| !file.is_empty() && file.problems().is_none()).collect();
    let mut report = Structured::new(format);
    for loaded in data {
        report.add(loaded, &rules);
    }
    for fault in &report.faults {
        output::note(fault, Colour::Auto);
    }
    run.incomplete |= !report.faults.is_empty();
    if report.failed && (format != Format::Junit || run.status != ERROR) {
        run.status = FAILURE;
    }
    output::print(&report.text(began.elapsed().as_millis())?, Colour::Never)
}

/// Why a rules file is not evaluated.
pub(super) fn problems(file: &Result<RuleFile, String>) -> Option<String> {
    match file {
        Err(problem) => Some(format!("Unable read content from file {problem}")),
        Ok(file) => {
            let problems = file.problems()?;
            Some(format!("Parsing error handling rule file = {}, Error = {problems}\n---", file.name))
        }
    }
}

impl Run {
    /// Says why something is left out.
    fn leave_out(&mut self, problem: &str) {
        output::note(&format!("Error occurred {problem}"), Colour::Auto);
        self.incomplete = true;
    }

    fn read_files(&mut self, arguments: &Validate) -> anyhow::Result<()> {
        let order = if arguments.last_modified { Order::ByModification } else { Order::ByName };
        if arguments.data.is_empty() {
            let bytes = read::stdin().map_err(|unreadable| anyhow::anyhow!(unreadable.message))?;
            match DataFile::of_bytes(&bytes, "STDIN".to_owned()) {
                Ok(file) => self.data.push(file),
                Err(problem) => self.leave_out(&problem),
            }
        }
        for path in data_files(&arguments.data, order)? {
            let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
            match DataFile::read(&path, whole.to_string_lossy().into_owned()) {
                Ok(file) => self.data.push(file),
                Err(problem) => self.leave_out(&problem),
            }
        }
        for path in named(&arguments.rules)? {
            let files = if path.is_file() { vec![path] } else { rules_files(&path, order) };
            for file in files {
                let read = RuleFile::read(&file).map_err(|problem| format!("{}: {problem}", file.display()));
                self.incomplete |= read.is_err();
                self.rules.push(read);
            }
        }
        Ok(())
    }

    /// Rules and data in a JSON document on standard input.
    fn read_payload(&mut self) -> anyhow::Result<()> {
        let bytes = read::stdin().map_err(|unreadable| anyhow::anyhow!(unreadable.message))?;
        let payload: Payload = serde_json::from_slice(&bytes)
            .map_err(|error| anyhow::anyhow!("Parser Error when parsing `{error}`"))?;
        for (number, text) in payload.data.iter().enumerate() {
            match DataFile::of_bytes(text.as_bytes(), format!("DATA_STDIN[{}]", number + 1)) {
                Ok(file) => self.data.push(file),
                Err(problem) => self.leave_out(&problem),
            }
        }
        for (number, text) in payload.rules.into_iter().enumerate() {
            self.rules.push(Ok(RuleFile::new(format!("RULES_STDIN[{}]", number + 1), text)));
        }
        Ok(())
    }

    /// Without all of its parameters no verdict is right: a file that can't be read ends the run.
    fn read_parameters(&mut self, arguments: &Validate) -> anyhow::Result<()> {
        let order = if arguments.last_modified { Order::ByModification } else { Order::ByName };
        for path in data_files(&arguments.input_params, order)? {
            let file =
                DataFile::read(&path, files::name(&path)).map_err(|problem| anyhow::anyhow!(problem))?;
            // cfn-guard reads parameters for rules in a payload, and does not use them.
            if !arguments.payload || arguments.structured {
                self.parameters.push(file);
            }
        }
        Ok(())
    }
}

#[derive(Debug, serde::Deserialize)]
struct Payload {
    rules: Vec<String>,
    data: Vec<String>,
}

/// The paths of a command line, all of which must be there.
fn named(paths: &[String]) -> anyhow::Result<Vec<PathBuf>> {
    for path in paths {
        if !Path::new(path).exists() {
            bail!("The path `{path}` does not exist");
        }
    }
    Ok(paths.iter().map(PathBuf::from).collect())
}

/// The data files at and below paths. Names decide even about files that are named themselves.
fn data_files(paths: &[String], order: Order) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for path in named(paths)? {
        let mut below = files::below(&path, order, Links::Stay);
        below.retain(|file| files::has_ending(&file.to_string_lossy(), &files::DATA));
        if below.is_empty() && path.is_file() {
            let endings = files::DATA.join(", ");
            let text = format!("`{}` is not read: its name ends with none of {endings}", path.display());
            output::warn(&text, Colour::Auto);
        }
        found.extend(below);
    }
    Ok(found)
}

fn rules_files(folder: &Path, order: Order) -> Vec<PathBuf> {
    let mut below = files::below(folder, order, Links::Stay);
    below.retain(|file| files::has_ending(&files::name(file), &files::RULES));
    below
}
