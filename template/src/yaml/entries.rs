//! Entries of a YAML mapping: merge keys, and keys that cannot be keys.

use super::compose::Composer;
use crate::parse::SyntaxError;
use crate::tree::{Data, Entry, NodeId, ScalarKind, Style};

impl Composer<'_> {
    /// Adds one entry, or the entries that a merge key brings in.
    pub(super) fn entry(&mut self, entries: &mut Vec<Entry>, key: NodeId, value: NodeId) {
        let tree = self.builder.tree();
        let is_merge = matches!(
            tree.data(key),
            Data::Scalar(scalar) if scalar.style == Style::Plain && tree.scalar_text(*scalar) == "<<"
        ) && tree.tag(key).is_none();
        if is_merge {
            self.merge(entries, key, value);
            return;
        }
        let key = self.checked_key(key);
        entries.push(Entry { key, value, merged: false });
    }

    fn merge(&mut self, entries: &mut Vec<Entry>, key: NodeId, value: NodeId) {
        let tree = self.builder.tree();
        let sources = match tree.data(value) {
            Data::Sequence(items) => items.to_vec(),
            _ => vec![value],
        };
        let mut bad = None;
        for source in sources {
            match tree.data(source) {
                Data::Mapping(_) => {
                    entries.extend(tree.entries(source).iter().map(|entry| Entry { merged: true, ..*entry }));
                }
                Data::Error => {}
                _ => bad = Some(source),
            }
        }
        let span = tree.span(key);
        if bad.is_some() {
            self.errors.push(SyntaxError {
                span,
                message: "`<<` merges something that is not a mapping".to_owned(),
                help: Some("Give `<<` an alias of a mapping, or a list of such aliases".to_owned()),
                related: None,
            });
        }
        self.builder.merge(span);
    }

    /// A key that can name something, or an error node in its place.
    fn checked_key(&mut self, key: NodeId) -> NodeId {
        let tree = self.builder.tree();
        let span = tree.span_with_tag(key);
        let (message, help, keep) = match tree.data(key) {
            Data::Scalar(scalar) if scalar.kind == ScalarKind::Null => {
                ("A key is null".to_owned(), "Write a name before the colon, or quote it", true)
            }
            Data::Scalar(_) => match tree.tag(key) {
                Some(tag) => (
                    format!("`!{}` stands on a key; a key is plain text", tag.name),
                    "Put the function on a line of its own, or use its long form `Fn::...`",
                    true,
                ),
                None => return key,
            },
            Data::Error => return key,
            Data::Mapping(_) => {
                ("A mapping is used as a key".to_owned(), "Quote text that contains `{`", false)
            }
            Data::Sequence(_) => {
                ("A list is used as a key".to_owned(), "Quote text that contains `[`", false)
            }
        };
        self.errors.push(SyntaxError { span, message, help: Some(help.to_owned()), related: None });
        if keep { key } else { self.builder.error(span) }
    }
}
