//! The place of a value: where findings about it stand, and which rows are about it.

use formwork_template::{Name, ScalarKind, Span, Value};

use crate::placed::Spot;

/// A value and where findings about it are reported.
/// Source: cfn-lint 1.58.0, whose parser marks keys, strings, lists and maps, and which
/// counts the items of a list before it looks into branches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    /// The same with the `Fn::If` around the value, where lists are reported as a whole.
    pub(super) whole: Span,
    /// The nearest key, where scalars are reported that are no strings.
    pub(super) key: Span,
    pub(crate) property: &'a str,
    /// Where rules have something to say, if this is such a place.
    pub(super) spot: Option<&'static Spot>,
    /// How many keys and items it lies below the start.
    pub(super) depth: u16,
    /// How far the case that is looked at has settled each `Fn::If`.
    pub(super) settled: Settled,
}

/// Where each `Fn::If` counts as settled, so that findings about its branch stand where the `Fn::If` does.
/// Source: cfn-lint 1.58.0, which looks at each case of a map before it asks `if` of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Settled {
    #[default]
    Nowhere,
    /// At the values of this map's keys.
    Below,
    /// Here, and at the items of a list.
    Here,
}

impl<'a> Place<'a> {
    pub(super) fn of_key(name: Name<'a>) -> Self {
        Self {
            span: name.span,
            whole: name.span,
            key: name.span,
            property: name.text,
            spot: None,
            depth: 0,
            settled: Settled::Nowhere,
        }
    }

    /// The place of a key of the map that is here; `step` is the property's name, or `*`.
    pub(super) fn key(self, name: Name<'a>, step: &str) -> Self {
        let spot = self.spot.and_then(|spot| spot.below(step));
        let settled = if self.settled == Settled::Below { Settled::Here } else { Settled::Nowhere };
        Self { spot, depth: self.depth.saturating_add(1), settled, ..Self::of_key(name) }
    }

    /// The same place in a case that has settled each `Fn::If` below it.
    pub(super) fn settled(self, value: Value<'_>) -> Self {
        let settled = if value.is_map() { Settled::Below } else { Settled::Here };
        Self { settled, ..self }
    }

    /// The place of an item of the list that is here.
    pub(super) fn item(self, item: Value<'a>) -> Self {
        let place = self.branch(item);
        let spot = self.spot.and_then(|spot| spot.below("*"));
        Self { whole: place.span, spot, depth: self.depth.saturating_add(1), ..place }
    }

    /// The same place, below which no rules have anything to say of their own.
    pub(super) fn inside(self) -> Self {
        Self { spot: None, ..self }
    }

    /// The place of a branch of the `Fn::If` that is here.
    pub(super) fn branch(self, value: Value<'a>) -> Self {
        let span = match value.scalar() {
            Some(scalar) if scalar.kind != ScalarKind::String => self.key,
            _ => value.span(),
        };
        Self { span, ..self }
    }
}
