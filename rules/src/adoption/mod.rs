//! What a repository has before it has a `formwork.yaml`: its templates' tags,
//! names and networks ([`Survey`]) and what other tools are told ([`OtherTools`]).
//! [`configuration`] makes the first `formwork.yaml` of it. Looking for the files is
//! the caller's matter.

mod checkov;
mod configuration;
mod names;
mod page;
mod survey;
mod tags;
#[cfg(test)]
mod tests;

pub use checkov::equivalent as checkov_equivalent;
pub use configuration::configuration;
pub use survey::Survey;

use std::collections::{BTreeMap, BTreeSet};

use formwork_schemas::Region;

/// What the files of other tools say.
#[derive(Debug, Clone, Default)]
pub struct OtherTools {
    /// The regions that are deployed to, with the files that say so.
    pub regions: BTreeMap<Region, BTreeSet<String>>,
    /// Rules that another tool leaves out, by what they are called here, and why.
    pub ignored: BTreeMap<String, String>,
    /// Likewise, where the other tool's rule is only about the same.
    pub maybe_ignored: BTreeMap<String, String>,
    /// Packs beside the default one, and the reason for each.
    pub packs: Vec<(String, String)>,
    /// Files of Guard rules, as paths or patterns.
    pub guard: Vec<String>,
    /// What has no equivalent here, a sentence each.
    pub left_out: Vec<String>,
}

/// The rules that stand for a rule of cfn_nag.
pub fn cfn_nag_equivalents(id: &str) -> impl Iterator<Item = &'static str> {
    let means = move |meta: &&'static crate::Meta| {
        meta.control.is_some_and(|control| control.built_in && control.cfn_nag.contains(&id))
    };
    crate::all().filter(means).map(|meta| meta.code)
}
