use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// The pattern of names in `formwork.yaml` cannot be read.
    ///
    /// It is made of parts in braces, optional groups in brackets and literal text:
    /// `{prefix}[-{app}]-{resourceName}`. Groups do not nest, and a part stands in it once.
    pub struct InvalidNamingPattern {
        code: "CFG008",
        name: "invalid-naming-pattern",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for InvalidNamingPattern {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
