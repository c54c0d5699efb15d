//! What a selection grows to: the word, the value, the entry, the map, up to the whole document.

use formwork_template::Span;

use crate::document::Kind;
use crate::snapshot::Snapshot;
use crate::trail::{Part, Trail};

/// Spans around an offset, each within the next.
pub fn ranges(snapshot: &Snapshot, offset: u32) -> Vec<Span> {
    let whole = Span::of(0..snapshot.text().len());
    let mut spans = vec![word(snapshot.text(), offset)];
    if !matches!(snapshot.document.kind, Kind::Guard | Kind::Other) {
        let tree = snapshot.template().tree();
        let trail = Trail::to(tree, offset);
        if let Part::Key { key, value } = trail.part {
            spans.push(tree.span(key));
            spans.push(tree.span(key).cover(tree.span_with_tag(value)));
        }
        for (number, node) in trail.nodes.iter().enumerate().rev() {
            spans.push(tree.span(*node));
            spans.push(tree.span_with_tag(*node));
            // The entry that it is the value of.
            let above = number.checked_sub(1).and_then(|above| trail.nodes.get(above));
            let entry =
                above.and_then(|above| tree.entries(*above).iter().find(|entry| entry.value == *node));
            spans.extend(entry.map(|entry| tree.span(entry.key).cover(tree.span_with_tag(*node))));
        }
    }
    spans.push(snapshot.document.line_at(offset));
    spans.push(whole);
    spans.retain(|span| span.touches(offset));
    spans.sort_by_key(|span| span.len());
    let mut nested: Vec<Span> = Vec::new();
    for span in spans {
        let grows = nested.last().is_none_or(|last| span.contains(*last) && span != *last);
        if grows {
            nested.push(span);
        }
    }
    nested
}

fn word(text: &str, offset: u32) -> Span {
    let at = (offset as usize).min(text.len());
    let is_word = |char: char| char.is_alphanumeric() || char == '_';
    let start = text[..at].char_indices().rev().take_while(|(_, char)| is_word(*char)).last();
    let end = text[at..].find(|char| !is_word(char)).map_or(text.len(), |length| at + length);
    Span::of(start.map_or(at, |(start, _)| start)..end)
}
