//! The outline, names across the workspace, folds, growing selections and links.

use std::str::FromStr as _;

use lsp_types::{
    DocumentLink, DocumentLinkParams, DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse,
    FoldingRange, FoldingRangeKind, FoldingRangeParams, Location, SelectionRange, SelectionRangeParams,
    SymbolInformation, SymbolKind as Kind, Uri, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use crate::features::links::{self, Goal};
use crate::features::symbols::{self, Outlined, SymbolKind};
use crate::features::{folding, selection};
use crate::server::ask::Ask;
use crate::server::convert;

pub(crate) fn symbols(ask: &Ask, _: DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    let outline = symbols::outline(&ask.snapshot);
    if ask.client.nested_symbols {
        return Some(DocumentSymbolResponse::Nested(outline.iter().map(|it| nested(ask, it)).collect()));
    }
    let mut flat = Vec::new();
    flatten(ask, &outline, None, &mut flat);
    Some(DocumentSymbolResponse::Flat(flat))
}

#[allow(deprecated)] // the protocol's types have a field that nobody sets
fn nested(ask: &Ask, it: &Outlined) -> DocumentSymbol {
    DocumentSymbol {
        name: it.name.clone(),
        detail: it.detail.clone(),
        kind: kind(it.kind),
        tags: None,
        deprecated: None,
        range: ask.range(it.whole),
        selection_range: ask.range(it.span),
        children: Some(it.children.iter().map(|it| nested(ask, it)).collect()),
    }
}

/// For clients without a tree: sections and their members.
#[allow(deprecated)] // likewise
fn flatten(ask: &Ask, outline: &[Outlined], container: Option<&str>, flat: &mut Vec<SymbolInformation>) {
    for it in outline {
        flat.push(SymbolInformation {
            name: it.name.clone(),
            kind: kind(it.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: ask.uri.clone(), range: ask.range(it.whole) },
            container_name: container.map(str::to_owned),
        });
        if container.is_none() {
            flatten(ask, &it.children, Some(&it.name), flat);
        }
    }
}

fn kind(kind: SymbolKind) -> Kind {
    match kind {
        SymbolKind::Section => Kind::NAMESPACE,
        SymbolKind::Resource => Kind::CLASS,
        SymbolKind::Parameter | SymbolKind::Variable => Kind::VARIABLE,
        SymbolKind::Condition => Kind::BOOLEAN,
        SymbolKind::Mapping => Kind::ENUM,
        SymbolKind::Output => Kind::INTERFACE,
        SymbolKind::Rule => Kind::FUNCTION,
        SymbolKind::Key => Kind::PROPERTY,
    }
}

#[allow(deprecated)] // likewise
pub(crate) fn workspace_symbols(ask: &Ask, params: WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    let found = symbols::search(&ask.snapshot, &params.query);
    let information = found.into_iter().filter_map(|it| {
        let document = ask.snapshot.workspace.document(&it.path)?;
        let range = convert::range(&document, it.span, ask.encoding());
        Some(SymbolInformation {
            name: it.name,
            kind: kind(it.kind),
            tags: None,
            deprecated: None,
            location: Location { uri: convert::uri(&it.path)?, range },
            container_name: Some(it.container),
        })
    });
    Some(WorkspaceSymbolResponse::Flat(information.collect()))
}

pub(crate) fn folds(ask: &Ask, _: FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let fold = |it: &folding::Fold| {
        let range = ask.range(it.span);
        FoldingRange {
            start_line: range.start.line,
            start_character: None,
            end_line: range.end.line
                - u32::from(range.end.character == 0 && range.end.line > range.start.line),
            end_character: None,
            kind: Some(if it.is_comment { FoldingRangeKind::Comment } else { FoldingRangeKind::Region }),
            collapsed_text: None,
        }
    };
    Some(folding::folds(&ask.snapshot).iter().map(fold).collect())
}

pub(crate) fn selections(ask: &Ask, params: SelectionRangeParams) -> Option<Vec<SelectionRange>> {
    let selection = |position: &lsp_types::Position| {
        let spans = selection::ranges(&ask.snapshot, ask.offset(*position));
        let mut grown: Option<SelectionRange> = None;
        for span in spans.iter().rev() {
            grown = Some(SelectionRange { range: ask.range(*span), parent: grown.map(Box::new) });
        }
        grown.unwrap_or(SelectionRange { range: lsp_types::Range::new(*position, *position), parent: None })
    };
    Some(params.positions.iter().map(selection).collect())
}

pub(crate) fn links(ask: &Ask, _: DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let link = |(span, goal): (formwork_template::Span, Goal)| {
        let target = match goal {
            Goal::File(path) => convert::uri(&path)?,
            Goal::Address(address) => Uri::from_str(&address).ok()?,
        };
        Some(DocumentLink { range: ask.range(span), target: Some(target), tooltip: None, data: None })
    };
    Some(links::links(&ask.snapshot).into_iter().filter_map(link).collect())
}
