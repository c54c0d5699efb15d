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

/// cfn-guard keeps a key that comes twice twice, but its value once, and so captures a wrong key
/// for each value behind it, and takes the value twice in a filter of keys.
pub(crate) const KEY_TWICE: &str = "a key that comes twice, captured or filtered by";

/// libyaml refuses a tab where a line begins, as YAML 1.1 has it; here it is blank space.
pub(crate) const TAB: &str = "`json_parse` of text that begins with a tab";
