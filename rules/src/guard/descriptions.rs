//! What a file says of its rules in the comments above them, read without
//! reading the rules: every run needs to know which there are, few need them all.
//!
//! A tag begins a comment line; a comment line without one goes on with the tag
//! before. `docs/guard.md` describes the form.

use crate::Severity;

/// What is said of one rule.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Description {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) rationale: String,
    pub(super) severity: Option<Severity>,
    pub(super) packs: Vec<String>,
    pub(super) controls: Vec<String>,
    pub(super) cfn_nag: Vec<String>,
    pub(super) fix: Option<String>,
    /// The rule's own text.
    pub(super) text: String,
}

/// The descriptions of the rules of a file, in its order.
pub(super) fn read(source: &str) -> Vec<Description> {
    let mut found = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    let mut header = String::new();
    let mut offset = 0;
    for line in source.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let text = line.trim_end();
        if let Some(comment_text) = text.strip_prefix('#') {
            comment.push(comment_text);
            continue;
        }
        if let Some(name) = rule_name(text) {
            let mut description = described(&comment);
            if description.title.is_empty() {
                description.title.clone_from(&header);
            }
            description.name = name.to_owned();
            description.text = body(&source[start..]).to_owned();
            found.push(description);
        } else if header.is_empty() {
            header = described_by_header(&comment);
        }
        comment.clear();
    }
    found
}

/// `NAME` of a line `rule NAME ...`; a rule with parameters is none of its own.
fn rule_name(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("rule")?.strip_prefix([' ', '\t'])?.trim_start();
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

fn described(comment: &[&str]) -> Description {
    let mut description = Description::default();
    let mut tags: Vec<(&str, String)> = Vec::new();
    for line in comment {
        let line = line.trim();
        match (line.strip_prefix('@'), tags.last_mut()) {
            (Some(tag), _) => {
                let (tag, text) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
                tags.push((tag, text.trim().to_owned()));
            }
            (None, Some((_, text))) if !line.is_empty() => {
                text.push(' ');
                text.push_str(line);
            }
            _ => {}
        }
    }
    let list = |text: &str| {
        text.split(',').map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
    };
    for (tag, text) in tags {
        match tag {
            "title" => description.title = text,
            "rationale" => description.rationale = text,
            "severity" => {
                description.severity = match text.as_str() {
                    "error" => Some(Severity::Error),
                    "warning" => Some(Severity::Warning),
                    "info" => Some(Severity::Info),
                    _ => None,
                }
            }
            "packs" => description.packs = list(&text),
            "controls" => description.controls = list(&text),
            "cfn-nag" => description.cfn_nag = list(&text),
            "fix" => description.fix = Some(text),
            _ => {}
        }
    }
    description
}

/// The description in a header as files of AWS have it: indented below `Description:`.
fn described_by_header(comment: &[&str]) -> String {
    let lines = comment.iter().skip_while(|line| line.trim() != "Description:").skip(1);
    let lines = lines.take_while(|line| line.starts_with("  ") && !line.trim().is_empty());
    lines.map(|line| line.trim()).collect::<Vec<_>>().join(" ")
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
        let title = if self.title.is_empty() { format!("A rule of `{file}`") } else { self.title.clone() };
        let mut docs = format!(" {title}.\n");
        let mut paragraph = |text: &str| {
            if !text.is_empty() {
                docs.push_str("\n ");
                docs.push_str(text);
                docs.push('\n');
            }
        };
        paragraph(&self.rationale);
        let facts = [("Controls", &self.controls), ("Packs", &self.packs), ("cfn_nag", &self.cfn_nag)];
        let facts = facts.iter().filter(|(_, list)| !list.is_empty());
        paragraph(
            &facts.map(|(name, list)| format!("{name}: {}.", list.join(", "))).collect::<Vec<_>>().join(" "),
        );
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
