//! The tags that resources have, in all the forms that templates write them
//! (`tags`), what the organisation says of them (`plan`, `judge`, `name_part`,
//! `missing`), what they are passed on to (`propagation`), the
//! edits that add some (`addition`), and what AWS refuses (`faults`, `doubled`, `limits`).
//! Finding fault is the rules' work.

pub(crate) mod addition;
#[cfg(test)]
mod agreement;
pub(crate) mod doubled;
pub(crate) mod faults;
pub(crate) mod judge;
pub(crate) mod limits;
pub(crate) mod missing;
pub(crate) mod name_part;
pub(crate) mod plan;
pub(crate) mod propagation;
pub(crate) mod tags;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod value_tests;
