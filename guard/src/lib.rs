//! The Guard policy language: rules files with spans, and their verdicts on
//! templates. Knows no rule, no pack and no file; verdicts are those of
//! [`SEMANTICS`]. Pure functions of text: no disk, no clock, no network.

pub mod ast;
mod casing;

/// The release of cfn-guard whose verdicts these are.
pub const SEMANTICS: &str = "3.2.1";
