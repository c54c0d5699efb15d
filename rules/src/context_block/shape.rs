//! The form of a context block: its fields on either level, and what has not their shape.

use formwork_template::{Name, Place, ScalarKind, Span, Value};

use crate::words;

/// Where a block stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    Template,
    Resource,
}

/// Something that has not the form of its place.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
}

/// The fields of a map, and whether each has to be there.
type Fields = &'static [(&'static str, Shape, bool)];

/// What a field holds.
#[derive(Clone, Copy)]
enum Shape {
    Text,
    OneOf(&'static [&'static str]),
    /// A list of these.
    List(&'static Self),
    /// A map of these by any name.
    Each(&'static Self),
    /// A map with these fields, and whether each has to be there.
    Map(Fields),
    /// A text, or a map with these fields.
    TextOr(&'static Self),
}

const LEVEL: Shape =
    Shape::OneOf(&["must-never-change", "change-with-constraints", "review-required", "free-to-tune"]);
const TRUST: Shape = Shape::Map(&[
    ("src", Shape::OneOf(&["authored", "comment", "commit", "infer"]), true),
    ("conf", Shape::OneOf(&["high", "medium", "low"]), true),
    ("cite", Shape::Text, false),
    ("note", Shape::Text, false),
]);
const REFERENCE: Shape = Shape::TextOr(&Shape::Map(&[
    ("at", Shape::Text, true),
    ("has", Shape::Text, false),
    ("scope", Shape::Text, false),
]));

/// Source: `Metadata` attribute in the CloudFormation template reference.
const OF_RESOURCE: &[(&str, Shape)] = &[
    ("deps", Shape::List(&Shape::Text)),
    ("must", Shape::List(&Shape::Text)),
    ("mutability", Shape::Each(&LEVEL)),
    ("mutable", LEVEL),
    ("trust", TRUST),
    ("why", Shape::Text),
];
const OF_TEMPLATE: &[(&str, Shape)] = &[
    ("arch", Shape::Text),
    ("must", Shape::List(&Shape::Text)),
    ("owner", Shape::Text),
    ("ref", Shape::List(&REFERENCE)),
];

impl Level {
    fn fields(self) -> &'static [(&'static str, Shape)] {
        match self {
            Self::Template => OF_TEMPLATE,
            Self::Resource => OF_RESOURCE,
        }
    }

    fn other(self) -> (Self, &'static str) {
        match self {
            Self::Template => (Self::Resource, "resource"),
            Self::Resource => (Self::Template, "template"),
        }
    }
}

/// What is wrong with a block.
pub(crate) fn faults(key: Name<'_>, block: Value<'_>, level: Level) -> Vec<Fault> {
    let mut walk = Walk(Vec::new());
    if !block.is_map() {
        walk.add(key.span, "The context is not a map");
        return walk.0;
    }
    let (other, owner) = level.other();
    let names: Vec<&str> = level.fields().iter().map(|(name, _)| *name).collect();
    for (key, value) in block.entries() {
        if let Some((_, shape)) = level.fields().iter().find(|(name, _)| *name == key.text) {
            walk.field(value, *shape, Place::key(key.span));
        } else if other.fields().iter().any(|(name, _)| *name == key.text) {
            walk.add(key.span, format!("`{key}` is for the context of the {owner}"));
        } else {
            let help = Some(format!("It has {}", words::list(&names)));
            walk.0.push(Fault { span: key.span, message: format!("A context has no field `{key}`"), help });
        }
    }
    walk.0
}

struct Walk(Vec<Fault>);

impl Walk {
    fn add(&mut self, span: Span, message: impl Into<String>) {
        self.0.push(Fault { span, message: message.into(), help: None });
    }

    /// Adds what has not the shape of its field.
    fn field(&mut self, value: Value<'_>, shape: Shape, place: Place) {
        let is_text = value.scalar().is_some_and(|scalar| scalar.kind == ScalarKind::String);
        let message = match shape {
            Shape::Text | Shape::TextOr(_) if is_text => return,
            Shape::OneOf(names) if value.text().is_some_and(|text| names.contains(&text)) => return,
            Shape::List(item) if value.is_list() => {
                return value.items().for_each(|value| self.field(value, *item, place.item(value)));
            }
            Shape::Each(each) if value.is_map() => {
                return value
                    .entries()
                    .for_each(|(key, value)| self.field(value, *each, Place::key(key.span)));
            }
            Shape::Map(fields) if value.is_map() => return self.map(value, fields, place),
            Shape::TextOr(Shape::Map(fields)) if value.is_map() => match misfit(value, fields) {
                Some(message) => message,
                None => return,
            },
            Shape::Text => "This is not a text".to_owned(),
            Shape::OneOf(names) => format!("This is not one of {}", words::or_quoted(names)),
            Shape::List(_) => "This is not a list".to_owned(),
            Shape::Each(_) | Shape::Map(_) => "This is not a map".to_owned(),
            Shape::TextOr(_) => "This is neither a text nor a map".to_owned(),
        };
        self.add(place.span(), message);
    }

    fn map(&mut self, value: Value<'_>, fields: Fields, place: Place) {
        for (key, value) in value.entries() {
            match fields.iter().find(|(name, ..)| *name == key.text) {
                Some((_, shape, _)) => self.field(value, *shape, Place::key(key.span)),
                None => self.add(key.span, format!("There is no field `{key}` here")),
            }
        }
        for (name, ..) in fields.iter().filter(|(name, _, required)| *required && value.get(name).is_none()) {
            self.add(place.span(), format!("The field `{name}` is missing"));
        }
    }
}

/// What is wrong with a map of texts, as a whole.
fn misfit(value: Value<'_>, fields: Fields) -> Option<String> {
    let missing = fields.iter().find(|(name, _, required)| *required && value.get(name).is_none());
    let odd = value
        .entries()
        .find(|(key, value)| fields.iter().all(|(name, ..)| *name != key.text) || value.string().is_none());
    match (missing, odd) {
        (Some((name, ..)), _) => Some(format!("The field `{name}` is missing")),
        (None, Some((key, _))) => Some(format!("The field `{key}` does not belong here, or is not a text")),
        (None, None) => None,
    }
}
