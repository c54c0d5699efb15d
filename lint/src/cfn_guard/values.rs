//! Values in cfn-guard's words, with their paths and places. Lines and columns
//! count from 0 here, as they do there; what stands in no document is at 0, 0.

use std::fmt::Write as _;

use formwork_guard::ast::Part;
use formwork_guard::{Data, Found, Map, PlaceId, Reason, Step, Store, Unresolved, Value};
use formwork_template::Span;

use super::node::Node;
use super::wording;
use crate::report::position::Lines;

/// A text that values are from, and the place of its root.
#[derive(Debug)]
pub(super) struct Source<'a> {
    pub(super) root: PlaceId,
    pub(super) lines: Lines<'a>,
}

/// What is known of the values of an evaluation.
#[derive(Debug)]
pub(super) struct Values<'a> {
    pub(super) store: Store<'a>,
    pub(super) sources: Vec<Source<'a>>,
}

impl<'a> Values<'a> {
    fn source(&self, place: PlaceId) -> Option<&Source<'a>> {
        let mut at = place;
        while let found = self.store.place(at)
            && found.step != Step::Root
        {
            at = found.parent;
        }
        self.sources.iter().find(|source| source.root == at)
    }

    /// The text that a value is from, and the value's part of it.
    pub(super) fn place(&self, value: &Value<'a>) -> Option<(&Source<'a>, Span)> {
        Some((self.source(value.place)?, self.store.place(value.place).span?))
    }

    /// The text that a value is from and the key that leads to it, or else the value.
    pub(super) fn key_place(&self, place: PlaceId) -> Option<(&Source<'a>, Span)> {
        let found = self.store.place(place);
        Some((self.source(place)?, found.key_span.or(found.span)?))
    }

    pub(super) fn path(&self, value: &Value<'a>) -> String {
        self.store.path(value.place)
    }

    /// The line of a value.
    pub(super) fn line(&self, value: &Value<'a>) -> u32 {
        self.location(value).0
    }

    fn location(&self, value: &Value<'a>) -> (u32, u32) {
        let is_root_list = value.is_list() && self.store.place(value.place).step == Step::Root;
        match self.place(value) {
            Some((source, span)) if !is_root_list => at(source, span),
            _ => (0, 0),
        }
    }

    /// `/Resources/Logs[L:1,C:2]`
    pub(super) fn path_and_location(&self, value: &Value<'a>) -> String {
        let (line, column) = self.location(value);
        format!("{}[L:{line},C:{column}]", self.path(value))
    }

    /// `Path=/Resources/Logs[L:1,C:2] Value="x"`
    pub(super) fn described(&self, value: &Value<'a>) -> String {
        format!("Path={} Value={}", self.path_and_location(value), text(value))
    }

    pub(super) fn found(&self, found: &Found<'a>) -> String {
        match found {
            Found::Literal(value) => format!("literal, {}", self.described(value)),
            Found::Resolved(value) => format!("(resolved, {})", self.described(value)),
            Found::Unresolved(unresolved) => format!("(unresolved, {})", self.described(unresolved.at)),
        }
    }

    pub(super) fn all_found(&self, found: &[Found<'a>]) -> String {
        let found: Vec<String> = found.iter().map(|found| self.found(found)).collect();
        found.join(".").replace(".[", "[")
    }

    /// `{path, value}`
    pub(super) fn node(&self, value: &Value<'a>) -> Node {
        Node::map([("path", self.path(value).into()), ("value", data(value))])
    }

    pub(super) fn unresolved(&self, unresolved: &Unresolved<'a>) -> Node {
        Node::map([
            ("traversed_to", self.node(unresolved.at)),
            ("remaining_query", wording::query(unresolved.rest).into()),
            ("reason", self.reason(unresolved).into()),
        ])
    }

    /// Why a query did not get further.
    pub(super) fn reason(&self, unresolved: &Unresolved<'a>) -> String {
        let value = unresolved.at;
        let (path, kind) = (self.path_and_location(value), value.kind());
        match unresolved.reason {
            Reason::NoKey(key) => format!("Could not find key {key} inside struct at path {path}"),
            Reason::NoMap(key) => format!(
                "Attempting to retrieve from key {key} but type is not an struct type at path {path}, \
                 Type = {kind}, Value = {}",
                self.debug(value)
            ),
            Reason::NoKeyOfVariable(key) => {
                format!("Could not locate key = {key} inside struct at path = {path}")
            }
            Reason::UnresolvedVariable(name, inner) => format!(
                "Keys returned for variable {name} could not completely resolve. Path traversed until {}{}",
                self.path_and_location(inner.at),
                self.reason(inner)
            ),
            Reason::NoSuchValueOfVariable(name, index) => format!(
                "Index {index} on the set of values returned for variable {name} on the join, is out of bounds"
            ),
            Reason::OutOfBounds(index) => self.out_of_bounds(value, index, unresolved.rest),
            Reason::NoList(index) => {
                let kind = match unresolved.rest.first().map(|part| &part.kind) {
                    Some(formwork_guard::ast::PartKind::Index(_)) => format!(", type {kind}"),
                    _ => String::new(),
                };
                format!(
                    "Attempting to retrieve from index {index} but type is not an array at path {path}{kind}"
                )
            }
            Reason::NoEntries => format!("No more entries for value at path = {path} on type = {kind} "),
            Reason::NotFilterable => {
                format!("Filter on value type that was not a struct or array {kind} {path}")
            }
            Reason::NoMapForKeys => format!("Map Filter for keys was not a struct {kind} {path}"),
        }
    }

    fn out_of_bounds(&self, value: &Value<'a>, index: i64, rest: &[Part]) -> String {
        let path = self.path_and_location(value);
        let items = match value.data {
            Data::List(items) => items,
            _ => &[],
        };
        let items: Vec<String> = items.iter().map(|item| self.debug(item)).collect();
        format!(
            "Array Index out of bounds for path = {path} on index = {index} inside Array = [{}], remaining query = {}",
            items.join(", "),
            wording::query(rest)
        )
    }

    /// A value as cfn-guard's own structures print themselves.
    fn debug(&self, value: &Value<'a>) -> String {
        let path = debug_path(&self.path(value), self.location(value));
        match value.data {
            Data::Null => format!("Null({path})"),
            Data::Bool(inner) => format!("Bool(({path}, {inner:?}))"),
            Data::Int(inner) => format!("Int(({path}, {inner:?}))"),
            Data::Float(inner) => format!("Float(({path}, {inner:?}))"),
            Data::Char(inner) => format!("Char(({path}, {inner:?}))"),
            Data::String(inner) => format!("String(({path}, {inner:?}))"),
            Data::Regex(inner) => format!("Regex(({path}, {:?}))", inner.text),
            Data::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.debug(item)).collect();
                format!("List(({path}, [{}]))", items.join(", "))
            }
            Data::Map(map) => format!("Map(({path}, {}))", self.debug_map(value, map)),
            Data::IntRange(_) | Data::FloatRange(_) | Data::CharRange(_) => {
                format!("Range(({path}, {}))", text(value))
            }
        }
    }

    fn debug_map(&self, value: &Value<'a>, map: &Map<'a>) -> String {
        let source = self.source(value.place);
        let own_path = self.path(value);
        let mut keys = Vec::new();
        let mut values = Vec::new();
        for entry in map.entries() {
            let key_place = self.store.place(entry.value.place);
            let path = match source {
                Some(source) => {
                    let location =
                        key_place.key_span.map_or_else(|| self.location(value), |span| at(source, span));
                    debug_path(&own_path, location)
                }
                None => debug_path(&format!("{own_path}/{}", entry.key), (0, 0)),
            };
            keys.push(format!("String(({path}, {:?}))", entry.key));
            values.push(format!("{:?}: {}", entry.key, self.debug(&entry.value)));
        }
        format!("MapValue {{ keys: [{}], values: {{{}}} }}", keys.join(", "), values.join(", "))
    }
}

/// Line and column from 0.
fn at(source: &Source<'_>, span: Span) -> (u32, u32) {
    let position = source.lines.position(span.start);
    (position.line - 1, position.column - 1)
}

fn debug_path(path: &str, (line, column): (u32, u32)) -> String {
    format!("Path({path:?}, Location {{ line: {line}, col: {column} }})")
}

/// A value in one line, without its place.
pub(super) fn text(value: &Value<'_>) -> String {
    let mut out = String::new();
    write_text(value, &mut out);
    out
}

fn write_text(value: &Value<'_>, out: &mut String) {
    let _ = match value.data {
        Data::Null => write!(out, "\"NULL\""),
        Data::Bool(inner) => write!(out, "{inner}"),
        Data::Int(inner) => write!(out, "{inner}"),
        Data::Float(inner) => write!(out, "{inner}"),
        Data::Char(inner) => write!(out, "'{inner}'"),
        Data::String(inner) => write!(out, "\"{inner}\""),
        Data::Regex(inner) => write!(out, "\"/{}/\"", inner.text),
        Data::IntRange(range) => write!(out, "{}", wording::range(range)),
        Data::FloatRange(range) => write!(out, "{}", wording::range(range)),
        Data::CharRange(range) => write!(out, "{}", wording::range(range)),
        Data::List(items) => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                if number > 0 {
                    out.push(',');
                }
                write_text(item, out);
            }
            write!(out, "]")
        }
        Data::Map(map) => {
            out.push('{');
            for (number, entry) in map.entries().iter().enumerate() {
                let comma = if number > 0 { "," } else { "" };
                let _ = write!(out, "{comma}\"{}\":", entry.key);
                write_text(&entry.value, out);
            }
            write!(out, "}}")
        }
    };
}

/// A value as data; what data has no form for is text.
pub(super) fn data(value: &Value<'_>) -> Node {
    match value.data {
        Data::Null => Node::Null,
        Data::Bool(inner) => Node::Bool(inner),
        Data::Int(inner) => Node::Int(inner),
        Data::Float(inner) => Node::Float(inner),
        Data::Char(inner) => inner.to_string().into(),
        Data::String(inner) => inner.into(),
        Data::Regex(inner) => format!("/{}/", inner.text).into(),
        Data::List(items) => Node::list(items.iter().map(data)),
        Data::Map(map) => {
            let entries = map.entries().iter().map(|entry| (entry.key.to_owned(), data(&entry.value)));
            Node::Map(entries.collect())
        }
        Data::IntRange(range) => wording::range(range).into(),
        Data::FloatRange(range) => wording::range(range).into(),
        Data::CharRange(range) => wording::range(range).into(),
    }
}
