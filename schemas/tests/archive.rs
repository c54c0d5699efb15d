//! The archive as a whole: every type decodes, every pattern compiles.

#![allow(clippy::unwrap_used, reason = "a missing fact fails the test")]

use std::collections::BTreeSet;

use formwork_schemas::{Keyword, Pattern, Schema, resource_type, resource_type_names};

#[test]
fn every_type_decodes() {
    let names: Vec<_> = resource_type_names().collect();
    assert_eq!(names.len(), 1898);
    assert!(names.is_sorted());
    assert_eq!(names.iter().filter(|name| resource_type(name).unwrap().is_sam()).count(), 14);
    for name in names {
        let found = resource_type(name).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(found.name(), name);
        assert!(!found.properties().keywords().is_empty(), "{name}");
        // What the facts name is there, or nowhere in the schema at all.
        found.attributes().for_each(drop);
        found.tagging();
        found.ref_schema();
    }
}

#[test]
fn every_pattern_compiles() {
    let mut patterns = Vec::new();
    for name in resource_type_names() {
        let root = resource_type(name).unwrap().properties();
        for keyword in root.whole_document().flat_map(Schema::keywords) {
            match keyword {
                Keyword::Pattern(pattern) => patterns.push(pattern),
                Keyword::PatternProperties(by_pattern) => {
                    patterns.extend(by_pattern.iter().map(|(pattern, _)| pattern));
                }
                _ => {}
            }
        }
    }
    let sources: BTreeSet<_> = patterns.iter().map(|pattern| pattern.as_str()).collect();
    assert_eq!(sources.len(), 3072);
    patterns.sort_by_key(|pattern| pattern.as_str());
    patterns.dedup_by_key(|pattern| pattern.as_str());
    let undecided = patterns.into_iter().filter(|pattern| pattern.is_match("a").is_none());
    let undecided: Vec<_> = undecided.map(Pattern::as_str).collect();
    // A repeated `$`, and an intersection of classes.
    assert_eq!(
        undecided,
        [
            r"^([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)${1,128}",
            r"^([\p{L}\p{Z}\p{N}_.:\/=+\-@]*)${1,256}",
            r"^[\p{Print}&&[^|:/]]+$",
        ]
    );
}
