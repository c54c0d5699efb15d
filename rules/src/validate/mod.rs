//! Validates properties against the schemas of their resource types. The
//! validator says what is wrong and where; the words are the rules'.
//!
//! Invariants:
//! 1. A value that an intrinsic function makes is never judged, only its
//!    `Fn::If` branches are.
//! 2. What holds only in some case carries the conditions that make it true,
//!    and they can hold together.
//! 3. Work is bounded by [`BUDGET`]; what is left when it ends is not judged.

use std::fmt;

use formwork_schemas::{
    Keyword, Literal, Number, Pattern, Region, ResourceType, Schema, TypeLookup, Types, lookup, supports,
};
use formwork_template::{Assumption, Kind, Name, Resource, Section, Span, Template, Value};
use smol_str::SmolStr;

use crate::Segment;
use crate::locate::path_at;

mod composite;
mod list;
mod map;
mod scalar;
#[cfg(test)]
mod tests;

/// Keywords that one template may evaluate. The largest real templates need a tenth.
const BUDGET: u32 = 5_000_000;

/// Longest chain of schemas that describe one and the same value.
const MAX_LAYERS: u32 = 32;

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
    /// `additionalProperties: false`, with the names that are known.
    UnknownProperty { name: Name<'a>, known: Vec<&'a str>, map: Value<'a> },
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
    /// `uniqueItems`, `uniqueKeys`: the item repeats an earlier one
    Repeated { first: Span, keys: &'a [SmolStr] },
    /// `maxUniqueItems`
    DistinctItems { actual: usize, limit: u32 },
    /// `contains` and its bounds
    Contains,
    /// `anyOf`: no alternative fits
    NoAlternative,
    /// `oneOf`: none, or more than one fits
    NotOne { matching: usize },
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

/// The verdict of a schema inside `anyOf`, `oneOf`, `not` or `if`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Valid,
    Invalid,
    /// A function makes a value that the schema judges.
    Unknown,
}

/// A value and where findings about it are reported.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    span: Span,
    property: &'a str,
}

/// A run over one template.
struct Validator<'a> {
    template: &'a Template,
    resource_type: &'a str,
    found: Vec<Violation<'a>>,
    /// Set while alternatives are tried: functions make the verdict unknown.
    /// Holds how many conditions were assumed then.
    composite: Option<usize>,
    unknown: bool,
    budget: u32,
    layers: u32,
}

/// All violations of a template, and whether all of it was looked at. A type that
/// exists in none of the regions is not judged.
pub(crate) fn validate<'a>(template: &'a Template, regions: &[Region]) -> (Vec<Violation<'a>>, bool) {
    let mut validator = Validator {
        template,
        resource_type: "",
        found: Vec::new(),
        composite: None,
        unknown: false,
        budget: BUDGET,
        layers: 0,
    };
    for resource in template.resources() {
        validator.resource(resource, regions);
    }
    (validator.found, validator.budget > 0)
}

impl<'a> Validator<'a> {
    fn resource(&mut self, resource: Resource<'a>, regions: &[Region]) {
        let Some(type_name) = resource.type_name() else { return };
        let schema: &'static ResourceType = match lookup(type_name.text) {
            TypeLookup::Known(_) if !regions.iter().any(|region| supports(type_name.text, *region)) => return,
            TypeLookup::Known(known) | TypeLookup::Custom(known) => known,
            TypeLookup::Module | TypeLookup::Unknown => return,
        };
        self.resource_type = type_name.text;
        let when = match resource.condition() {
            Some(condition) => Assumption::default().and(condition.text, true).unwrap_or_default(),
            None => Assumption::default(),
        };
        match resource.value().entry("Properties") {
            Some((key, properties)) => {
                let place = Place { span: key.span, property: key.text };
                if !can_be_map(properties) {
                    self.report(Fault::WrongType { expected: Types::OBJECT }, place, Some(properties), &when);
                } else {
                    self.value(schema.properties(), properties, place, &when);
                }
            }
            None => {
                let place = Place { span: resource.id().span, property: "Properties" };
                self.absent_properties(schema.properties(), resource.value(), place, &when);
            }
        }
    }

    /// Judges a value in each of its cases.
    fn value(&mut self, schema: Schema<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
        match value.kind() {
            Kind::Error => self.unknown = true,
            Kind::Function(function) if function.name.is_condition() => {
                // Only conditions understand these; here it is a map with an odd key.
                self.literal(schema, value, place, when);
            }
            Kind::Function(function) => match function.choice() {
                Some(choice) if !self.is_condition(choice.condition.text) => self.unknown = true,
                Some(choice) => {
                    for (branch, holds) in [(choice.then, true), (choice.otherwise, false)] {
                        let Some(when) = when.and(choice.condition.text, holds) else { continue };
                        if !branch.is_no_value() {
                            let place = Place { span: branch.span(), ..place };
                            self.value(schema, branch, place, &when);
                        }
                    }
                }
                None => self.unknown = true,
            },
            Kind::Scalar(_) | Kind::List | Kind::Map | Kind::Tagged => {
                self.literal(schema, value, place, when)
            }
        }
    }

    /// Whether a condition of that name is defined; of another, neither branch is judged.
    fn is_condition(&self, name: &str) -> bool {
        self.template.index().may_define(Section::Conditions, name)
    }

    /// Judges a value that no function makes.
    fn literal(&mut self, schema: Schema<'a>, value: Value<'a>, place: Place<'a>, when: &Assumption<'a>) {
        if schema.as_bool() == Some(false) {
            self.report(Fault::Excluded, place, Some(value), when);
            return;
        }
        if self.layers == MAX_LAYERS {
            return;
        }
        if value.text().is_some_and(|text| text.contains("{{") && text.contains("resolve:")) {
            // A dynamic reference is replaced at deployment, by a text nobody knows.
            self.unknown = true;
            return;
        }
        self.layers += 1;
        for keyword in schema.keywords() {
            let Some(rest) = self.budget.checked_sub(1) else { break };
            self.budget = rest;
            self.keyword(keyword, schema, value, place, when);
        }
        self.layers -= 1;
    }

    fn keyword(
        &mut self,
        keyword: &'a Keyword,
        schema: Schema<'a>,
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        match keyword {
            Keyword::Ref(id) => self.literal(schema.at(*id), value, place, when),
            _ if self.composite_keyword(keyword, schema, value, place, when) => {}
            Keyword::Enum(allowed) if value.scalar().is_none() => {
                self.collection_enum(allowed, value, place, when);
            }
            Keyword::Const(literal) if value.scalar().is_none() => {
                self.collection_enum(std::slice::from_ref(literal), value, place, when);
            }
            _ => match value.kind() {
                Kind::Map => self.map_keyword(keyword, schema, value, place, when),
                Kind::List => self.list_keyword(keyword, schema, value, place, when),
                _ => self.scalar_keyword(keyword, value, place, when),
            },
        }
        if let Keyword::Type(expected) = keyword
            && !scalar::has_type(value, *expected)
            && !self.is_packaged(value, place)
        {
            self.report(Fault::WrongType { expected: *expected }, place, Some(value), when);
        }
    }

    /// An `enum` over a map or a list, which is none of them unless they are such themselves.
    fn collection_enum(
        &mut self,
        allowed: &'a [Literal],
        value: Value<'a>,
        place: Place<'a>,
        when: &Assumption<'a>,
    ) {
        if allowed.iter().any(|literal| matches!(literal, Literal::Array(_) | Literal::Object(_))) {
            self.unknown = true;
        } else {
            self.report(Fault::NotAllowed { allowed, ignores_case: false }, place, Some(value), when);
        }
    }

    /// A local path where `aws cloudformation package` writes a location.
    /// Source: artifacts that the AWS CLI's `cloudformation package` uploads.
    fn is_packaged(&self, value: Value<'a>, place: Place<'a>) -> bool {
        const PACKAGED: &[(&str, &str)] = &[
            ("AWS::ApiGateway::RestApi", "BodyS3Location"),
            ("AWS::AppSync::FunctionConfiguration", "RequestMappingTemplateS3Location"),
            ("AWS::AppSync::FunctionConfiguration", "ResponseMappingTemplateS3Location"),
            ("AWS::AppSync::GraphQLSchema", "DefinitionS3Location"),
            ("AWS::AppSync::Resolver", "RequestMappingTemplateS3Location"),
            ("AWS::AppSync::Resolver", "ResponseMappingTemplateS3Location"),
            ("AWS::CloudFormation::Stack", "TemplateURL"),
            ("AWS::CodeCommit::Repository", "S3"),
            ("AWS::ElasticBeanstalk::ApplicationVersion", "SourceBundle"),
            ("AWS::Lambda::Function", "Code"),
            ("AWS::Lambda::LayerVersion", "Content"),
            ("AWS::StepFunctions::StateMachine", "DefinitionS3Location"),
        ];
        value.text().is_some() && PACKAGED.contains(&(self.resource_type, place.property))
    }

    /// Adds a violation, unless its conditions can't hold together.
    fn report(
        &mut self,
        fault: Fault<'a>,
        place: Place<'a>,
        value: Option<Value<'a>>,
        when: &Assumption<'a>,
    ) {
        match self.composite {
            // What is wrong in one case only decides nothing about the whole.
            Some(assumed) if when.literals().len() > assumed => {
                self.unknown = true;
                return;
            }
            Some(_) => {}
            None if !self.possible(when) => return,
            None => {}
        }
        self.found.push(Violation {
            fault,
            place: place.span,
            property: place.property,
            resource_type: self.resource_type,
            value,
            when: when.clone(),
        });
    }
}

/// Whether a value is a map, or may be one by a function.
fn can_be_map(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Map | Kind::Error => true,
        Kind::Function(_) => !value.is_no_value(),
        Kind::List | Kind::Scalar(_) | Kind::Tagged => false,
    }
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
    /// The bound as the end of a sentence: `at least 2 are required`.
    pub(crate) fn is_required_or_allowed(&self) -> String {
        let (Self::Min(count) | Self::Max(count)) = self;
        let are = if *count == 1 { "is" } else { "are" };
        match self {
            Self::Min(_) => format!("{} {are} required", self.words()),
            Self::Max(_) => format!("{} {are} allowed", self.words()),
        }
    }
}

impl<'a> Violation<'a> {
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
