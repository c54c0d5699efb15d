//! What is wrong with a value, where, and in which case. The words are the rules'.

use std::fmt;

use formwork_schemas::{Literal, Number, Pattern, Types};
use formwork_template::{Assumption, Name, Span, Template, Value};
use smol_str::SmolStr;

use crate::Segment;
use crate::locate::path_at;

/// Something that a schema does not allow.
#[derive(Debug, Clone)]
pub(crate) struct Violation<'a> {
    pub(crate) fault: Fault<'a>,
    /// Where it is reported: the key, or the item of a list.
    pub(crate) place: Span,
    /// The property that it is about: the nearest key.
    pub(crate) property: &'a str,
    pub(crate) resource_type: &'a str,
    /// The offending value; for a missing property the map that lacks it.
    pub(crate) value: Option<Value<'a>>,
    pub(crate) when: Assumption<'a>,
}

/// What is wrong, by the keyword that says so.
#[derive(Debug, Clone)]
pub(crate) enum Fault<'a> {
    /// `additionalProperties: false`, with the names that are known and the patterns that others follow.
    UnknownProperty { name: Name<'a>, known: Vec<&'a str>, patterns: Vec<&'a Pattern>, map: Value<'a> },
    /// `required`
    Missing { name: &'a str },
    /// `type`
    WrongType { expected: Types },
    /// `enum`, `enumCaseInsensitive`, `const`
    NotAllowed { allowed: &'a [Literal], ignores_case: bool },
    /// `pattern`
    PatternMismatch { pattern: &'a Pattern },
    /// `minLength`, `maxLength`, in characters
    Length { actual: usize, limit: Limit<u32> },
    /// `minimum`, `maximum` and their exclusive kin
    Range { limit: Limit<Number>, exclusive: bool },
    /// `multipleOf`
    NotMultiple { of: Number },
    /// `minItems`, `maxItems`
    ItemCount { actual: usize, limit: Limit<u32> },
    /// `minProperties`, `maxProperties`
    PropertyCount { actual: usize, limit: Limit<u32> },
    /// `uniqueItems`, `uniqueKeys`: the second item repeats the first, and more may do so
    Repeated { first: Span, second: Value<'a>, keys: &'a [SmolStr] },
    /// `uniqueItems: false`: as above, where it is allowed
    RepeatedThoughAllowed { first: Span, second: Value<'a> },
    /// `maxUniqueItems`
    DistinctItems { actual: usize, limit: u32 },
    /// `contains` and its bounds
    Contains,
    /// `anyOf`: no form fits; what each of them finds wrong
    NoForm { forms: Vec<Vec<Violation<'a>>> },
    /// `oneOf`: as above
    NotOneForm { forms: Vec<Vec<Violation<'a>>> },
    /// `oneOf`: these forms fit; the properties that each requires
    SeveralForms { fitting: Vec<Vec<&'a str>> },
    /// `not`
    Excluded,
    /// `dependentExcluded`
    ExcludedBy { name: Name<'a>, by: Name<'a> },
    /// `dependentRequired`
    RequiredBy { name: &'a str, by: Name<'a> },
    /// `requiredOr`: none of these is there
    NoneOf { names: &'a [SmolStr] },
    /// `requiredXor`: none of these is there, or more than one
    NotExactlyOne { names: &'a [SmolStr], present: Vec<Name<'a>> },
}

/// A bound that was broken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Limit<T> {
    Min(T),
    Max(T),
}

impl<T: fmt::Display> Limit<T> {
    /// The bound in words: `at least 3`, `at most 64`.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Min(limit) => format!("at least {limit}"),
            Self::Max(limit) => format!("at most {limit}"),
        }
    }
}

impl Limit<u32> {
    /// The bound of something countable: `at least 1 item`.
    pub(crate) fn counted(self, noun: &str) -> String {
        let (Self::Min(count) | Self::Max(count)) = self;
        let plural = if count == 1 { "" } else { "s" };
        format!("{} {noun}{plural}", self.words())
    }

    /// The bound as the end of a sentence: `at least 2 are required`.
    pub(crate) fn is_required_or_allowed(self) -> String {
        let (Self::Min(count) | Self::Max(count)) = self;
        let are = if count == 1 { "is" } else { "are" };
        match self {
            Self::Min(_) => format!("{} {are} required", self.words()),
            Self::Max(_) => format!("{} {are} allowed", self.words()),
        }
    }
}

impl<'a> Violation<'a> {
    /// Makes another value the offending one, of this and of the forms that do not fit.
    pub(super) fn move_to(&mut self, value: Value<'a>) {
        self.value = Some(value);
        let forms = match &mut self.fault {
            Fault::NoForm { forms } | Fault::NotOneForm { forms } => forms.as_mut_slice(),
            _ => &mut [],
        };
        for violation in forms.iter_mut().flatten() {
            violation.move_to(value);
        }
    }

    /// What lacks or has the property: the type, or the property around it.
    pub(crate) fn holder(&self) -> String {
        match self.property {
            "Properties" => format!("`{}`", self.resource_type),
            property => format!("`{property}`"),
        }
    }

    /// What an unknown property stands in: `` `Tags` of `AWS::S3::Bucket` ``.
    pub(crate) fn owner(&self, template: &'a Template) -> String {
        let path = path_at(template.tree(), self.place.start);
        let around = path.0.iter().rev().skip(1).find_map(|segment| match segment {
            Segment::Key(key) if !key.starts_with("Fn::") => Some(key.as_str()),
            _ => None,
        });
        match around {
            Some("Properties") | None => format!("`{}`", self.resource_type),
            Some(property) => format!("`{property}` in `{}`", self.resource_type),
        }
    }
}
