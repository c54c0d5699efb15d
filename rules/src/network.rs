//! The network that a template lays out: address blocks worked out of values,
//! which of them share a VPC or a route, and how they lie in the organisation's plan.
//! Finding fault is the rules' work.

pub(crate) mod allotment;
pub(crate) mod cidr;
pub(crate) mod claim;
pub(crate) mod collision;
pub(crate) mod ingress;
pub(crate) mod overlap;
pub(crate) mod plan;
#[cfg(test)]
mod policy_tests;
pub(crate) mod premise;
pub(crate) mod resolve;
pub(crate) mod room;
pub(crate) mod shared_use;
#[cfg(test)]
mod tests;
