//! `textDocument/codeAction`.

use lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, CreateFile,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range,
    ResourceOp, TextDocumentEdit, TextEdit, WorkspaceEdit,
};

use crate::features::actions::{self, Action, ActionKind};
use crate::server::ask::Ask;
use crate::server::{convert, handlers};

/// All safe fixes, as editors ask for them on saving.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.formwork");

pub(crate) fn actions(ask: &Ask, params: CodeActionParams) -> Option<CodeActionResponse> {
    let only = params.context.only;
    let is_wanted = |kind: &CodeActionKind| {
        only.as_ref().is_none_or(|only| only.iter().any(|wanted| is_within(kind.as_str(), wanted.as_str())))
    };
    let mut found = Vec::new();
    // On every move of the cursor nobody wants all fixes worked out.
    if only.is_some() && is_wanted(&FIX_ALL) {
        let edits = actions::fix_all(&ask.snapshot);
        if !edits.is_empty() {
            let mut all = code_action(ask, "Fix all that is safe to fix", FIX_ALL);
            all.edit = Some(edit(ask, &edits));
            found.push(CodeActionOrCommand::CodeAction(all));
        }
    }
    let only_fix_all =
        only.as_ref().is_some_and(|only| only.iter().all(|kind| kind.as_str().starts_with("source")));
    if only_fix_all {
        return Some(found);
    }
    let span = convert::span(&ask.snapshot.document, params.range, ask.encoding());
    let all = actions::actions(&ask.snapshot, span);
    let published = handlers::diagnostics::of(ask);
    for action in all.iter().filter(|action| is_wanted(&kind(action.kind))) {
        found.extend(convert_action(ask, action, &published).map(CodeActionOrCommand::CodeAction));
    }
    Some(found)
}

/// Whether a kind is another or a part of it: `refactor.extract` of `refactor`.
fn is_within(kind: &str, wanted: &str) -> bool {
    wanted.is_empty() || kind == wanted || kind.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('.'))
}

fn kind(kind: ActionKind) -> CodeActionKind {
    match kind {
        ActionKind::QuickFix => CodeActionKind::QUICKFIX,
        ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        ActionKind::Inline => CodeActionKind::REFACTOR_INLINE,
        ActionKind::Rewrite | ActionKind::Add => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::FixAll => FIX_ALL,
    }
}

fn code_action(ask: &Ask, title: &str, kind: CodeActionKind) -> CodeAction {
    let _ = ask;
    CodeAction { title: title.to_owned(), kind: Some(kind), ..CodeAction::default() }
}

fn convert_action(ask: &Ask, action: &Action, published: &[lsp_types::Diagnostic]) -> Option<CodeAction> {
    let mut converted = code_action(ask, &action.title, kind(action.kind));
    converted.is_preferred = action.is_preferred.then_some(true);
    let mends: Vec<_> = action.mends.iter().filter_map(|number| published.get(*number).cloned()).collect();
    converted.diagnostics = Some(mends).filter(|mends| !mends.is_empty());
    converted.edit = Some(match &action.file {
        None => edit(ask, &action.edits),
        Some((path, text)) if ask.client.creates_files => new_file(path, text)?,
        Some(_) => return None,
    });
    Some(converted)
}

fn edit(ask: &Ask, edits: &[formwork_rules::Edit]) -> WorkspaceEdit {
    let path = ask.snapshot.document.path.clone();
    convert::workspace_edit(ask, &[(path, edits.to_vec())].into())
}

fn new_file(path: &std::path::Path, text: &str) -> Option<WorkspaceEdit> {
    let uri = convert::uri(path)?;
    let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
    let insert = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit { range: Range::default(), new_text: text.to_owned() })],
    };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(insert)];
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}
