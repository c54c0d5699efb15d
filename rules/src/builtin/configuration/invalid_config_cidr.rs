use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// An address range in `formwork.yaml` is not a CIDR block.
    ///
    /// ```yaml bad
    /// network:
    ///   supernets:
    ///     dev: 10.0.0.0
    /// #        ^^^^^^^^ `10.0.0.0` is not a CIDR block
    ///     prod: 10.17.0.0/12
    /// #         ^^^^^^^^^^^^ `10.17.0.0/12` does not begin at its first address
    /// ```
    ///
    /// ```yaml fixed
    /// network:
    ///   supernets:
    ///     dev: 10.0.0.0
    ///     prod: 10.16.0.0/12
    /// ```
    ///
    /// ```yaml good
    /// network:
    ///   supernets:
    ///     dev: 10.0.0.0/16
    ///     prod: 10.16.0.0/12
    /// ```
    pub struct InvalidConfigCidr {
        code: "CFG007",
        name: "invalid-config-cidr",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for InvalidConfigCidr {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
