use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A value in `formwork.yaml` is of another kind than its key asks for.
    ///
    /// Avoid `regions: eu-west-1`, prefer `regions: [eu-west-1]`.
    pub struct WrongConfigKind { code: "CFG003", name: "wrong-config-kind", severity: Error, since: "0.1", }
}

impl Rule for WrongConfigKind {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
