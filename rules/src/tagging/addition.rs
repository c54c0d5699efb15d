//! The edit that gives a resource tags, in the form of its type. Values are only
//! those that are settled: the one that the configuration names, a parameter, a part
//! of the name, or the one that the rest of the template uses throughout.

use std::collections::BTreeMap;

use formwork_schemas::{Keyword, Literal, TagShape, resource_type};
use formwork_template::{Syntax, Value};

use crate::Edit;
use crate::config::Equal;
use crate::insertion::{New, add_entries, add_items, add_property};
use crate::tagging::judge::Judge;
use crate::tagging::tags::{Key, TaggedResource};

/// Where a launch template says which tags it gives.
pub(crate) const SPECIFICATIONS: &str = "TagSpecifications";

/// The values that are settled in a template.
#[derive(Debug)]
pub(crate) struct SettledValues<'j, 'p, 'c, 't> {
    judge: &'j Judge<'p, 'c, 't>,
    /// What the template itself uses throughout, by key.
    used: BTreeMap<String, Option<(String, New)>>,
}

impl<'j, 'p, 'c, 't> SettledValues<'j, 'p, 'c, 't> {
    pub(crate) fn new(judge: &'j Judge<'p, 'c, 't>, resources: &[TaggedResource<'t>]) -> Self {
        let mut used: BTreeMap<String, Option<(String, New)>> = BTreeMap::new();
        for tagged in resources.iter().filter(|tagged| !tagged.resource.0.looped) {
            for tag in &tagged.tags {
                let (Key::Literal(key), Some(value)) = (&tag.key, tag.value) else { continue };
                if !judge.wrong(tagged, tag).is_empty() {
                    continue;
                }
                let new = copied(value).map(|new| (value.canonical(), new));
                let known = used.entry(key.text.to_owned()).or_insert_with(|| new.clone());
                if known.as_ref().map(|(text, _)| text) != new.as_ref().map(|(text, _)| text) {
                    *known = None;
                }
            }
        }
        Self { judge, used }
    }

    pub(crate) fn judge(&self) -> &'j Judge<'p, 'c, 't> {
        self.judge
    }

    /// The value that a tag of a resource has, if there is but one.
    pub(crate) fn of(&self, key: &str, tagged: &TaggedResource<'t>) -> Option<New> {
        let known = self.judge.plan.known(key)?;
        if let Some(only) = known.only_value() {
            return Some(New::Text(only.to_owned()));
        }
        if !known.rule.references.is_empty() {
            let (source, is_there) = self.judge.reference(&known.rule.references)?;
            return is_there.then_some(New::Source(source));
        }
        match &known.rule.equals {
            Some(Equal::Part(part)) => self.part(part, tagged),
            Some(Equal::Tag(other)) => {
                let other = tagged.tags.iter().find(|tag| tag.key.is(other) && tag.when == tagged.base)?;
                copied(other.value?)
            }
            None => self.used.get(key)?.as_ref().map(|(_, new)| new.clone()),
        }
    }

    /// A part of the resource's name: its text, or the parameter that gives it.
    fn part(&self, part: &str, tagged: &TaggedResource<'t>) -> Option<New> {
        let names = self.judge.plan.names()?;
        let text = names.part(&names.of(tagged, self.judge.template)?, part)?;
        if !text.contains("${") {
            return Some(New::Text(text));
        }
        let parameter = text.strip_prefix("${")?.strip_suffix('}')?;
        let is_known = parameter.starts_with("AWS::") || self.judge.template.parameter(parameter).is_some();
        is_known.then(|| New::Ref(parameter.to_owned()))
    }
}

/// A value as it can stand at another place.
pub(crate) fn copied(value: Value<'_>) -> Option<New> {
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

/// Tags with their values.
pub(crate) type NewTags = Vec<(String, New)>;

/// The edit that adds tags to a resource.
pub(crate) fn addition(tagged: &TaggedResource<'_>, tags: &NewTags) -> Option<Edit> {
    let resource = tagged.resource.value();
    let Some((_, value)) = tagged.property else {
        return add_property(tagged.resource, tagged.tagging.property.as_str(), whole(tagged, tags)?);
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
        TagShape::Map => add_entries(target, tags),
        shape => add_items(target, &items(shape, tags)),
    }
}

/// The whole value of the property.
fn whole(tagged: &TaggedResource<'_>, tags: &[(String, New)]) -> Option<New> {
    let list = || New::List(items(tagged.tagging.shape, tags));
    Some(match tagged.tagging.shape {
        TagShape::List | TagShape::PropagatingList | TagShape::TagKeyList => list(),
        TagShape::Map => New::Map(tags.to_vec()),
        TagShape::Items => New::Map(vec![("Items".to_owned(), list())]),
        TagShape::Specifications => New::List(vec![specification(&own_kind(tagged)?, tags)]),
    })
}

fn specification(kind: &str, tags: &[(String, New)]) -> New {
    let tags = New::List(items(TagShape::Specifications, tags));
    New::Map(vec![("ResourceType".to_owned(), New::Text(kind.to_owned())), ("Tags".to_owned(), tags)])
}

/// The edit that adds tags to those that a launch template gives resources of a kind.
pub(crate) fn specified_addition(data: Value<'_>, kind: &str, tags: &NewTags) -> Option<Edit> {
    let Some(list) = data.get(SPECIFICATIONS) else {
        let list = New::List(vec![specification(kind, tags)]);
        return add_entries(data, &[(SPECIFICATIONS.to_owned(), list)]);
    };
    let is_own = |item: &Value<'_>| item.get("ResourceType").and_then(Value::text) == Some(kind);
    match list.items().find(is_own).and_then(|item| item.get("Tags")) {
        Some(own) => add_items(own, &items(TagShape::Specifications, tags)),
        None => add_items(list, &[specification(kind, tags)]),
    }
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
    let (service, name) = type_name.strip_prefix("AWS::")?.split_once("::")?;
    let (mut kind, mut was_lower) = (String::new(), false);
    for char in name.strip_prefix(service).unwrap_or(name).chars() {
        if char.is_ascii_uppercase() && was_lower {
            kind.push('-');
        }
        was_lower = !char.is_ascii_uppercase();
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
