//! `textDocument/onTypeFormatting`.

use lsp_types::{DocumentOnTypeFormattingParams, TextEdit};

use crate::features::typing;
use crate::server::ask::Ask;
use crate::server::convert;

pub(crate) fn typed(ask: &Ask, params: DocumentOnTypeFormattingParams) -> Option<Vec<TextEdit>> {
    let offset = ask.offset(params.text_document_position.position);
    let edits = typing::new_line(&ask.snapshot, offset);
    Some(edits.iter().map(|edit| convert::text_edit(&ask.snapshot.document, edit, ask.encoding())).collect())
}
