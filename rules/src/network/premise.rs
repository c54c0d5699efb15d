//! What a finding rests on where it does not hold always: conditions that are
//! true or false, and parameters that are left at their defaults.

use std::fmt;

use formwork_template::{Answer, Assumption, Resource, Section, Template};

/// What a case rests on: conditions, and parameters left at their defaults.
#[derive(Debug, Clone, Default)]
pub(crate) struct Premise<'t> {
    /// The conditions.
    pub(crate) when: Assumption<'t>,
    defaults: Vec<(&'t str, &'t str)>,
}

impl<'t> Premise<'t> {
    /// That a resource exists.
    pub(crate) fn of(resource: Resource<'t>) -> Self {
        let when = resource.condition().and_then(|condition| Assumption::default().and(condition.text, true));
        Self::when(when.unwrap_or_default())
    }

    /// Conditions alone.
    pub(crate) fn when(when: Assumption<'t>) -> Self {
        Self { when, defaults: Vec::new() }
    }

    /// That a parameter is left at its default.
    pub(crate) fn default_of(name: &'t str, default: &'t str) -> Self {
        Self { when: Assumption::default(), defaults: vec![(name, default)] }
    }

    /// Both; `None` where they contradict by name.
    pub(crate) fn and(&self, other: &Self) -> Option<Self> {
        let mut both = self.under(self.when.and_all(&other.when)?);
        let new = other.defaults.iter().filter(|default| !self.defaults.contains(default));
        both.defaults.extend(new);
        Some(both)
    }

    /// The same defaults under other conditions.
    pub(crate) fn under(&self, when: Assumption<'t>) -> Self {
        Self { when, defaults: self.defaults.clone() }
    }

    /// Whether a deployment may meet it, for all that is known.
    pub(crate) fn may_hold(&self, template: &Template) -> bool {
        self.when.is_always() || template.conditions().satisfiable(self.when.literals()) != Answer::No
    }

    /// Whether a deployment can meet it. Where a condition asks a parameter, its
    /// default and the condition may exclude one another, which counts as no.
    pub(crate) fn can_hold(&self, template: &Template) -> bool {
        if self.when.is_always() {
            return true;
        }
        let is_asked = |(name, _): &(&str, &str)| {
            let mut uses = template.index().references_to(name);
            uses.any(|used| used.kind.is_to_parameter() && used.section == Section::Conditions)
        };
        !self.defaults.iter().any(is_asked)
            && template.conditions().satisfiable(self.when.literals()) == Answer::Yes
    }
}

impl fmt::Display for Premise<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.when.fmt(f)?;
        for (index, (name, default)) in self.defaults.iter().enumerate() {
            let joint = if index == 0 && self.when.is_always() { "" } else { " and " };
            write!(f, "{joint}`{name}` is `{default}`")?;
        }
        Ok(())
    }
}
