//! Exceptions as a table for people, with the sum of their states below it.

use std::fmt::Write as _;

use anstyle::Style;
use formwork_rules::{Exception, Reach, State};

use super::Listing;
use crate::output::{BOLD, DIM, GREEN, RED, YELLOW, paint, printable};
use crate::report::position::Lines;

const HEADER: [&str; 8] = ["STATE", "RULE", "WHERE", "REACH", "UNTIL", "OWNER", "COVERS", "REASON"];

/// The cells of a row.
struct Row {
    state: State,
    cells: [String; HEADER.len()],
}

pub(super) fn render(listing: &Listing<'_>) -> String {
    let mut rows = Vec::new();
    for file in listing.files {
        let lines = Lines::new(&file.text);
        rows.extend(listing.of(file).map(|one| row(&file.name, &lines, one)));
    }
    let mut out = String::new();
    if rows.is_empty() {
        let which = if listing.states.is_empty() { "" } else { " in these states" };
        let _ = writeln!(out, "There are no suppressions{which}.");
        return out;
    }
    let mut widths = HEADER.map(str::len);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(&row.cells) {
            *width = (*width).max(cell.chars().count());
        }
    }
    // Nothing is aligned behind the last column.
    widths[HEADER.len() - 1] = 0;
    line(&mut out, HEADER.map(|title| (DIM, title)), &widths);
    for Row { state, cells } in &rows {
        let mut cells = cells.each_ref().map(|cell| (Style::new(), cell.as_str()));
        cells[0].0 = style(*state);
        cells[1].0 = BOLD;
        line(&mut out, cells, &widths);
    }
    let _ = writeln!(out, "\n{}", summary(listing));
    out
}

fn line(out: &mut String, cells: [(Style, &str); HEADER.len()], widths: &[usize; HEADER.len()]) {
    let mut text = String::new();
    for (index, ((style, cell), width)) in cells.into_iter().zip(widths).enumerate() {
        let gap = if index == 0 { "" } else { "  " };
        let _ = write!(text, "{gap}{}", paint(style, format_args!("{cell:width$}")));
    }
    let _ = writeln!(out, "{}", text.trim_end());
}

fn row(file: &str, lines: &Lines<'_>, one: &Exception) -> Row {
    let reach = match &one.reach {
        Reach::Line => "line".to_owned(),
        Reach::Resource(id) => id.to_string(),
        Reach::File => "file".to_owned(),
        Reach::Matching { files, resources } => {
            let parts = [files.join(", "), resources.join(", ")];
            parts.iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
        }
    };
    let cells = [
        one.state.as_str().to_owned(),
        one.rule.to_string(),
        format!("{file}:{}", lines.position(one.place.start).line),
        reach,
        one.until.map(|until| until.to_string()).unwrap_or_default(),
        one.owner.as_ref().map(ToString::to_string).unwrap_or_default(),
        one.covers.to_string(),
        one.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
    ];
    Row { state: one.state, cells: cells.map(|cell| printable(&cell)) }
}

/// `5 suppressions: 3 active, 1 expired, 1 unused.`
fn summary(listing: &Listing<'_>) -> String {
    let total = listing.all().count();
    let counts: Vec<String> = State::ALL
        .iter()
        .filter_map(|state| {
            let count = listing.all().filter(|one| one.state == *state).count();
            (count > 0).then(|| paint(style(*state), format_args!("{count} {}", state.as_str())))
        })
        .collect();
    let noun = if total == 1 { "suppression" } else { "suppressions" };
    format!("{total} {noun}: {}.", counts.join(", "))
}

fn style(state: State) -> Style {
    match state {
        State::Active => GREEN,
        State::EndsSoon => YELLOW,
        State::Idle | State::Foreign => DIM,
        _ => RED,
    }
}
