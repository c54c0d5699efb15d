//! `textDocument/formatting`, in a range too, and `textDocument/onTypeFormatting`.

use formwork_template::Span;
use lsp_server::ErrorCode;
use lsp_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, TextEdit,
};

use crate::features::{formatting, typing};
use crate::server::ask::Ask;
use crate::server::{Refusal, convert};

pub(crate) fn typed(ask: &Ask, params: DocumentOnTypeFormattingParams) -> Option<Vec<TextEdit>> {
    let offset = ask.offset(params.text_document_position.position);
    let edits = typing::new_line(&ask.snapshot, offset);
    Some(edits.iter().map(|edit| convert::text_edit(&ask.snapshot.document, edit, ask.encoding())).collect())
}

pub(crate) fn format(ask: &Ask, _: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>, Refusal> {
    laid_out(ask, None)
}

pub(crate) fn format_range(
    ask: &Ask,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>, Refusal> {
    laid_out(ask, Some(convert::span(&ask.snapshot.document, params.range, ask.encoding())))
}

/// A text that is broken is left as it is without a word: editors ask on every save.
fn laid_out(ask: &Ask, within: Option<Span>) -> Result<Option<Vec<TextEdit>>, Refusal> {
    let is_broken = !ask.snapshot.template().errors().is_empty();
    match formatting::formatting(&ask.snapshot, within) {
        Ok(edits) => {
            let edits =
                edits.iter().map(|edit| convert::text_edit(&ask.snapshot.document, edit, ask.encoding()));
            Ok(Some(edits.collect()))
        }
        Err(_) if is_broken => Ok(None),
        Err(why) => Err(Refusal {
            code: ErrorCode::RequestFailed,
            why: format!("The document is left as it is: {why}"),
        }),
    }
}
