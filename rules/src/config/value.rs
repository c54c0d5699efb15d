//! A value of a template that is written in the configuration: `true`, a text, a
//! list, a map, or a function in its short or long form.

use std::sync::Arc;

use formwork_template::{Data, Entry, NodeId, ScalarKind, Syntax, Template, Tree, parse};

use super::reader::{Decode, Reader};
use crate::insertion::{New, flow};

/// See the module.
#[derive(Debug, Clone)]
pub struct TemplateValue {
    new: New,
    /// The value by itself, to be compared with those of templates.
    document: Arc<Template>,
}

impl TemplateValue {
    fn of(new: New) -> Self {
        let text = flow(&new, Syntax::Json);
        Self { document: Arc::new(Template::new(parse(text.into(), Syntax::Json))), new }
    }

    /// `true`.
    pub(crate) fn yes() -> Self {
        Self::of(New::True)
    }

    /// As it is put into a template.
    pub(crate) fn written(&self) -> &New {
        &self.new
    }

    /// Its text, where it is a scalar.
    pub(crate) fn scalar(&self) -> Option<&str> {
        self.document.root().text()
    }

    /// Whether it is a text, or a function that may give one.
    pub(crate) fn is_text(&self) -> bool {
        let root = self.document.root();
        root.string().is_some() || root.function().is_some()
    }

    /// Whether a value of a template means the same.
    pub(crate) fn is(&self, value: formwork_template::Value<'_>) -> bool {
        self.document.root().canonical() == value.canonical()
    }

    /// As a message shows it, on one line.
    pub(crate) fn shown(&self) -> String {
        match self.scalar() {
            Some(text) => text.to_owned(),
            None => flow(&self.new, Syntax::Yaml),
        }
    }
}

impl Decode for TemplateValue {
    fn decode(reader: &mut Reader<'_>, node: NodeId) -> Option<Self> {
        match of_node(reader.tree(), node) {
            Some(new) => Some(Self::of(new)),
            None => reader.wrong_kind(node, "a value of a template"),
        }
    }
}

/// A text in flow style as something new; none where it can't be read.
pub(crate) fn of_text(text: &str) -> Option<New> {
    let parsed = parse(text.into(), Syntax::Yaml);
    if parsed.errors.is_empty() { of_node(&parsed.tree, parsed.tree.root()) } else { None }
}

/// A node as something new; none where it is empty or broken.
pub(crate) fn of_node(tree: &Tree, node: NodeId) -> Option<New> {
    let plain = match tree.data(node) {
        Data::Scalar(scalar) => {
            let text = tree.scalar_text(*scalar).to_owned();
            match scalar.kind {
                ScalarKind::Null => return None,
                ScalarKind::String | ScalarKind::Date => New::Text(text),
                ScalarKind::Bool(true) => New::True,
                ScalarKind::Bool(false) => New::Source("false".to_owned()),
                _ => New::Source(text),
            }
        }
        Data::Sequence(items) => {
            New::List(items.iter().map(|&item| of_node(tree, item)).collect::<Option<_>>()?)
        }
        Data::Mapping(_) => {
            let entry = |entry: &Entry| Some((tree.text(entry.key)?.to_owned(), of_node(tree, entry.value)?));
            called(tree.entries(node).iter().map(entry).collect::<Option<_>>()?)
        }
        Data::Error => return None,
    };
    Some(match tree.tag(node) {
        Some(tag) => call(&tag.name, plain),
        None => plain,
    })
}

/// A map, or the function that it is the long form of.
fn called(mut entries: Vec<(String, New)>) -> New {
    let name = match entries.as_slice() {
        [(key, _)] if key == "Ref" => Some(key.clone()),
        [(key, _)] => key.strip_prefix("Fn::").map(str::to_owned),
        _ => None,
    };
    match (name, entries.pop()) {
        (Some(name), Some((_, argument))) => call(&name, argument),
        (_, last) => New::Map(entries.into_iter().chain(last).collect()),
    }
}

fn call(name: &str, argument: New) -> New {
    match &argument {
        New::Text(target) if name == "Ref" => New::Ref(target.clone()),
        // Written `Logs.Arn`, which is a list in JSON.
        New::Text(target) if name == "GetAtt" => match target.split_once('.') {
            Some((resource, attribute)) => New::GetAtt(resource.to_owned(), attribute.to_owned()),
            None => New::Call(name.to_owned(), Box::new(argument)),
        },
        _ => New::Call(name.to_owned(), Box::new(argument)),
    }
}
