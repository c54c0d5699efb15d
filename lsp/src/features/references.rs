//! Every place of a name, in this file and, for exports, in others.

use std::path::PathBuf;

use formwork_template::Span;

use super::guard;
use super::name::{self, Symbol};
use crate::document::Kind;
use crate::snapshot::Snapshot;

/// A place of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub path: PathBuf,
    pub span: Span,
    pub is_definition: bool,
}

/// The places of the name at an offset, its definition among them.
pub fn references(snapshot: &Snapshot, offset: u32) -> Option<Vec<Place>> {
    let here =
        |span: Span, is_definition: bool| Place { path: snapshot.document.path.clone(), span, is_definition };
    if snapshot.document.kind == Kind::Guard {
        let (definition, uses) = guard::references(snapshot, offset)?;
        let uses = uses.into_iter().map(|span| here(span, false));
        return Some([here(definition, true)].into_iter().chain(uses).collect());
    }
    if snapshot.document.kind != Kind::Template {
        return None;
    }
    let (symbol, _) = name::at(snapshot, offset)?;
    let own = name::occurrences(snapshot, &symbol).into_iter();
    let mut places: Vec<Place> = own.map(|it| here(it.span, it.is_definition)).collect();
    if let Symbol::Export(name) = &symbol {
        let others = name::elsewhere(snapshot, name).into_iter();
        places.extend(others.map(|(path, it)| Place {
            path,
            span: it.span,
            is_definition: it.is_definition,
        }));
    }
    Some(places)
}

/// The places in this document alone.
pub fn highlights(snapshot: &Snapshot, offset: u32) -> Option<Vec<Place>> {
    let places = references(snapshot, offset)?;
    Some(places.into_iter().filter(|place| place.path == snapshot.document.path).collect())
}
