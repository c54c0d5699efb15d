//! `formwork cfn-lint ARGS...`: the front end for whoever has cfn-lint 1.58.0 in
//! scripts and hooks. Options, files, formats and exit status are cfn-lint's;
//! what is wrong with a template is decided where `formwork lint` has it decided,
//! and what has no code of cfn-lint's is left out.

mod arguments;
mod check;
mod configuration;
mod custom_rules;
mod directives;
mod finding;
mod formats;
mod graph;
pub(crate) mod inheritance;
mod layer;
mod level;
mod own_types;
mod parameter_sets;
mod rc_file;
mod reader;
mod rule_list;
mod runs;
mod selection;
mod templates;
pub(crate) mod told;
mod usage;

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

use self::arguments::{Arguments, Name};
use self::configuration::{Configuration, UnknownRegion};
use self::custom_rules::CustomRule;
use self::finding::Finding;
use self::formats::{Format, Results};
use self::level::Level;
use self::rule_list::RuleList;
use crate::args::Colour;
use crate::output;

/// What the front end is called on the command line.
pub(crate) const COMMAND: &str = "cfn-lint";
/// The version of cfn-lint whose place it takes.
const COMPATIBLE_WITH: &str = "1.58.0";

/// Wrong usage or configuration.
const USAGE: u8 = 1;
/// A region that nobody knows.
const UNKNOWN_REGION: u8 = 32;

/// Codes of findings that no rule makes: bugs, wrong configuration, values of parameters.
const OWN_CODES: [&str; 5] = ["E0002", "E0003", "E0100", "E0200", "E2900"];

pub(crate) fn run(words: &[String]) -> anyhow::Result<ExitCode> {
    match obey(words) {
        Err(error) if !output::is_broken_pipe(&error) => {
            output::error(&error);
            Ok(ExitCode::from(USAGE))
        }
        other => other,
    }
}

fn obey(words: &[String]) -> anyhow::Result<ExitCode> {
    let arguments = match Arguments::read(words) {
        Ok(arguments) => arguments,
        Err(refusal) => {
            output::note(&format!("cfn-lint: error: {refusal}"), Colour::Auto);
            output::note("`formwork cfn-lint --help` lists the options.", Colour::Auto);
            return Ok(ExitCode::from(USAGE));
        }
    };
    if arguments.has(Name::Help) {
        output::print(usage::HELP, Colour::Never)?;
        return Ok(ExitCode::SUCCESS);
    }
    if arguments.has(Name::Version) {
        output::print(&format!("cfn-lint {COMPATIBLE_WITH}\n"), Colour::Never)?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(command_line) = arguments.layer() else {
        return refuse("the option of a rule is not `CODE:OPTION=VALUE`, or a parameter is not `NAME=VALUE`");
    };
    let file = match arguments.one(Name::ConfigFile) {
        Some(path) if Path::new(path).is_file() => rc_file::read(Path::new(path))?,
        Some(path) => {
            output::warn(&format!("there is no configuration file `{path}`"), Colour::Auto);
            layer::Layer::default()
        }
        None => rc_file::of_surroundings()?,
    };
    let region = configuration::region_of_environment();
    let configuration = Configuration { command_line, file, region, ..Configuration::default() };
    Session {
        arguments: &arguments,
        configuration: &configuration,
        custom_rules: &custom_rules(&configuration)?,
    }
    .start()
}

fn custom_rules(configuration: &Configuration) -> anyhow::Result<Vec<CustomRule>> {
    let Some(path) = configuration.word("custom_rules") else { return Ok(Vec::new()) };
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read the custom rules `{path}`"))?;
    Ok(custom_rules::read(&text))
}

fn refuse(problem: &str) -> anyhow::Result<ExitCode> {
    output::print(&format!("Configuration error: {problem}\n{}", usage::HELP), Colour::Never)?;
    Ok(ExitCode::from(USAGE))
}

/// One call, all told.
struct Session<'a> {
    arguments: &'a Arguments,
    configuration: &'a Configuration,
    custom_rules: &'a [CustomRule],
}

impl Session<'_> {
    fn start(self) -> anyhow::Result<ExitCode> {
        let Self { arguments, configuration, .. } = self;
        if !configuration.list("append_rules").is_empty() {
            let text =
                "rules in Python are not run; `--custom-rules` and `formwork lint` have rules of your own";
            output::warn(text, Colour::Auto);
        }
        let templates = match self.templates() {
            Ok(templates) => templates,
            Err(missing) => {
                let message = format!("No file matches `{missing}`");
                return self.report(vec![Finding::about_all(None, "E0003", message)], 1);
            }
        };
        own_types::install(configuration)?;
        let updates =
            [Name::PatchSpecs, Name::UpdateSpecs, Name::UpdateIamPolicies, Name::UpdateDocumentation];
        if updates.iter().any(|update| arguments.has(*update)) {
            output::note("cfn-lint: nothing to update, the data comes with the binary", Colour::Auto);
            return Ok(ExitCode::SUCCESS);
        }
        if arguments.has(Name::ListRules) {
            output::print(
                &RuleList::new(self.custom_rules, &configuration.selection()).text(),
                Colour::Never,
            )?;
            return Ok(ExitCode::SUCCESS);
        }
        if arguments.has(Name::ListTemplates) {
            output::print(&listed(templates.as_deref().unwrap_or_default()), Colour::Never)?;
            return Ok(ExitCode::SUCCESS);
        }
        if let Some(problem) = runs::conflict(&configuration.command_line, &self.named()) {
            return refuse(problem);
        }
        let deployments = configuration.list("deployment_files");
        let has_templates = templates.as_ref().is_some_and(|templates| !templates.is_empty());
        if !has_templates && deployments.is_empty() && std::io::stdin().is_terminal() {
            output::print(usage::HELP, Colour::Never)?;
            return Ok(ExitCode::from(USAGE));
        }
        let count = templates.as_ref().map_or(1, Vec::len);
        let runs = runs::Runs {
            configuration,
            custom_rules: self.custom_rules,
            with_graphs: arguments.has(Name::BuildGraph),
        };
        match runs.findings(templates.unwrap_or_default())? {
            Ok(findings) => self.report(findings, count),
            Err(UnknownRegion(name)) => {
                output::error(&anyhow::anyhow!("no region is called `{name}`"));
                Ok(ExitCode::from(UNKNOWN_REGION))
            }
        }
    }

    /// The templates that the command line names.
    fn named(&self) -> Vec<String> {
        let alternative = self.arguments.list(Name::Template);
        if alternative.is_empty() { self.arguments.templates().to_vec() } else { alternative }
    }

    /// The files that are checked; none where nothing names any, and the name that matches nothing as an error.
    fn templates(&self) -> Result<Option<Vec<String>>, String> {
        let named = self.named();
        let named = if named.is_empty() { self.configuration.file.list("templates").to_vec() } else { named };
        if named.is_empty() {
            return Ok(None);
        }
        let mut files = templates::expand(&named, !self.configuration.flag("ignore_bad_template"))?;
        let ignored = templates::expand(&self.configuration.list("ignore_templates"), false)?;
        files.retain(|file| !ignored.contains(file));
        Ok(Some(files))
    }

    /// Writes the findings and gives the exit status that they make.
    fn report(&self, mut findings: Vec<Finding>, templates: usize) -> anyhow::Result<ExitCode> {
        finding::sort(&mut findings);
        let rules = RuleList::new(self.custom_rules, &self.configuration.selection());
        let format = Format::of(self.configuration.word("format"));
        let text = format.render(Results { findings: &findings, rules: &rules, templates })?;
        let colour = if format == Format::Pretty { Colour::Auto } else { Colour::Never };
        match self.configuration.word("output_file") {
            _ if text.is_empty() => {}
            Some(path) => {
                output::write_file(Path::new(path), &anstream::adapter::strip_str(&text).to_string())?;
            }
            None => output::print(&format!("{text}\n"), colour)?,
        }
        Ok(ExitCode::from(self.status(&findings)))
    }

    /// The bits of all levels that are found and count.
    fn status(&self, findings: &[Finding]) -> u8 {
        let least = match self.arguments.one(Name::NonZeroExitCode) {
            Some("none") => return 0,
            Some("error") => Level::Error,
            Some("warning") => Level::Warning,
            _ => Level::Informational,
        };
        findings.iter().filter(|finding| finding.level <= least).fold(0, |bits, one| bits | one.level.bit())
    }
}

/// What `--list-templates` prints: folders, which are no templates, and then files.
fn listed(templates: &[String]) -> String {
    if templates.is_empty() {
        return "None\n".to_owned();
    }
    let (folders, files): (Vec<_>, Vec<_>) = templates.iter().partition(|path| Path::new(path).is_dir());
    let folders = folders.into_iter().map(|folder| format!("not a file: {folder}\n"));
    folders.chain(files.into_iter().map(|file| format!("{file}\n"))).collect()
}
