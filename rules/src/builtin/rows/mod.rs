//! Rules that are rows of data: a schema of the archive, the places it is
//! about, and documentation with examples like any other rule's.

use crate::rule::Entry;

mod elasticache;
mod formats;
mod given;
mod iam;
mod instance_types;
mod node_types;
mod rds_clusters;
mod rds_instances;
mod ssm;
mod step_functions;

/// The rows of all families.
pub(super) static ALL: &[&[Entry]] = &[
    elasticache::ROWS,
    formats::ROWS,
    given::ROWS,
    iam::ROWS,
    instance_types::ROWS,
    node_types::ROWS,
    rds_clusters::ROWS,
    rds_instances::ROWS,
    ssm::ROWS,
    step_functions::ROWS,
];
