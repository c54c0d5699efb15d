//! YAML to tree: strictly at first; text that is broken is then cut into pieces
//! by `recover`, so that one slip does not hide the rest of the template.

mod anchors;
mod compose;
mod entries;
mod events;
mod header;
mod lines;
mod recover;
mod scalar;
mod words;

use std::sync::Arc;

use self::compose::Composer;
use crate::Span;
use crate::parse::Parsed;
use crate::tree::{Builder, ScalarKind, Style, Syntax};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Reads YAML. Text that is broken JSON is read as JSON.
pub(crate) fn parse(source: &Arc<str>) -> Parsed {
    let text = source.strip_prefix(BYTE_ORDER_MARK).unwrap_or(source);
    let start = (source.len() - text.len()) as u32;
    let mut composer = Composer::new(source, Builder::new(source.clone(), Syntax::Yaml));
    let mut well_formed = true;
    let root = match composer.document(text, start, 0, 0) {
        Ok(root) => root,
        Err(_) if is_json(text) => return crate::json::parse(source),
        Err(fault) => {
            let before = composer.errors.len();
            let root = recover::recover(&mut composer, start, fault);
            well_formed = composer.errors.len() == before;
            root
        }
    };
    let root =
        root.unwrap_or_else(|| composer.builder.scalar(Span::at(start), "", Style::Plain, ScalarKind::Null));
    Parsed { tree: composer.builder.finish(root), errors: composer.errors.sorted(), well_formed }
}

/// Whether `text` begins as JSON does: YAML's own flow style seldom has quoted keys.
fn is_json(text: &str) -> bool {
    let inside = text.trim_ascii_start().strip_prefix('{');
    inside.is_some_and(|inside| inside.trim_ascii_start().starts_with(['"', '}']))
}
