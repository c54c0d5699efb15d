use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A pattern in `formwork.yaml` is not a regular expression.
    ///
    /// Patterns are those of the Rust crate `regex`: without look-around and back-references, and
    /// so in linear time. They are found anywhere in a text; `^` and `$` hold them to its ends.
    pub struct InvalidConfigRegex { code: "CFG006", name: "invalid-config-regex", severity: Error, since: "0.1", }
}

impl Rule for InvalidConfigRegex {
    fn check(_: &mut Context<'_>) {} // `config::read` reports it
}
