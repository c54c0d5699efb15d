//! Which templates are checked with which values for their parameters: once as
//! they are, and once with all that parameter files or deployment files give.

use std::collections::BTreeMap;
use std::path::Path;

use super::check::{self, Run, Source};
use super::configuration::{Configuration, UnknownRegion};
use super::custom_rules::CustomRule;
use super::finding::Finding;
use super::layer::{Layer, Setting};
use super::parameter_sets::{Deployment, ParameterSet};
use super::templates;

#[derive(Debug)]
pub(super) struct Runs<'a> {
    pub(super) configuration: &'a Configuration,
    pub(super) custom_rules: &'a [CustomRule],
    /// Whether a graph is written beside each template.
    pub(super) with_graphs: bool,
}

/// Why the command line contradicts itself.
pub(super) fn conflict(command_line: &Layer, named: &[String]) -> Option<&'static str> {
    let has_files = !command_line.list("parameter_files").is_empty();
    let has_values =
        matches!(command_line.get("parameters"), Some(Setting::ParameterSets(sets)) if !sets.is_empty());
    if !command_line.list("deployment_files").is_empty() && (has_files || has_values || !named.is_empty()) {
        return Some("deployment files name their templates and parameters themselves");
    }
    if has_files && has_values {
        return Some("`--parameters` and `--parameter-files` exclude one another");
    }
    ((has_files || has_values) && named.len() > 1).then_some("parameters are for a single template")
}

impl Runs<'_> {
    /// All that is found. The outer error is a file that is named and not there.
    pub(super) fn findings(
        &self,
        templates: Vec<String>,
    ) -> anyhow::Result<Result<Vec<Finding>, UnknownRegion>> {
        let deployment_files = files(&self.configuration.list("deployment_files"))?;
        if !deployment_files.is_empty() {
            return Ok(self.deployments(&deployment_files));
        }
        let sources = match templates {
            templates if templates.is_empty() => vec![Source::Stdin],
            templates => templates.into_iter().map(Source::File).collect(),
        };
        let mut findings = Vec::new();
        let mut sets = Vec::new();
        for file in files(&self.configuration.list("parameter_files"))? {
            match ParameterSet::read(&file) {
                Ok(set) => sets.push(set),
                Err(problems) => findings.extend(problems),
            }
        }
        if !sets.is_empty() {
            match self.check(&sources, &sets) {
                Ok(found) => findings.extend(found),
                Err(unknown) => return Ok(Err(unknown)),
            }
        }
        let written: Vec<_> = self.configuration.parameter_sets().iter().map(ParameterSet::of_map).collect();
        Ok(self.check(&sources, &written).map(|found| {
            findings.extend(found);
            findings
        }))
    }

    /// Checks the template of each deployment once, with the values of all its deployments.
    fn deployments(&self, files: &[String]) -> Result<Vec<Finding>, UnknownRegion> {
        let mut findings = Vec::new();
        let mut by_template: BTreeMap<String, Vec<ParameterSet>> = BTreeMap::new();
        for file in files {
            match Deployment::read(file) {
                Ok(deployment) => {
                    by_template.entry(relative(&deployment.template)).or_default().push(deployment.set);
                }
                Err(problems) => findings.extend(problems),
            }
        }
        for (template, sets) in by_template {
            findings.extend(self.check(&[Source::File(template)], &sets)?);
        }
        Ok(findings)
    }

    fn check(
        &self,
        sources: &[Source],
        parameter_sets: &[ParameterSet],
    ) -> Result<Vec<Finding>, UnknownRegion> {
        let Self { configuration, custom_rules, with_graphs } = *self;
        check::check(sources, &Run { configuration, custom_rules, parameter_sets, with_graphs })
    }
}

fn files(names: &[String]) -> anyhow::Result<Vec<String>> {
    templates::expand(names, true).map_err(|missing| anyhow::anyhow!("no file matches `{missing}`"))
}

/// The path from this folder, where it lies below it.
fn relative(path: &str) -> String {
    let below = || {
        let here = std::env::current_dir().ok()?.canonicalize().ok()?;
        let whole = Path::new(path).canonicalize().ok()?;
        Some(whole.strip_prefix(here).ok()?.to_string_lossy().into_owned())
    };
    below().unwrap_or_else(|| path.to_owned())
}
