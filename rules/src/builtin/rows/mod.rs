//! Rules that are rows of data: a schema of the archive, the places it is
//! about, and documentation with examples like any other rule's.

use crate::rule::Entry;

mod api_gateway;
mod delivery;
mod elasticache;
mod formats;
mod given;
mod iam;
mod instance_types;
mod messaging;
mod node_types;
mod rds_clusters;
mod rds_instances;
mod storage;

/// The rows of all families.
pub(super) static ALL: &[&[Entry]] = &[
    api_gateway::ROWS,
    delivery::ROWS,
    elasticache::ROWS,
    formats::ROWS,
    given::ROWS,
    iam::ROWS,
    instance_types::ROWS,
    messaging::ROWS,
    node_types::ROWS,
    rds_clusters::ROWS,
    rds_instances::ROWS,
    storage::ROWS,
];
