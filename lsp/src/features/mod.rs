//! What the server can do, one file each: plain functions over a snapshot, without a type of the
//! protocol.

pub mod actions;
pub mod completion;
mod configuration;
pub mod definition;
pub mod folding;
pub mod formatting;
pub mod guard;
pub mod hover;
pub mod inlay_hints;
pub mod lenses;
pub mod links;
mod name;
pub mod references;
pub mod rename;
pub mod selection;
pub mod semantic_tokens;
pub mod signature_help;
pub mod symbols;
pub mod typing;

#[cfg(test)]
mod tests;
