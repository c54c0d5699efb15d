//! Definitions, uses, symbols and folds of a rules file.

use formwork_rules::Edit;
use formwork_template::Span;

use super::Read;
use super::names::NameKind;
use crate::snapshot::Snapshot;

/// Where the name at an offset is defined.
pub(crate) fn definition(snapshot: &Snapshot, offset: u32) -> Option<Span> {
    Read::of(&snapshot.document).names.at(offset).map(|(definition, _)| definition.span)
}

/// The text of the name at an offset.
pub(crate) fn name_at(snapshot: &Snapshot, offset: u32) -> Option<Span> {
    Read::of(&snapshot.document).names.at(offset).map(|(_, span)| span)
}

/// The definition of the name at an offset, and its uses.
pub(crate) fn references(snapshot: &Snapshot, offset: u32) -> Option<(Span, Vec<Span>)> {
    let read = Read::of(&snapshot.document);
    let (definition, _) = read.names.at(offset)?;
    Some((definition.span, read.names.uses_of(definition).collect()))
}

/// The edits that give the name at an offset another text, or why it cannot have it.
pub(crate) fn rename(snapshot: &Snapshot, offset: u32, new: &str) -> Result<Vec<Edit>, String> {
    let is_name = new.starts_with(|char: char| char.is_ascii_alphabetic() || char == '_')
        && new.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
    if !is_name {
        return Err(format!("`{new}` is no name: use letters, digits and `_`"));
    }
    let read = Read::of(&snapshot.document);
    if !read.parsed.errors.is_empty() {
        return Err("Uses of the name may be in the rules that cannot be read; mend them first".to_owned());
    }
    let Some((definition, _)) = read.names.at(offset) else {
        return Err("There is no name of a rule or a variable here".to_owned());
    };
    let is_taken = |it: &super::names::Definition| it.kind == definition.kind && it.name == new;
    if read.names.definitions.iter().any(is_taken) {
        return Err(format!("`{new}` is defined already"));
    }
    let spans = read.names.uses_of(definition).chain([definition.span]);
    let mut edits: Vec<Edit> = spans.map(|span| Edit { span, text: new.to_owned() }).collect();
    edits.sort_by_key(|edit| edit.span);
    Ok(edits)
}

/// The rules and variables of the file: each its name, whether it is a rule, its name's place and the whole of it.
pub(crate) fn symbols(snapshot: &Snapshot) -> Vec<(String, bool, Span, Span)> {
    let read = Read::of(&snapshot.document);
    let top = |it: &&super::names::Definition| {
        it.kind == NameKind::Rule
            || read.parsed.file.assignments.iter().any(|assignment| assignment.name.span == it.span)
    };
    let definitions = read.names.definitions.iter().filter(top);
    let mut symbols: Vec<_> =
        definitions.map(|it| (it.name.to_string(), it.kind == NameKind::Rule, it.span, it.whole)).collect();
    symbols.sort_by_key(|it| it.2);
    symbols
}

/// What can be folded.
pub(crate) fn folds(snapshot: &Snapshot) -> Vec<Span> {
    let read = Read::of(&snapshot.document);
    let rules = read.parsed.file.rules.iter().chain(read.parsed.file.parameterized.iter().map(|it| &it.rule));
    rules.map(|rule| rule.span).collect()
}

/// Every name of a rule or a variable: its place, whether it is a rule's, and whether it is defined there.
pub(crate) fn words(snapshot: &Snapshot) -> Vec<(Span, bool, bool)> {
    let read = Read::of(&snapshot.document);
    let definitions = read.names.definitions.iter().map(|it| (it.span, it.kind == NameKind::Rule, true));
    let uses = read.names.uses.iter().map(|it| (it.span, it.kind == NameKind::Rule, false));
    definitions.chain(uses).collect()
}

/// Every resource type and property that is named: its place, and whether it is a type.
pub(crate) fn named_words(snapshot: &Snapshot) -> Vec<(Span, bool)> {
    let read = Read::of(&snapshot.document);
    let named = super::types::named(&read.parsed.file, &read.names).into_iter();
    named
        .map(|it| match it {
            super::types::Named::Type(_, span) => (span, true),
            super::types::Named::Property(_, _, span) => (span, false),
        })
        .collect()
}
