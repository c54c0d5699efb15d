use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A value in `formwork.yaml` is of another kind than its key takes.
    ///
    /// ```yaml bad
    /// regions: eu-west-1
    /// #        ^^^^^^^^^ `regions` is `eu-west-1`, not a list
    /// network:
    ///   min-prefix: 8
    /// #             ^ `min-prefix` is `8`, not a whole number from 16 to 28
    /// ```
    ///
    /// ```yaml good
    /// regions: [eu-west-1]
    /// network:
    ///   min-prefix: 26
    /// ```
    pub struct WrongConfigKind {
        code: "CFG003",
        name: "wrong-config-kind",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for WrongConfigKind {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
