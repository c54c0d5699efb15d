//! What AWS refuses of tags: keys, values, and keys that are there twice.

use formwork_template::{Span, Value};
use rustc_hash::FxHashSet;

use crate::sites::Site;

/// Something wrong with a tag: the case, the place and the words.
pub(crate) type Fault<'w, 't> = (Site<'w, 't>, Span, String);

/// What is wrong with the tags of a resource in one case.
pub(crate) fn of<'w, 't>(tags: &Site<'w, 't>) -> Vec<Fault<'w, 't>> {
    let mut found = Vec::new();
    match tags.value.filter(|value| value.function().is_none()) {
        Some(value) if value.is_list() => list(tags, &mut found),
        Some(value) if value.is_map() => map(tags, &mut found),
        Some(value) if value.scalar().is_some() => {
            found.push((tags.clone(), tags.span(), "Tags are a list or a map".to_owned()));
        }
        _ => {}
    }
    found
}

/// Source: tag naming limits and requirements in the guide to tagging AWS resources.
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

fn list<'w, 't>(tags: &Site<'w, 't>, found: &mut Vec<Fault<'w, 't>>) {
    let mut seen = FxHashSet::default();
    let keys = tags.value.into_iter().flat_map(Value::items).filter_map(|item| item.get("Key"));
    let again = keys.filter(|key| !seen.insert(Value::canonical(*key))).last();
    if let Some(again) = again {
        let name = again.text().map_or_else(|| "The same key".to_owned(), |key| format!("The key `{key}`"));
        found.push((tags.clone(), tags.span(), format!("{name} is there twice")));
    }
    for tag in tags.found("*") {
        let Some(value) = tag.value.filter(|value| value.function().is_none() && !value.is_error()) else {
            continue;
        };
        if !value.is_map() {
            found.push((tag.clone(), tag.span(), "A tag is a map of `Key` and `Value`".to_owned()));
            continue;
        }
        for key in tag.at("Key") {
            match key.value {
                None => found.push((key.clone(), tag.span(), "The tag has no `Key`".to_owned())),
                Some(_) => key_text(&key, key.span(), key.string(), found),
            }
        }
        for value in tag.found("Value") {
            value_text(&value, found);
        }
    }
}

fn map<'w, 't>(tags: &Site<'w, 't>, found: &mut Vec<Fault<'w, 't>>) {
    for (key, _) in tags.value.into_iter().flat_map(Value::entries) {
        if key.text.starts_with("aws:") || key.text.is_empty() {
            key_text(tags, key.span, Some(key.text), found);
        }
        for value in tags.written(key.text).iter().flat_map(|value| value.found("")) {
            value_text(&value, found);
        }
    }
}

fn key_text<'w, 't>(site: &Site<'w, 't>, span: Span, key: Option<&str>, found: &mut Vec<Fault<'w, 't>>) {
    let length = key.map_or(1, |key| key.chars().count());
    if key.is_some_and(|key| key.starts_with("aws:")) {
        found.push((
            site.clone(),
            span,
            "The key of a tag does not begin with `aws:`, which AWS keeps for itself".to_owned(),
        ));
    } else if length == 0 {
        found.push((site.clone(), span, "The key of a tag is empty".to_owned()));
    } else if length > LONGEST_KEY {
        let message = format!("The key of the tag has {length} characters, and may have {LONGEST_KEY}");
        found.push((site.clone(), span, message));
    }
}

fn value_text<'w, 't>(value: &Site<'w, 't>, found: &mut Vec<Fault<'w, 't>>) {
    let length = value.string().map_or(0, |text| text.chars().count());
    if length > LONGEST_VALUE {
        let message = format!("The value of the tag has {length} characters, and may have {LONGEST_VALUE}");
        found.push((value.clone(), value.span(), message));
    }
}
