use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// An address range in `formwork.yaml` is not a CIDR block.
    ///
    /// Avoid `prod: 10.0.0.1/12`, prefer `prod: 10.0.0.0/12`.
    pub struct InvalidConfigCidr { code: "CFG007", name: "invalid-config-cidr", severity: Error, since: "0.1", }
}

impl Rule for InvalidConfigCidr {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
