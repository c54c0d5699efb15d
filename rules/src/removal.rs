//! Edits that take something out of a template without leaving a trace: an
//! entry of a map or an item of a list, with its line where it has lines of its
//! own, with its comma where it has not.

use formwork_template::{Span, Value};

use crate::Edit;

/// Takes out an entry of a map; `None` if it came from somewhere else.
pub(crate) fn entry(map: Value<'_>, key: &str) -> Option<Edit> {
    let tree = map.tree();
    let parts: Vec<Span> = tree
        .entries(map.node())
        .iter()
        .filter(|entry| !entry.merged)
        .map(|entry| tree.span(entry.key).cover(tree.span_with_tag(entry.value)))
        .collect();
    let found = map.entry(key)?.0.span;
    let number = parts.iter().position(|part| part.start == found.start)?;
    Some(part(tree.source(), &parts, number))
}

/// Takes out an item of a list.
pub(crate) fn item(list: Value<'_>, number: usize) -> Option<Edit> {
    let parts: Vec<Span> = list.items().map(Value::span).collect();
    (number < parts.len()).then(|| part(list.tree().source(), &parts, number))
}

fn part(source: &str, parts: &[Span], number: usize) -> Edit {
    let own = parts[number];
    let before = source[..own.start as usize].rfind('\n').map_or(0, |end| end + 1);
    let behind = source[own.end as usize..].find('\n').map_or(source.len(), |end| own.end as usize + end + 1);
    let head = source[before..own.start as usize].trim();
    let tail = source[own.end as usize..behind].trim();
    let alone = matches!(head, "" | "-") && (tail.is_empty() || tail.starts_with('#'));
    let in_flow = |at: Option<&str>| at.is_some_and(|text| text.trim_end().ends_with([',', '[', '{']));
    let span = if alone && !in_flow(source.get(..own.start as usize)) {
        Span::of(before..behind)
    } else if let Some(next) = parts.get(number + 1) {
        Span::new(own.start, next.start)
    } else if let Some(previous) = number.checked_sub(1).map(|previous| parts[previous]) {
        Span::new(previous.end, own.end)
    } else {
        own
    };
    Edit { span, text: String::new() }
}
