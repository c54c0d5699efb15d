//! The keywords of a schema: draft-07 and what CloudFormation's linter adds.
//!
//! One variant per keyword, holding what the text says. Annotations (`default`,
//! `insertionOrder`, ...) are here too; they describe and never reject.

use std::fmt;

use smol_str::SmolStr;

use crate::literal::{Literal, Number};
use crate::pattern::Pattern;
use crate::schema::SchemaId;

/// One keyword and its operand.
#[derive(Debug)]
pub enum Keyword {
    /// `type`
    Type(Types),
    /// `enum`, in the order of the schema
    Enum(Box<[Literal]>),
    /// `enumCaseInsensitive`: an enum that ignores the case of strings
    EnumCaseInsensitive(Box<[Literal]>),
    /// `const`
    Const(Literal),
    /// `pattern`, found anywhere in the string
    Pattern(Pattern),
    /// `format`
    Format(SmolStr),
    /// `minLength`, in characters
    MinLength(u32),
    /// `maxLength`, in characters
    MaxLength(u32),
    /// `minimum`
    Minimum(Number),
    /// `maximum`
    Maximum(Number),
    /// `exclusiveMinimum`
    ExclusiveMinimum(Number),
    /// `exclusiveMaximum`
    ExclusiveMaximum(Number),
    /// `multipleOf`
    MultipleOf(Number),
    /// `items`: every item after those of `prefixItems`
    Items(SchemaId),
    /// `prefixItems`: the first items, one schema each
    PrefixItems(Box<[SchemaId]>),
    /// `contains`
    Contains(SchemaId),
    /// `minContains`
    MinContains(u32),
    /// `maxContains`
    MaxContains(u32),
    /// `minItems`
    MinItems(u32),
    /// `maxItems`
    MaxItems(u32),
    /// `uniqueItems`
    UniqueItems(bool),
    /// `uniqueKeys`: no two items agree in all of these properties
    UniqueKeys(Box<[SmolStr]>),
    /// `maxUniqueItems`: how many different items there may be
    MaxUniqueItems(u32),
    /// `properties`
    Properties(Properties),
    /// `patternProperties`
    PatternProperties(Box<[(Pattern, SchemaId)]>),
    /// `additionalProperties`
    AdditionalProperties(Additional),
    /// `propertyNames`
    PropertyNames(SchemaId),
    /// `required`
    Required(Box<[SmolStr]>),
    /// `requiredOr`: at least one of these
    RequiredOr(Box<[SmolStr]>),
    /// `requiredXor`: exactly one of these
    RequiredXor(Box<[SmolStr]>),
    /// `dependentRequired`: a property and those it needs beside it
    DependentRequired(Box<[(SmolStr, Box<[SmolStr]>)]>),
    /// `dependentExcluded`: a property and those it forbids beside it
    DependentExcluded(Box<[(SmolStr, Box<[SmolStr]>)]>),
    /// `dependencies` and `dependentSchemas`
    Dependencies(Box<[(SmolStr, Dependency)]>),
    /// `minProperties`
    MinProperties(u32),
    /// `maxProperties`
    MaxProperties(u32),
    /// `allOf`
    AllOf(Box<[SchemaId]>),
    /// `anyOf`
    AnyOf(Box<[SchemaId]>),
    /// `oneOf`
    OneOf(Box<[SchemaId]>),
    /// `not`
    Not(SchemaId),
    /// `if` with its `then` and `else`
    IfThenElse {
        /// The schema that decides
        condition: SchemaId,
        /// What holds if it accepts
        then: Option<SchemaId>,
        /// What holds if it rejects
        otherwise: Option<SchemaId>,
    },
    /// `$ref`; keywords beside it count as well
    Ref(SchemaId),
    /// `default`
    Default(Literal),
    /// `insertionOrder`: false if the service may answer in another order
    InsertionOrder(bool),
    /// `arrayType`: `AttributeList` for a list that is a set of settings
    ArrayType(SmolStr),
    /// `relationshipRef`: the value names another resource
    Relationship(Box<Relationship>),
    /// `cfnLint`: the value is one of these kinds, about which single rules have more to say
    Kinds(Box<[SmolStr]>),
    /// `cfnContext`: only these functions are understood below
    Functions {
        /// Names such as `Fn::If`; `None` for all that the place takes anyway
        allowed: Option<Box<[SmolStr]>>,
        /// What the value then follows
        schema: SchemaId,
    },
    /// `cfnGather`: values of this and of other resources, judged together
    Gather(Box<Gather>),
    /// `dynamicValidation`: what the template around it decides
    Dynamic(Dynamic),
    /// A keyword whose operand is another of the gathered values
    Computed(Comparison, Source),
}

impl Keyword {
    /// Schemas that may describe the same value as the one that holds this.
    pub(crate) fn alternatives(&self) -> impl Iterator<Item = SchemaId> {
        let (many, few): (&[SchemaId], [Option<SchemaId>; 2]) = match self {
            Self::AllOf(ids) | Self::AnyOf(ids) | Self::OneOf(ids) => (ids, [None, None]),
            Self::Ref(id) => (&[], [Some(*id), None]),
            Self::IfThenElse { then, otherwise, .. } => (&[], [*then, *otherwise]),
            _ => (&[], [None, None]),
        };
        many.iter().copied().chain(few.into_iter().flatten())
    }

    pub(crate) fn property(&self, name: &str) -> Option<SchemaId> {
        match self {
            Self::Properties(properties) => properties.get(name),
            _ => None,
        }
    }

    pub(crate) fn property_by_pattern(&self, name: &str) -> Option<SchemaId> {
        let Self::PatternProperties(patterns) = self else {
            return None;
        };
        let mut patterns = patterns.iter();
        let found = patterns.find(|(pattern, _)| name == "*" || pattern.is_match(name) != Some(false));
        found.map(|(_, id)| *id)
    }

    pub(crate) fn item(&self, segment: &str) -> Option<SchemaId> {
        let index = segment.parse::<usize>();
        match self {
            Self::Items(id) if segment == "*" || index.is_ok() => Some(*id),
            Self::PrefixItems(ids) => ids.get(index.ok()?).copied(),
            _ => None,
        }
    }
}

/// What `additionalProperties` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Additional {
    /// `true`: anything goes
    Allowed,
    /// `false`: only declared names
    Forbidden,
    /// Values of other names follow this schema
    Schema(SchemaId),
}

/// What a property in `dependencies` brings with it.
#[derive(Debug)]
pub enum Dependency {
    /// Other properties that are then required
    Properties(Box<[SmolStr]>),
    /// A schema that the whole object then follows
    Schema(SchemaId),
}

/// The resource that a value refers to.
#[derive(Debug, PartialEq, Eq)]
pub struct Relationship {
    /// The type of that resource
    pub type_name: SmolStr,
    /// The property of it that the value equals
    pub property: PropertyPath,
}

/// Values that `cfnGather` brings together in one object, and the schema of that object.
#[derive(Debug)]
pub struct Gather {
    /// The object's members. The first with a reference leads: without the
    /// resource that it refers to nothing is judged.
    pub members: Box<[Gathered]>,
    /// What the object follows
    pub schema: SchemaId,
}

/// The values of one resource.
#[derive(Debug)]
pub struct Gathered {
    /// What the member is called
    pub name: SmolStr,
    /// The property that refers to the resource; `None` for the resource itself
    pub reference: Option<PropertyPath>,
    /// The type that the other resource must have
    pub type_name: Option<SmolStr>,
    /// What each value is called, and where it is
    pub values: Box<[(SmolStr, Origin)]>,
}

/// Where a gathered value comes from.
#[derive(Debug)]
pub enum Origin {
    /// The name of the resource type
    TypeName,
    /// A property, and what stands for it where it is missing
    Property(PropertyPath, Option<Literal>),
}

/// A question about the template around a value.
#[derive(Debug, PartialEq, Eq)]
pub enum Dynamic {
    /// It names a condition
    Condition,
    /// It names a mapping
    Mapping,
    /// It names a parameter, a resource or a pseudo parameter
    Referent,
    /// This transform runs
    Transform(SmolStr),
    /// It stands below this part of the template
    Place(SmolStr),
}

/// A keyword that compares with another value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `const`
    Const,
    /// `pattern`
    Pattern,
    /// `minimum`
    Minimum,
    /// `maximum`
    Maximum,
    /// `exclusiveMinimum`
    ExclusiveMinimum,
    /// `exclusiveMaximum`
    ExclusiveMaximum,
}

/// The other value.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    /// `$data`: where it is among the gathered values, member and name
    pub path: PropertyPath,
    /// `$lookup`: what stands for each text that it can be
    pub map: Option<Box<[(SmolStr, SmolStr)]>>,
}

/// A path of property names; `*` stands for any item or key.
pub type PropertyPath = Box<[SmolStr]>;

/// The declared properties of an object, by name.
#[derive(Debug)]
pub struct Properties(Box<[(SmolStr, SchemaId)]>);

impl Properties {
    pub(crate) fn new(mut entries: Vec<(SmolStr, SchemaId)>) -> Self {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        Self(entries.into())
    }

    /// The schema of one property.
    pub fn get(&self, name: &str) -> Option<SchemaId> {
        let index = self.0.binary_search_by(|(known, _)| known.as_str().cmp(name));
        Some(self.0[index.ok()?].1)
    }

    /// All in the order of their names.
    pub fn iter(&self) -> impl Iterator<Item = (&SmolStr, SchemaId)> {
        self.0.iter().map(|(name, id)| (name, *id))
    }
}

/// A set of JSON types.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Types(u8);

impl Types {
    /// No type
    pub const NONE: Self = Self(0);
    /// `string`
    pub const STRING: Self = Self(1);
    /// `number`
    pub const NUMBER: Self = Self(2);
    /// `integer`
    pub const INTEGER: Self = Self(4);
    /// `boolean`
    pub const BOOLEAN: Self = Self(8);
    /// `object`
    pub const OBJECT: Self = Self(16);
    /// `array`
    pub const ARRAY: Self = Self(32);
    /// `null`
    pub const NULL: Self = Self(64);
    /// Every type
    pub const ALL: Self = Self(127);

    const NAMES: [(&'static str, Self); 7] = [
        ("string", Self::STRING),
        ("number", Self::NUMBER),
        ("integer", Self::INTEGER),
        ("boolean", Self::BOOLEAN),
        ("object", Self::OBJECT),
        ("array", Self::ARRAY),
        ("null", Self::NULL),
    ];

    /// The type of that name.
    pub fn parse(name: &str) -> Option<Self> {
        let found = Self::NAMES.iter().find(|(known, _)| *known == name);
        found.map(|(_, types)| *types)
    }

    /// True if any of `other` is in this set.
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// True if all of `other` are in this set.
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The types of both sets.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The types common to both sets.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The names of the types in the set, always in the same order.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let inside = Self::NAMES.iter().filter(move |(_, types)| self.intersects(*types));
        inside.map(|(name, _)| *name)
    }
}

impl fmt::Debug for Types {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}
