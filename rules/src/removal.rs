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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use formwork_template::{Syntax, Template, parse};

    /// Takes `B` out of the map `M`, or the second item out of the list `L`.
    fn without(text: &str, syntax: Syntax) -> String {
        let template = Template::new(parse(Arc::from(text), syntax));
        let root = template.root();
        let edit = match root.get("L") {
            Some(list) => super::item(list, 1),
            None => root.get("M").and_then(|map| super::entry(map, "B")),
        };
        let edit = edit.expect("it is there");
        let mut text = text.to_owned();
        text.replace_range(edit.span.range(), &edit.text);
        text
    }

    #[test]
    fn takes_lines_where_it_has_lines_and_commas_where_it_has_commas() {
        let yaml = |text| without(text, Syntax::Yaml);
        assert_eq!(yaml("M:\n  A: 1\n  B:\n    - 2\n  C: 3\n"), "M:\n  A: 1\n  C: 3\n");
        assert_eq!(yaml("M: { A: 1, B: 2 }\n"), "M: { A: 1 }\n");
        assert_eq!(yaml("L:\n  - a\n  - b # b\n"), "L:\n  - a\n");
        assert_eq!(yaml("L: [a, b, c]\n"), "L: [a, c]\n");
        let json = |text| without(text, Syntax::Json);
        assert_eq!(json("{\"M\": {\n  \"A\": 1,\n  \"B\": 2\n}}"), "{\"M\": {\n  \"A\": 1\n}}");
        assert_eq!(json("{\"L\": [\n  1,\n  2,\n  3\n]}"), "{\"L\": [\n  1,\n  3\n]}");
    }
}
