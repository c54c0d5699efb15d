//! Why a rule could not be decided.

use std::fmt;

use crate::ast::Function;

/// Why a rule could not be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An operator or function was given a value of a kind that it is not for. As an
    /// assertion that is a failure of the clause; a condition hands it on.
    Unevaluatable(String),
    UnknownVariable(String),
    UnknownRule(String),
    /// A variable or a rule leads to itself.
    Circle(String),
    Regex {
        pattern: String,
        error: String,
    },
    Function {
        function: Function,
        error: String,
    },
    /// A query that has no meaning.
    Query(String),
    TooDeep,
    TooMuchWork,
}

impl Fault {
    pub(super) fn regex(pattern: &str, error: &str) -> Self {
        Self::Regex { pattern: pattern.to_owned(), error: error.to_owned() }
    }

    pub(super) fn is_unevaluatable(&self) -> bool {
        matches!(self, Self::Unevaluatable(_))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unevaluatable(fact) | Self::Query(fact) => out.write_str(fact),
            Self::UnknownVariable(name) => write!(out, "there is no variable `{name}`"),
            Self::UnknownRule(name) => write!(out, "there is no rule `{name}`"),
            Self::Circle(name) => write!(out, "`{name}` leads to itself"),
            Self::Regex { pattern, error } => write!(out, "`/{pattern}/` can't be matched: {error}"),
            Self::Function { function, error } => write!(out, "`{}` failed: {error}", function.name()),
            Self::TooDeep => out.write_str("the rules nest too deeply"),
            Self::TooMuchWork => out.write_str("the rules take more work than is allowed for one file"),
        }
    }
}
