//! A mapping as a table.

use formwork_template::{Section, Template, Value};

/// Most rows that are shown, and most columns.
const MOST_ROWS: usize = 40;
const MOST_COLUMNS: usize = 12;

/// The table of a mapping; the rows that are looked up stand out, and come first where there are too many.
pub(super) fn mapping(template: &Template, name: &str, rows: &[String]) -> Option<String> {
    let map = template.member(Section::Mappings, name)?.value;
    let mut columns: Vec<&str> = Vec::new();
    let mut more_columns = false;
    for (_, inner) in map.entries().take(MOST_ROWS) {
        for (key, _) in inner.entries().take(MOST_COLUMNS + 1) {
            if columns.contains(&key.text) {
                continue;
            }
            more_columns |= columns.len() == MOST_COLUMNS;
            if columns.len() < MOST_COLUMNS {
                columns.push(key.text);
            }
        }
    }
    let is_wanted = |key: &str| rows.iter().any(|row| row == key);
    let mut entries: Vec<_> = map.entries().collect();
    let count = entries.len();
    if count > MOST_ROWS {
        entries.sort_by_key(|(key, _)| !is_wanted(key.text));
        entries.truncate(MOST_ROWS);
    }
    let heads: String = columns.iter().map(|column| format!(" {} |", escaped(column))).collect();
    let mut text = format!("**{name}** mapping\n\n| |{heads}\n|---|{}\n", "---|".repeat(columns.len()));
    for (key, inner) in entries {
        let cells =
            columns.iter().map(|column| format!(" {} |", inner.get(column).map(cell).unwrap_or_default()));
        let cells: String = cells.collect();
        let head = escaped(key.text);
        let head = if is_wanted(key.text) { format!("**{head}**") } else { head };
        text.push_str(&format!("| {head} |{cells}\n"));
    }
    let rest = count.saturating_sub(MOST_ROWS);
    match (rest, more_columns) {
        (0, false) => {}
        (0, true) => text.push_str("\nMore columns\n"),
        (rest, _) => text.push_str(&format!("\n{rest} more rows\n")),
    }
    Some(text)
}

fn cell(value: Value<'_>) -> String {
    let one = |value: Value<'_>| escaped(value.text().unwrap_or("..."));
    if value.is_list() { value.items().map(one).collect::<Vec<_>>().join(", ") } else { one(value) }
}

/// A text that stays in its cell.
fn escaped(text: &str) -> String {
    const LONGEST: usize = 80;
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.push_str("...");
    }
    short.replace('\\', "\\\\").replace('|', "\\|").replace('*', "\\*").replace(['\n', '\r'], " ")
}
