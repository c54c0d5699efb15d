//! `textDocument/hover`.

use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::features::hover;
use crate::server::ask::Ask;

pub(crate) fn hover(ask: &Ask, params: HoverParams) -> Option<Hover> {
    let offset = ask.offset(params.text_document_position_params.position);
    let found = hover::hover(&ask.snapshot, offset)?;
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: found.text };
    Some(Hover { contents: HoverContents::Markup(contents), range: Some(ask.range(found.span)) })
}
