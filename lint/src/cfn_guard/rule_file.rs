//! Rules files. One with errors is evaluated not at all: half of it could give
//! another verdict than the whole.

use std::path::Path;

use formwork_guard::RuleError;
use formwork_guard::ast::RulesFile;

use super::files;
use super::wording::RulesText;
use crate::read;
use crate::report::position::Lines;

#[derive(Debug)]
pub(super) struct RuleFile {
    /// What reports call it.
    pub(super) name: String,
    text: String,
    pub(super) file: RulesFile,
    errors: Vec<RuleError>,
}

impl RuleFile {
    /// Reads a file, which reports call by the last part of its path.
    pub(super) fn read(path: &Path) -> Result<Self, String> {
        Ok(Self::new(files::name(path), self::text(path)?))
    }

    pub(super) fn new(name: String, text: String) -> Self {
        let formwork_guard::Parsed { file, errors } = formwork_guard::parse(&text);
        Self { name, text, file, errors }
    }

    /// Whether nothing but comments is in it.
    pub(super) fn is_empty(&self) -> bool {
        let RulesFile { assignments, rules, parameterized, .. } = &self.file;
        assignments.is_empty() && rules.is_empty() && parameterized.is_empty()
    }

    pub(super) fn words(&self) -> RulesText<'_> {
        RulesText { name: &self.name, lines: Lines::new(&self.text) }
    }

    pub(super) fn lines(&self) -> Lines<'_> {
        Lines::new(&self.text)
    }

    /// What is wrong with it, a line each; none where nothing is.
    pub(super) fn problems(&self) -> Option<String> {
        let lines = self.lines();
        let problem = |error: &RuleError| {
            let at = lines.position(error.span.start);
            let help = error.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{}:{}: {}{help}", at.line, at.column, error.message)
        };
        let problems: Vec<String> = self.errors.iter().map(problem).collect();
        (!problems.is_empty()).then(|| problems.join("\n"))
    }
}

/// The text of a rules file, or why there is none.
pub(super) fn text(path: &Path) -> Result<String, String> {
    let bytes = read::file(path).map_err(|unreadable| unreadable.message)?;
    let (text, broken) = formwork_template::decode(&bytes);
    match broken {
        Some(broken) => Err(broken.message),
        None => Ok(text.to_string()),
    }
}
