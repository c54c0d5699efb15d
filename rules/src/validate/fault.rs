//! What is wrong with a value, where, and in which case. The words are the rules'.

use std::fmt;

use formwork_schemas::{Literal, Number, Pattern, Region, Types};
use formwork_template::{Assumption, FunctionName, Name, Section, Span, Template, Value};
use smol_str::SmolStr;

use crate::Segment;
use crate::locate::path_at;
use crate::placed::Placed;

/// Something that a schema does not allow.
#[derive(Debug, Clone)]
pub(crate) struct Violation<'a> {
    pub(crate) fault: Fault<'a>,
    /// The rule it belongs to, where that is not the keyword's.
    pub(crate) rule: Option<&'static str>,
    /// The row whose schema found it.
    pub(crate) row: Option<&'static Placed>,
    /// The function that gives the value.
    pub(crate) via: Option<Via>,
    /// The round of a loop in which it is so, in words.
    pub(crate) round: Option<String>,
    /// It is about a value that no text holds, so that no edit of it is an edit of the template.
    pub(crate) is_made: bool,
    /// Where it is reported: the key, or the item of a list.
    pub(crate) place: Span,
    /// The property that it is about: the nearest key.
    pub(crate) property: &'a str,
    /// How many keys and items it lies below where judging began.
    pub(crate) depth: u16,
    pub(crate) resource_type: &'a str,
    /// The offending value; for a missing property the map that lacks it.
    pub(crate) value: Option<Value<'a>>,
    pub(crate) when: Assumption<'a>,
}

/// How a value came about that stands nowhere.
#[derive(Debug, Clone)]
pub(crate) struct Via {
    pub(crate) function: FunctionName,
    /// The values that parameters have for it, in words.
    pub(crate) given: String,
    /// What the function gives, where it is a text.
    pub(crate) text: Option<String>,
    /// Whether the fault is one of an item or a part of what the function gives.
    pub(crate) inner: bool,
    /// Where the function stands, if the finding stands where the value is written.
    pub(crate) used: Option<Span>,
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
    NotAllowed { allowed: &'a [Literal], by: Listing },
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
    /// `format`, and the rule that is about it
    Format { format: &'a str, code: &'static str },
    /// A region does not have this value; it has the other, which is much like it
    NotInRegion { region: Region, near: Option<String> },
    /// Another value, of which it is to be the same or a match
    NotEqual { other: String },
    /// A name that the section does not define
    Undefined { section: Section },
    /// What a check in Rust says
    Said { message: String, help: Option<String> },
}

impl<'a> Fault<'a> {
    /// The rule about the keyword, with cfn-lint's code.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::UnknownProperty { .. } => "E3002",
            Self::Missing { .. } => "E3003",
            Self::WrongType { .. } => "E3012",
            Self::NotExactlyOne { .. } => "E3014",
            Self::NoForm { .. } => "E3017",
            Self::NotOneForm { .. } | Self::SeveralForms { .. } => "E3018",
            Self::ExcludedBy { .. } => "E3020",
            Self::RequiredBy { .. } => "E3021",
            Self::NotAllowed { .. } | Self::NotInRegion { .. } => "E3030",
            Self::PatternMismatch { .. } => "E3031",
            Self::ItemCount { .. } | Self::PropertyCount { .. } => "E3032",
            Self::Length { .. } => "E3033",
            Self::Range { .. } => "E3034",
            Self::Repeated { .. } => "E3037",
            Self::RepeatedThoughAllowed { .. } => "I3037",
            Self::NoneOf { .. } => "E3058",
            Self::DistinctItems { .. } => "E3065",
            Self::Format { code, .. } => code,
            Self::NotMultiple { .. }
            | Self::Contains
            | Self::Excluded
            | Self::NotEqual { .. }
            | Self::Undefined { .. }
            | Self::Said { .. } => "E1101",
        }
    }

    /// Leaves what the forms find wrong unsaid.
    pub(super) fn forget_forms(&mut self) {
        if let Self::NoForm { forms } | Self::NotOneForm { forms } = self {
            forms.clear();
        }
    }

    /// What each of the forms that do not fit finds wrong.
    pub(crate) fn forms(&self) -> &[Vec<Violation<'a>>] {
        match self {
            Self::NoForm { forms } | Self::NotOneForm { forms } => forms,
            _ => &[],
        }
    }
}

/// The keyword that lists the values that are allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listing {
    Enum,
    EnumInAnyCase,
    Const,
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
    /// The case in which it is so, in words; empty where it is always so.
    pub(crate) fn case(&self) -> String {
        let conditions = (!self.when.is_always()).then(|| self.when.to_string());
        let given = self.via.as_ref().map(|via| via.given.clone()).filter(|given| !given.is_empty());
        let parts: Vec<String> = conditions.into_iter().chain(self.round.clone()).chain(given).collect();
        parts.join(" and ")
    }

    /// The rule that it belongs to.
    pub(crate) fn code(&self) -> &'static str {
        self.rule.unwrap_or_else(|| self.fault.code())
    }

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
