//! How much a finding matters to cfn-lint: what the first letter of its code says.

use std::fmt;

/// In the order in which the pretty format lists them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    Error,
    Warning,
    Informational,
}

impl Level {
    /// The level of a code of cfn-lint's; none for any other code.
    pub(super) fn of(code: &str) -> Option<Self> {
        let digits = code.get(1..)?;
        if digits.len() != 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match code.as_bytes()[0] {
            b'E' => Some(Self::Error),
            b'W' => Some(Self::Warning),
            b'I' => Some(Self::Informational),
            _ => None,
        }
    }

    /// Its bit in the exit status.
    pub(super) fn bit(self) -> u8 {
        match self {
            Self::Error => 2,
            Self::Warning => 4,
            Self::Informational => 8,
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "Error",
            Self::Warning => "Warning",
            Self::Informational => "Informational",
        })
    }
}
