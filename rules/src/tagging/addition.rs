//! The edit that gives a resource tags, in the form of its type. Values are only
//! those that are settled: the one that is allowed, or the one that the rest of
//! the template uses throughout.

use std::collections::BTreeMap;

use formwork_schemas::{Keyword, Literal, TagShape, resource_type};
use formwork_template::{Syntax, Template, Value};

use crate::Edit;
use crate::config::Allowed;
use crate::insertion::{New, add_entries, add_items, add_property};
use crate::tagging::tags::{Key, TaggedResource};
use crate::tagging::values::TagPlan;

/// The value of each key that is settled in a template.
#[derive(Debug)]
pub(crate) struct SettledValues(BTreeMap<String, Option<New>>);

impl SettledValues {
    pub(crate) fn new(plan: &TagPlan<'_>, resources: &[TaggedResource<'_>], template: &Template) -> Self {
        let mut seen: BTreeMap<String, Option<(String, New)>> = BTreeMap::new();
        let tags = resources.iter().filter(|resource| !resource.resource.0.looped).flat_map(|r| &r.tags);
        for tag in tags {
            let (Key::Literal(key), Some(value)) = (&tag.key, tag.value) else { continue };
            let is_wrong = !plan.wrong_texts(key.text, value, template, &tag.when).is_empty();
            let new = copied(value).filter(|_| !is_wrong).map(|new| (value.canonical(), new));
            let known = seen.entry(key.text.to_owned()).or_insert_with(|| new.clone());
            if known.as_ref().map(|(text, _)| text) != new.as_ref().map(|(text, _)| text) {
                *known = None;
            }
        }
        let mut settled: BTreeMap<_, _> =
            seen.into_iter().map(|(key, value)| (key, value.map(|(_, new)| new))).collect();
        for key in plan.keys() {
            if let Some(Allowed::OneOf(values)) = plan.allowed(key)
                && let [only] = values.as_slice()
            {
                settled.insert(key.to_owned(), Some(New::Text(only.to_string())));
            }
        }
        Self(settled)
    }

    fn get(&self, key: &str) -> Option<New> {
        self.0.get(key).cloned().flatten()
    }
}

/// A value as it can stand at another place.
fn copied(value: Value<'_>) -> Option<New> {
    if let Some(text) = value.text() {
        return Some(New::Text(text.to_owned()));
    }
    let function = value.function().filter(|function| function.choice().is_none())?;
    let source = value.tree().source().get(value.span().range())?;
    let argument = value.tree().source().get(function.argument.span().range())?;
    let is_open = |text: &str| text.contains(['{', '}', '[', ']', ',', '#', '\n']);
    let is_sturdy =
        value.tree().syntax() == Syntax::Json || !is_open(source) || argument.starts_with(['"', '\'']);
    (is_sturdy && !source.contains('\n')).then(|| New::Source(source.to_owned()))
}

/// The edit that adds tags, if all their values are settled.
pub(crate) fn addition(tagged: &TaggedResource<'_>, keys: &[&str], settled: &SettledValues) -> Option<Edit> {
    let tags: Vec<(String, New)> =
        keys.iter().map(|key| Some(((*key).to_owned(), settled.get(key)?))).collect::<Option<_>>()?;
    let resource = tagged.resource.value();
    let Some((_, value)) = tagged.property else {
        return add_property(tagged.resource, tagged.tagging.property.as_str(), whole(tagged, &tags)?);
    };
    let target = match tagged.tagging.shape {
        TagShape::Specifications => {
            let mut items = value.items();
            items.next().filter(|_| items.next().is_none())?.get("Tags")?
        }
        TagShape::Items => value.get("Items")?,
        _ => value,
    };
    if !resource.span().contains(target.span()) {
        return None;
    }
    match tagged.tagging.shape {
        TagShape::Map => add_entries(target, &tags),
        shape => add_items(target, &items(shape, &tags)),
    }
}

/// The whole value of the property.
fn whole(tagged: &TaggedResource<'_>, tags: &[(String, New)]) -> Option<New> {
    let list = || New::List(items(tagged.tagging.shape, tags));
    Some(match tagged.tagging.shape {
        TagShape::List | TagShape::PropagatingList | TagShape::TagKeyList => list(),
        TagShape::Map => New::Map(tags.to_vec()),
        TagShape::Items => New::Map(vec![("Items".to_owned(), list())]),
        TagShape::Specifications => {
            let kind = New::Text(own_kind(tagged)?);
            New::List(vec![New::Map(vec![("ResourceType".to_owned(), kind), ("Tags".to_owned(), list())])])
        }
    })
}

fn items(shape: TagShape, tags: &[(String, New)]) -> Vec<New> {
    let [key_name, value_name] = match shape {
        TagShape::TagKeyList => ["TagKey", "TagValue"],
        _ => ["Key", "Value"],
    };
    let item = |(key, value): &(String, New)| {
        let mut entries =
            vec![(key_name.to_owned(), New::Text(key.clone())), (value_name.to_owned(), value.clone())];
        if shape == TagShape::PropagatingList {
            entries.push(("PropagateAtLaunch".to_owned(), New::True));
        }
        New::Map(entries)
    };
    tags.iter().map(item).collect()
}

/// What `TagSpecifications` calls the type itself: `launch-template`.
fn own_kind(tagged: &TaggedResource<'_>) -> Option<String> {
    let type_name = tagged.resource.type_name()?.text;
    let mut kind = String::new();
    for char in type_name.rsplit("::").next()?.chars() {
        if char.is_ascii_uppercase() && !kind.is_empty() {
            kind.push('-');
        }
        kind.push(char.to_ascii_lowercase());
    }
    let place = [tagged.tagging.property.as_str(), "*", "ResourceType"];
    let schema = resource_type(type_name)?.property_at(&place)?;
    let refuses = |keyword: &Keyword| match keyword {
        Keyword::Enum(values) => {
            !values.iter().any(|value| matches!(value, Literal::String(v) if v == kind.as_str()))
        }
        _ => false,
    };
    (!schema.all_keywords().any(refuses)).then_some(kind)
}
