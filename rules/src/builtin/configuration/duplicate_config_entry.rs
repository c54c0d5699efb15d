use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// Two entries in `formwork.yaml` are about the same thing.
    ///
    /// Only one of them could have effect. Avoid a tag that is both `required` and `optional`, a rule
    /// that has a severity by its code and another by its name, and a value that is in a list twice.
    pub struct DuplicateConfigEntry { code: "CFG005", name: "duplicate-config-entry", severity: Error, since: "0.1", }
}

impl Rule for DuplicateConfigEntry {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
