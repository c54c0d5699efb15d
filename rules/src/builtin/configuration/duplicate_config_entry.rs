use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// Two entries in `formwork.yaml` are about the same thing.
    ///
    /// At most one of them can have an effect. This holds for a tag that is both
    /// required and optional, for two severities of one rule, and for a value that
    /// stands twice in a list.
    ///
    /// ```yaml bad
    /// severity:
    ///   E0000: warning
    ///   unreadable-template: error
    /// # ^^^^^^^^^^^^^^^^^^^ `E0000` and `unreadable-template` are the same rule
    /// tagging:
    ///   required: { team: any }
    ///   optional: { team: any }
    /// #             ^^^^ The tag `team` is both required and optional
    /// ```
    ///
    /// ```yaml good
    /// severity:
    ///   E0000: warning
    /// tagging:
    ///   required: { team: any }
    /// ```
    pub struct DuplicateConfigEntry {
        code: "CFG005",
        name: "duplicate-config-entry",
        severity: Error,
        since: "0.1",
        phase: Configuration,
    }
}

impl Rule for DuplicateConfigEntry {
    /// Reading the configuration reports it.
    fn check(_: &mut Context<'_>) {}
}
