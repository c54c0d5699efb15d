//! A template as Guard sees it: plain data, the short forms of functions
//! written out, scalars typed as cfn-guard 3.2.1 types them. An index by
//! resource type answers the question with which nearly every rule begins.

use std::cell::{Cell, OnceCell};

use formwork_template::{Data as NodeData, NodeId, ScalarKind, Span, Style, Syntax, Tree};
use rustc_hash::FxHashMap;

use crate::scalar;
use crate::value::{Data, Entry, PlaceId, Step, Store, Value};

/// Whose reading of plain scalars is meant; cfn-guard has two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalars {
    /// `validate` and hooks: `yes`, `on` and `y` are booleans, `True` is text, `012` is a number.
    Validate,
    /// The inputs of test files: YAML 1.2's core schema.
    Tests,
}

/// A document, ready for rules.
#[derive(Debug)]
pub struct Document<'a> {
    pub root: &'a Value<'a>,
    types: OnceCell<Types<'a>>,
}

/// Why two documents can't be made one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmergeable<'a> {
    /// Both have the key.
    Key(&'a str),
    /// They are of different kinds, or have no entries.
    Kinds(&'static str, &'static str),
}

/// The resources of a document by type.
#[derive(Debug, Default)]
pub(crate) struct Types<'a> {
    by_type: FxHashMap<&'a str, Vec<u32>>,
    /// Resources without a `Type` that is text.
    untyped: Vec<u32>,
}

/// The functions that a tag on a scalar stands for, and on a list. Source: cfn-guard 3.2.1.
const ON_SCALARS: [&str; 8] =
    ["Ref", "Base64", "Sub", "GetAZs", "ImportValue", "GetAtt", "Condition", "RefAll"];
const ON_LISTS: [&str; 15] = [
    "GetAtt",
    "Sub",
    "Select",
    "Split",
    "Join",
    "FindInMap",
    "And",
    "Equals",
    "Contains",
    "EachMemberIn",
    "EachMemberEquals",
    "ValueOf",
    "If",
    "Not",
    "Or",
];

impl<'a> Document<'a> {
    /// Reads a tree. Resources whose text is broken are left out: nothing can be said of them.
    pub fn of(store: &Store<'a>, tree: &'a Tree, scalars: Scalars) -> Self {
        Self::of_node(store, tree, tree.root(), scalars)
    }

    /// Reads the part of a tree below a node, such as an input in a test file.
    pub fn of_node(store: &Store<'a>, tree: &'a Tree, node: NodeId, scalars: Scalars) -> Self {
        let reader = Reader { store, tree, scalars, keep: &|text| text, refused: Cell::new(false) };
        let place = store.add_root(Some(tree.span_with_tag(node)));
        Self::at(store.value(reader.value(node, place, 0)))
    }

    /// This document with the entries of another behind its own. Both are of `store`.
    pub fn merged(&self, store: &Store<'a>, other: &Self) -> Result<Self, Unmergeable<'a>> {
        let data = match (self.root.data, other.root.data) {
            (Data::List(items), Data::List(others)) => store.list([items, others].concat()),
            (Data::Map(map), Data::Map(others)) => {
                if let Some(twice) = others.entries().iter().find(|entry| map.get(entry.key).is_some()) {
                    return Err(Unmergeable::Key(twice.key));
                }
                store.map([map.entries(), others.entries()].concat())
            }
            _ => return Err(Unmergeable::Kinds(self.root.kind(), other.root.kind())),
        };
        Ok(Self::at(store.value(Value { data, place: self.root.place })))
    }

    pub(crate) fn at(root: &'a Value<'a>) -> Self {
        Self { root, types: OnceCell::new() }
    }

    /// The `Resources` map.
    pub fn resources(&self) -> Option<&'a Value<'a>> {
        self.root.as_map()?.get("Resources").filter(|value| value.as_map().is_some())
    }

    /// The same document without what lets resources go from the selections of rules, in `Metadata`:
    /// Guard's `SuppressedRules` and cfn_nag's `rules_to_suppress`.
    #[must_use]
    pub fn without_suppressions(self, store: &Store<'a>) -> Self {
        let entries =
            self.resources().and_then(Value::as_map).map(super::value::Map::entries).unwrap_or_default();
        if entries.iter().all(|entry| suppressing(&entry.value).is_none()) {
            return self;
        }
        let changed = entries.iter().map(|entry| match suppressing(&entry.value) {
            Some(metadata) => Entry { key: entry.key, value: without_metadata(store, entry.value, metadata) },
            None => *entry,
        });
        self.with_resources(store, changed.collect())
    }

    /// The same document with these resources.
    pub(crate) fn with_resources(&self, store: &Store<'a>, resources: Vec<Entry<'a>>) -> Self {
        let (Some(top), Some(old)) = (self.root.as_map(), self.resources()) else {
            return Self::at(self.root);
        };
        let resources = Value { data: store.map(resources), place: old.place };
        let sections = top.entries().iter().map(|entry| match entry.key {
            "Resources" => Entry { key: entry.key, value: resources },
            _ => *entry,
        });
        let root = Value { data: store.map(sections.collect()), place: self.root.place };
        Self::at(store.value(root))
    }

    /// Numbers of the entries of `Resources` whose type is one of `types`, or that have none; ascending.
    pub(crate) fn of_types(&self, types: &[&str]) -> Vec<u32> {
        let index = self.types.get_or_init(|| self.index());
        let mut found = index.untyped.clone();
        for name in types {
            found.extend(index.by_type.get(name).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn index(&self) -> Types<'a> {
        let mut types = Types::default();
        let entries = self.resources().and_then(super::value::Value::as_map).map(super::value::Map::entries);
        for (number, entry) in entries.unwrap_or_default().iter().enumerate() {
            let name = entry.value.as_map().and_then(|map| map.get("Type")).and_then(Value::as_str);
            match name {
                Some(name) => types.by_type.entry(name).or_default().push(number as u32),
                None => types.untyped.push(number as u32),
            }
        }
        types
    }
}

/// From a tree to values. `'t` is the tree's life, `'a` the values'.
pub(crate) struct Reader<'r, 'a, 't> {
    pub(crate) store: &'r Store<'a>,
    pub(crate) tree: &'t Tree,
    pub(crate) scalars: Scalars,
    /// Keeps a text of the tree for as long as the values live.
    pub(crate) keep: &'r dyn Fn(&'t str) -> &'a str,
    /// Whether there is something that [`Scalars::Tests`] can't mean.
    pub(crate) refused: Cell<bool>,
}

impl<'a, 't> Reader<'_, 'a, 't> {
    /// The value of a node that stands at `place`, `depth` levels down.
    pub(crate) fn value(&self, node: NodeId, place: PlaceId, depth: u8) -> Value<'a> {
        let tag = self.tree.tag(node).map(|tag| &*tag.name);
        if let Some(function) = tag.and_then(|tag| self.function(node, tag)) {
            let span = Some(self.tree.span_with_tag(node));
            let inner = self.store.add_place(place, Step::Key(function), span, None);
            let value = match (self.tree.data(node), self.scalars) {
                (NodeData::Scalar(scalar), Scalars::Validate) => {
                    Value { data: Data::String((self.keep)(self.tree.scalar_text(*scalar))), place: inner }
                }
                _ => Value { data: self.data(node, inner, None, depth), place: inner },
            };
            return Value { data: self.store.map(vec![Entry { key: function, value }]), place };
        }
        Value { data: self.data(node, place, tag, depth), place }
    }

    /// The long name of the function that the tag of a node stands for.
    fn function(&self, node: NodeId, tag: &str) -> Option<&'static str> {
        let known = match (self.tree.data(node), self.scalars) {
            (NodeData::Scalar(_), Scalars::Validate) => ON_SCALARS.contains(&tag),
            (NodeData::Sequence(_), Scalars::Validate) => ON_LISTS.contains(&tag),
            (_, Scalars::Validate) => false,
            (_, Scalars::Tests) => ON_SCALARS.contains(&tag) || ON_LISTS.contains(&tag),
        };
        known.then(|| long_name(tag))
    }

    fn data(&self, node: NodeId, place: PlaceId, tag: Option<&str>, depth: u8) -> Data<'a> {
        match self.tree.data(node) {
            NodeData::Scalar(scalar) => {
                let text = (self.keep)(self.tree.scalar_text(*scalar));
                match (self.tree.standard_tag(node), self.scalars) {
                    (Some(name), Scalars::Validate) => scalar::tagged(name, text),
                    (Some(name), Scalars::Tests) => self.sound(scalar::tagged_in_tests(name, text)),
                    _ if tag.is_some() && self.scalars == Scalars::Validate => Data::String(text),
                    _ if scalar.style != Style::Plain => Data::String(text),
                    _ if self.tree.syntax() == Syntax::Json && scalar.kind == ScalarKind::String => {
                        Data::String(text)
                    }
                    (_, Scalars::Validate) => scalar::plain(text),
                    (_, Scalars::Tests) => self.sound(scalar::in_tests(text)),
                }
            }
            NodeData::Sequence(items) => {
                let item = |(index, &item): (usize, &NodeId)| {
                    let span = Some(self.tree.span_with_tag(item));
                    let place = self.store.add_place(place, Step::Index(index as u32), span, None);
                    self.value(item, place, depth.saturating_add(1))
                };
                self.store.list(items.iter().enumerate().map(item).collect())
            }
            NodeData::Mapping(_) => {
                let mut entries = Vec::with_capacity(self.tree.entries(node).len());
                let sections = depth == 0;
                let resources = depth == 1 && self.store.place(place).step == Step::Key("Resources");
                for entry in self.tree.entries(node) {
                    let Some(key) = self.tree.text(entry.key) else { continue };
                    if (resources || sections && key != "Resources") && is_broken(self.tree, entry.value) {
                        continue;
                    }
                    self.refused.set(self.refused.get() || !self.is_text(entry.key));
                    let key = (self.keep)(key);
                    let (span, key_span) = (Some(self.span(entry.value)), Some(self.tree.span(entry.key)));
                    let place = self.store.add_place(place, Step::Key(key), span, key_span);
                    entries
                        .push(Entry { key, value: self.value(entry.value, place, depth.saturating_add(1)) });
                }
                self.store.map(entries)
            }
            NodeData::Error => Data::Null,
        }
    }

    /// A scalar, or null where there can be none.
    fn sound(&self, data: Option<Data<'a>>) -> Data<'a> {
        self.refused.set(self.refused.get() || data.is_none());
        data.unwrap_or(Data::Null)
    }

    /// Whether a key is text, which `1` and `true` are not in test files.
    fn is_text(&self, key: NodeId) -> bool {
        match self.tree.data(key) {
            NodeData::Scalar(scalar) if scalar.style == Style::Plain && self.scalars == Scalars::Tests => {
                matches!(scalar::in_tests(self.tree.scalar_text(*scalar)), Some(Data::String(_)))
            }
            _ => true,
        }
    }

    fn span(&self, node: NodeId) -> Span {
        self.tree.span_with_tag(node)
    }
}

/// The `Metadata` of a resource, where it lets the resource go.
fn suppressing<'a>(resource: &Value<'a>) -> Option<&'a Value<'a>> {
    let metadata = resource.as_map()?.get("Metadata")?;
    metadata.as_map()?.entries().iter().any(|entry| is_suppressing(entry.key)).then_some(metadata)
}

fn is_suppressing(key: &str) -> bool {
    matches!(key, "guard" | "Guard" | "cfn_nag")
}

fn without_metadata<'a>(store: &Store<'a>, resource: Value<'a>, metadata: &'a Value<'a>) -> Value<'a> {
    let kept = metadata.as_map().map(super::value::Map::entries).unwrap_or_default().iter();
    let kept = kept.filter(|entry| !is_suppressing(entry.key)).copied().collect();
    let metadata = Value { data: store.map(kept), place: metadata.place };
    let entries = resource.as_map().map(super::value::Map::entries).unwrap_or_default().iter();
    let entries = entries.map(|entry| match entry.key {
        "Metadata" => Entry { key: entry.key, value: metadata },
        _ => *entry,
    });
    Value { data: store.map(entries.collect()), place: resource.place }
}

/// Whether there is text below a node that could not be read.
pub(crate) fn is_broken(tree: &Tree, node: NodeId) -> bool {
    match tree.data(node) {
        NodeData::Error => true,
        NodeData::Scalar(_) => false,
        NodeData::Sequence(items) => items.iter().any(|&item| is_broken(tree, item)),
        NodeData::Mapping(_) => {
            let broken = |node| is_broken(tree, node);
            tree.entries(node).iter().any(|entry| broken(entry.key) || broken(entry.value))
        }
    }
}

fn long_name(tag: &str) -> &'static str {
    const NAMES: [(&str, &str); 21] = [
        ("Ref", "Ref"),
        ("Condition", "Condition"),
        ("GetAtt", "Fn::GetAtt"),
        ("Sub", "Fn::Sub"),
        ("If", "Fn::If"),
        ("Join", "Fn::Join"),
        ("Select", "Fn::Select"),
        ("Split", "Fn::Split"),
        ("FindInMap", "Fn::FindInMap"),
        ("ImportValue", "Fn::ImportValue"),
        ("Base64", "Fn::Base64"),
        ("GetAZs", "Fn::GetAZs"),
        ("And", "Fn::And"),
        ("Or", "Fn::Or"),
        ("Not", "Fn::Not"),
        ("Equals", "Fn::Equals"),
        ("Contains", "Fn::Contains"),
        ("EachMemberIn", "Fn::EachMemberIn"),
        ("EachMemberEquals", "Fn::EachMemberEquals"),
        ("RefAll", "Fn::RefAll"),
        ("ValueOf", "Fn::ValueOf"),
    ];
    NAMES.iter().find(|(short, _)| *short == tag).map_or("Ref", |(_, long)| long)
}
