//! Trees and errors as text, for expectations that can be read.

use std::sync::Arc;

use formwork_template::{Data, NodeId, Parsed, ScalarKind, Syntax, Tree, parse};

pub(crate) fn read(text: &str, syntax: Syntax) -> Parsed {
    parse(Arc::from(text), syntax)
}

/// `{key: value, ...}` with the kind of each scalar that is no string.
pub(crate) fn tree(tree: &Tree, node: NodeId) -> String {
    let tag = tree.tag(node).map(|tag| format!("!{} ", tag.name)).unwrap_or_default();
    let data = match tree.data(node) {
        Data::Error => "<error>".to_owned(),
        Data::Scalar(scalar) => {
            let text = tree.scalar_text(*scalar);
            match scalar.kind {
                ScalarKind::String => format!("{text:?}"),
                ScalarKind::Null => "null".to_owned(),
                ScalarKind::Bool(value) => value.to_string(),
                ScalarKind::Integer(value) => value.to_string(),
                ScalarKind::Float(value) => format!("{value:?}"),
                ScalarKind::Date => format!("date {text}"),
            }
        }
        Data::Sequence(items) => {
            let items: Vec<_> = items.iter().map(|&item| self::tree(tree, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Data::Mapping(_) => {
            let entries = tree.entries(node).iter().map(|entry| {
                let mark = if entry.merged { "<<" } else { "" };
                let key = tree.text(entry.key).unwrap_or("<error>");
                format!("{mark}{key}: {}", self::tree(tree, entry.value))
            });
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    };
    tag + &data
}

/// Each error as `line:column text-of-its-span message`.
pub(crate) fn errors(parsed: &Parsed) -> Vec<String> {
    let source = parsed.tree.source();
    let show = |span: formwork_template::Span| {
        let before = &source[..span.start as usize];
        let line = before.matches('\n').count() + 1;
        let column = before[before.rfind('\n').map_or(0, |at| at + 1)..].chars().count() + 1;
        format!("{line}:{column}")
    };
    let error = |error: &formwork_template::SyntaxError| {
        let related =
            error.related.as_ref().map(|(span, _)| format!(" <- {}", show(*span))).unwrap_or_default();
        format!("{} {}{related}", show(error.span), error.message)
    };
    parsed.errors.iter().map(error).collect()
}

/// Checks tree and errors of a text.
#[track_caller]
pub(crate) fn check(syntax: Syntax, text: &str, expected: &str, messages: &[&str]) {
    let parsed = read(text, syntax);
    assert_eq!(tree(&parsed.tree, parsed.tree.root()), expected, "tree of {text:?}");
    assert_eq!(errors(&parsed), messages, "errors of {text:?}");
}
