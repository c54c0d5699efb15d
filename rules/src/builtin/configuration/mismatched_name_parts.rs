use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// The pattern of names in `formwork.yaml` and what is said of its parts disagree.
    ///
    /// Each part of the pattern is defined in `parts`, except `resourceName` and
    /// `region`, which may be; and each part that is defined is in the pattern.
    /// With `region: always` the pattern has the part `region`, with `never` at most
    /// in an optional group.
    ///
    /// ```yaml bad
    /// naming:
    ///   pattern: "{team}-{resourceName}-{env}"
    /// #                                  ^^^ The part `env` is in the pattern and not in `parts`
    ///   parts: { team: any, stage: [dev, prod] }
    /// #                     ^^^^^ The part `stage` is in `parts` and not in the pattern
    ///   region: always
    /// #         ^^^^^^ The pattern has no part `region`
    /// ```
    ///
    /// ```yaml good
    /// naming:
    ///   pattern: "{team}-{resourceName}[-{region}]-{env}"
    ///   parts: { team: any, env: [dev, prod] }
    ///   region: global-types-only
    /// ```
    pub struct MismatchedNameParts {
        code: "CFG009",
        name: "mismatched-name-parts",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for MismatchedNameParts {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
