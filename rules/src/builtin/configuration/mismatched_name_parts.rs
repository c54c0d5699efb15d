use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// The pattern of names in `formwork.yaml` and what is said of its parts disagree.
    ///
    /// Each part of the pattern is defined in `parts`, but for `resourceName` and `region`, and each part
    /// that is defined is in the pattern. `region: always` needs the part, and `never` an optional one.
    pub struct MismatchedNameParts {
        code: "CFG009",
        name: "mismatched-name-parts",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MismatchedNameParts {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
