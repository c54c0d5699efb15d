//! Sections in the order of the user guide, each with the comments above it.

use std::sync::Arc;

use formwork_template::{Section, Span, Template, parse};

use crate::equality;
use crate::{Refusal, whole};

/// Whether the sections are in order.
pub fn in_order(template: &Template) -> bool {
    let places: Vec<usize> = template.root().entries().map(|(key, _)| place(key.text)).collect();
    places.is_sorted()
}

/// Where a section goes; what is none goes last.
fn place(key: &str) -> usize {
    Section::ALL.iter().position(|section| section.key() == key).unwrap_or(Section::ALL.len())
}

/// The text with its sections in order.
pub fn sorted(template: &Template) -> Result<String, Refusal> {
    whole(template)?;
    let tree = template.tree();
    let source = tree.source();
    if tree.syntax() == formwork_template::Syntax::Json {
        return Err(Refusal::Unusual("the sections of JSON are left in their order"));
    }
    if !tree.aliases().is_empty() {
        return Err(Refusal::Unusual("anchors have to stand before their aliases"));
    }
    let entries = tree.entries(tree.root());
    let starts: Vec<usize> =
        entries.iter().map(|entry| with_comments(source, tree.span(entry.key))).collect();
    let Some(first) = starts.first().copied() else { return Ok(source.to_string()) };
    let mut parts: Vec<(usize, &str)> = Vec::new();
    for (number, entry) in entries.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(source.len());
        parts.push((place(tree.text(entry.key).unwrap_or_default()), &source[starts[number]..end]));
    }
    parts.sort_by_key(|(place, _)| *place);
    let mut text = source[..first].to_owned();
    let line_break = if source.contains("\r\n") { "\r\n" } else { "\n" };
    for (number, (_, part)) in parts.iter().enumerate() {
        text.push_str(part);
        if number + 1 < parts.len() && !part.ends_with('\n') {
            text.push_str(line_break);
        }
    }
    same_entries(template, &text)?;
    Ok(text)
}

/// Where a section begins with the comments that stand right above it.
fn with_comments(source: &str, key: Span) -> usize {
    let mut start = source[..key.start as usize].rfind('\n').map_or(0, |at| at + 1);
    while start > 0 {
        let above = source[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        if !source[above..start].starts_with('#') {
            break;
        }
        start = above;
    }
    start
}

/// That every section is there as it was.
fn same_entries(template: &Template, text: &str) -> Result<(), Refusal> {
    let changed = Err(Refusal::Unusual("its sections cannot change their places"));
    let tree = template.tree();
    let parsed = parse(Arc::from(text), tree.syntax());
    if !parsed.errors.is_empty() || tree.comments().len() != parsed.tree.comments().len() {
        return changed;
    }
    let after = Template::new(parsed);
    let is_there = |entry: &formwork_template::Entry| {
        let key = tree.text(entry.key).unwrap_or_default();
        after
            .tree()
            .get(after.tree().root(), key)
            .is_some_and(|value| equality::same(tree, entry.value, after.tree(), value))
    };
    let entries = tree.entries(tree.root());
    let is_same =
        entries.iter().all(is_there) && entries.len() == after.tree().entries(after.tree().root()).len();
    if is_same { Ok(()) } else { changed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::template;

    #[test]
    fn sections_move_with_their_comments() {
        let text = "# the file\n\n# what there is\nResources:\n  A: b # x\nAWSTemplateFormatVersion: x\n# given\nParameters:\n  C: d";
        assert!(!in_order(&template(text)));
        let after = sorted(&template(text)).expect("they can move");
        assert_eq!(
            after,
            "# the file\n\nAWSTemplateFormatVersion: x\n# given\nParameters:\n  C: d\n# what there is\nResources:\n  A: b # x\n"
        );
        assert!(in_order(&template(&after)));
    }
}
