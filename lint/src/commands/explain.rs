//! `formwork explain`: the documentation of a rule in the terminal, or of all
//! rules as pages.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anstyle::Style;
use anyhow::Context as _;
use formwork_rules::config::Selector;
use formwork_rules::{Meta, Severity};

use crate::args::Explain;
use crate::check::Checked;
use crate::configuration;
use crate::docs::{self, Example, Piece};
use crate::output::{self, BOLD, CYAN, DIM, GREEN, RED, paint};
use crate::policies::{self, Policies};
use crate::report::{self, Format, Offer, Shown};

pub(crate) fn run(arguments: &Explain) -> anyhow::Result<ExitCode> {
    if let Some(folder) = &arguments.all {
        write_pages(folder)?;
    }
    if let Some(rule) = &arguments.rule {
        let meta = find(rule, arguments.config.as_deref())?;
        output::print(&terminal(meta), arguments.color)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The one rule that `name` means, in any case: a built-in one, one of the user's own, or that of a file.
fn find(name: &str, config: Option<&Path>) -> anyhow::Result<&'static Meta> {
    let spellings = [name.to_owned(), name.to_uppercase(), name.to_lowercase()];
    if let Some(meta) = spellings.iter().find_map(|name| formwork_rules::find(name)) {
        return Ok(meta);
    }
    if policies::is_rule_file(Path::new(name)) {
        return of_file(Path::new(name));
    }
    let own = super::own_rules(config)?;
    if let Some(meta) = own.iter().find(|meta| spellings.iter().any(|name| meta.is_called(name))) {
        return Ok(meta);
    }
    let several = Selector::with(&own, name)?;
    anyhow::bail!(
        "`{name}` stands for several rules; `formwork rules --select {}` lists them",
        several.as_str()
    )
}

/// The rule of a rule file.
fn of_file(path: &Path) -> anyhow::Result<&'static Meta> {
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let mut policies = Policies::default();
    let types = configuration::types_for(path, &here, &mut policies);
    let file = policies.rule_file(path, &here, &types);
    let wrong: Vec<Checked> = policies.into_found().collect();
    match file.meta() {
        Some(meta) if !configuration::is_refused(&wrong) => Ok(meta),
        _ => {
            let (min_severity, width, offer) = (Severity::Error, output::width(), Offer::Nothing);
            let shown = Shown::alone(&wrong, min_severity, width, offer);
            let problems = report::render(Format::Concise, shown)?;
            anyhow::bail!("`{}` has mistakes\n{}", path.display(), problems.trim_end())
        }
    }
}

/// One page a rule, and `index.md` that lists them.
fn write_pages(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)
        .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    let mut metas: Vec<&Meta> = formwork_rules::all().collect();
    metas.sort_by_key(|meta| meta.code);
    let mut index = "# Rules\n\n| Code | Name | Severity | Finds |\n|---|---|---|---|\n".to_owned();
    for meta in metas {
        let Meta { code, name, severity, .. } = meta;
        let _ = writeln!(index, "| [{code}]({code}.md) | {name} | {severity} | {} |", meta.summary());
        output::write_file(&folder.join(format!("{code}.md")), &docs::page(meta))?;
    }
    output::write_file(&folder.join("index.md"), &index)
}

fn terminal(meta: &Meta) -> String {
    let severity = paint(report::style(meta.severity), meta.severity);
    // A Guard rule has one name.
    let name = if meta.name == meta.code { String::new() } else { format!(" {}", paint(BOLD, meta.name)) };
    let mut out = format!("{}{name} ({severity})\n\n", paint(BOLD, meta.code));
    for piece in docs::pieces(meta.docs) {
        match piece {
            Piece::Line(line) => out.push_str(&prose(line)),
            Piece::Example(example, _) => match example.title() {
                Some(title) => {
                    if !out.ends_with("\n\n") {
                        out.push('\n');
                    }
                    out.push_str(&paint(colour(example), prose(title)));
                }
                None => continue,
            },
            Piece::End => continue,
            Piece::Code(line) => out.push_str(&code(line)),
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    for (number, (fact, value)) in
        docs::facts(meta).into_iter().filter(|(fact, _)| *fact != "Severity").enumerate()
    {
        if number == 0 {
            out.push('\n');
        }
        let _ = writeln!(out, "{} {value}", paint(DIM, format_args!("{fact}:")));
    }
    out
}

fn colour(example: Example) -> Style {
    match example {
        Example::Avoid => RED,
        Example::Prefer | Example::Fixed => GREEN,
        Example::Configuration | Example::Plain => BOLD,
    }
}

/// A line of an example: indented, comments dimmed.
fn code(line: &str) -> String {
    let comment = if line.trim_start().starts_with('#') { Some(0) } else { line.find(" #") };
    match comment.and_then(|at| line.split_at_checked(at)) {
        Some((before, comment)) => format!("    {before}{}", paint(DIM, comment)),
        None => format!("    {line}"),
    }
}

/// A line of prose: headings bold, code in colour and out of its backticks.
fn prose(line: &str) -> String {
    if let Some(heading) = line.strip_prefix('#') {
        return paint(BOLD, heading.trim_start_matches('#').trim_start());
    }
    let mut out = String::new();
    for (index, part) in line.split('`').enumerate() {
        if index % 2 == 1 { out.push_str(&paint(CYAN, part)) } else { out.push_str(part) }
    }
    out
}
