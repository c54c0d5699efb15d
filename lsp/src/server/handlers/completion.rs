//! `textDocument/completion` and `completionItem/resolve`.

use lsp_types::{
    CompletionContext, CompletionItem, CompletionItemKind, CompletionItemTag, CompletionList,
    CompletionParams, CompletionResponse, CompletionTextEdit, CompletionTriggerKind, Documentation,
    InsertTextFormat, InsertTextMode, MarkupContent, MarkupKind, TextEdit,
};

use crate::describe;
use crate::features::completion::{Item, ItemKind, Rank, Trigger, completion as complete};
use crate::server::ask::Ask;
use crate::server::convert;

pub(crate) fn completion(ask: &Ask, params: CompletionParams) -> Option<CompletionResponse> {
    let offset = ask.offset(params.text_document_position.position);
    let found = complete(&ask.snapshot, offset, trigger(params.context.as_ref()));
    let items =
        found.items.iter().enumerate().map(|(number, item)| convert_item(ask, number, item)).collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.incomplete, items }))
}

/// Adds what is said about a choice.
pub(crate) fn resolve(_: &Ask, mut item: CompletionItem) -> CompletionItem {
    let of = item.data.as_ref().and_then(|data| serde_json::from_value(data.get(1)?.clone()).ok());
    let said = of.and_then(|of| describe::documentation(&of));
    item.documentation =
        said.map(|value| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }));
    item
}

fn trigger(context: Option<&CompletionContext>) -> Trigger {
    let Some(context) = context else { return Trigger::Invoked };
    let character = context.trigger_character.as_ref().and_then(|text| text.chars().next());
    match (context.trigger_kind, character) {
        (CompletionTriggerKind::TRIGGER_CHARACTER, Some(character)) => Trigger::Typed(character),
        (CompletionTriggerKind::TRIGGER_FOR_INCOMPLETE_COMPLETIONS, _) => Trigger::Again,
        _ => Trigger::Invoked,
    }
}

fn convert_item(ask: &Ask, number: usize, item: &Item) -> CompletionItem {
    let document = &ask.snapshot.document;
    let is_snippet = item.is_snippet && ask.client.snippets;
    let text = if item.is_snippet && !is_snippet { without_stops(&item.text) } else { item.text.clone() };
    let edit = TextEdit { range: ask.range(item.span), new_text: text };
    let more = item.more.iter().map(|edit| convert::text_edit(document, edit, ask.encoding()));
    let more: Vec<TextEdit> = more.collect();
    let data = (item.documentation != crate::features::completion::Documentation::None)
        .then(|| serde_json::to_value((&ask.uri, &item.documentation)).unwrap_or_default());
    CompletionItem {
        label: item.label.to_string(),
        kind: Some(kind(item.kind)),
        detail: item.detail.as_ref().map(ToString::to_string),
        sort_text: Some(format!("{}{number:04}", item.rank as u8)),
        filter_text: item.filter.clone(),
        tags: (item.rank == Rank::Last).then(|| vec![CompletionItemTag::DEPRECATED]),
        insert_text_format: is_snippet.then_some(InsertTextFormat::SNIPPET),
        insert_text_mode: Some(InsertTextMode::AS_IS),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        additional_text_edits: Some(more).filter(|more| !more.is_empty()),
        data,
        ..CompletionItem::default()
    }
}

fn kind(kind: ItemKind) -> CompletionItemKind {
    match kind {
        ItemKind::Section => CompletionItemKind::MODULE,
        ItemKind::ResourceType => CompletionItemKind::CLASS,
        ItemKind::Resource => CompletionItemKind::STRUCT,
        ItemKind::Parameter => CompletionItemKind::VARIABLE,
        ItemKind::Property | ItemKind::RequiredProperty => CompletionItemKind::PROPERTY,
        ItemKind::Attribute => CompletionItemKind::FIELD,
        ItemKind::Function => CompletionItemKind::FUNCTION,
        ItemKind::Condition => CompletionItemKind::EVENT,
        ItemKind::Mapping => CompletionItemKind::ENUM,
        ItemKind::Key => CompletionItemKind::KEYWORD,
        ItemKind::Value => CompletionItemKind::ENUM_MEMBER,
        ItemKind::Variable => CompletionItemKind::CONSTANT,
        ItemKind::Rule => CompletionItemKind::REFERENCE,
        ItemKind::Snippet => CompletionItemKind::SNIPPET,
    }
}

/// A snippet for a client that has none: its stops are left out.
fn without_stops(snippet: &str) -> String {
    let mut text = String::with_capacity(snippet.len());
    let mut chars = snippet.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '\\' => text.extend(chars.next()),
            '$' if chars.peek() == Some(&'{') => {
                // `${1:name}`: the name stays.
                let inner: String = chars.by_ref().skip(1).take_while(|char| *char != '}').collect();
                text.push_str(inner.split_once(':').map_or("", |(_, name)| name));
            }
            '$' => while chars.next_if(char::is_ascii_digit).is_some() {},
            other => text.push(other),
        }
    }
    text
}
