//! The values that rules look at: of a document, of a rules file, or made by a
//! function. They are cheap to copy and live in one arena for the length of an
//! evaluation; each knows its place.

use std::cell::RefCell;
use std::cmp::Ordering;

use bumpalo::Bump;
use formwork_template::Span;

use crate::ast::{Literal, LiteralData, Pattern, Range};

/// A value and where it comes from.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    pub data: Data<'a>,
    pub place: PlaceId,
}

/// What a value is.
#[derive(Debug, Clone, Copy)]
pub enum Data<'a> {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Char(char),
    String(&'a str),
    Regex(&'a Pattern),
    List(&'a [Value<'a>]),
    Map(&'a Map<'a>),
    IntRange(&'a Range<i64>),
    FloatRange(&'a Range<f64>),
    CharRange(&'a Range<char>),
}

/// A map in the order of its source, without duplicate keys.
#[derive(Debug)]
pub struct Map<'a> {
    entries: &'a [Entry<'a>],
    /// Entry numbers by key; empty where a scan is quicker.
    by_key: &'a [u32],
}

#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub key: &'a str,
    pub value: Value<'a>,
}

/// A place in [`Store`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(u32);

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Itself for a root.
    pub parent: PlaceId,
    pub step: Step<'a>,
    /// The value's text, its tag included; none for a value of no document.
    pub span: Option<Span>,
    /// The key that leads to it.
    pub key_span: Option<Span>,
}

/// The way from a parent to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The top of a document, of a literal or of a value that a function made.
    Root,
    Key(&'a str),
    Index(u32),
    /// To a key that is taken for a value: it stands at the path of its map.
    KeyItself,
}

/// The arena of one evaluation.
#[derive(Debug)]
pub struct Store<'a> {
    bump: &'a Bump,
    places: RefCell<Vec<Place<'a>>>,
}

/// Maps with more entries than this get an index.
const SCANNED: usize = 8;

impl<'a> Map<'a> {
    pub fn entries(&self) -> &'a [Entry<'a>] {
        self.entries
    }

    pub fn get(&self, key: &str) -> Option<&'a Value<'a>> {
        if self.by_key.is_empty() {
            return self.entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value);
        }
        let found = self.by_key.binary_search_by(|&index| self.entries[index as usize].key.cmp(key)).ok()?;
        Some(&self.entries[self.by_key[found] as usize].value)
    }
}

impl<'a> Store<'a> {
    pub fn new(bump: &'a Bump) -> Self {
        Self { bump, places: RefCell::default() }
    }

    pub fn place(&self, id: PlaceId) -> Place<'a> {
        self.places.borrow()[id.0 as usize]
    }

    /// The place that was made first: the top of the document, where one was read.
    pub(crate) fn first_root(&self) -> PlaceId {
        if self.places.borrow().is_empty() { self.add_root(None) } else { PlaceId(0) }
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> usize {
        self.places.borrow().len()
    }

    /// A new place under `parent`.
    pub(crate) fn add_place(
        &self,
        parent: PlaceId,
        step: Step<'a>,
        span: Option<Span>,
        key_span: Option<Span>,
    ) -> PlaceId {
        let mut places = self.places.borrow_mut();
        let id = PlaceId(places.len() as u32);
        places.push(Place { parent, step, span, key_span });
        id
    }

    /// A new top of something.
    pub(crate) fn add_root(&self, span: Option<Span>) -> PlaceId {
        let id = PlaceId(self.places.borrow().len() as u32);
        self.add_place(id, Step::Root, span, None)
    }

    /// Keeps something for as long as the values live.
    pub(crate) fn keep<T: Copy>(&self, kept: T) -> &'a T {
        self.bump.alloc(kept)
    }

    /// Keeps a list for as long as the values live.
    pub(crate) fn keep_all<T: Copy>(&self, kept: &[T]) -> &'a [T] {
        self.bump.alloc_slice_copy(kept)
    }

    pub(crate) fn value(&self, value: Value<'a>) -> &'a Value<'a> {
        self.bump.alloc(value)
    }

    pub(crate) fn text(&self, text: &str) -> &'a str {
        self.bump.alloc_str(text)
    }

    pub(crate) fn list(&self, items: Vec<Value<'a>>) -> Data<'a> {
        Data::List(self.bump.alloc_slice_fill_iter(items))
    }

    /// A map of entries; of a key that comes twice the last counts, at the place of the first.
    pub(crate) fn map(&self, mut entries: Vec<Entry<'a>>) -> Data<'a> {
        let mut by_key: Vec<u32> = Vec::new();
        if entries.len() > SCANNED {
            by_key = (0..entries.len() as u32).collect();
            by_key.sort_by_key(|&index| entries[index as usize].key);
            if by_key.windows(2).any(|pair| entries[pair[0] as usize].key == entries[pair[1] as usize].key) {
                entries = without_duplicates(&entries, &by_key);
                return self.map(entries);
            }
        } else {
            let mut index = 1;
            while index < entries.len() {
                let (before, rest) = entries.split_at_mut(index);
                match before.iter_mut().find(|earlier| earlier.key == rest[0].key) {
                    Some(earlier) => {
                        earlier.value = rest[0].value;
                        entries.remove(index);
                    }
                    None => index += 1,
                }
            }
        }
        let entries = self.bump.alloc_slice_fill_iter(entries);
        let by_key = self.bump.alloc_slice_fill_iter(by_key);
        Data::Map(self.bump.alloc(Map { entries, by_key }))
    }

    /// A literal of a rules file as a value.
    pub(crate) fn literal(&self, literal: &'a Literal) -> &'a Value<'a> {
        let place = self.add_root(None);
        self.value(self.literal_at(literal, place))
    }

    fn literal_at(&self, literal: &'a Literal, place: PlaceId) -> Value<'a> {
        let data = match &literal.data {
            LiteralData::Null => Data::Null,
            LiteralData::Bool(value) => Data::Bool(*value),
            LiteralData::Int(value) => Data::Int(*value),
            LiteralData::Float(value) => Data::Float(*value),
            LiteralData::String(text) => Data::String(text),
            LiteralData::Regex(pattern) => Data::Regex(pattern),
            LiteralData::IntRange(range) => Data::IntRange(range),
            LiteralData::FloatRange(range) => Data::FloatRange(range),
            LiteralData::CharRange(range) => Data::CharRange(range),
            LiteralData::List(items) => {
                let item = |(index, item): (usize, &'a Literal)| {
                    self.literal_at(item, self.add_place(place, Step::Index(index as u32), None, None))
                };
                self.list(items.iter().enumerate().map(item).collect())
            }
            LiteralData::Map(entries) => {
                let entry = |(name, value): &'a (crate::ast::Name, Literal)| {
                    let place = self.add_place(place, Step::Key(&name.text), None, None);
                    Entry { key: &name.text, value: self.literal_at(value, place) }
                };
                self.map(entries.iter().map(entry).collect())
            }
        };
        Value { data, place }
    }

    /// The way to a place, as Guard writes it: `/Resources/Bucket/Properties/0`. Empty for a root.
    pub fn path(&self, place: PlaceId) -> String {
        let mut steps = Vec::new();
        let mut at = place;
        loop {
            let Place { parent, step, .. } = self.place(at);
            match step {
                Step::Root => break,
                Step::Key(key) => steps.push(key.to_owned()),
                Step::Index(index) => steps.push(index.to_string()),
                Step::KeyItself => {}
            }
            at = parent;
        }
        steps.iter().rev().fold(String::new(), |path, step| path + "/" + step)
    }
}

fn without_duplicates<'a>(entries: &[Entry<'a>], by_key: &[u32]) -> Vec<Entry<'a>> {
    let mut keep: Vec<Option<Entry<'a>>> = entries.iter().copied().map(Some).collect();
    let mut group = 0;
    for next in 1..=by_key.len() {
        let same = by_key
            .get(next)
            .is_some_and(|&index| entries[index as usize].key == entries[by_key[group] as usize].key);
        if !same {
            // The sort is stable: the numbers of one key ascend.
            let (first, last) = (by_key[group] as usize, by_key[next - 1] as usize);
            keep[first] = Some(entries[last]);
            for &index in &by_key[group + 1..next] {
                keep[index as usize] = None;
            }
            group = next;
        }
    }
    keep.into_iter().flatten().collect()
}

impl<'a> Value<'a> {
    pub fn is_list(&self) -> bool {
        matches!(self.data, Data::List(_))
    }

    pub fn is_scalar(&self) -> bool {
        !matches!(self.data, Data::List(_) | Data::Map(_))
    }

    pub fn as_str(&self) -> Option<&'a str> {
        match self.data {
            Data::String(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_map(&self) -> Option<&'a Map<'a>> {
        match self.data {
            Data::Map(map) => Some(map),
            _ => None,
        }
    }

    /// What kind of value it is, in Guard's words.
    pub fn kind(&self) -> &'static str {
        match self.data {
            Data::Null => "null",
            Data::Bool(_) => "bool",
            Data::Int(_) => "int",
            Data::Float(_) => "float",
            Data::Char(_) => "char",
            Data::String(_) => "String",
            Data::Regex(_) => "Regex",
            Data::List(_) => "array",
            Data::Map(_) => "map",
            Data::IntRange(_) => "range(int, int)",
            Data::FloatRange(_) => "range(float, float)",
            Data::CharRange(_) => "range(char, char)",
        }
    }
}

impl<T: PartialOrd> Range<T> {
    /// Whether a value lies within, where `to_lower` and `to_upper` say how it compares with the bounds.
    pub(crate) fn holds(&self, to_lower: Option<Ordering>, to_upper: Option<Ordering>) -> bool {
        let above = match to_lower {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) => self.lower_inclusive,
            _ => false,
        };
        let below = match to_upper {
            Some(Ordering::Less) => true,
            Some(Ordering::Equal) => self.upper_inclusive,
            _ => false,
        };
        above && below
    }
}
