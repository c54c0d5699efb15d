//! `textDocument/inlayHint`.

use lsp_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, MarkupContent, MarkupKind};

use crate::features::inlay_hints::inlay_hints;
use crate::server::ask::Ask;
use crate::server::convert;

pub(crate) fn hints(ask: &Ask, params: InlayHintParams) -> Option<Vec<InlayHint>> {
    let document = &ask.snapshot.document;
    let span = convert::span(document, params.range, ask.encoding());
    let found = inlay_hints(&ask.snapshot, span).into_iter();
    let hints = found.map(|hint| InlayHint {
        position: convert::position(document, hint.offset, ask.encoding()),
        label: InlayHintLabel::String(hint.label),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::MarkupContent(MarkupContent {
            kind: MarkupKind::Markdown,
            value: hint.tooltip,
        })),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    });
    Some(hints.collect())
}
