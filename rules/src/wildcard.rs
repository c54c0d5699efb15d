//! Names with `*` for any text: `S3_*`, `Legacy*Bucket`. No folders, no sets.

use smol_str::SmolStr;

/// A name, maybe with `*` in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wildcard(SmolStr);

impl Wildcard {
    pub(crate) fn new(text: &str) -> Self {
        Self(text.into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is one name, and not many.
    pub(crate) fn is_literal(&self) -> bool {
        !self.0.contains('*')
    }

    /// Whether it stands for `name`.
    pub(crate) fn matches(&self, name: &str) -> bool {
        formwork_schemas::is_named_by(name, &self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Wildcard;

    #[test]
    fn stars_stand_for_any_text() {
        for (pattern, name, expected) in [
            ("Logs", "Logs", true),
            ("Logs", "Logs2", false),
            ("Logs*", "Logs", true),
            ("*Logs", "OldLogs", true),
            ("Old*Logs*", "OldWebLogs2", true),
            ("a*a", "a", false),
            ("*", "", true),
            ("a**b", "ab", true),
            ("a*b*c", "abbc", true),
            ("a*b*c", "acb", false),
        ] {
            assert_eq!(Wildcard::new(pattern).matches(name), expected, "{pattern} {name}");
        }
    }
}
