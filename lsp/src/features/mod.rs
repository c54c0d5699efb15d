//! What the server can do, one file each: plain functions over a snapshot, without a type of the
//! protocol.

pub mod completion;
mod configuration;
pub mod guard;
pub mod hover;
pub mod inlay_hints;
pub mod signature_help;
