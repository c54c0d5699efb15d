//! What is accepted and with which meaning, what is not, and what it costs.

mod limits;
mod mistakes;
mod readings;
mod written;

use super::{Parsed, parse};

/// Parses a text that has no error.
fn accepted(source: &str) -> Parsed {
    let parsed = parse(source);
    assert_eq!(parsed.errors, [], "{source}");
    parsed
}
