//! The tags of a resource: each with its key, its value and the conditions under
//! which it is there, whatever the form. Where a function makes the tags, any
//! may be among them.

use formwork_schemas::{TagShape, Tagging, TypeLookup, lookup};
use formwork_template::{Assumption, Kind, Name, Resource, Section, Template, Value};

use crate::known_text::{Case, KnownText, texts};
use crate::language::Language;
use crate::properties;

/// Cases that are kept apart when asking whether a tag may be absent.
const MAX_CASES: usize = 64;

/// A taggable resource and its tags.
#[derive(Debug)]
pub(crate) struct TaggedResource<'t> {
    pub(crate) resource: Resource<'t>,
    pub(crate) tagging: Tagging,
    /// That the resource is there.
    pub(crate) base: Assumption<'t>,
    /// The property with the tags, where it is written.
    pub(crate) property: Option<(Name<'t>, Value<'t>)>,
    pub(crate) tags: Vec<Tag<'t>>,
}

/// A tag, or a stretch of a template that may give any.
#[derive(Debug)]
pub(crate) struct Tag<'t> {
    pub(crate) key: Key<'t>,
    pub(crate) value: Option<Value<'t>>,
    /// What holds the two, where a list of tags does.
    pub(crate) item: Option<Value<'t>>,
    pub(crate) when: Assumption<'t>,
}

/// The key of a tag.
#[derive(Debug)]
pub(crate) enum Key<'t> {
    Literal(Name<'t>),
    /// One of these texts.
    Texts(Vec<KnownText<'t>>),
    Unknown,
}

/// The resources that can be tagged, with what their template gives them.
pub(crate) fn tagged_resources(template: &Template) -> impl Iterator<Item = TaggedResource<'_>> {
    template.resources().filter_map(|resource| tagged(template, resource))
}

fn tagged<'t>(template: &'t Template, resource: Resource<'t>) -> Option<TaggedResource<'t>> {
    let type_name = resource.type_name()?;
    let TypeLookup::Known(known) = lookup(type_name.text) else { return None };
    let tagging = known.tagging()?;
    let base = properties::given(resource);
    let mut reader = Reader { template, shape: tagging.shape, tags: Vec::new() };
    let properties = resource.properties();
    // A macro may put anything beside what is written.
    for holder in [Some(resource.value()), properties].into_iter().flatten() {
        if !holder.is_map() || holder.get("Fn::Transform").is_some() {
            reader.unknown(base.clone());
        }
    }
    let property = properties.and_then(|properties| properties.entry(&tagging.property));
    if let Some((_, value)) = property {
        reader.property(value, &base);
    }
    if let Some(value) = global_tags(template, type_name.text, &tagging.property) {
        reader.property(value, &base);
    }
    let tags = reader.tags;
    Some(TaggedResource { resource, tagging, base, property, tags })
}

/// The tags that a list of specifications gives resources of a kind, such as `volume`.
pub(crate) fn specified<'t>(
    template: &'t Template,
    list: Value<'t>,
    kind: &str,
    base: &Assumption<'t>,
) -> Vec<Tag<'t>> {
    let mut reader = Reader { template, shape: TagShape::Specifications, tags: Vec::new() };
    for (item, when) in reader.items(list, base) {
        let own = item.get("ResourceType").filter(|_| item.is_map());
        match (own, own.and_then(Value::string)) {
            (_, Some(name)) if name.text == kind => reader.inner(item, "Tags", &when),
            // What has no kind is about nothing.
            (_, Some(_)) => {}
            (None, _) if item.is_map() => {}
            _ => reader.unknown(when),
        }
    }
    reader.tags
}

/// What `Globals` of SAM gives all resources of a type.
fn global_tags<'t>(template: &'t Template, type_name: &str, property: &str) -> Option<Value<'t>> {
    let kind = type_name.strip_prefix("AWS::Serverless::").filter(|_| template.is_sam())?;
    template.section(Section::Globals)?.1.at(&[kind, property])
}

impl<'t> TaggedResource<'t> {
    /// A case in which no tag has the key, if there is one for certain.
    pub(crate) fn lacks(&self, key: &str, template: &'t Template) -> Option<Assumption<'t>> {
        let mut open = vec![self.base.clone()];
        for tag in self.tags.iter().filter(|tag| tag.key.may_be(key)) {
            open = open.iter().flat_map(|case| without(case, &tag.when)).collect();
            if open.len() > MAX_CASES {
                return None;
            }
        }
        open.into_iter().find(|case| properties::surely_can_hold(template, case))
    }

    pub(crate) fn type_name(&self) -> &'t str {
        self.resource.type_name().map_or("", |name| name.text)
    }

    /// Whether it gets the tags of its stack.
    pub(crate) fn takes_stack_tags(&self) -> bool {
        self.tagging.declared
    }

    /// A case as it reads beside a finding about the resource.
    pub(crate) fn beyond(&self, case: &Assumption<'t>) -> String {
        Case::when(case.clone()).beyond(&self.base)
    }

    /// The keys that are written out.
    pub(crate) fn literal_keys(&self) -> impl Iterator<Item = Name<'t>> + '_ {
        self.tags.iter().filter_map(|tag| match tag.key {
            Key::Literal(name) => Some(name),
            _ => None,
        })
    }
}

/// The parts of `case` in which `when` does not hold.
fn without<'t>(case: &Assumption<'t>, when: &Assumption<'t>) -> Vec<Assumption<'t>> {
    let (mut parts, mut held) = (Vec::new(), case.clone());
    for (name, holds) in when.literals() {
        parts.extend(held.and(name, !holds));
        match held.and(name, *holds) {
            Some(both) => held = both,
            None => return parts,
        }
    }
    parts
}

impl Key<'_> {
    /// Whether some deployment gives the key this text.
    fn may_be(&self, key: &str) -> bool {
        match self {
            Self::Literal(name) => name.text == key,
            Self::Texts(texts) => {
                let key = Language::OneOf(vec![key.into()]);
                texts.iter().any(|text| key.accepts(&text.pieces, &[]))
            }
            Self::Unknown => true,
        }
    }

    /// Whether every deployment gives the key this text.
    pub(crate) fn is(&self, key: &str) -> bool {
        match self {
            Self::Literal(name) => name.text == key,
            Self::Texts(texts) => {
                !texts.is_empty() && texts.iter().all(|text| text.exact().as_deref() == Some(key))
            }
            Self::Unknown => false,
        }
    }
}

struct Reader<'t> {
    template: &'t Template,
    shape: TagShape,
    tags: Vec<Tag<'t>>,
}

impl<'t> Reader<'t> {
    fn unknown(&mut self, when: Assumption<'t>) {
        self.tags.push(Tag { key: Key::Unknown, value: None, item: None, when });
    }

    fn property(&mut self, value: Value<'t>, base: &Assumption<'t>) {
        match self.shape {
            TagShape::List | TagShape::PropagatingList => self.list(value, base, ["Key", "Value"]),
            TagShape::TagKeyList => self.list(value, base, ["TagKey", "TagValue"]),
            TagShape::Map => self.map(value, base),
            TagShape::Specifications => {
                for (item, when) in self.items(value, base) {
                    self.inner(item, "Tags", &when);
                }
            }
            TagShape::Items => {
                for possibility in value.possibilities_when(base) {
                    if let Some(value) = possibility.value {
                        self.inner(value, "Items", &possibility.when);
                    }
                }
            }
        }
    }

    /// A list of tags under a key of a map.
    fn inner(&mut self, holder: Value<'t>, key: &str, when: &Assumption<'t>) {
        match holder.get(key).filter(|_| holder.is_map()) {
            Some(list) => self.list(list, when, ["Key", "Value"]),
            None if holder.is_map() => {}
            None => self.unknown(when.clone()),
        }
    }

    fn list(&mut self, list: Value<'t>, base: &Assumption<'t>, [key, value]: [&str; 2]) {
        for (item, when) in self.items(list, base) {
            match item.get(key).filter(|_| item.is_map()) {
                Some(name) => self.tag(name, item.get(value), item, when),
                None => self.unknown(when),
            }
        }
    }

    /// The items that a list can have; a function that makes items may make any.
    fn items(&mut self, list: Value<'t>, base: &Assumption<'t>) -> Vec<(Value<'t>, Assumption<'t>)> {
        for possibility in list.possibilities_when(base) {
            if possibility.value.is_some_and(|list| !list.is_list()) {
                self.unknown(possibility.when);
            }
        }
        list.possible_items(base)
    }

    fn map(&mut self, map: Value<'t>, base: &Assumption<'t>) {
        for possibility in map.possibilities_when(base) {
            let Some(map) = possibility.value else { continue };
            if !map.is_map() {
                self.unknown(possibility.when);
                continue;
            }
            for (key, value) in map.entries() {
                if key.text.contains("${") || key.text.starts_with("Fn::") {
                    self.unknown(possibility.when.clone());
                    continue;
                }
                // An entry is there in those cases in which it has a value.
                for case in value.possibilities_when(&possibility.when) {
                    let key = Key::Literal(key);
                    self.tags.extend(case.value.map(|value| Tag {
                        key,
                        value: Some(value),
                        item: None,
                        when: case.when,
                    }));
                }
            }
        }
    }

    fn tag(&mut self, key: Value<'t>, value: Option<Value<'t>>, item: Value<'t>, when: Assumption<'t>) {
        let key = match (key.kind(), key.name()) {
            (Kind::Scalar(_), Some(name)) if !name.text.contains("${") => Key::Literal(name),
            _ => match texts(key, self.template, &when) {
                texts if texts.is_empty() => Key::Unknown,
                texts => Key::Texts(texts),
            },
        };
        self.tags.push(Tag { key, value, item: Some(item), when });
    }
}
