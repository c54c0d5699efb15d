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

    /// Whether it stands for `name`. What is between two `*` is taken where it comes first, so
    /// the work is at most the product of the lengths.
    pub(crate) fn matches(&self, name: &str) -> bool {
        let mut parts = self.0.split('*');
        let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or_default()) else { return false };
        let Some(last) = parts.next_back() else { return rest.is_empty() };
        for part in parts {
            let Some(at) = rest.find(part) else { return false };
            rest = &rest[at + part.len()..];
        }
        rest.ends_with(last)
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
