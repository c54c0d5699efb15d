//! YAML to tree: strictly at first; text that is broken is then cut into pieces
//! by `recover`, so that one slip does not hide the rest of the template.

mod compose;
mod events;
mod scalar;
mod words;

use std::sync::Arc;

use self::compose::Composer;
use crate::Span;
use crate::parse::Parsed;
use crate::tree::{Builder, ScalarKind, Style, Syntax};

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Reads YAML. Text that is broken JSON is read as JSON.
pub(crate) fn parse(source: Arc<str>) -> Parsed {
    let text = source.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&source);
    let base = (source.len() - text.len()) as i64;
    let mut composer = Composer::new(&source, Builder::new(source.clone(), Syntax::Yaml));
    let root = match composer.document(text, base, 0) {
        Ok(root) => root,
        Err(fault) => {
            composer.errors.push(words::error(&source, Span::of(0..source.len()), fault));
            Some(composer.builder.error(Span::of(base as usize..source.len())))
        }
    };
    let root = root.unwrap_or_else(|| {
        composer.builder.scalar(Span::at(base as u32), "", Style::Plain, ScalarKind::Null)
    });
    Parsed { tree: composer.builder.finish(root), errors: composer.errors.sorted() }
}
