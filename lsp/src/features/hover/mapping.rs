//! A mapping as a table.

use formwork_template::{Section, Template, Value};

/// Most rows and columns that are shown.
const MOST: usize = 40;

/// The table of a mapping; the row that is looked up stands out.
pub(crate) fn mapping(template: &Template, name: &str, row: Option<&str>) -> Option<String> {
    let map = template.member(Section::Mappings, name)?.value;
    let mut columns: Vec<&str> = Vec::new();
    for (_, inner) in map.entries() {
        for (key, _) in inner.entries() {
            if !columns.contains(&key.text) && columns.len() < MOST {
                columns.push(key.text);
            }
        }
    }
    let mut text = format!(
        "**{name}** mapping\n\n| | {} |\n|---|{}\n",
        columns.join(" | "),
        "---|".repeat(columns.len())
    );
    for (key, inner) in map.entries().take(MOST) {
        let cells: Vec<String> =
            columns.iter().map(|column| inner.get(column).map_or(String::new(), cell)).collect();
        let head = if row == Some(key.text) { format!("**{}**", key.text) } else { key.text.to_owned() };
        text.push_str(&format!("| {head} | {} |\n", cells.join(" | ")));
    }
    let more = map.entries().count().saturating_sub(MOST);
    if more > 0 {
        text.push_str(&format!("\n{more} more rows\n"));
    }
    Some(text)
}

fn cell(value: Value<'_>) -> String {
    let one = |value: Value<'_>| value.text().unwrap_or("...").replace('|', "\\|").replace('\n', " ");
    if value.is_list() { value.items().map(one).collect::<Vec<_>>().join(", ") } else { one(value) }
}
