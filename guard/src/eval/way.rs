//! Where the following of a query stands.

use super::scope::Scope;
use crate::ast::Part;
use crate::casing::Casing;
use crate::value::Value;

/// A query, how far it was followed, and to which value.
#[derive(Clone, Copy)]
pub(super) struct Way<'w, 'a> {
    pub(super) query: &'a [Part],
    /// The part that comes next.
    pub(super) index: usize,
    pub(super) current: &'a Value<'a>,
    /// What variables and filters of the query see.
    pub(super) scope: &'w Scope<'w, 'a>,
    /// The spelling in which a key before was found.
    pub(super) casing: Option<Casing>,
}

impl<'w, 'a> Way<'w, 'a> {
    /// The start of a query at a value.
    pub(super) fn of(query: &'a [Part], current: &'a Value<'a>, scope: &'w Scope<'w, 'a>) -> Self {
        Self { query, index: 0, current, scope, casing: None }
    }

    /// The parts that are left.
    pub(super) fn rest(self) -> &'a [Part] {
        &self.query[self.index..]
    }

    /// One part further, to a value.
    pub(super) fn on(self, current: &'a Value<'a>) -> Self {
        self.at(self.index + 1, current)
    }

    /// At a part and a value.
    pub(super) fn at(self, index: usize, current: &'a Value<'a>) -> Self {
        Self { index, current, ..self }
    }

    pub(super) fn within<'n>(self, scope: &'n Scope<'n, 'a>) -> Way<'n, 'a>
    where
        'w: 'n,
    {
        Way { scope, ..self }
    }
}
