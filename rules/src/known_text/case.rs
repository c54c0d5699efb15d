//! What a text rests on where it does not hold always. Texts are put together
//! elsewhere.

use formwork_template::{Assumption, ReferenceKind, Section, Template};

use crate::{Stack, properties};

/// What a text rests on: conditions, and the values of parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Case<'t> {
    pub(crate) when: Assumption<'t>,
    pub(super) given: Vec<(&'t str, &'t str)>,
    /// The stack that gives some of the values.
    pub(crate) stack: Option<&'t Stack>,
}

impl<'t> Case<'t> {
    /// A case that rests on conditions alone.
    pub(crate) fn when(when: Assumption<'t>) -> Self {
        Self { when, given: Vec::new(), stack: None }
    }

    /// That a parameter has a value.
    pub(super) fn given_by(name: &'t str, value: &'t str) -> Self {
        Self { given: vec![(name, value)], ..Self::default() }
    }

    /// As it reads beside a finding about something that is there when `base` holds anyway.
    pub(crate) fn beyond(&self, base: &Assumption<'t>) -> String {
        let conditions = self.when.literals().iter().filter(|literal| !base.literals().contains(literal));
        let conditions = conditions.map(|(name, holds)| format!("`{name}` is {holds}"));
        let given = self.given.iter().map(|(name, value)| format!("`{name}` is `{value}`"));
        conditions.chain(given).collect::<Vec<_>>().join(" and ")
    }

    /// As [`Case::beyond`], with the file that gives the values where one does.
    pub(crate) fn beyond_in_stack(&self, base: &Assumption<'t>) -> String {
        let deployed = self.stack.map(|stack| format!("deployed with `{}`", stack.file));
        let said = Some(self.beyond(base)).filter(|said| !said.is_empty());
        said.into_iter().chain(deployed).collect::<Vec<_>>().join(" and ")
    }

    /// Both; `None` where they contradict by name.
    pub(crate) fn and(&self, other: &Self) -> Option<Self> {
        let when = self.when.and_all(&other.when)?;
        let mut both = Self { when, given: self.given.clone(), stack: self.stack.or(other.stack) };
        for (name, value) in &other.given {
            match both.given.iter().find(|(known, _)| known == name) {
                Some((_, known)) if known != value => return None,
                Some(_) => {}
                None => both.given.push((name, value)),
            }
        }
        Some(both)
    }

    /// The values of parameters that it rests on.
    pub(crate) fn given(&self) -> &[(&'t str, &'t str)] {
        &self.given
    }

    /// Whether both can hold in one deployment.
    pub(crate) fn stands_with(&self, other: &Self, template: &Template) -> bool {
        self.and(other).is_some_and(|both| both.can_hold(template))
    }

    /// Whether some deployment makes it.
    pub(crate) fn can_hold(&self, template: &Template) -> bool {
        properties::surely_can_hold(template, &self.when)
    }

    /// Whether no condition of the case depends on a parameter that the case gives a value.
    pub(crate) fn is_settled(&self, template: &Template) -> bool {
        let is_asked = |(name, _): &(&str, &str)| {
            let mut uses = template.index().references_to(name);
            uses.any(|used| used.kind == ReferenceKind::Ref && used.section == Section::Conditions)
        };
        self.when.is_always() || !self.given.iter().any(is_asked)
    }
}
