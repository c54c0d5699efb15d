//! Another name in all places of one.

use std::collections::BTreeMap;
use std::path::PathBuf;

use formwork_rules::Edit;
use formwork_template::{Section, Span, Template};

use super::guard;
use super::name::{self, Symbol};
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// Edits by file.
pub type Edits = BTreeMap<PathBuf, Vec<Edit>>;

/// The text that would be renamed, or why nothing can be.
pub fn prepare(snapshot: &Snapshot, offset: u32) -> Result<Span, String> {
    if snapshot.document.kind == Kind::Guard {
        return guard::name_at(snapshot, offset).ok_or_else(nothing);
    }
    let (symbol, span) = symbol(snapshot, offset)?;
    if let Symbol::Member(section, name) = &symbol
        && snapshot.template().index().definition(*section, name).is_none()
    {
        return Err(format!("`{name}` is not defined in this template"));
    }
    Ok(span)
}

/// The edits that rename what is at an offset, or why it cannot be called so.
pub fn rename(snapshot: &Snapshot, offset: u32, new: &str) -> Result<Edits, String> {
    if snapshot.document.kind == Kind::Guard {
        let edits = guard::rename(snapshot, offset, new)?;
        return Ok(BTreeMap::from([(snapshot.document.path.clone(), edits)]));
    }
    prepare(snapshot, offset)?;
    let (symbol, _) = symbol(snapshot, offset)?;
    check(snapshot.template(), &symbol, new)?;
    let edit = |span: Span| Edit { span, text: new.to_owned() };
    let mut edits = Edits::new();
    let own = name::occurrences(snapshot, &symbol).into_iter().map(|it| edit(it.span));
    edits.insert(snapshot.document.path.clone(), own.collect());
    if let Symbol::Export(name) = &symbol {
        for (path, it) in name::elsewhere(snapshot, name) {
            edits.entry(path).or_default().push(edit(it.span));
        }
    }
    Ok(edits)
}

fn symbol(snapshot: &Snapshot, offset: u32) -> Result<(Symbol, Span), String> {
    if snapshot.document.kind != Kind::Template {
        return Err(nothing());
    }
    name::at(snapshot, offset).ok_or_else(nothing)
}

fn nothing() -> String {
    "There is no name here that can be changed".to_owned()
}

/// Whether a symbol can be called so.
fn check(template: &Template, symbol: &Symbol, new: &str) -> Result<(), String> {
    match symbol {
        Symbol::Member(section, name) => {
            if new.is_empty() || !new.chars().all(|char| char.is_ascii_alphanumeric()) {
                return Err(format!("`{new}` is no logical ID: use letters and digits only"));
            }
            let index = template.index();
            // Parameters and resources are named alike by `Ref`.
            let shared: &[Section] = match section {
                Section::Parameters | Section::Resources => &[Section::Parameters, Section::Resources],
                other => &[*other],
            };
            if shared.iter().any(|section| index.definition(*section, new).is_some()) {
                return Err(format!("`{new}` is defined already"));
            }
            if index.is_partial(*section) || !template.errors().is_empty() {
                return Err(format!(
                    "Uses of `{name}` may be in the part of the template that cannot be read; mend that first"
                ));
            }
            Ok(())
        }
        Symbol::Variable(..) => {
            let is_name =
                !new.is_empty() && new.chars().all(|char| char.is_ascii_alphanumeric() || char == '_');
            if is_name { Ok(()) } else { Err(format!("`{new}` is no variable: use letters, digits and `_`")) }
        }
        Symbol::Export(_) => {
            let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, ':' | '-' | '_' | '.');
            let is_exportable = !new.is_empty() && new.chars().all(is_name);
            if is_exportable {
                Ok(())
            } else {
                Err(format!("`{new}` is no name of an export: use letters, digits, `:` and `-`"))
            }
        }
    }
}
