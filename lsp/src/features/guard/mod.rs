//! Files of Guard rules in the editor: their names, the types and properties that they are about,
//! and what they say of the templates that are open.

mod completion;
mod hover;
mod live;
mod names;
mod navigation;
#[cfg(test)]
mod tests;
mod types;

use std::sync::Arc;

use formwork_guard::Parsed;
use formwork_rules::Diagnostic;
use formwork_rules::guard::GuardFile;

pub(crate) use self::completion::complete;
pub(crate) use self::hover::hover;
pub(crate) use self::live::verdicts;
pub(crate) use self::names::Names;
pub(crate) use self::navigation::{
    definition, folds, name_at, named_words, references, rename, symbols, words,
};
use crate::document::Document;

/// A rules file that was read, with its names.
pub(crate) struct Read {
    pub(crate) parsed: Parsed,
    pub(crate) names: Names,
}

impl Read {
    pub(crate) fn of(document: &Document) -> Self {
        let parsed = formwork_guard::parse(&document.text);
        let names = Names::of(&parsed.file, &document.text);
        Self { parsed, names }
    }
}

/// What is wrong in a rules file: what the linter says of it, and types and properties that do not exist.
pub(crate) fn problems(document: &Document, name: &str) -> Vec<Diagnostic> {
    let mut found = GuardFile::new(name, Arc::clone(&document.text)).problems();
    let read = Read::of(document);
    found.extend(types::problems(&read.parsed.file, &read.names));
    found.sort_by_key(|it| it.span);
    found
}
