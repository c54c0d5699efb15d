//! From the text of a rules file to its syntax tree. Accepts what cfn-guard
//! 3.2.1 accepts, with the same meaning, oddities included; what it rejects is
//! an error with a place, and the rest of the file is read all the same.
//!
//! The peer's grammar tries alternatives in order and goes back where one does
//! not fit. Here each construct is read once, and what follows it decides.

mod clause;
mod cursor;
mod file;
mod literal;
mod query;
#[cfg(test)]
mod tests;

use formwork_template::Span;

use crate::ast::RulesFile;

/// A rules file and what is wrong with it.
#[derive(Debug)]
pub struct Parsed {
    /// Without the rules and assignments that have an error.
    pub file: RulesFile,
    /// In source order.
    pub errors: Vec<RuleError>,
}

/// A mistake in a rules file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    pub span: Span,
    /// The fact, with names in backticks.
    pub message: String,
    /// The remedy.
    pub help: Option<String>,
}

/// Reads a rules file.
pub fn parse(source: &str) -> Parsed {
    let mut parser = cursor::Parser::new(source);
    let file = parser.file();
    Parsed { file, errors: parser.into_errors() }
}
