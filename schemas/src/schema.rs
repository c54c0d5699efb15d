//! Schemas in memory: an arena of nodes, each a list of keywords, and a cursor
//! over them.
//!
//! Children are node ids, never boxes, so a `$ref` may lead back to its own
//! parent. Nothing here judges a value: that is the validator's work, and it
//! reads the same keywords as hover and completion do.

use smol_str::SmolStr;

use crate::keyword::{Additional, Keyword, Types};

/// A node of one arena.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemaId(pub(crate) u32);

/// All nodes of one schema text. Node 0 is the root.
#[derive(Debug, Default)]
pub(crate) struct Arena {
    pub(crate) nodes: Vec<Node>,
}

#[derive(Debug)]
pub(crate) enum Node {
    Boolean(bool),
    Keywords(Box<[Keyword]>),
}

/// A place in a schema: small, copied freely.
#[derive(Clone, Copy)]
pub struct Schema<'s> {
    arena: &'s Arena,
    id: SchemaId,
}

/// How many nodes [`Schema::views`] visits at most: far above any real schema,
/// and an end for a hostile one.
const VIEWS: usize = 256;

impl<'s> Schema<'s> {
    pub(crate) fn new(arena: &'s Arena, id: SchemaId) -> Self {
        Self { arena, id }
    }

    /// Which node this is; equal ids of one document are the same schema.
    pub fn id(self) -> SchemaId {
        self.id
    }

    /// Another node of the same document.
    #[must_use]
    pub fn at(self, id: SchemaId) -> Self {
        Self::new(self.arena, id)
    }

    /// `true` accepts every value, `false` none; `None` if it has keywords.
    pub fn as_bool(self) -> Option<bool> {
        match self.node()? {
            Node::Boolean(value) => Some(*value),
            Node::Keywords(_) => None,
        }
    }

    /// The keywords in the order of the text, which is alphabetical in the
    /// archive. `then` and `else` are part of their `if`.
    pub fn keywords(self) -> &'s [Keyword] {
        match self.node() {
            Some(Node::Keywords(keywords)) => keywords,
            _ => &[],
        }
    }

    /// Every schema of the same document, the root first.
    pub fn whole_document(self) -> impl Iterator<Item = Self> {
        (0..self.arena.nodes.len()).map(move |index| self.at(SchemaId(index as u32)))
    }

    fn node(self) -> Option<&'s Node> {
        self.arena.nodes.get(self.id.0 as usize)
    }

    /// Where `$ref` leads, if there is one. Keywords beside it count as well.
    pub fn reference(self) -> Option<Self> {
        self.keywords().iter().find_map(|keyword| match keyword {
            Keyword::Ref(id) => Some(self.at(*id)),
            _ => None,
        })
    }

    /// This schema and what its `$ref` leads to, repeatedly: keywords that all
    /// apply to the same value.
    pub fn layers(self) -> impl Iterator<Item = Self> {
        // A chain longer than this is a circle of bare references.
        std::iter::successors(Some(self), |schema| schema.reference()).take(16)
    }

    /// All keywords of all [layers](Self::layers).
    pub fn all_keywords(self) -> impl Iterator<Item = &'s Keyword> {
        self.layers().flat_map(Schema::keywords)
    }

    /// This schema with everything that may also describe the same value:
    /// `$ref`, and the members of `allOf`, `anyOf`, `oneOf`, `then` and `else`.
    pub fn views(self) -> Vec<Self> {
        let mut views = vec![self];
        let mut next = 0;
        while let Some(schema) = views.get(next).copied() {
            next += 1;
            for keyword in schema.keywords() {
                for id in keyword.alternatives() {
                    if views.len() < VIEWS && views.iter().all(|view| view.id != id) {
                        views.push(self.at(id));
                    }
                }
            }
        }
        views
    }

    /// The JSON types that are accepted; all of them if nothing is said.
    pub fn types(self) -> Types {
        let types = self.all_keywords().filter_map(|keyword| match keyword {
            Keyword::Type(types) => Some(*types),
            _ => None,
        });
        types.fold(Types::ALL, Types::intersection)
    }

    /// The format nearest to this place.
    pub fn format(self) -> Option<&'s str> {
        self.all_keywords().find_map(|keyword| match keyword {
            Keyword::Format(format) => Some(format.as_str()),
            _ => None,
        })
    }

    /// The declared properties by name, from here and every [view](Self::views);
    /// the first mention of a name counts.
    pub fn properties(self) -> Vec<(&'s SmolStr, Self)> {
        let mut found: Vec<(&SmolStr, Self)> = Vec::new();
        for view in self.views() {
            for keyword in view.keywords() {
                let Keyword::Properties(properties) = keyword else {
                    continue;
                };
                for (name, id) in properties.iter() {
                    if !found.iter().any(|(known, _)| *known == name) {
                        found.push((name, self.at(id)));
                    }
                }
            }
        }
        found
    }

    /// The names in `required`, of this schema and its `$ref`.
    pub fn required(self) -> impl Iterator<Item = &'s SmolStr> {
        self.all_keywords().flat_map(|keyword| match keyword {
            Keyword::Required(names) => names.iter(),
            _ => [].iter(),
        })
    }

    /// The schema of the items of a list.
    pub fn items(self) -> Option<Self> {
        let views = self.views();
        let mut keywords = views.iter().flat_map(|view| view.keywords());
        keywords.find_map(|keyword| keyword.item("*")).map(|id| self.at(id))
    }

    /// The schema one step down: a property by name, an item by index or `*`.
    /// A declared property wins over a pattern, a pattern over
    /// `additionalProperties`, and the nearest [view](Self::views) over others.
    pub fn step(self, segment: &str) -> Option<Self> {
        let views = self.views();
        let first = |find: &dyn Fn(&Keyword) -> Option<SchemaId>| {
            let mut keywords = views.iter().flat_map(|view| view.keywords());
            keywords.find_map(find).map(|id| self.at(id))
        };
        first(&|keyword| keyword.property(segment))
            .or_else(|| first(&|keyword| keyword.item(segment)))
            .or_else(|| first(&|keyword| keyword.property_by_pattern(segment)))
            .or_else(|| {
                first(&|keyword| match keyword {
                    Keyword::AdditionalProperties(Additional::Schema(id)) => Some(*id),
                    _ => None,
                })
            })
    }

    /// The schema at a path of [steps](Self::step).
    pub fn descend<S: AsRef<str>>(self, path: &[S]) -> Option<Self> {
        let mut schema = self;
        for segment in path {
            schema = schema.step(segment.as_ref())?;
        }
        Some(schema)
    }
}
