//! What AWS refuses of tags: keys, values, and keys that are there twice.

use formwork_schemas::TagShape;
use formwork_template::{Name, Span, Value};
use rustc_hash::FxHashSet;

use crate::sites::Site;
use crate::tagging::tags::{Tag, TaggedResource};
use crate::{Applicability, Fix, removal};

/// Something wrong with a tag: the case, the place, the words and, where it is an edit, the remedy.
pub(crate) type Fault<'w, 't> = (Site<'w, 't>, Span, String, Option<Fix>);

/// What AWS begins the keys of its own tags with.
pub(crate) const RESERVED: &str = "aws:";

/// Whether the rule of invalid tags (E3024) judges the tags of a resource, so that no other does.
pub(crate) fn judged_as_invalid(tagged: &TaggedResource<'_>) -> bool {
    let is_read = matches!(tagged.tagging.shape, TagShape::List | TagShape::PropagatingList | TagShape::Map);
    tagged.tagging.property == "Tags" && tagged.tagging.declared && is_read
}

/// The list that holds two tags, and the number of the second in it.
pub(crate) fn siblings<'t>(
    tagged: &TaggedResource<'t>,
    first: &Tag<'t>,
    second: &Tag<'t>,
) -> Option<(Value<'t>, usize)> {
    let (first, second) = (first.item?.node(), second.item?.node());
    let lists = tagged.property?.1.possibilities().into_iter().filter_map(|list| list.value);
    lists.into_iter().find_map(|list| {
        let number = list.items().position(|item| item.node() == second)?;
        list.items().any(|item| item.node() == first).then_some((list, number))
    })
}

/// What is wrong with the tags of a resource in one case.
pub(crate) fn of<'w, 't>(tags: &Site<'w, 't>) -> Vec<Fault<'w, 't>> {
    let mut found = Vec::new();
    match tags.value.filter(|value| value.function().is_none()) {
        Some(value) if value.is_list() => list(tags, &mut found),
        Some(value) if value.is_map() => map(tags, &mut found),
        Some(value) if value.scalar().is_some() => {
            found.push((tags.clone(), tags.span(), "Tags are a list or a map".to_owned(), None));
        }
        _ => {}
    }
    found
}

/// Source: tag naming limits and requirements in the guide to tagging AWS resources.
pub(crate) const LONGEST_KEY: usize = 128;
pub(crate) const LONGEST_VALUE: usize = 256;

fn list<'w, 't>(tags: &Site<'w, 't>, found: &mut Vec<Fault<'w, 't>>) {
    let mut seen = FxHashSet::default();
    let keys = tags.value.into_iter().flat_map(Value::items).filter_map(|item| item.get("Key"));
    let again = keys.filter(|key| !seen.insert(Value::canonical(*key))).last();
    if let Some(again) = again {
        let name = again.text().map_or_else(|| "The same key".to_owned(), |key| format!("The key `{key}`"));
        found.push((tags.clone(), tags.span(), format!("{name} is there twice"), removal_of(again, tags)));
    }
    for tag in tags.found("*") {
        let Some(value) = tag.value.filter(|value| value.function().is_none() && !value.is_error()) else {
            continue;
        };
        if !value.is_map() {
            found.push((tag.clone(), tag.span(), "A tag is a map of `Key` and `Value`".to_owned(), None));
            continue;
        }
        for key in tag.at("Key") {
            match key.value {
                None => found.push((key.clone(), tag.span(), "The tag has no `Key`".to_owned(), None)),
                Some(value) => key_text(&key, (key.span(), value.name()), key.string(), found),
            }
        }
        for value in tag.found("Value") {
            value_text(&value, found);
        }
    }
}

/// Takes out a tag that says only what another one says.
fn removal_of(key: Value<'_>, tags: &Site<'_, '_>) -> Option<Fix> {
    let list = tags.value?;
    let same: Vec<(usize, Value<'_>)> = list
        .items()
        .enumerate()
        .filter(|(_, item)| item.get("Key").is_some_and(|other| other.canonical() == key.canonical()))
        .collect();
    let [(_, first), (number, second)] = same.as_slice() else { return None };
    let edit = removal::item(list, *number).filter(|_| first.canonical() == second.canonical())?;
    Some(Fix::new("Remove the second", Applicability::Unsafe, vec![edit]))
}

fn map<'w, 't>(tags: &Site<'w, 't>, found: &mut Vec<Fault<'w, 't>>) {
    for (key, _) in tags.value.into_iter().flat_map(Value::entries) {
        if key.text.starts_with("aws:") || key.text.is_empty() {
            key_text(tags, (key.span, Some(key)), Some(key.text), found);
        }
        for value in tags.written(key.text).iter().flat_map(|value| value.found("")) {
            value_text(&value, found);
        }
    }
}

fn key_text<'w, 't>(
    site: &Site<'w, 't>,
    (span, name): (Span, Option<Name<'t>>),
    key: Option<&str>,
    found: &mut Vec<Fault<'w, 't>>,
) {
    let length = key.map_or(1, |key| key.chars().count());
    if let Some(own) = key.and_then(|key| key.strip_prefix(RESERVED)) {
        let fix = name.filter(|_| !own.is_empty());
        found.push((
            site.clone(),
            span,
            "The key of a tag does not begin with `aws:`, which AWS keeps for itself".to_owned(),
            fix.and_then(|name| Fix::rename(name, own, Applicability::Unsafe)),
        ));
    } else if length == 0 {
        found.push((site.clone(), span, "The key of a tag is empty".to_owned(), None));
    } else if length > LONGEST_KEY {
        let message = format!("The key of the tag has {length} characters, and may have {LONGEST_KEY}");
        found.push((site.clone(), span, message, None));
    }
}

fn value_text<'w, 't>(value: &Site<'w, 't>, found: &mut Vec<Fault<'w, 't>>) {
    let length = value.string().map_or(0, |text| text.chars().count());
    if length > LONGEST_VALUE {
        let message = format!("The value of the tag has {length} characters, and may have {LONGEST_VALUE}");
        found.push((value.clone(), value.span(), message, None));
    }
}
