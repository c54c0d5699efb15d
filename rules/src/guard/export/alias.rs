//! The names of hooks: `Org::Policy::SecurityPillar`. The registry takes three
//! parts of letters and digits, none of which begins like AWS's own.

use std::fmt;

/// Shortest and longest part. Source: the schema of `AWS::CloudFormation::GuardHook`.
const LENGTH: std::ops::RangeInclusive<usize> = 2..=64;

/// The first two parts of a hook's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AliasPrefix(String, String);

impl Default for AliasPrefix {
    fn default() -> Self {
        Self("Formwork".to_owned(), "Policy".to_owned())
    }
}

impl AliasPrefix {
    /// `Org::Name`, or why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts: Vec<&str> = text.split("::").collect();
        let &[first, second] = parts.as_slice() else {
            return Err(format!(
                "the alias `{text}` has {}, not the two that all hooks share, such as `Org::Policy`; the third is made from the rules",
                match parts.len() {
                    1 => "one part".to_owned(),
                    count => format!("{count} parts"),
                }
            ));
        };
        if let Some(part) = [first, second].into_iter().find(|part| !is_part(part)) {
            return Err(format!("`{part}` in the alias `{text}` is not 2 to 64 letters and digits"));
        }
        if first.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("aws")) {
            return Err(format!(
                "the alias `{text}` begins with `{}`, which AWS keeps for itself",
                &first[..3]
            ));
        }
        Ok(Self(first.to_owned(), second.to_owned()))
    }

    /// The alias of the hook for a file of rules.
    pub(super) fn of(&self, file: &str) -> String {
        format!("{self}::{}", pascal(file))
    }

    /// The prefix as it stands in the ARN of a hook.
    pub(super) fn in_arn(&self) -> String {
        format!("{}-{}", self.0, self.1)
    }
}

impl fmt::Display for AliasPrefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.0, self.1)
    }
}

fn is_part(text: &str) -> bool {
    LENGTH.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `security-pillar` as `SecurityPillar`; always a valid part.
pub(super) fn pascal(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_ascii_uppercase() + rest
        })
        .collect();
    let mut name = if name.len() < *LENGTH.start() { format!("Rules{name}") } else { name };
    name.truncate(*LENGTH.end());
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_has_two_parts_that_the_registry_takes() {
        assert_eq!(
            AliasPrefix::parse("Org::Cloud9").expect("is one").of("cis-level-1"),
            "Org::Cloud9::CisLevel1"
        );
        for (text, said) in [
            ("Org", "has one part"),
            ("A1::B2::C3", "has 3 parts"),
            ("Org::P", "`P` in the alias"),
            ("Org::Pol-icy", "`Pol-icy` in the alias"),
            ("Awsome::Policy", "begins with `Aws`"),
        ] {
            let why = AliasPrefix::parse(text).expect_err(text);
            assert!(why.contains(said), "{why}");
        }
    }

    #[test]
    fn any_file_has_an_alias() {
        for (file, part) in [("s3", "S3"), ("a", "RulesA"), ("été_2.x", "T2X"), ("-", "Rules")] {
            assert_eq!(pascal(file), part);
        }
        assert_eq!(pascal(&"ab-".repeat(60)).len(), 64);
    }
}
