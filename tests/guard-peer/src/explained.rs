//! The differences that are meant, each with its reason.

use std::path::Path;

/// A difference that is meant.
struct Explained {
    /// What the template's path, the path of the rules and the difference contain.
    template: &'static str,
    rules: &'static str,
    what: &'static str,
    reason: &'static str,
}

const EXPLAINED: [Explained; 0] = [];

/// Why a difference is meant, if it is.
pub(crate) fn reason(template: &Path, rules: &Path, what: &str) -> Option<&'static str> {
    let known = |explained: &&Explained| {
        template.to_string_lossy().contains(explained.template)
            && rules.to_string_lossy().contains(explained.rules)
            && what.contains(explained.what)
    };
    EXPLAINED.iter().find(known).map(|explained| explained.reason)
}

/// cfn-guard takes a value for equal to itself where both queries gave the same allocation of
/// it, and else compares what is in it; not a number is equal to nothing, here always.
pub(crate) const NOT_A_NUMBER: &str = "not a number, compared with itself";
