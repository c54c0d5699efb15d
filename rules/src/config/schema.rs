//! The published JSON Schema, derived from the types. Only tests derive it, so
//! that the binary carries the finished text alone.
