//! `formwork rules`: every rule, as a table or as JSON.

use std::fmt::Write as _;
use std::process::ExitCode;

use formwork_rules::config::Selector;
use formwork_rules::{Config, Meta, Overrides, Settings, Severity};
use serde::Serialize;

use crate::args::{Rules, RulesFormat};
use crate::output::{self, BOLD, paint};
use crate::{docs, report};

#[derive(Serialize)]
struct Rule {
    code: &'static str,
    name: &'static str,
    severity: Severity,
    summary: String,
    aliases: &'static [&'static str],
    since: &'static str,
    /// It mends what it finds, where that is certain.
    fix: bool,
    docs: String,
}

pub(crate) fn run(arguments: &Rules) -> anyhow::Result<ExitCode> {
    let own = super::own_rules(arguments.config.as_deref())?;
    let words = arguments.select.iter().map(|word| word.trim()).filter(|word| !word.is_empty());
    let select = words.map(|word| Selector::with(&own, word)).collect::<Result<_, _>>()?;
    let chosen =
        Settings::new(Config::default(), Overrides { select, experimental: true, ..Overrides::default() });
    let mut metas: Vec<&Meta> = formwork_rules::all()
        .chain(own)
        .filter(|meta| arguments.select.is_empty() || chosen.severity_of(meta).is_some())
        .collect();
    metas.sort_by_key(|meta| meta.code);
    let text = match arguments.format {
        RulesFormat::Table => table(&metas),
        RulesFormat::Json => json(&metas)?,
    };
    output::print(&text, arguments.color)?;
    Ok(ExitCode::SUCCESS)
}

fn table(metas: &[&'static Meta]) -> String {
    let widest =
        |field: fn(&Meta) -> &'static str| metas.iter().map(|meta| field(meta).len()).max().unwrap_or(0);
    let (code, name) = (widest(|meta| meta.code), widest(|meta| meta.name));
    let mut out = String::new();
    for meta in metas {
        let _ = writeln!(
            out,
            "{}  {}  {:3}  {:name$}  {}",
            paint(BOLD, format_args!("{:code$}", meta.code)),
            paint(report::style(meta.severity), format_args!("{:7}", meta.severity.to_string())),
            if meta.has_fix() { "fix" } else { "" },
            meta.name,
            meta.summary(),
        );
    }
    out
}

fn json(metas: &[&'static Meta]) -> anyhow::Result<String> {
    let rule = |meta: &&'static Meta| Rule {
        code: meta.code,
        name: meta.name,
        severity: meta.severity,
        summary: meta.summary().to_owned(),
        aliases: meta.aliases,
        since: meta.since,
        fix: meta.has_fix(),
        docs: docs::markdown(meta),
    };
    let mut text = serde_json::to_string_pretty(&metas.iter().map(rule).collect::<Vec<_>>())?;
    text.push('\n');
    Ok(text)
}
