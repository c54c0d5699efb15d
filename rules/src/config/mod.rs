//! `formwork.yaml`: what may be written in it ([`Config`]), reading it with
//! every problem at its place ([`read`]), and the form that the engine and the
//! rules ask ([`Settings`]). Finding the file on disk is the caller's.

mod decode;
mod exceptions;
mod keys;
mod name_pattern;
mod pack_entry;
mod pattern;
mod policy;
mod reader;
#[cfg(test)]
mod schema;
mod select;
mod settings;
#[cfg(test)]
mod tests;

pub use exceptions::{CentralException, Requirement, Suppressions};
pub(crate) use exceptions::ExceptedRule;
pub use keys::Config;
pub use name_pattern::{NamePattern, Piece};
pub use pack_entry::PackEntry;
pub use pattern::Pattern;
pub use policy::{Allowed, ApiGateway, Authorization, HttpMethod, Naming, Network, RegionInName, Tagging};
pub use reader::{read, read_with};
pub use select::{Level, Selector, UnknownRule};
pub use settings::{Front, Home, Overrides, Settings};

/// The JSON Schema of `formwork.yaml`, as published for editors.
pub const JSON_SCHEMA: &str = include_str!("../../../formwork.schema.json");
