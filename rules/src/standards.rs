//! What the organisation expects of properties, held against a template: where one is
//! missing, and where one is something else. What to say of it is the rules' matter.

use std::sync::Arc;

use formwork_schemas::Region;
use formwork_template::{Assumption, Resource, Span, Template, Value};
use smol_str::SmolStr;

use crate::config::{Criterion, Environments, Expectation, Standard, Topic};
use crate::known_text::{Case, KnownText, texts_in};
use crate::language::Language;
use crate::properties::given;
use crate::sites::{Site, Walk};
use crate::{Context, Stack};

/// Whether a database is encrypted, and what it is made of or belongs to: beside one of these it is as that is,
/// and says nothing itself.
const STORAGE: &str = "StorageEncrypted";
const ORIGINS: [&str; 6] = [
    "DBClusterIdentifier",
    "DBClusterSnapshotIdentifier",
    "DBSnapshotIdentifier",
    "SnapshotIdentifier",
    "SourceDBClusterIdentifier",
    "SourceDBInstanceIdentifier",
];

/// A property that is not there.
pub(crate) struct Missing<'c, 't> {
    pub(crate) standard: &'c Standard,
    pub(crate) resource: Resource<'t>,
    pub(crate) expectation: &'c Expectation,
    /// The case in which it is missing, beyond that the resource is there.
    pub(crate) when: String,
}

/// A value that is not what it may be.
pub(crate) struct Contradiction<'c, 't> {
    pub(crate) standard: &'c Standard,
    pub(crate) span: Span,
    pub(crate) value: Value<'t>,
    /// The value as it comes out.
    pub(crate) shown: String,
    pub(crate) criterion: &'c Criterion,
    /// The value that is expected, where there is one.
    pub(crate) default: Option<&'c crate::config::TemplateValue>,
    /// The environment in which it is wrong, where not in all.
    pub(crate) environment: Option<SmolStr>,
    /// Whether each environment has an expectation of its own, and it meets none.
    pub(crate) anywhere: bool,
    pub(crate) when: String,
}

/// Holds the standards of a configuration against a template.
pub(crate) struct Judge<'c, 't> {
    walk: Walk<'t>,
    template: &'t Template,
    standards: &'c [Standard],
    environments: &'c Environments,
    regions: &'c [Region],
    /// The stacks that the template is deployed as.
    stacks: &'c [Arc<Stack>],
}

impl<'t> Judge<'t, 't> {
    /// `None` where nothing is expected.
    pub(crate) fn new(cx: &Context<'t>) -> Option<Self> {
        let settings = cx.settings();
        let standards = settings.standards();
        (!standards.is_empty()).then(|| Self {
            walk: Walk::new(cx),
            template: cx.template(),
            standards,
            environments: settings.environments(),
            regions: settings.regions(),
            stacks: cx.around().stacks,
        })
    }

    /// The properties that are not there, though they have a default.
    pub(crate) fn missing(&self) -> Vec<Missing<'t, 't>> {
        let mut found = Vec::new();
        for standard in self.standards {
            for type_name in &standard.types {
                for (resource, properties) in self.walk.resources(type_name) {
                    let has = |key: &&str| properties.at(key).iter().any(|site| site.value.is_some());
                    let is_inherited = standard.property == [STORAGE] && ORIGINS.iter().any(has);
                    if is_inherited || self.global(type_name, standard).next().is_some() {
                        continue;
                    }
                    let base = given(resource);
                    let sites = properties.at(&standard.property.join("/"));
                    for site in sites.into_iter().filter(|site| site.value.is_none()) {
                        let Some(expectation) = self.expected_of_missing(standard) else { continue };
                        let when = Case::when(site.when.clone()).beyond(&base);
                        found.push(Missing { standard, resource, expectation, when });
                    }
                }
            }
        }
        found
    }

    /// The values that are not what they may be, by the standards about a topic.
    pub(crate) fn contradictions(&self, topic: Topic) -> Vec<Contradiction<'t, 't>> {
        let mut found = Vec::new();
        for standard in self.standards.iter().filter(|standard| standard.topic == topic) {
            for type_name in &standard.types {
                let path = standard.property.join("/");
                let own = self.walk.resources(type_name).flat_map(|(resource, properties)| {
                    let sites = properties.found(&path).into_iter();
                    sites.map(move |site| (given(resource), site))
                });
                let global = self.global(type_name, standard).map(|site| (Assumption::default(), site));
                for (base, site) in own.chain(global) {
                    self.judge(standard, &base, &site, &mut found);
                }
            }
        }
        found
    }

    /// What `Globals` of SAM give the property.
    fn global(&self, type_name: &str, standard: &Standard) -> impl Iterator<Item = Site<'_, 't>> {
        let kind = type_name.strip_prefix("AWS::Serverless::");
        let sites = kind.map(|kind| self.walk.globals(&format!("{kind}/{}", standard.property.join("/"))));
        sites.into_iter().flatten().filter(|site| site.value.is_some())
    }

    /// What is expected of a property that is missing: in the one environment that all stacks are
    /// deployed to, or else everywhere.
    fn expected_of_missing(&self, standard: &'t Standard) -> Option<&'t Expectation> {
        let mut environments = self.stacks.iter().map(|stack| self.environment(&[], Some(stack)));
        let first = environments.next().flatten();
        let only = first.filter(|first| environments.all(|other| other == Some(*first)));
        let own = only.and_then(|environment| standard.by_environment.get(environment));
        Some(own.unwrap_or(&standard.everywhere)).filter(|expected| expected.default.is_some())
    }

    fn judge(
        &self,
        standard: &'t Standard,
        base: &Assumption<'t>,
        site: &Site<'_, 't>,
        found: &mut Vec<Contradiction<'t, 't>>,
    ) {
        let Some(value) = site.value else { return };
        let mut add = |value: Value<'t>, shown: String, when: String, wrong: Wrong<'t>| {
            found.push(Contradiction {
                standard,
                span: if value.scalar().is_some() { value.span() } else { site.span() },
                value,
                shown,
                criterion: wrong.criterion,
                default: wrong.expectation.default.as_ref(),
                environment: wrong.environment,
                anywhere: wrong.anywhere,
                when,
            });
        };
        let stacks = self.stacks.iter().map(|stack| Some(&**stack));
        let none = self.stacks.is_empty().then_some(None);
        for stack in stacks.chain(none) {
            if value.is_map() || value.is_list() {
                let refused = |criterion: &Criterion| criterion.refuses(value);
                if let Some(wrong) = self.wrong(standard, self.environment(&[], stack), refused) {
                    let when = Case::when(site.when.clone()).beyond(base);
                    return add(value, "something else".to_owned(), when, wrong);
                }
                continue;
            }
            for text in texts_in(value, self.template, &site.when, stack) {
                let environment = self.environment(text.case.given(), stack);
                let is_refused = |criterion: &Criterion| self.refuses(criterion, &text);
                if let Some(wrong) = self.wrong(standard, environment, is_refused) {
                    return add(text.value, format!("`{text}`"), text.case.beyond_in_stack(base), wrong);
                }
            }
        }
    }

    /// The environment that a value is for: that of the stack, or the one that a parameter names.
    fn environment<'a>(&self, given: &[(&'a str, &'a str)], stack: Option<&'a Stack>) -> Option<&'a str> {
        let told = stack.and_then(|stack| stack.environment.as_deref());
        let named = || given.iter().find_map(|(name, value)| self.environments.named_by(name, value));
        let by_stack = || {
            stack?.parameters.iter().find_map(|(name, given)| self.environments.named_by(name, &given.value))
        };
        told.or_else(named).or_else(by_stack)
    }

    /// Whether no value of what is unknown in the text makes it right.
    fn refuses(&self, criterion: &Criterion, text: &KnownText<'t>) -> bool {
        if let Criterion::Is(expected) = criterion
            && expected.is(text.value)
        {
            return false;
        }
        match (text.exact(), criterion) {
            (Some(exact), _) => !criterion.takes(&exact),
            (None, criterion) => criterion
                .texts()
                .is_some_and(|allowed| !Language::from(allowed).accepts(&text.pieces, self.regions)),
        }
    }

    /// What a value is held against, where it is refused: in the environment that it is for; where
    /// that is not known, in all of them.
    fn wrong(
        &self,
        standard: &'t Standard,
        environment: Option<&str>,
        is_refused: impl Fn(&Criterion) -> bool,
    ) -> Option<Wrong<'t>> {
        let judged = |expectation: &'t Expectation, environment: Option<SmolStr>| {
            let criterion = expectation.allow.as_ref()?;
            let wrong = Wrong { criterion, expectation, environment, anywhere: false };
            is_refused(criterion).then_some(wrong)
        };
        if let Some(name) = environment {
            return match standard.by_environment.get(name) {
                Some(own) => judged(own, Some(name.into())),
                None => judged(&standard.everywhere, None),
            };
        }
        let everywhere = judged(&standard.everywhere, None);
        if everywhere.is_none() && (standard.everywhere.allow.is_some() || !self.covers_all(standard)) {
            return None;
        }
        // Right in one environment is right, as long as nobody knows which it is.
        let mut first = None;
        for own in standard.by_environment.values() {
            first = Some(first.unwrap_or(judged(own, None)?));
        }
        everywhere.or(first.map(|one| Wrong { anywhere: true, ..one }))
    }

    /// Whether there is an expectation for each environment that there is.
    fn covers_all(&self, standard: &Standard) -> bool {
        let names = &self.environments.names;
        let has_own = |name: &SmolStr| standard.by_environment.contains_key(name);
        if names.is_empty() { standard.by_environment.len() > 1 } else { names.iter().all(has_own) }
    }
}

struct Wrong<'c> {
    criterion: &'c Criterion,
    expectation: &'c Expectation,
    environment: Option<SmolStr>,
    /// It is wrong in each of the environments, and what is said of one stands for all.
    anywhere: bool,
}
