//! `formwork cfn-lint ARGS...`: the front end for whoever has cfn-lint 1.58.0 in
//! scripts and hooks. Options, files, formats and exit status are cfn-lint's;
//! what is wrong with a template is decided where `formwork lint` has it decided,
//! and what has no code of cfn-lint's is left out.

mod arguments;
mod check;
mod finding;
mod formats;
mod level;
mod reader;
mod selection;
mod templates;

use std::process::ExitCode;
use std::sync::Arc;

use formwork_rules::{Config, Front, Overrides, Settings};
use formwork_schemas::Region;

use self::arguments::{Arguments, Name};
use self::finding::Finding;
use self::formats::Format;
use self::selection::Selection;
use crate::args::Colour;
use crate::clock;
use crate::output;

/// What the front end is called on the command line.
pub(crate) const COMMAND: &str = "cfn-lint";

/// Wrong usage or configuration.
const USAGE: u8 = 1;
/// A region that nobody knows.
const UNKNOWN_REGION: u8 = 32;

pub(crate) fn run(words: &[String]) -> anyhow::Result<ExitCode> {
    let arguments = match Arguments::read(words) {
        Ok(arguments) => arguments,
        Err(refusal) => {
            output::note(&format!("cfn-lint: error: {refusal}"), Colour::Auto);
            return Ok(ExitCode::from(USAGE));
        }
    };
    let regions = match regions(&arguments) {
        Ok(regions) => regions,
        Err(error) => {
            output::error(&error);
            return Ok(ExitCode::from(UNKNOWN_REGION));
        }
    };
    let selection = Selection {
        ignore: arguments.list(Name::IgnoreChecks),
        include: arguments.list(Name::IncludeChecks),
        mandatory: arguments.list(Name::MandatoryChecks),
        experimental: arguments.has(Name::IncludeExperimental),
    };
    let overrides =
        Overrides { regions, front: Front::CfnLint, today: clock::today(), ..Overrides::default() };
    let settings = Arc::new(Settings::new(Config::default(), overrides));
    let alternative = arguments.list(Name::Template);
    let named = if alternative.is_empty() { arguments.templates() } else { &alternative };
    let mut findings = match templates::expand(named) {
        Ok(files) => check::check(&files, &settings, &selection),
        Err(missing) => vec![Finding::about(None, "E0003", format!("no file matches `{missing}`"))],
    };
    finding::sort(&mut findings);
    let format = match arguments.one(Name::Format) {
        Some("json") => Format::Json,
        _ => Format::Text,
    };
    let text = formats::render(format, &findings)?;
    if !text.is_empty() {
        output::print(&format!("{text}\n"), Colour::Never)?;
    }
    Ok(ExitCode::from(findings.iter().fold(0, |status, finding| status | finding.level.bit())))
}

fn regions(arguments: &Arguments) -> anyhow::Result<Vec<Region>> {
    let names = arguments.list(Name::Regions);
    if names.iter().any(|name| name == "ALL_REGIONS") {
        return Ok(Region::all().collect());
    }
    let known =
        |name: &String| Region::parse(name).ok_or_else(|| anyhow::anyhow!("no region is called `{name}`"));
    names.iter().map(known).collect()
}
