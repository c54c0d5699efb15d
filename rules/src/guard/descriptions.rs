//! What a file says of its rules in the comments above them, read without
//! reading the rules: every run needs to know which there are, few need them all.
//! `docs/guard.md` describes the form.

use formwork_guard::{Described, Metadata, metadata};
use formwork_template::Span;

/// What is said of one rule.
#[derive(Debug)]
pub(super) struct Description {
    pub(super) name: String,
    pub(super) metadata: Metadata,
    /// The rule's own text.
    pub(super) text: String,
}

/// The descriptions of the rules of a file, in its order.
pub(super) fn read(source: &str) -> Vec<Description> {
    let (mut rules, mut comments) = (Vec::new(), Vec::new());
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim();
        if text.starts_with('#') {
            let start = offset + (line.len() - line.trim_start().len());
            comments.push(Span::of(start..start + text.len()));
        } else if let Some(name) = rule_name(line) {
            rules.push((name, offset));
        }
        offset += line.len();
    }
    let is_only = rules.len() == 1;
    let describe = |(name, start): (&str, usize)| Description {
        name: name.to_owned(),
        metadata: metadata(source, &comments, Described { name, start: start as u32, is_only }),
        text: body(&source[start..]).to_owned(),
    };
    rules.into_iter().map(describe).collect()
}

/// `NAME` of a line `rule NAME ...`; a rule with parameters is none of its own.
fn rule_name(line: &str) -> Option<&str> {
    let rest = line.trim_end().strip_prefix("rule")?.strip_prefix([' ', '\t'])?.trim_start();
    let end = rest.find(|next: char| !(next.is_alphanumeric() || next == '_')).unwrap_or(rest.len());
    (end > 0 && !rest[end..].starts_with('(')).then(|| &rest[..end])
}

/// A rule's text: to the line that closes it at the margin, or to where the next rule begins.
fn body(source: &str) -> &str {
    let mut end = 0;
    for line in source.split_inclusive('\n') {
        if end > 0 && (line.starts_with('}') || rule_name(line).is_some()) {
            end += usize::from(line.starts_with('}'));
            break;
        }
        end += line.len();
        // It stands on its first line.
        if end == line.len() && line.trim_end().ends_with('}') {
            break;
        }
    }
    source[..end].trim_end()
}

/// The resource types that a text names.
pub(super) fn types(source: &'static str) -> Vec<&'static str> {
    let mut types: Vec<&str> = source
        .match_indices("AWS::")
        .map(|(start, _)| {
            let rest = &source[start..];
            let end =
                rest.find(|next: char| !(next.is_ascii_alphanumeric() || next == ':')).unwrap_or(rest.len());
            rest[..end].trim_end_matches(':')
        })
        .collect();
    types.sort_unstable();
    types.dedup();
    types
}

impl Description {
    /// The documentation, in the form of doc comments.
    pub(super) fn docs(&self, file: &str) -> String {
        let Metadata { title, rationale, controls, packs, cfn_nag, .. } = &self.metadata;
        let title = title.as_ref().map_or_else(|| format!("A rule of `{file}`"), |title| title.text.clone());
        let mut docs = format!(" {title}.\n");
        let mut paragraph = |text: &str| {
            if !text.is_empty() {
                docs.push_str("\n ");
                docs.push_str(text);
                docs.push('\n');
            }
        };
        paragraph(rationale.as_ref().map_or("", |rationale| &rationale.text));
        let facts = [("Controls", controls), ("Packs", packs), ("cfn_nag", cfn_nag)];
        let facts = facts.iter().filter(|(_, list)| !list.is_empty()).map(|(name, list)| {
            let list: Vec<&str> = list.iter().map(|name| name.text.as_str()).collect();
            format!("{name}: {}.", list.join(", "))
        });
        paragraph(&facts.collect::<Vec<_>>().join(" "));
        docs.push_str("\n ```guard\n");
        for line in self.text.lines() {
            docs.push(' ');
            docs.push_str(line);
            docs.push('\n');
        }
        docs.push_str(" ```\n");
        docs
    }
}
