//! The language server: features over snapshots of documents, and the protocol.
