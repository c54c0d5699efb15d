//! Setting a property by its path to a value that is written in flow style: the
//! whole path is made where it is missing, one value is put in the place of another,
//! and what holds others is never replaced.

use formwork_template::{Data, FunctionName, NodeId, Syntax, Tree, Value, parse};

use crate::Edit;
use crate::insertion::{New, add_entries, flow};

/// Sets what `keys` lead to from `map` on.
pub(crate) fn set(map: Value<'_>, keys: &[&str], value: &str) -> Option<Edit> {
    let new = read(value)?;
    for present in (0..keys.len()).rev() {
        let (above, below) = keys.split_at(present);
        let Some(map) = (if above.is_empty() { Some(map) } else { map.at(above) }) else {
            continue;
        };
        let (first, rest) = below.split_first()?;
        if let Some(old) = map.get(first) {
            // Only a value is replaced, never a whole that holds others.
            let is_single = rest.is_empty() && old.scalar().is_some();
            return is_single.then(|| Edit { span: old.span(), text: flow(&new, map.tree().syntax()) });
        }
        let new = rest.iter().rev().fold(new, |new, key| New::Map(vec![((*key).to_owned(), new)]));
        return add_entries(map, &[((*first).to_owned(), new)]);
    }
    None
}

/// A value in flow style.
fn read(text: &str) -> Option<New> {
    let parsed = parse(text.into(), Syntax::Yaml);
    parsed.errors.is_empty().then(|| of_node(&parsed.tree, parsed.tree.root()))
}

fn of_node(tree: &Tree, node: NodeId) -> New {
    if let Some(function) = Value::new(tree, node).function() {
        let name = function.argument.text().unwrap_or_default();
        match (function.name, name.split_once('.')) {
            (FunctionName::Ref, _) => return New::Ref(name.to_owned()),
            (FunctionName::GetAtt, Some((id, attribute))) => {
                return New::GetAtt(id.to_owned(), attribute.to_owned());
            }
            _ => {}
        }
    }
    match tree.data(node) {
        Data::Scalar(scalar) => {
            let text = tree.scalar_text(*scalar);
            match scalar.kind {
                formwork_template::ScalarKind::String | formwork_template::ScalarKind::Date => {
                    New::Text(text.to_owned())
                }
                _ => New::Source(text.to_owned()),
            }
        }
        Data::Sequence(items) => New::List(items.iter().map(|&item| of_node(tree, item)).collect()),
        Data::Mapping(_) => {
            let entry = |entry: &formwork_template::Entry| {
                (tree.text(entry.key).unwrap_or_default().to_owned(), of_node(tree, entry.value))
            };
            New::Map(tree.entries(node).iter().map(entry).collect())
        }
        Data::Error => New::Source(String::new()),
    }
}
