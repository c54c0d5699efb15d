//! What a finding rests on where it does not hold always: conditions that are
//! true or false, values that parameters have, and the way of deploying that gives them.

use std::fmt;

use formwork_template::{Answer, Assumption, Resource, Section, Template};

use crate::deployed::Deployed;
use crate::{Diagnostic, Related, Stack, properties};

/// What a case rests on: conditions, and values of parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Premise<'t> {
    /// The conditions.
    pub(crate) when: Assumption<'t>,
    /// Parameters and their values: those that a file or an environment gives, and defaults.
    given: Vec<(&'t str, &'t str)>,
    deployed: Option<&'t Deployed<'t>>,
}

impl<'t> Premise<'t> {
    /// That a resource exists.
    pub(crate) fn of(resource: Resource<'t>) -> Self {
        Self::when(properties::given(resource))
    }

    /// Conditions alone.
    pub(crate) fn when(when: Assumption<'t>) -> Self {
        Self { when, ..Self::default() }
    }

    /// That a parameter has a value.
    pub(crate) fn value_of(name: &'t str, value: &'t str) -> Self {
        Self { given: vec![(name, value)], ..Self::default() }
    }

    /// The same where the template is deployed in this way.
    pub(crate) fn deployed_as(self, deployed: Option<&'t Deployed<'t>>) -> Self {
        Self { deployed, ..self }
    }

    /// Both; `None` where they contradict by name.
    pub(crate) fn and(&self, other: &Self) -> Option<Self> {
        let mut both = self.under(self.when.and_all(&other.when)?);
        let new = other.given.iter().filter(|given| !self.given.contains(given));
        both.given.extend(new);
        both.deployed = self.deployed.or(other.deployed);
        Some(both)
    }

    /// The same values under other conditions.
    pub(crate) fn under(&self, when: Assumption<'t>) -> Self {
        Self { when, given: self.given.clone(), deployed: self.deployed }
    }

    /// The parameters whose values it rests on.
    pub(crate) fn given(&self) -> &[(&'t str, &'t str)] {
        &self.given
    }

    /// The way of deploying in which it is looked at.
    pub(crate) fn deployed(&self) -> Option<&'t Deployed<'t>> {
        self.deployed
    }

    fn stack(&self) -> Option<&'t Stack> {
        self.deployed?.stack
    }

    /// Says beside a finding in which case it holds, and where a file of a stack makes it so.
    pub(crate) fn tell(&self, found: &mut Diagnostic) {
        found.when(self.to_string()).related.extend(self.places());
    }

    /// Where the file of a stack gives the values.
    pub(crate) fn places(&self) -> Vec<Related> {
        let Some(stack) = self.stack() else { return Vec::new() };
        let place = |(name, value): &(&str, &str)| {
            Some(stack.related(stack.parameters.get(*name)?.key, format!("`{name}` is `{value}`")))
        };
        self.given.iter().filter_map(place).collect()
    }

    /// Whether a deployment may meet it, for all that is known.
    pub(crate) fn may_hold(&self, template: &Template) -> bool {
        self.when.is_always() || self.answer(template) != Answer::No
    }

    /// Whether a deployment can meet it. Where a condition asks a parameter, its
    /// default and the condition may exclude one another, which counts as no.
    pub(crate) fn can_hold(&self, template: &Template) -> bool {
        if self.when.is_always() {
            return true;
        }
        let is_asked = |(name, _): &(&str, &str)| {
            let mut uses = template.index().references_to(name);
            self.deployed.is_none_or(|deployed| deployed.value(name).is_none())
                && uses.any(|used| used.kind.is_to_parameter() && used.section == Section::Conditions)
        };
        !self.given.iter().any(is_asked) && self.answer(template) == Answer::Yes
    }

    fn answer(&self, template: &Template) -> Answer {
        let given = self.deployed.map_or(&[][..], Deployed::given);
        template.conditions().satisfiable_given(self.when.literals(), given)
    }
}

impl fmt::Display for Premise<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(stack) = self.stack().filter(|_| !self.when.is_always() || !self.given.is_empty()) {
            return write!(f, "deployed as `{}`", stack.file);
        }
        self.when.fmt(f)?;
        for (index, (name, value)) in self.given.iter().enumerate() {
            let joint = if index == 0 && self.when.is_always() { "" } else { " and " };
            write!(f, "{joint}`{name}` is `{value}`")?;
        }
        Ok(())
    }
}
