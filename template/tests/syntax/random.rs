//! Arbitrary text and arbitrary edits: no panic, and spans that can be trusted.

use std::collections::HashSet;

use formwork_template::{Data, NodeId, Parsed, Span, Syntax, Tree};
use proptest::prelude::*;

use crate::show::read;
use crate::{NETWORK, QUEUE, SERVICE};

/// Every span lies in the text on character boundaries, and every child in its parent.
fn check(parsed: &Parsed) {
    let source = parsed.tree.source();
    let in_text = |span: Span| assert!(source.get(span.range()).is_some(), "{span:?} of {source:?}");
    for error in &parsed.errors {
        in_text(error.span);
        if let Some((span, _)) = &error.related {
            in_text(*span);
        }
        assert!(!error.message.is_empty());
    }
    parsed.tree.comments().iter().for_each(|comment| in_text(comment.span));
    parsed.tree.aliases().iter().for_each(|&span| in_text(span));
    let mut seen = HashSet::new();
    nodes(&parsed.tree, parsed.tree.root(), &mut seen, &in_text);
}

fn nodes(tree: &Tree, node: NodeId, seen: &mut HashSet<NodeId>, in_text: &impl Fn(Span)) {
    let span = tree.span(node);
    in_text(span);
    in_text(tree.span_with_tag(node));
    let children: Vec<NodeId> = match tree.data(node) {
        Data::Sequence(items) => items.to_vec(),
        Data::Mapping(_) => tree
            .entries(node)
            .iter()
            .filter(|entry| !entry.merged)
            .flat_map(|entry| [entry.key, entry.value])
            .collect(),
        _ => Vec::new(),
    };
    for child in children {
        // An alias points elsewhere; only the first way to a node is checked.
        if seen.insert(child) {
            assert!(
                span.contains(tree.span_with_tag(child)),
                "{:?} outside {span:?} in {:?}",
                tree.span_with_tag(child),
                tree.source()
            );
            nodes(tree, child, seen, in_text);
        }
    }
}

fn both(text: &str) {
    check(&read(text, Syntax::Yaml));
    check(&read(text, Syntax::Json));
}

/// Pieces that YAML and JSON are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "b:", ": ", "- ", "\n", "\n  ", "\n    ", "\t", "[", "]", "{", "}", ",", "\"", "'", "#", " # c",
        "!Ref ", "!Sub |\n", "&x ", "*x", "<<: *x", "|", ">-", "é", "😀", "\r\n", "\u{feff}", "---", "...",
        "%", "? ", "\\", "\\u", "\0", "1", "null", "~", "/*", "//",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// A template with a few stretches of text put out of place.
fn edited(text: &'static str) -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..12_usize, pieces());
    prop::collection::vec(edit, 1..4).prop_map(move |edits| {
        let mut text = text.to_owned();
        for (place, length, new) in edits {
            let start = place.index(text.len() + 1);
            let end = (start + length).min(text.len());
            if text.is_char_boundary(start) && text.is_char_boundary(end) {
                text.replace_range(start..end, &new.chars().take(4).collect::<String>());
            }
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        both(&text);
    }

    #[test]
    fn any_pieces(text in pieces()) {
        both(&text);
    }

    #[test]
    fn any_edits(text in prop_oneof![edited(NETWORK), edited(SERVICE), edited(QUEUE)]) {
        both(&text);
    }
}
