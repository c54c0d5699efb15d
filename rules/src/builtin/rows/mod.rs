//! Rules that are rows of data: a schema of the archive, the places it is
//! about, and documentation with examples like any other rule's.

use crate::rule::Entry;

mod autoscaling;
mod ec2;
mod ecs_services;
mod ecs_tasks;
mod event_sources;
mod formats;
mod given;
mod iam;
mod lambda;
mod load_balancing;
mod security_groups;

/// The rows of all families.
pub(super) static ALL: &[&[Entry]] = &[
    autoscaling::ROWS,
    ec2::ROWS,
    ecs_services::ROWS,
    ecs_tasks::ROWS,
    event_sources::ROWS,
    formats::ROWS,
    given::ROWS,
    iam::ROWS,
    lambda::ROWS,
    load_balancing::ROWS,
    security_groups::ROWS,
];
