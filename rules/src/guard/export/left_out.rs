//! What was not exported, and why.

use std::fmt::Write as _;

use super::MARK;

/// A rule, or a part of one, that the hooks do not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The rule's code, or a key of `formwork.yaml`.
    pub rule: String,
    /// What of it.
    pub part: &'static str,
    pub reason: &'static str,
}

/// The page that tells of it beside the files.
pub(super) fn page(all: &[LeftOut]) -> String {
    let mut page = format!(
        "<!-- {MARK} -->\n\n# Not exported\n\nThe hooks lack these parts of the policy. `formwork lint` checks them before a deployment.\n\n\
         | Rule | What | Why |\n|---|---|---|\n"
    );
    for LeftOut { rule, part, reason } in all {
        let _ = writeln!(page, "| {rule} | {part} | {reason} |");
    }
    page
}
