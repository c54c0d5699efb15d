//! Rules that are rows of data: a schema of the archive, the places it is
//! about, and documentation with examples like any other rule's.

use crate::rule::Entry;

mod formats;
mod given;
mod iam;
mod ssm;
mod step_functions;

/// The rows of all families.
pub(super) static ALL: &[&[Entry]] =
    &[formats::ROWS, given::ROWS, iam::ROWS, ssm::ROWS, step_functions::ROWS];
