//! Rules that are rows of data: a schema of the archive, the places it is
//! about, and documentation with examples like any other rule's.

use crate::rule::Entry;

mod api_gateway;
mod autoscaling;
mod delivery;
mod ec2;
mod ecs_services;
mod ecs_tasks;
mod elasticache;
mod event_sources;
mod formats;
mod given;
mod iam;
mod instance_types;
mod lambda;
mod load_balancing;
mod messaging;
mod node_types;
mod rds_clusters;
mod rds_instance_settings;
mod rds_instances;
mod security_groups;
mod ssm;
mod step_functions;
mod storage;

/// The rows of all families.
pub(super) static ALL: &[&[Entry]] = &[
    api_gateway::ROWS,
    autoscaling::ROWS,
    delivery::ROWS,
    ec2::ROWS,
    ecs_services::ROWS,
    ecs_tasks::ROWS,
    elasticache::ROWS,
    event_sources::ROWS,
    formats::ROWS,
    given::ROWS,
    iam::ROWS,
    instance_types::ROWS,
    lambda::ROWS,
    load_balancing::ROWS,
    messaging::ROWS,
    node_types::ROWS,
    rds_clusters::ROWS,
    rds_instances::ROWS,
    rds_instance_settings::ROWS,
    security_groups::ROWS,
    ssm::ROWS,
    step_functions::ROWS,
    storage::ROWS,
];
