//! What the client can do, as far as it matters here.

use lsp_types::{ClientCapabilities, PositionEncodingKind, ResourceOperationKind};

use crate::document::Encoding;

/// See the module.
#[derive(Debug, Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools)] // each is an ability that the protocol has by itself
pub(crate) struct Client {
    pub(crate) encoding: Encoding,
    /// It asks for diagnostics itself.
    pub(crate) pulls: bool,
    /// It takes a request to ask for all diagnostics anew.
    pub(crate) refreshes: bool,
    /// It understands snippets.
    pub(crate) snippets: bool,
    /// It tells of changed files that it is asked to watch.
    pub(crate) watches: bool,
    /// It takes links as definitions, which say what text they come from.
    pub(crate) links_to_definitions: bool,
    /// It finds the arguments of a signature by where they stand in it.
    pub(crate) label_offsets: bool,
    /// It shows a tree of symbols.
    pub(crate) nested_symbols: bool,
    /// It asks for inlay hints, lenses and tokens anew when it is told to.
    pub(crate) refreshes_hints: bool,
    pub(crate) refreshes_lenses: bool,
    /// It makes files that an edit asks for.
    pub(crate) creates_files: bool,
    /// It takes edits of several files, with versions.
    pub(crate) document_changes: bool,
    /// It asks for the edit of an action once somebody chooses that.
    pub(crate) resolves_edits: bool,
    /// It takes snippets in edits of actions.
    pub(crate) snippet_edits: bool,
    /// It sends the data of diagnostics back.
    pub(crate) keeps_data: bool,
}

impl Client {
    pub(crate) fn new(capabilities: &ClientCapabilities) -> Self {
        let document = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let general = capabilities.general.as_ref();
        let encodings = general.and_then(|general| general.position_encodings.as_deref()).unwrap_or_default();
        let completion = document.and_then(|it| it.completion.as_ref()?.completion_item.as_ref());
        let action = document.and_then(|it| it.code_action.as_ref());
        let resolved = action.and_then(|it| it.resolve_support.as_ref()).map(|it| it.properties.as_slice());
        let symbol = document.and_then(|it| it.document_symbol.as_ref());
        let signature = document.and_then(|it| it.signature_help.as_ref()?.signature_information.as_ref());
        Self {
            encoding: if encodings.contains(&PositionEncodingKind::UTF8) {
                Encoding::Utf8
            } else {
                Encoding::Utf16
            },
            pulls: document.is_some_and(|it| it.diagnostic.is_some()),
            refreshes: workspace.and_then(|it| it.diagnostic.as_ref()?.refresh_support).unwrap_or_default(),
            snippets: completion.and_then(|it| it.snippet_support).unwrap_or_default(),
            watches: workspace
                .and_then(|it| it.did_change_watched_files?.dynamic_registration)
                .unwrap_or_default(),
            links_to_definitions: document.and_then(|it| it.definition?.link_support).unwrap_or_default(),
            label_offsets: signature
                .and_then(|it| it.parameter_information.as_ref()?.label_offset_support)
                .unwrap_or_default(),
            nested_symbols: symbol.and_then(|it| it.hierarchical_document_symbol_support).unwrap_or_default(),
            refreshes_hints: workspace
                .and_then(|it| it.inlay_hint.as_ref()?.refresh_support)
                .unwrap_or_default(),
            refreshes_lenses: workspace
                .and_then(|it| it.code_lens.as_ref()?.refresh_support)
                .unwrap_or_default(),
            creates_files: workspace
                .and_then(|it| it.workspace_edit.as_ref()?.resource_operations.as_ref())
                .is_some_and(|operations| operations.contains(&ResourceOperationKind::Create)),
            document_changes: workspace
                .and_then(|it| it.workspace_edit.as_ref()?.document_changes)
                .unwrap_or_default(),
            resolves_edits: action.is_some_and(|it| it.data_support == Some(true))
                && resolved.is_some_and(|properties| properties.iter().any(|property| property == "edit")),
            // `lsp-types` does not know of it.
            snippet_edits: false,
            keeps_data: document
                .and_then(|it| it.publish_diagnostics.as_ref()?.data_support)
                .unwrap_or_default(),
        }
    }
}
