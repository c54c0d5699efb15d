//! `formwork guard packs`: the packs that come with Formwork, and their rules.

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use formwork_rules::guard::{GuardFile, GuardRule, PACKS, Pack, pack_files};
use formwork_rules::{Overrides, Settings, Severity};
use serde::Serialize;

use crate::args::{GuardPacks, RulesFormat};
use crate::commands::USAGE;
use crate::configuration::{self, Configurations};
use crate::output::{self, BOLD, DIM, paint};
use crate::report::{self, Format, Offer, Shown};

#[derive(Serialize)]
struct PackNode {
    name: &'static str,
    summary: &'static str,
    /// Whether it is on by the nearest configuration, and whether it is on without any.
    on: bool,
    on_by_default: bool,
    rules: Vec<RuleNode>,
}

#[derive(Serialize)]
struct RuleNode {
    name: &'static str,
    title: &'static str,
    /// By the nearest configuration; null where the rule is off.
    severity: Option<Severity>,
    default_severity: Severity,
    controls: Vec<&'static str>,
    cfn_nag: Vec<&'static str>,
    file: &'static str,
}

pub(super) fn run(arguments: &GuardPacks) -> anyhow::Result<ExitCode> {
    let packs = match &arguments.name {
        None => PACKS.iter().collect(),
        Some(name) => vec![named(name)?],
    };
    let here = std::env::current_dir().context("the current folder cannot be read")?;
    let mut configurations = Configurations::new(&here, Overrides::default(), None, &[])?;
    let settings = configurations.of(&here.join("template.yaml"));
    let (wrong, _) = configurations.into_found();
    if configuration::is_refused(&wrong) {
        let shown = Shown::alone(&wrong, Severity::Warning, output::width(), Offer::Nothing);
        output::print(&report::render(Format::Pretty, shown)?, arguments.color)?;
        output::note("Which packs are on is not known, as the configuration is wrong.", arguments.color);
        return Ok(ExitCode::from(USAGE));
    }
    let nodes: Vec<PackNode> = packs.into_iter().map(|pack| node(*pack, &settings)).collect();
    let text = match (arguments.format, &arguments.name) {
        (RulesFormat::Json, _) => serde_json::to_string_pretty(&nodes)? + "\n",
        (RulesFormat::Table, None) => table(&nodes),
        (RulesFormat::Table, Some(_)) => nodes.iter().map(rules).collect(),
    };
    output::print(&text, arguments.color)?;
    Ok(ExitCode::SUCCESS)
}

fn named(name: &str) -> anyhow::Result<&'static Pack> {
    if let Some(pack) = PACKS.iter().find(|pack| pack.name == name) {
        return Ok(pack);
    }
    let distance = |pack: &&Pack| (!pack.name.starts_with(name), strsim::osa_distance(pack.name, name));
    let nearest = PACKS.iter().min_by_key(distance);
    let nearest = nearest.map(|pack| pack.name).unwrap_or_default();
    anyhow::bail!("no pack is called `{name}`; the nearest is `{nearest}`")
}

fn node(pack: Pack, settings: &Arc<Settings>) -> PackNode {
    let rules = pack_files().iter().flat_map(GuardFile::rules);
    let rules = rules.filter(|rule| rule.control().packs.contains(&pack.name));
    let (on, on_by_default) = (settings.has_pack(pack.name), Settings::default().has_pack(pack.name));
    let rules = rules.map(|rule| rule_node(rule, settings)).collect();
    PackNode { name: pack.name, summary: pack.summary, on, on_by_default, rules }
}

fn rule_node(rule: &GuardRule, settings: &Settings) -> RuleNode {
    let control = rule.control();
    // A rule of Formwork's own may judge a control in the place of the pack's.
    let meta = formwork_rules::find(rule.meta.code).unwrap_or(rule.meta);
    RuleNode {
        name: rule.meta.name,
        title: rule.meta.summary(),
        severity: settings.severity_of(meta),
        default_severity: meta.severity,
        controls: control.controls.clone(),
        cfn_nag: control.cfn_nag.clone(),
        file: control.file,
    }
}

fn table(packs: &[PackNode]) -> String {
    let widest = packs.iter().map(|pack| pack.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for pack in packs {
        let name = paint(BOLD, format_args!("{:widest$}", pack.name));
        let (on, count) = (if pack.on { "on" } else { "off" }, pack.rules.len());
        let default = if pack.on_by_default { " (on by default)" } else { "" };
        let _ = writeln!(out, "{name}  {on:3}  {count:3} rules  {}{default}", pack.summary);
    }
    out
}

fn rules(pack: &PackNode) -> String {
    let widest = pack.rules.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in &pack.rules {
        let severity = match rule.severity {
            Some(severity) => paint(report::style(severity), format_args!("{:7}", severity.to_string())),
            None => paint(DIM, format_args!("{:7}", "off")),
        };
        let ids: Vec<&str> = rule.controls.iter().chain(&rule.cfn_nag).copied().collect();
        let ids = if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) };
        let name = paint(BOLD, format_args!("{:widest$}", rule.name));
        let _ = writeln!(out, "{name}  {severity}  {}{}", rule.title, paint(DIM, ids));
    }
    out
}
