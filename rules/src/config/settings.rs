//! What the engine and the rules ask: the configuration with the command
//! line's word on top.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use formwork_schemas::{Pattern, PrivateTypes, Region, supports};

use super::exceptions::Requirement;
use super::select::{Selector, Specificity, closest};
use super::{
    ApiGateway, CentralException, Environments, LandingZone, Naming, Network, Standard, Suppressions, Tagging,
};
use super::{Config, Level};
use crate::files::{Files, Nothing};
use crate::guard::{DEFAULT_PACK, GuardFile, Plan};
use crate::rule_files::{self, RuleFile};
use crate::rule_names::RuleNames;
use crate::{Date, Meta, Severity};

/// The name of the rule whose level `tagging.unknown` gives.
const UNKNOWN_TAG: &str = "unknown-tag";

/// What the command line says over the configuration file.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Where not empty, in place of the file's `select`.
    pub select: Vec<Selector>,
    pub ignore: Vec<Selector>,
    /// Where not empty, in place of the file's `regions`.
    pub regions: Vec<Region>,
    /// What day it is, where somebody looked.
    pub today: Option<Date>,
    /// Experimental rules run as well.
    pub experimental: bool,
    /// Of all rules only those of the user's own files run, and the one that tells what can't be read.
    pub only_own: bool,
    pub front: Front,
    /// Options of rules: by code, then by the option's name.
    pub options: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// Whose front end asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Front {
    /// A finding is given once.
    #[default]
    Formwork,
    /// A finding is given under each of cfn-lint's codes that means it.
    CfnLint,
}

/// The settings of a run; share it by `Arc`. The default has every rule on at
/// its own severity and the region `us-east-1`.
#[derive(Debug)]
pub struct Settings {
    config: Config,
    overrides: Overrides,
    regions: Vec<Region>,
    files: Arc<dyn Files>,
    guard_plan: Plan,
    suppressions: Suppressions,
    rule_names: OnceLock<RuleNames>,
    environments: Environments,
    network: Network,
    api_gateway: ApiGateway,
    rule_plan: rule_files::Plan,
    types: PrivateTypes,
}

impl Default for Settings {
    fn default() -> Self {
        Self::new(Config::default(), Overrides::default())
    }
}

impl Settings {
    pub fn new(mut config: Config, overrides: Overrides) -> Self {
        let regions = if overrides.regions.is_empty() {
            config.regions.take().unwrap_or_else(|| Region::parse("us-east-1").into_iter().collect())
        } else {
            overrides.regions.clone()
        };
        Self {
            environments: config.environments.take().unwrap_or_default(),
            network: config.network.take().unwrap_or_default(),
            api_gateway: config.api_gateway.take().unwrap_or_default(),
            suppressions: config.suppressions.take().unwrap_or_default(),
            config,
            overrides,
            regions,
            files: Arc::new(Nothing),
            guard_plan: Plan::new(Vec::new()),
            rule_plan: rule_files::Plan::default(),
            types: PrivateTypes::default(),
            rule_names: OnceLock::new(),
        }
    }

    /// With the files that templates may name; there are none otherwise.
    #[must_use]
    pub fn with_files(self, files: Arc<dyn Files>) -> Self {
        Self { files, ..self }
    }

    /// With the user's own files of Guard rules.
    #[must_use]
    pub fn with_guard_files(self, guard_files: Vec<Arc<GuardFile>>) -> Self {
        Self { guard_plan: Plan::new(guard_files), ..self }
    }

    /// What the rules of this run are called.
    pub(crate) fn rule_names(&self) -> &RuleNames {
        self.rule_names.get_or_init(|| RuleNames::of(self))
    }

    /// Whether an exception may cover what a rule finds.
    pub fn may_be_excused(&self, meta: &Meta) -> bool {
        !self.suppressions.forbids(meta)
    }

    /// The last day that an exception made today may have, where that is limited or asked for; what day it
    /// is has to be known.
    pub fn last_day_of_exceptions(&self) -> Option<Date> {
        /// Where a date is asked for and none is too late: a quarter of a year.
        const USUAL_DAYS: u16 = 90;
        let is_asked = self.suppressions.require.contains(&Requirement::Until);
        let days = self.suppressions.max_days.or(is_asked.then_some(USUAL_DAYS))?;
        Some(self.today()?.plus(days.into()))
    }

    /// What is asked of suppressions.
    pub(crate) fn suppressions(&self) -> &Suppressions {
        &self.suppressions
    }

    /// The exceptions for many places.
    pub(crate) fn exceptions(&self) -> &[CentralException] {
        &self.config.exceptions
    }

    /// With the user's rule files.
    #[must_use]
    pub fn with_rule_files(self, rule_files: Vec<Arc<RuleFile>>) -> Self {
        Self { rule_plan: rule_files::Plan::new(rule_files), ..self }
    }

    /// With the user's private resource types.
    #[must_use]
    pub fn with_types(self, types: PrivateTypes) -> Self {
        Self { types, ..self }
    }

    /// The user's private resource types. A check knows them by itself; who looks types up outside of
    /// one enters them.
    pub fn types(&self) -> &PrivateTypes {
        &self.types
    }

    /// Which rules of rule files run.
    pub(crate) fn rule_plan(&self) -> &rule_files::Plan {
        &self.rule_plan
    }

    /// Which Guard rules run.
    pub(crate) fn guard_plan(&self) -> &Plan {
        &self.guard_plan
    }

    /// Whether a pack of Guard rules is on.
    pub fn has_pack(&self, pack: &str) -> bool {
        match &self.config.packs {
            Some(packs) => packs.iter().any(|entry| entry.as_str() == pack),
            None => pack == DEFAULT_PACK,
        }
    }

    /// The present as Unix time, by the day; the epoch where nobody looked.
    pub(crate) fn now(&self) -> i64 {
        self.overrides.today.map_or(0, Date::unix_time)
    }

    pub(crate) fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// Those of a configuration in a rule's example.
    #[cfg(test)]
    pub(crate) fn for_tests(text: &str) -> Self {
        Self::for_tests_on(text, None)
    }

    /// As [`Self::for_tests`], on a day.
    #[cfg(test)]
    pub(crate) fn for_tests_on(text: &str, today: Option<Date>) -> Self {
        let (config, problems) = super::read(&text.into());
        assert_eq!(problems, [], "an example's formwork.yaml");
        Self::new(config, Overrides { today, ..Overrides::default() })
    }

    /// The severity that the rule's findings have; nothing where it is off.
    ///
    /// The command line decides over the file. Within each, the entry that
    /// names the rule most closely decides, and of two equally close ones the
    /// one that turns it off. An experimental rule is on only where its own name is given.
    pub fn severity_of(&self, meta: &Meta) -> Option<Severity> {
        if self.overrides.only_own && !meta.is_own() && meta.code != "E0000" {
            return None;
        }
        if meta.experimental && !self.overrides.experimental && !self.is_asked_for(meta) {
            return None;
        }
        // A rule of the packs is on with one of them, or by its own name.
        let packs = meta.control.map(|control| &control.packs).filter(|_| meta.is_packed());
        if packs.is_some_and(|packs| !packs.iter().any(|pack| self.has_pack(pack)))
            && !self.is_asked_for(meta)
        {
            return None;
        }
        let Overrides { select, ignore, .. } = &self.overrides;
        let on = match (closest(select, meta), closest(ignore, meta)) {
            (None, None) if select.is_empty() => self.on_in_file(meta),
            (asked, refused) => asked > refused,
        };
        on.then(|| self.level(meta).unwrap_or(meta.severity))
    }

    /// The rules of the user's own files, of both kinds.
    pub(crate) fn own_metas(&self) -> impl Iterator<Item = &'static Meta> {
        let guard = self.guard_plan.own().iter().flat_map(|file| file.rules()).map(|rule| rule.meta);
        guard.chain(self.rule_plan.metas())
    }

    /// Whether the rule with this code can find something. No rule of that name finds nothing more,
    /// which is as good as running.
    pub fn runs(&self, code: &str) -> bool {
        let meta = self.own_metas().find(|meta| meta.code == code).or_else(|| crate::find(code));
        meta.is_none_or(|meta| self.severity_of(meta).is_some())
    }

    /// The regions that the templates are deployed to; at least one.
    pub fn regions(&self) -> &[Region] {
        &self.regions
    }

    /// Whose front end asks.
    pub(crate) fn front(&self) -> Front {
        self.overrides.front
    }

    /// What day it is; `None` where nobody looked.
    pub(crate) fn today(&self) -> Option<Date> {
        self.overrides.today
    }

    /// Whether one of the regions has the type; what it takes means nothing otherwise.
    pub(crate) fn is_somewhere(&self, type_name: &str) -> bool {
        self.regions.iter().any(|region| supports(type_name, *region))
    }

    /// The values of an option of a rule, as cfn-lint's users give it; nothing where it is not given.
    pub fn option(&self, code: &str, name: &str) -> Option<&[String]> {
        Some(self.overrides.options.get(code)?.get(name)?)
    }

    /// Whether an option of a rule is switched on.
    pub(crate) fn is_on(&self, code: &str, name: &str) -> bool {
        self.option(code, name)
            .is_some_and(|values| values.iter().any(|value| value.eq_ignore_ascii_case("true")))
    }

    /// Whether a text begins with a match of a pattern that an option of a rule lists.
    pub(crate) fn is_listed(&self, code: &str, name: &str, text: &str) -> bool {
        let patterns = self.option(code, name).unwrap_or_default();
        patterns.iter().any(|pattern| Pattern::new(&format!("^(?:{pattern})")).is_match(text) == Some(true))
    }

    /// Whether templates of a run are compared with one another, so that each is told what the
    /// others lay claim to.
    pub fn compares_templates(&self) -> bool {
        self.network.unique || self.naming().is_some_and(|naming| naming.unique)
    }

    /// How resources are named, where the organisation says so.
    pub fn naming(&self) -> Option<&Naming> {
        self.config.naming.as_ref()
    }

    /// What every account has, where the organisation says so.
    pub fn landing_zone(&self) -> Option<&LandingZone> {
        self.config.landing_zone.as_ref()
    }

    /// What properties are where nobody says, and what they may be.
    pub(crate) fn standards(&self) -> &[Standard] {
        self.config.defaults.as_ref().map(|defaults| defaults.standards.as_slice()).unwrap_or_default()
    }

    /// Which tags resources have, where the organisation says so.
    pub fn tagging(&self) -> Option<&Tagging> {
        self.config.tagging.as_ref()
    }

    /// The environments, and how the files that speak of deployments tell them.
    pub fn environments(&self) -> &Environments {
        &self.environments
    }

    pub fn network(&self) -> &Network {
        &self.network
    }

    pub fn api_gateway(&self) -> &ApiGateway {
        &self.api_gateway
    }

    fn on_in_file(&self, meta: &Meta) -> bool {
        let Config { select, ignore, .. } = &self.config;
        let selected = if select.is_empty() { Some(Specificity::Everything) } else { closest(select, meta) };
        let raised =
            self.levels(meta).filter(|(_, level)| level.severity().is_some()).map(|(how, _)| how).max();
        let lowered =
            self.levels(meta).filter(|(_, level)| level.severity().is_none()).map(|(how, _)| how).max();
        selected.is_some() && selected.max(raised) > closest(ignore, meta).max(lowered)
    }

    /// Whether the rule is named, and not only selected among others.
    fn is_asked_for(&self, meta: &Meta) -> bool {
        let selectors = [&self.overrides.select, &self.config.select];
        let selected = selectors.iter().any(|select| closest(select, meta) >= Some(Specificity::Pack));
        selected
            || self.levels(meta).any(|(how, level)| how >= Specificity::Pack && level.severity().is_some())
    }

    /// The severity that the file gives the rule.
    fn level(&self, meta: &Meta) -> Option<Severity> {
        self.levels(meta)
            .filter_map(|(how, level)| Some((how, level.severity()?)))
            .max_by_key(|(how, _)| *how)
            .map(|(_, severity)| severity)
    }

    /// The file's words about how much the rule's findings matter.
    fn levels(&self, meta: &Meta) -> impl Iterator<Item = (Specificity, Level)> {
        let own_key = self.tagging().filter(|_| meta.name == UNKNOWN_TAG).map(|tagging| tagging.unknown);
        self.config
            .severity
            .iter()
            .filter_map(|(selector, level)| Some((selector.specificity(meta)?, *level)))
            .chain(own_key.map(|level| (Specificity::OwnKey, level)))
    }
}
