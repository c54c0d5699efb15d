//! The language server: features over snapshots of documents, and the protocol.

pub mod cursor;
pub mod document;
pub mod facts;
pub mod snapshot;
pub mod trail;
