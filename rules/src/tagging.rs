//! The tags that resources have, in all the forms that templates write them
//! (`tags`), what the organisation says of their values (`values`), and the
//! edits that add some (`addition`). Finding fault is the rules' work.

pub(crate) mod addition;
pub(crate) mod doubled;
pub(crate) mod faults;
pub(crate) mod tags;
#[cfg(test)]
mod tests;
pub(crate) mod values;
