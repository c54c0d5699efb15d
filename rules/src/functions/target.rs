//! What the place of a value accepts: the types it may have, and the schema it
//! comes from where there is one.

use formwork_schemas::{Additional, Keyword, Schema, Types};
use formwork_template::{Kind, ScalarKind, Value};

/// What a place accepts.
#[derive(Clone, Copy)]
pub(crate) struct Target<'s> {
    pub(super) types: Types,
    /// The schema of the place, for the places below it.
    schema: Option<Schema<'s>>,
}

impl<'s> Target<'s> {
    pub(crate) const ANY: Self = Self { types: Types::ALL, schema: None };

    pub(super) fn of_types(types: &[Types]) -> Self {
        Self { types: types.iter().fold(Types::NONE, |all, one| all.union(*one)), schema: None }
    }

    pub(crate) fn of_schema(schema: Schema<'s>) -> Self {
        Self { types: schema.types(), schema: Some(schema) }
    }

    /// The place below, by key or `*`. Alternatives in a schema are not judged here.
    pub(crate) fn below(self, segment: &str) -> Self {
        let Some(schema) = self.schema else { return Self::ANY };
        for layer in schema.layers() {
            for keyword in layer.keywords() {
                let id = match keyword {
                    Keyword::Properties(properties) => properties.get(segment),
                    Keyword::Items(id) if segment == "*" => Some(*id),
                    _ => None,
                };
                if let Some(id) = id {
                    return Self::of_schema(layer.at(id));
                }
            }
        }
        Self::ANY
    }

    /// Whether the place has no such key at all: the rule about unknown properties says so.
    pub(crate) fn forbids(self, key: &str) -> bool {
        let Some(schema) = self.schema else { return false };
        let closed = schema
            .all_keywords()
            .any(|keyword| matches!(keyword, Keyword::AdditionalProperties(Additional::Forbidden)));
        closed && schema.step(key).is_none()
    }

    pub(super) fn takes_scalars(self) -> bool {
        self.types.intersects(SCALAR.iter().fold(Types::NONE, |all, one| all.union(*one)))
    }

    pub(super) fn takes_lists(self) -> bool {
        self.types.intersects(Types::ARRAY)
    }

    /// Whether the place accepts values of any of the types, after the conversions of CloudFormation.
    pub(super) fn accepts(self, given: &[Types]) -> bool {
        given.iter().any(|given| self.types.intersects(converted(*given)))
    }

    /// Whether the place accepts a literal, a list or a map as it is.
    pub(super) fn holds(self, value: Value<'_>) -> bool {
        let is = |types: Types| self.types.intersects(types);
        match value.kind() {
            Kind::Error => true,
            Kind::List => is(Types::ARRAY),
            Kind::Map | Kind::Function(_) | Kind::Tagged => is(Types::OBJECT),
            Kind::Scalar(scalar) => match scalar.kind {
                ScalarKind::Null => is(Types::NULL),
                ScalarKind::Bool(_) => is(Types::BOOLEAN) || is(Types::STRING),
                ScalarKind::Integer(_) => is(Types::INTEGER) || is(Types::NUMBER) || is(Types::STRING),
                ScalarKind::Float(_) => is(Types::NUMBER) || is(Types::STRING),
                ScalarKind::Date => is(Types::STRING),
                ScalarKind::String => {
                    let whole = value.text().is_some_and(|text| text.trim().parse::<i64>().is_ok());
                    is(Types::STRING)
                        || (is(Types::INTEGER) && whole)
                        || (is(Types::NUMBER) && value.number().is_some())
                        || (is(Types::BOOLEAN) && value.boolean().is_some())
                }
            },
        }
    }

    /// The types in words: `a string or a list`.
    pub(super) fn words(self) -> String {
        let words: Vec<&str> =
            WORDS.iter().filter(|(types, _)| self.types.intersects(*types)).map(|(_, word)| *word).collect();
        words.join(" or ")
    }
}

const SCALAR: &[Types] = &[Types::STRING, Types::INTEGER, Types::NUMBER, Types::BOOLEAN];

const WORDS: &[(Types, &str)] = &[
    (Types::STRING, "a string"),
    (Types::INTEGER, "an integer"),
    (Types::NUMBER, "a number"),
    (Types::BOOLEAN, "a boolean"),
    (Types::ARRAY, "a list"),
    (Types::OBJECT, "a map"),
];

/// A type and those that CloudFormation converts it to.
fn converted(types: Types) -> Types {
    let with = |more: &[Types]| more.iter().fold(types, |all, one| all.union(*one));
    match types {
        Types::STRING => with(&[Types::NUMBER, Types::BOOLEAN, Types::INTEGER]),
        Types::INTEGER => with(&[Types::NUMBER, Types::STRING]),
        Types::BOOLEAN | Types::NUMBER => with(&[Types::STRING]),
        _ => types,
    }
}
