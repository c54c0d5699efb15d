//! From a template's text to what cfn-lint would tell of it.

use std::sync::Arc;

use formwork_rules::{Config, Diagnostic, Front, Overrides, Settings};
use formwork_template::{SyntaxError, Template};

use super::configuration::{Configuration, UnknownRegion};
use super::custom_rules::CustomRule;
use super::directives::Directives;
use super::finding::Finding;
use super::graph;
use super::layer::Layer;
use super::parameter_sets::ParameterSet;
use super::selection::Selection;
use crate::args::Colour;
use crate::check::{self, UNREADABLE};
use crate::read::Disk;
use crate::report::position::Lines;
use crate::{clock, output, read};

/// Where a template comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    File(String),
    Stdin,
}

impl Source {
    /// The file's name; standard input has none.
    fn name(&self) -> Option<&str> {
        match self {
            Self::File(name) => Some(name),
            Self::Stdin => None,
        }
    }
}

/// What holds for all templates of a run.
#[derive(Debug)]
pub(super) struct Run<'a> {
    pub(super) configuration: &'a Configuration,
    pub(super) custom_rules: &'a [CustomRule],
    pub(super) parameter_sets: &'a [ParameterSet],
    /// Whether a graph is written beside each template.
    pub(super) with_graphs: bool,
}

/// Checks all templates and gives the findings in the order of the templates.
pub(super) fn check(sources: &[Source], run: &Run<'_>) -> Result<Vec<Finding>, UnknownRegion> {
    let checked = check::on_each(sources, None, |source| of_source(source, run));
    let checked: Vec<_> = checked.into_iter().collect::<Result<_, _>>()?;
    Ok(checked.into_iter().flatten().collect())
}

fn of_source(source: &Source, run: &Run<'_>) -> Result<Vec<Finding>, UnknownRegion> {
    let name = source.name();
    if run.configuration.flag("debug") {
        output::note(&format!("cfn-lint: checking {}", name.unwrap_or("standard input")), Colour::Auto);
    }
    let bytes = match name {
        Some(name) => read::file(name.as_ref()),
        None => read::stdin(),
    };
    let (text, broken) = match bytes {
        Ok(bytes) => formwork_template::decode(&bytes),
        Err(why) => {
            let mut findings = vec![Finding::about(name, UNREADABLE.as_str(), why.message)];
            findings.retain(|finding| is_told(finding, run.configuration, &run.configuration.selection()));
            return Ok(findings);
        }
    };
    check::guarded(|| of_text(name, &text, broken, run)).unwrap_or_else(|bug| {
        let lines = Lines::new(&text);
        Ok(Finding::of(name, &lines, &bug).into_iter().collect())
    })
}

fn of_text(
    name: Option<&str>,
    text: &Arc<str>,
    broken: Option<SyntaxError>,
    run: &Run<'_>,
) -> Result<Vec<Finding>, UnknownRegion> {
    let template = check::template(name.unwrap_or_default(), text, broken);
    let configuration = run.configuration.with_template(Layer::of_template(template.root()));
    let (regions, options) = (configuration.regions()?, configuration.options());
    let overrides = Overrides {
        regions,
        options,
        front: Front::CfnLint,
        today: clock::today(),
        experimental: configuration.selection().experimental,
        ..Overrides::default()
    };
    let settings = Settings::new(Config::default(), overrides).with_files(Arc::new(Disk));
    let found = all_found(&template, name, &settings);

    let lines = Lines::new(text);
    // cfn-lint gives what a finding sums up as findings of their own behind it.
    let mut findings: Vec<_> = found.iter().flat_map(|found| Finding::all_of(name, &lines, found)).collect();
    // Of text that can't be read, nothing else is told.
    if findings.iter().any(|finding| finding.rule == UNREADABLE.as_str()) {
        findings.retain(|finding| finding.rule == UNREADABLE.as_str());
    } else {
        for rule in run.custom_rules {
            findings.extend(rule.check(name, &template, &lines));
        }
        for set in run.parameter_sets {
            findings.extend(set.check(name, &template, &lines));
        }
        if run.with_graphs {
            graph::write(name, &template);
        }
    }
    let selection = configuration.selection();
    let directives = Directives::of(&template);
    findings.retain(|finding| {
        is_told(finding, &configuration, &selection) && !directives.cover(finding, &selection)
    });
    let mut told: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        if !told.contains(&finding) {
            told.push(finding);
        }
    }
    Ok(told)
}

/// Everything that is found in the order of the text. What cfn-lint's own lists in the
/// template let go is back in it: those obey the configuration here.
fn all_found(template: &Template, name: Option<&str>, settings: &Settings) -> Vec<Diagnostic> {
    let report = match name {
        Some(name) => formwork_rules::check_at(template, name.as_ref(), settings),
        None => formwork_rules::check(template, settings),
    };
    let lists = Directives::lists(template);
    let mut found = report.diagnostics;
    let by_list = |by: u32| lists.iter().any(|list| list.touches(by));
    let back = report.suppressed.into_iter().filter(|suppressed| by_list(suppressed.by.start));
    found.extend(back.map(|suppressed| suppressed.diagnostic));
    found.sort_by_key(|found| found.span);
    found
}

fn is_told(finding: &Finding, configuration: &Configuration, selection: &Selection) -> bool {
    let is_let_go = finding.rule == UNREADABLE.as_str() && configuration.flag("ignore_bad_template");
    selection.is_on(&finding.rule) && !is_let_go
}
