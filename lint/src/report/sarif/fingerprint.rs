//! What makes a finding the same one after the template was edited above it.
//!
//! `formwork/v1` is FNV-1a, 64 bits, over the rule, the file, the property path
//! and the message with every number replaced by `0`, each followed by a zero
//! byte; then `:` and how many findings of the file had the same hash before.
//! It never changes: services would open every finding anew. A better one is `formwork/v2`.

use std::collections::BTreeMap;

use formwork_rules::{Diagnostic, stable_hash};

/// The fingerprints of one file, given in source order.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: BTreeMap<u64, usize>,
}

impl Fingerprints {
    pub(super) fn of(&mut self, file: &str, found: &Diagnostic) -> String {
        let path = found.path.to_string();
        let hash = stable_hash(&[found.rule.as_str(), file, &path, &without_numbers(&found.message)]);
        let seen = self.seen.entry(hash).or_default();
        *seen += 1;
        format!("{hash:016x}:{seen}")
    }
}

fn without_numbers(message: &str) -> String {
    let mut out = String::with_capacity(message.len());
    for char in message.chars() {
        match char {
            '0'..='9' if out.ends_with('0') => {}
            '0'..='9' => out.push('0'),
            _ => out.push(char),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Fingerprints;
    use crate::report::testing::finding;
    use formwork_rules::Severity::Error;

    #[test]
    fn never_changes() {
        let mut of = Fingerprints::default();
        let mut found = finding(Error, "11 items, at most 10");
        let first = of.of("a.yaml", &found);
        found.span = formwork_template::Span::new(7, 9);
        found.message = "12 items, at most 10".to_owned();
        let second = of.of("a.yaml", &found);
        assert_eq!(first.split(':').next(), second.split(':').next());
        assert_eq!((first.as_str(), &second[16..]), ("a27129fcd66b91e3:1", ":2"));
    }
}
