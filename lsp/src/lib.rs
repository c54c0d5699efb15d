//! The language server: features over snapshots of documents, and the protocol. Every request and
//! who answers it are listed here.

pub mod cursor;
mod describe;
pub mod document;
pub mod facts;
pub mod features;
pub mod fuzzy;
pub mod project;
pub mod prose;
mod server;
pub mod shape;
pub mod snapshot;
#[cfg(test)]
mod testing;
pub mod trail;

use lsp_types::request as on;

use self::server::handlers::{
    actions, completion, diagnostics, hover, inlay_hints, navigation, shown, signature_help, structure,
    typing,
};
use self::server::{Route, fallible, route};
pub use self::server::{Writer, serve, stdio};

/// What is answered, and by whom.
fn routes() -> Vec<Route> {
    vec![
        route::<on::Completion>(completion::completion),
        route::<on::HoverRequest>(hover::hover),
        route::<on::SignatureHelpRequest>(signature_help::help),
        route::<on::InlayHintRequest>(inlay_hints::hints),
        route::<on::GotoDefinition>(navigation::definition),
        route::<actions::Offer>(actions::actions),
        fallible::<on::CodeActionResolveRequest>(actions::resolve),
        route::<on::References>(navigation::references),
        route::<on::DocumentHighlightRequest>(navigation::highlight),
        fallible::<on::PrepareRenameRequest>(navigation::prepare_rename),
        fallible::<on::Rename>(navigation::rename),
        route::<on::DocumentSymbolRequest>(structure::symbols),
        route::<on::WorkspaceSymbolRequest>(structure::workspace_symbols),
        route::<on::FoldingRangeRequest>(structure::folds),
        route::<on::SelectionRangeRequest>(structure::selections),
        route::<on::DocumentLinkRequest>(structure::links),
        route::<on::SemanticTokensFullRequest>(shown::tokens),
        route::<on::SemanticTokensRangeRequest>(shown::tokens_in_range),
        route::<on::CodeLensRequest>(shown::lenses),
        fallible::<on::Formatting>(typing::format),
        fallible::<on::RangeFormatting>(typing::format_range),
        route::<on::OnTypeFormatting>(typing::typed),
        route::<on::ResolveCompletionItem>(completion::resolve),
        route::<on::DocumentDiagnosticRequest>(diagnostics::pull),
    ]
}
