use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// The pattern of names in `formwork.yaml` cannot be read.
    ///
    /// It is made of parts in braces, optional groups in brackets, and literal text.
    /// Groups do not nest, and a part stands in the pattern once.
    ///
    /// ```yaml bad
    /// naming:
    ///   pattern: "{team}[-{app]-{resourceName}"
    /// #                   ^ `{` is not followed by the name of a part and `}`
    ///   parts: { team: any, app: any }
    /// ```
    ///
    /// ```yaml good
    /// naming:
    ///   pattern: "{team}[-{app}]-{resourceName}"
    ///   parts: { team: any, app: any }
    /// ```
    pub struct InvalidNamingPattern {
        code: "CFG008",
        name: "invalid-naming-pattern",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for InvalidNamingPattern {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
