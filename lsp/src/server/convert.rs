//! Between the protocol's types and ours. Nothing else knows both.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::sync::Arc;

use formwork_rules::{Edit, Severity};
use formwork_template::Span;
use lsp_types::{
    CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, DocumentChanges,
    Location, NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, Range, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};

use super::ask::Ask;
use crate::document::{Document, Encoding, Position};
use crate::features::links;

/// The path of a URI. What is not saved yet is taken to be in `folder`.
pub(crate) fn path(uri: &Uri, folder: &Path) -> PathBuf {
    let parsed = url::Url::parse(uri.as_str()).ok();
    let file = parsed.as_ref().filter(|url| url.scheme() == "file").and_then(|url| url.to_file_path().ok());
    file.unwrap_or_else(|| {
        let name = uri.as_str().split_once(':').map_or(uri.as_str(), |(_, name)| name);
        folder.join(name.trim_start_matches('/'))
    })
}

/// The URI of a path.
pub(crate) fn uri(path: &Path) -> Option<Uri> {
    Uri::from_str(url::Url::from_file_path(path).ok()?.as_str()).ok()
}

pub(crate) fn offset(document: &Document, position: lsp_types::Position, encoding: Encoding) -> u32 {
    document.offset(Position { line: position.line, column: position.character }, encoding)
}

pub(crate) fn position(document: &Document, offset: u32, encoding: Encoding) -> lsp_types::Position {
    let Position { line, column } = document.position(offset, encoding);
    lsp_types::Position { line, character: column }
}

pub(crate) fn range(document: &Document, span: Span, encoding: Encoding) -> Range {
    Range { start: position(document, span.start, encoding), end: position(document, span.end, encoding) }
}

pub(crate) fn span(document: &Document, range: Range, encoding: Encoding) -> Span {
    let start = offset(document, range.start, encoding);
    Span::new(start, offset(document, range.end, encoding).max(start))
}

pub(crate) fn text_edit(document: &Document, edit: &Edit, encoding: Encoding) -> TextEdit {
    TextEdit { range: range(document, edit.span, encoding), new_text: edit.text.clone() }
}

/// Edits of files, with versions where the client takes them.
pub(crate) fn workspace_edit(ask: &Ask, edits: &BTreeMap<PathBuf, Vec<Edit>>) -> WorkspaceEdit {
    let mut by_uri = Vec::new();
    for (path, edits) in edits {
        let own = *path == ask.snapshot.document.path;
        let (document, uri) = if own {
            (Some(Arc::clone(&ask.snapshot.document)), Some(ask.uri.clone()))
        } else {
            (ask.snapshot.workspace.document(path), uri(path))
        };
        let (Some(document), Some(uri)) = (document, uri) else { continue };
        let edits: Vec<TextEdit> =
            edits.iter().map(|edit| text_edit(&document, edit, ask.encoding())).collect();
        let is_open = own || ask.snapshot.workspace.open.contains_key(path);
        by_uri.push((uri, is_open.then_some(document.version), edits));
    }
    if ask.client.document_changes {
        let change = |(uri, version, edits): (Uri, Option<i32>, Vec<TextEdit>)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        };
        let changes = by_uri.into_iter().map(change).collect();
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(changes)),
            ..WorkspaceEdit::default()
        };
    }
    #[allow(clippy::mutable_key_type)] // a URI's cell holds what was parsed of it, which its hash leaves out
    let changes = by_uri.into_iter().map(|(uri, _, edits)| (uri, edits)).collect();
    WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }
}

/// The page of a built-in rule or of one of the packs.
fn page(rule: &formwork_rules::Meta) -> Option<CodeDescription> {
    Some(CodeDescription { href: Uri::from_str(&links::page(rule.code)).ok()? })
}

/// A finding as a client shows it. `elsewhere` finds the URI of another file by its name.
pub(crate) fn diagnostic(
    document: &Document,
    found: &formwork_rules::Diagnostic,
    uri: &Uri,
    elsewhere: &dyn Fn(&str) -> Option<Uri>,
    encoding: Encoding,
) -> lsp_types::Diagnostic {
    let mut message = found.message.clone();
    if let Some(when) = &found.when {
        message.push_str(&format!(" (when {when})"));
    }
    if let Some(help) = &found.help {
        message.push('\n');
        message.push_str(help);
    }
    let related = found.related.iter().filter_map(|related| {
        let location = match &related.file {
            None => Location { uri: uri.clone(), range: range(document, related.span, encoding) },
            Some(file) => {
                let other = Document::new(PathBuf::from(file.name.as_str()), 0, Arc::clone(&file.text));
                Location { uri: elsewhere(&file.name)?, range: range(&other, related.span, encoding) }
            }
        };
        Some(DiagnosticRelatedInformation { location, message: related.label.clone() })
    });
    let related: Vec<_> = related.collect();
    let meta = formwork_rules::find(found.rule.as_str());
    lsp_types::Diagnostic {
        range: range(document, found.span, encoding),
        severity: Some(match found.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Info => DiagnosticSeverity::INFORMATION,
        }),
        code: Some(NumberOrString::String(found.rule.to_string())),
        code_description: meta.and_then(page),
        source: Some("formwork".to_owned()),
        message,
        related_information: Some(related).filter(|related| !related.is_empty()),
        tags: tags(found.rule.as_str()),
        data: None,
    }
}

/// How findings of some rules are shown: what is not used is faded, what is not to be used any more struck out.
fn tags(rule: &str) -> Option<Vec<DiagnosticTag>> {
    /// Unused parameters, mappings and conditions, and exceptions that cover nothing.
    const UNNECESSARY: &[&str] = &["W2001", "W7001", "W8001", "SUP001"];
    /// Types, properties and runtimes whose end is announced.
    const DEPRECATED: &[&str] = &["W2531", "W3663", "E2531", "W3687", "I3013"];
    if UNNECESSARY.contains(&rule) {
        Some(vec![DiagnosticTag::UNNECESSARY])
    } else if DEPRECATED.contains(&rule) {
        Some(vec![DiagnosticTag::DEPRECATED])
    } else {
        None
    }
}
