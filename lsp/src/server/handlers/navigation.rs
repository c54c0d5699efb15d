//! Definitions, references, highlights and renaming.

use std::path::Path;

use formwork_template::Span;
use lsp_server::ErrorCode;
use lsp_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, GotoDefinitionParams,
    GotoDefinitionResponse, Location, LocationLink, PrepareRenameResponse, Range, ReferenceParams,
    RenameParams, TextDocumentPositionParams, Uri, WorkspaceEdit,
};

use crate::features::{definition, references, rename};
use crate::server::ask::Ask;
use crate::server::{Refusal, convert};

pub(crate) fn definition(ask: &Ask, params: GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    let offset = ask.offset(params.text_document_position_params.position);
    let (origin, targets) = definition::definition(&ask.snapshot, offset)?;
    let places = targets.iter().filter_map(|target| place(ask, &target.path, target.span));
    if ask.client.links_to_definitions && !origin.is_empty() {
        let origin = Some(ask.range(origin));
        let link = |(uri, range): (Uri, Range)| LocationLink {
            origin_selection_range: origin,
            target_uri: uri,
            target_range: range,
            target_selection_range: range,
        };
        return Some(GotoDefinitionResponse::Link(places.map(link).collect()));
    }
    Some(GotoDefinitionResponse::Array(places.map(|(uri, range)| Location { uri, range }).collect()))
}

pub(crate) fn references(ask: &Ask, params: ReferenceParams) -> Option<Vec<Location>> {
    let offset = ask.offset(params.text_document_position.position);
    let found = references::references(&ask.snapshot, offset)?;
    let wanted = found.iter().filter(|it| params.context.include_declaration || !it.is_definition);
    let places = wanted.filter_map(|it| place(ask, &it.path, it.span));
    Some(places.map(|(uri, range)| Location { uri, range }).collect())
}

pub(crate) fn highlight(ask: &Ask, params: DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let offset = ask.offset(params.text_document_position_params.position);
    let found = references::highlights(&ask.snapshot, offset)?;
    let highlight = |it: &references::Place| DocumentHighlight {
        range: ask.range(it.span),
        kind: Some(if it.is_definition { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    Some(found.iter().map(highlight).collect())
}

pub(crate) fn prepare_rename(
    ask: &Ask,
    params: TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>, Refusal> {
    let span = rename::prepare(&ask.snapshot, ask.offset(params.position)).map_err(refused)?;
    Ok(Some(PrepareRenameResponse::Range(ask.range(span))))
}

pub(crate) fn rename(ask: &Ask, params: RenameParams) -> Result<Option<WorkspaceEdit>, Refusal> {
    let offset = ask.offset(params.text_document_position.position);
    let edits = rename::rename(&ask.snapshot, offset, &params.new_name).map_err(refused)?;
    Ok(Some(convert::workspace_edit(ask, &edits)))
}

fn refused(why: String) -> Refusal {
    Refusal { code: ErrorCode::RequestFailed, why }
}

/// A place in any file of the workspace.
fn place(ask: &Ask, path: &Path, span: Span) -> Option<(Uri, Range)> {
    if path == ask.snapshot.document.path {
        return Some((ask.uri.clone(), ask.range(span)));
    }
    let document = ask.snapshot.workspace.document(path)?;
    Some((convert::uri(path)?, convert::range(&document, span, ask.encoding())))
}
