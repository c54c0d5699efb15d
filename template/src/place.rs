//! Where a finding about a value stands: at its key, or at the item of a list.
//! The places are cfn-lint's, so that its users find what they know where they
//! know it: the tag of a short-form function is no place of its own, and
//! neither is an item that is a number, a boolean or null.

use crate::Span;
use crate::function::{Form, Function};
use crate::tree::ScalarKind;
use crate::value::{Kind, Value};

/// The place of a value while a walk goes down a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// The nearest key on the way down.
    key: Span,
    /// The item, where the last step was into a list.
    item: Option<Span>,
}

impl Place {
    /// The place of a key's value.
    pub fn key(key: Span) -> Self {
        Self { key, item: None }
    }

    /// The place of an item of a list that stands here.
    #[must_use]
    pub fn item(self, item: Value<'_>) -> Self {
        let own = match item.kind() {
            Kind::Scalar(scalar) => scalar.kind == ScalarKind::String,
            _ => true,
        };
        Self { key: self.key, item: own.then(|| item.span()) }
    }

    /// The place of the argument of a function that stands here.
    #[must_use]
    pub fn argument(self, function: Function<'_>) -> Self {
        let key = match function.form {
            Form::Long => function.name_span,
            Form::Short => self.key,
        };
        Self { key, item: None }
    }

    /// The place of something that the value here does not have.
    #[must_use]
    pub fn holder(self) -> Self {
        Self { key: self.key, item: None }
    }

    pub fn span(self) -> Span {
        self.item.unwrap_or(self.key)
    }
}
