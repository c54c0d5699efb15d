use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A pattern in `formwork.yaml` is not a regular expression.
    ///
    /// Patterns are those of the Rust crate `regex`. They have no look-around and no
    /// back-references, and take linear time on any text. A pattern may be found
    /// anywhere in the text; `^` and `$` tie it to the ends.
    ///
    /// ```yaml bad
    /// tagging:
    ///   required:
    ///     team: "^(web|api$"
    /// #           ^ `^(web|api$` is not a regular expression: `(` is not closed
    /// ```
    ///
    /// ```yaml good
    /// tagging:
    ///   required:
    ///     team: "^(web|api)$"
    /// ```
    pub struct InvalidConfigRegex {
        code: "CFG006",
        name: "invalid-config-regex",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for InvalidConfigRegex {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
