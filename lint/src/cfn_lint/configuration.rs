//! Which layer of configuration decides: the command line, then the template,
//! then `.cfnlintrc`. A list of a nearer layer stands in place of all others,
//! unless they are to be merged.

use std::collections::BTreeMap;

use formwork_schemas::Region;

use super::layer::{KEYS, Key, Layer, Options, Setting};
use super::selection::Selection;

/// All layers that hold for one template, the nearest first.
#[derive(Debug, Clone, Default)]
pub(super) struct Configuration {
    pub(super) command_line: Layer,
    pub(super) template: Layer,
    pub(super) file: Layer,
    /// The region that the environment names.
    pub(super) region: Option<String>,
}

/// A region that nobody knows.
#[derive(Debug)]
pub(super) struct UnknownRegion(pub(super) String);

impl Configuration {
    /// The same with what a template says.
    pub(super) fn with_template(&self, template: Layer) -> Self {
        Self { template, ..self.clone() }
    }

    fn layers(&self, key: Key) -> impl Iterator<Item = &Layer> {
        let in_template = KEYS.iter().any(|known| known.key == key && known.in_template);
        let template = (in_template || self.is_merged()).then_some(&self.template);
        [Some(&self.command_line), template, Some(&self.file)].into_iter().flatten()
    }

    fn is_merged(&self) -> bool {
        self.command_line.flag("merge_configs") || self.file.flag("merge_configs")
    }

    pub(super) fn flag(&self, key: Key) -> bool {
        self.layers(key).any(|layer| layer.flag(key))
    }

    pub(super) fn word(&self, key: Key) -> Option<&str> {
        self.layers(key).find_map(|layer| layer.word(key))
    }

    pub(super) fn list(&self, key: Key) -> Vec<String> {
        let mut lists = self.layers(key).map(|layer| layer.list(key)).filter(|list| !list.is_empty());
        if self.is_merged() {
            return lists.flatten().cloned().collect();
        }
        lists.next().unwrap_or_default().to_vec()
    }

    /// The options that rules were given.
    pub(super) fn options(&self) -> Options {
        let options = |layer: &Layer| match layer.get("configure_rules") {
            Some(Setting::Options(options)) if !options.is_empty() => Some(options.clone()),
            _ => None,
        };
        let mut given = self.layers("configure_rules").filter_map(options);
        if self.is_merged() {
            return given.flatten().collect();
        }
        given.next().unwrap_or_default()
    }

    /// Sets of parameters that are written out, and not in files.
    pub(super) fn parameter_sets(&self) -> Vec<BTreeMap<String, String>> {
        let sets = |layer: &Layer| match layer.get("parameters") {
            Some(Setting::ParameterSets(sets)) if !sets.is_empty() => Some(sets.clone()),
            _ => None,
        };
        let mut given = self.layers("parameters").filter_map(sets);
        if self.is_merged() {
            return given.flatten().collect();
        }
        given.next().unwrap_or_default()
    }

    pub(super) fn selection(&self) -> Selection {
        Selection {
            ignore: self.list("ignore_checks"),
            include: self.list("include_checks"),
            mandatory: self.list("mandatory_checks"),
            experimental: self.flag("include_experimental"),
        }
    }

    pub(super) fn regions(&self) -> Result<Vec<Region>, UnknownRegion> {
        let mut names = self.list("regions");
        if names.iter().any(|name| name == "ALL_REGIONS") {
            return Ok(Region::all().collect());
        }
        if names.is_empty() {
            names.extend(self.region.clone());
        }
        names.into_iter().map(|name| Region::parse(&name).ok_or(UnknownRegion(name))).collect()
    }
}

/// The region that the environment names, if it does.
pub(super) fn region_of_environment() -> Option<String> {
    let variable = |name| std::env::var(name).ok().filter(|region: &String| !region.is_empty());
    variable("AWS_REGION").or_else(|| variable("AWS_DEFAULT_REGION"))
}
