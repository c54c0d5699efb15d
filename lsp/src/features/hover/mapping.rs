//! A mapping as a table.

use formwork_template::{Section, Template, Value};

use crate::describe::Markdown;

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
    let head = columns.iter().map(|column| escaped(column));
    let mut rows = vec![std::iter::once(String::new()).chain(head).collect::<Vec<_>>()];
    for (key, inner) in entries {
        let head = escaped(key.text);
        let head = if is_wanted(key.text) { format!("**{head}**") } else { head };
        let cells = columns.iter().map(|column| inner.get(column).map(cell).unwrap_or_default());
        rows.push(std::iter::once(head).chain(cells).collect());
    }
    let mut said = Markdown::begun(format!("**{name}** mapping"));
    said.paragraph(table(&rows));
    let more_rows = count.saturating_sub(MOST_ROWS);
    match (more_rows, more_columns) {
        (0, false) => {}
        (0, true) => said.paragraph("There are more columns."),
        (rows, _) => said.paragraph(format!("There are {rows} more rows.")),
    }
    Some(said.into_text())
}

/// Rows of cells, the first the head; the columns stand below one another, for terminals show them as they are.
fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!(" {cell:width$} |"));
        format!("|{}", cells.collect::<String>())
    };
    let rule: String = widths.iter().map(|width| format!("-{}-|", "-".repeat(*width))).collect();
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(lines.len().min(1), format!("|{rule}"));
    lines.join("\n")
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
