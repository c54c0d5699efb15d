//! `formwork.yaml`: what may be written in it ([`Config`]), reading it with
//! every problem at its place ([`read`]), and the form that the engine and the
//! rules ask ([`Settings`]). Finding the file on disk is the caller's.

mod allowed;
mod api_gateway;
mod criterion;
mod defaults;
mod environments;
mod exceptions;
mod globs;
mod keys;
mod landing_zone;
mod name_pattern;
pub(crate) mod names;
mod naming;
mod network;
mod overrides;
mod pack_entry;
mod path_entry;
pub(crate) mod pattern;
#[cfg(test)]
mod policy_tests;
pub(crate) mod reader;
mod route_pattern;
#[cfg(test)]
mod schema;
mod select;
mod settings;
mod standard_rows;
mod sub_text;
mod tag_rule;
#[cfg(test)]
mod tag_schema;
#[cfg(test)]
mod tag_tests;
mod tagging;
#[cfg(test)]
mod tests;
mod type_naming;
pub(crate) mod value;

pub use allowed::Allowed;
pub use api_gateway::{ApiGateway, ApiKind, ApiPolicy, ApiTerms, Authorization, HttpMethod, StageTerms};
pub use criterion::Criterion;
pub use defaults::Defaults;
pub(crate) use defaults::{Expectation, Standard, Topic};
pub use environments::{DeploymentFiles, DeploymentPath, Environments};
pub(crate) use exceptions::ExceptedRule;
pub use exceptions::{CentralException, Requirement, Suppressions};
pub use globs::Globs;
pub use keys::Config;
pub use landing_zone::{LandingZone, LandingZoneType, Provided};
pub use name_pattern::{NamePattern, Piece};
pub use naming::{Naming, RegionInName, RequiredNames};
pub use network::{Network, Reserved};
pub use overrides::Override;
pub use pack_entry::PackEntry;
pub use path_entry::PathEntry;
pub use pattern::Pattern;
pub use reader::{read, read_with};
pub use route_pattern::RoutePattern;
pub use select::{Level, Selector, UnknownRule};
pub use settings::{Front, Overrides, Settings};
pub use sub_text::SubText;
pub(crate) use sub_text::SubTextPiece;
pub use tag_rule::{Equal, TagRule};
pub use tagging::{Heir, Tagging};
pub use type_naming::{Characters, LetterCase, NameRequired, NamedTypes, TypeNaming};
pub use value::TemplateValue;

/// The JSON Schema of `formwork.yaml`, as published for editors.
pub const JSON_SCHEMA: &str = include_str!("../../../formwork.schema.json");
