//! `textDocument/codeAction` and `codeAction/resolve`.

use lsp_server::ErrorCode;
use lsp_types::request::{CodeActionRequest, Request};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionTriggerKind, CreateFile, DocumentChangeOperation,
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit,
    TextEdit, WorkspaceEdit,
};
use serde_json::Value;

use crate::features::actions::{self, Action, ActionKind, Later};
use crate::server::ask::Ask;
use crate::server::routes::Refusal;
use crate::server::{convert, handlers};

/// All safe fixes, as editors ask for them on saving.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.formwork");

/// The request for actions. `lsp-types` knows of no snippets in edits, so that answers are values.
pub(crate) enum Offer {}

impl Request for Offer {
    type Params = CodeActionParams;
    type Result = Vec<Value>;
    const METHOD: &'static str = CodeActionRequest::METHOD;
}

pub(crate) fn actions(ask: &Ask, params: CodeActionParams) -> Vec<Value> {
    let context = params.context;
    let only = context.only;
    let is_wanted = |kind: &CodeActionKind| {
        only.as_ref().is_none_or(|only| only.iter().any(|wanted| is_within(kind.as_str(), wanted.as_str())))
    };
    let mut found = Vec::new();
    // On every move of the cursor nobody wants all fixes worked out.
    if only.is_some() && is_wanted(&FIX_ALL) {
        let edits = actions::fix_all(&ask.snapshot);
        if !edits.is_empty() {
            let mut all = code_action("Fix all that is safe to fix", FIX_ALL);
            all.edit = Some(edit(ask, &edits));
            found.extend(serde_json::to_value(all));
        }
    }
    let only_of_source =
        only.as_ref().is_some_and(|only| only.iter().all(|kind| kind.as_str().starts_with("source")));
    if only_of_source {
        return found;
    }
    let is_asked_for = context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    let span = convert::span(&ask.snapshot.document, params.range, ask.encoding());
    let all = actions::actions(&ask.snapshot, span);
    let published = handlers::diagnostics::of(ask);
    for action in all.iter().filter(|action| is_wanted(&kind(action.kind))) {
        // What takes long is worked out at once only for a person who waits for it.
        if action.later.is_none() || ask.client.resolves_edits || is_asked_for {
            found.extend(convert_action(ask, action, &published));
        }
    }
    found
}

/// Works out the edit of an action that somebody has chosen.
pub(crate) fn resolve(ask: &Ask, mut action: CodeAction) -> Result<CodeAction, Refusal> {
    let Some(data) = action.data.clone() else { return Ok(action) };
    let (_, version, later): (Value, i32, Later) = serde_json::from_value(data)?;
    if version != ask.snapshot.document.version {
        let why = "the document was changed since the action was offered".to_owned();
        return Err(Refusal { code: ErrorCode::ContentModified, why });
    }
    action.edit = Some(edit(ask, &later.edits(&ask.snapshot)));
    Ok(action)
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
    }
}

fn code_action(title: &str, kind: CodeActionKind) -> CodeAction {
    CodeAction { title: title.to_owned(), kind: Some(kind), ..CodeAction::default() }
}

fn convert_action(ask: &Ask, action: &Action, published: &[lsp_types::Diagnostic]) -> Option<Value> {
    let mut converted = code_action(&action.title, kind(action.kind));
    converted.is_preferred = action.is_preferred.then_some(true);
    let mends: Vec<_> = action.mends.iter().filter_map(|number| published.get(*number).cloned()).collect();
    converted.diagnostics = Some(mends).filter(|mends| !mends.is_empty());
    match (&action.file, &action.later) {
        (Some((path, text)), _) if ask.client.creates_files => converted.edit = Some(new_file(path, text)?),
        (Some(_), _) => return None,
        (None, Some(later)) if ask.client.resolves_edits => {
            let version = ask.snapshot.document.version;
            converted.data = serde_json::to_value((&ask.uri, version, later)).ok();
        }
        (None, Some(later)) => converted.edit = Some(edit(ask, &later.edits(&ask.snapshot))),
        (None, None) => converted.edit = Some(edit(ask, &action.edits)),
    }
    let mut converted = serde_json::to_value(converted).ok()?;
    if ask.client.snippet_edits {
        add_stops(&mut converted, &action.stops);
    }
    Some(converted)
}

/// Makes snippets of the edits whose text a person has to complete. Only edits with versions take them.
fn add_stops(action: &mut Value, stops: &[String]) {
    let Some(edits) = action.pointer_mut("/edit/documentChanges/0/edits").and_then(Value::as_array_mut)
    else {
        return;
    };
    for edit in edits.iter_mut().filter(|_| !stops.is_empty()) {
        let begins_line = edit.pointer("/range/start/character").is_some_and(|it| *it == 0);
        let Some(text) = edit.get("newText").and_then(Value::as_str) else { continue };
        // Editors indent further lines by the line that a snippet begins on.
        if begins_line || !text.contains('\n') {
            let snippet = serde_json::json!({ "kind": "snippet", "value": snippet(text, stops) });
            *edit = serde_json::json!({ "range": edit["range"], "snippet": snippet });
        }
    }
}

/// A text as a snippet that stops at each of some parts of it.
fn snippet(text: &str, stops: &[String]) -> String {
    let mut snippet = text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}");
    for (number, stop) in stops.iter().enumerate() {
        // The last one: a rule may be called like it.
        if let Some(at) = snippet.rfind(stop.as_str()) {
            snippet.replace_range(at..at + stop.len(), &format!("${{{}:{stop}}}", number + 1));
        }
    }
    snippet
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

#[cfg(test)]
mod tests {
    use super::snippet;

    #[test]
    fn stops_are_marked_and_the_rest_stands_for_itself() {
        let stops = ["2027-03-01", "reason"].map(str::to_owned);
        assert_eq!(
            snippet("# ignore[a] until 2027-03-01 -- reason # $}\n", &stops),
            "# ignore[a] until ${1:2027-03-01} -- ${2:reason} # \\$\\}\n"
        );
    }
}
