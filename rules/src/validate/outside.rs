//! Judging what is not in the properties of a resource: metadata, policies, the
//! sections of a template.

use formwork_schemas::{Region, Schema, Types};
use formwork_template::{Assumption, Kind, Name, ScalarKind, Template, Value};

use super::{Functions, Made, Place, Validator, Violation};

/// How the values of a place are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// As properties: numbers, booleans and texts are converted to one another, and what is
    /// without a value is as if it were not there.
    Property,
    /// As properties whose types are to be written as they are: the option `strict` of E3012.
    Strict,
    /// Converted likewise, and nothing is without a value.
    Converted,
    /// As they are written.
    Written,
}

/// How many of the faults are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    All,
    /// The one that says most.
    Best,
}

/// What a schema does not allow of the value of a key; what functions give is left alone.
pub(crate) fn judge<'a>(
    (template, regions, made): (&'a Template, &'a [Region], &'a Made),
    code: &'static str,
    (schema, reading, extent): (Schema<'a>, Reading, Extent),
    (key, value): (Name<'a>, Value<'a>),
    when: &Assumption<'a>,
) -> Vec<Violation<'a>> {
    let mut validator = Validator::new(template, regions, made);
    validator.rule = Some(code);
    validator.functions = Functions::Opaque;
    validator.reading = reading;
    validator.value(schema, value, Place::of_key(key), when);
    if extent == Extent::Best {
        validator.keep_best(0);
    }
    validator.found
}

/// Whether a value is of one of the types, as it is written.
pub(super) fn is_written_as(value: Value<'_>, types: Types) -> bool {
    let written = match value.kind() {
        Kind::Error | Kind::Function(_) => return true,
        Kind::Map | Kind::Tagged => Types::OBJECT,
        Kind::List => Types::ARRAY,
        Kind::Scalar(scalar) => match scalar.kind {
            ScalarKind::Null => Types::NULL,
            ScalarKind::Bool(_) => Types::BOOLEAN,
            ScalarKind::Integer(_) | ScalarKind::Float(_) => Types::INTEGER.union(Types::NUMBER),
            ScalarKind::Date | ScalarKind::String => Types::STRING,
        },
    };
    types.intersects(written)
}
