//! What a new line begins with, in YAML: the next item of a list, the first property of a map.

use formwork_rules::Edit;
use formwork_template::{Span, Syntax};

use crate::document::Kind;
use crate::snapshot::Snapshot;

/// How much deeper a block is than its key.
const STEP: usize = 2;

/// Edits of the line that was just begun at an offset.
pub fn new_line(snapshot: &Snapshot, offset: u32) -> Vec<Edit> {
    let document = &snapshot.document;
    let is_yaml = !matches!(document.kind, Kind::Guard | Kind::Other) && document.syntax() == Syntax::Yaml;
    let line = document.line_at(offset);
    if !is_yaml || line.start == 0 {
        return Vec::new();
    }
    let own = &document.text[line.range()];
    // Only a line with nothing on it: what is there is nobody's to change.
    if !own.trim().is_empty() {
        return Vec::new();
    }
    let above = document.line_at(line.start - 1);
    let Some(wanted) = beginning(&document.text[above.range()], own.len()) else { return Vec::new() };
    if wanted == own {
        Vec::new()
    } else {
        vec![Edit { span: Span::new(line.start, line.end), text: wanted }]
    }
}

/// What follows a line; `indent` is what the editor has put there.
fn beginning(above: &str, indent: usize) -> Option<String> {
    let body = above.trim_start_matches(' ');
    let column = above.len() - body.len();
    let trimmed = body.trim_end();
    if trimmed.starts_with('#') {
        return None;
    }
    let blanks = |count: usize| " ".repeat(count);
    if let Some(item) = trimmed.strip_prefix("- ") {
        let inner = item.trim_start();
        let key_column = column + (body.len() - body[1..].trim_start().len());
        // `- Key: Name` is followed by its other keys, `- value` by the next item.
        return match inner.split_once(": ") {
            Some((key, _)) if is_key(key) => Some(blanks(key_column)),
            _ if inner.ends_with(':') && is_key(inner.trim_end_matches(':')) => {
                Some(blanks(key_column + STEP))
            }
            _ if inner.ends_with(['|', '>', '[', '{', ',']) => None,
            _ => Some(format!("{}- ", blanks(column))),
        };
    }
    let key = trimmed.strip_suffix(':')?;
    if !is_key(key) {
        return None;
    }
    let deeper = blanks(column + STEP);
    match key {
        "Tags" => Some(format!("{deeper}- Key: ")),
        _ if indent <= column => Some(deeper),
        _ => None,
    }
}

fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|char| char.is_alphanumeric() || matches!(char, ':' | '_' | '-' | '.'))
}
