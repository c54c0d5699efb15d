//! What CloudFormation accepts: resource types, their properties and
//! attributes, and the regions that have them.
//!
//! The facts are an archive inside the binary, written by the `refresh` command
//! from a published source (`data/SOURCE.md`). A type is decoded when somebody
//! first asks for it. Nothing here looks at a template or judges a value.

pub mod archive;
mod attribute_facts;
mod attributes;
mod catalogue;
mod decode;
mod json;
mod keyword;
mod literal;
mod overlay;
mod patch;
mod pattern;
mod pattern_syntax;
mod private_types;
mod prose;
mod regions;
mod resource_type;
mod schema;
mod tagging;

pub use attributes::{Attribute, AttributeNames, OpenAttributes};
pub use catalogue::{
    FIRST_NON_TYPE, TypeLookup, lookup, resource_type, resource_type_names, rule_data, rule_schema,
    rule_schema_in,
};
pub use decode::SchemaError;
pub use keyword::{
    Additional, Comparison, Dependency, Dynamic, Gather, Gathered, Keyword, Origin, Properties, PropertyPath,
    Relationship, Source, Types,
};
pub use literal::{Literal, Number};
pub use overlay::{Overlay, is_named_by};
pub use patch::PatchError;
pub use pattern::Pattern;
pub use private_types::{PrivateTypes, Scope, private_type_names};
pub use prose::Prose;
pub use regions::{ENTRY as REGIONS_ENTRY, Region, RegionSet, regions_of, supports};
pub use resource_type::{Document, Lifecycle, LifecycleStage, ReplacementStrategy, ResourceType};
pub use schema::{Schema, SchemaId};
pub use tagging::{TagShape, Tagging};
