//! Where findings about a value are reported.
//! Source: cfn-lint 1.58.0, whose parser marks keys, strings, lists and maps. It counts the
//! items of a list before it looks into the branches of `Fn::If`, and it puts a branch in the
//! place of its `Fn::If` before it asks an `if`.

use formwork_template::{Form, Function, Name, ScalarKind, Span, Value};

use crate::placed::Spot;

/// A value's place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) span: Span,
    /// The same with the `Fn::If` around the value, where lists and maps are reported as a whole.
    pub(super) whole: Span,
    /// The nearest key, where scalars are reported that are no strings.
    pub(super) key: Span,
    pub(crate) property: &'a str,
    /// Where rules have something to say, if this is such a place.
    pub(super) spot: Option<&'static Spot>,
    /// How many keys and items it lies below the start.
    pub(super) depth: u16,
    pub(super) cases: Cases,
}

/// What became of `Fn::If` on the way to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cases {
    /// A branch has a place of its own.
    Open,
    /// The cases of the values in this map are told apart: their branches have their places.
    Below,
    /// Those of this value are.
    Here,
    /// This is such a branch, and its items have no place of their own either.
    Taken,
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
            cases: Cases::Open,
        }
    }

    /// The place of a key of the map that is here; `step` is the property's name, or `*`.
    pub(crate) fn key(self, name: Name<'a>, step: &str) -> Self {
        let spot = self.spot.and_then(|spot| spot.below(step));
        let cases = if self.cases == Cases::Below { Cases::Here } else { Cases::Open };
        Self { spot, depth: self.depth.saturating_add(1), cases, ..Self::of_key(name) }
    }

    /// The place of an item of the list that is here.
    pub(super) fn item(self, item: Value<'a>) -> Self {
        let place = if self.cases == Cases::Taken { self } else { self.at(item) };
        let spot = self.spot.and_then(|spot| spot.below("*"));
        Self { whole: place.span, spot, depth: self.depth.saturating_add(1), ..place }
    }

    /// The same place, below which no rules have anything to say of their own, for another schema.
    pub(super) fn inside(self) -> Self {
        Self { spot: None, ..self.for_another_schema() }
    }

    /// The same place for a schema that is not written where the value's is: it meets branches one by one.
    pub(super) fn for_another_schema(self) -> Self {
        Self { whole: self.span, ..self }
    }

    /// The place of what is counted before a branch is taken: the `Fn::If`'s, if there is one.
    pub(super) fn around(self) -> Self {
        Self { span: self.whole, ..self }
    }

    /// The same place for what follows from an `if`, which was asked in each case.
    pub(super) fn after_if(self, value: Value<'a>) -> Self {
        let cases = match self.cases {
            _ if value.is_map() => Cases::Below,
            Cases::Taken => Cases::Taken,
            _ if self.span != self.whole => Cases::Taken,
            _ => Cases::Here,
        };
        Self { span: self.whole, cases, spot: None, ..self }
    }

    /// Whether a value of the map that is here counts as missing: what follows from an `if` sees no nulls.
    pub(super) fn lacks(self, value: Value<'a>) -> bool {
        self.has_cases_apart() && value.is_null()
    }

    /// Whether an `if` was asked in each case of the map that is here.
    pub(super) fn has_cases_apart(self) -> bool {
        self.cases == Cases::Below
    }

    /// The place of a branch of the `Fn::If` that is here.
    pub(super) fn branch(self, function: Function<'a>, branch: Value<'a>) -> Self {
        if matches!(self.cases, Cases::Here | Cases::Taken) {
            return Self { cases: Cases::Taken, ..self };
        }
        let key = if function.form == Form::Long { function.name_span } else { self.key };
        Self { key, depth: self.depth.saturating_add(2), ..self }.at(branch)
    }

    /// The place of a value that has one of its own.
    fn at(self, value: Value<'a>) -> Self {
        let span = match value.scalar() {
            Some(scalar) if scalar.kind != ScalarKind::String => self.key,
            _ => value.span(),
        };
        Self { span, ..self }
    }
}
