//! The text that every entry of the archive can refer back to: fragments of
//! schemas that recur in many types, such as the definition of a tag.

use std::collections::BTreeMap;

use serde_json::Value;

/// DEFLATE looks back no further than this.
const SIZE: usize = 32 * 1024;
/// Shorter fragments gain nothing, longer ones seldom recur.
const FRAGMENT: std::ops::Range<usize> = 12..600;
/// What a back reference costs, about.
const REFERENCE: usize = 4;
/// More candidates than fit.
const CANDIDATES: usize = 4000;

/// The fragments that save most, the best at the end where they are nearest.
pub(crate) fn of<'a>(schemas: impl Iterator<Item = &'a Value>) -> String {
    let mut counts = BTreeMap::new();
    schemas.for_each(|schema| count(schema, &mut counts));
    let gain = |(text, count): &(String, usize)| (count - 1) * (text.len() - REFERENCE);
    let mut candidates: Vec<_> = counts.into_iter().collect();
    // A stable sort of sorted texts: equal gains keep one order.
    candidates.sort_by_key(|candidate| std::cmp::Reverse(gain(candidate)));

    let mut chosen: Vec<String> = Vec::new();
    let mut size = 0;
    for (text, _) in candidates.into_iter().take(CANDIDATES) {
        let fits = size + text.len() < SIZE;
        if fits && !chosen.iter().any(|known| known.contains(&text)) {
            size += text.len() + 1;
            chosen.push(text);
        }
    }
    chosen.reverse();
    chosen.join(",")
}

/// Counts every `"key":value` below a node.
fn count(value: &Value, counts: &mut BTreeMap<String, usize>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                let text = format!("{}:{value}", Value::from(key.as_str()));
                if FRAGMENT.contains(&text.len()) {
                    *counts.entry(text).or_default() += 1;
                }
                count(value, counts);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| count(item, counts)),
        _ => {}
    }
}
