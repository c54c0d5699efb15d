//! Text to tree, from outside: what is read, what is said of broken text and
//! where, what survives, and that nothing takes the parser down.

mod damage;
mod hostile;
mod json;
mod random;
mod recovery;
mod show;
mod yaml;

/// Templates without an error that the other tests damage.
pub(crate) const NETWORK: &str = include_str!("templates/network.yaml");
pub(crate) const SERVICE: &str = include_str!("templates/service.yaml");
pub(crate) const QUEUE: &str = include_str!("templates/queue.json");
