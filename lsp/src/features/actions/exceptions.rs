//! Exceptions from what is found: for the line by a comment, for the resource by its metadata, for the file.

use formwork_rules::editing::{self, New};
use formwork_rules::{Edit, REASON_TO_GIVE, Severity};
use formwork_template::{Data, Span, Style, Syntax, Value};

use super::fixes::meets;
use super::{Action, ActionKind};
use crate::snapshot::Snapshot;
use crate::trail::Trail;

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let report = snapshot.report();
    let mut seen: Vec<&str> = Vec::new();
    let until = snapshot.settings().last_day_of_exceptions().map(|day| day.to_string());
    let stops: Vec<String> = until.into_iter().chain([REASON_TO_GIVE.to_owned()]).collect();
    for (number, found) in report.diagnostics.iter().enumerate() {
        let code = found.rule.as_str();
        let is_exception = code.starts_with("SUP") || code.starts_with("CFG");
        if !meets(found.span, span) || seen.contains(&code) || is_exception || code == "E0000" {
            continue;
        }
        seen.push(code);
        let own = report.rules.iter().find(|meta| meta.code == code).copied();
        let meta = formwork_rules::find(code).copied().or(own);
        if !meta.is_none_or(|meta| snapshot.settings().may_be_excused(&meta)) {
            continue;
        }
        let mut add = |title: String, edits: Option<Vec<Edit>>| {
            if let Some(edits) = edits {
                let mut action = Action::new(title, ActionKind::QuickFix, edits);
                action.mends.push(number);
                action.stops.clone_from(&stops);
                actions.push(action);
            }
        };
        add(format!("Except this line from `{code}`"), on_line(snapshot, found.span.start, code));
        if let Some(id) = found.path.logical_id() {
            add(format!("Except `{id}` from `{code}`"), on_resource(snapshot, id, code));
        }
        if found.severity != Severity::Error {
            add(format!("Except this file from `{code}`"), on_file(snapshot, code));
        }
    }
}

/// ` until 2027-03-01 -- reason`, as far as it can be known.
fn terms(snapshot: &Snapshot) -> String {
    let until = snapshot.settings().last_day_of_exceptions().map(|day| format!(" until {day}"));
    format!("{} -- {REASON_TO_GIVE}", until.unwrap_or_default())
}

/// A comment above the line, at its indentation.
fn on_line(snapshot: &Snapshot, offset: u32, code: &str) -> Option<Vec<Edit>> {
    let document = &snapshot.document;
    if document.syntax() == Syntax::Json || !may_be_commented(snapshot, offset) {
        return None;
    }
    let line = document.line_at(offset);
    let text = &document.text[line.range()];
    let indent = &text[..text.len() - text.trim_start().len()];
    let comment = format!("{indent}# formwork: ignore[{code}]{}{}", terms(snapshot), document.line_break());
    Some(vec![Edit { span: Span::at(line.start), text: comment }])
}

/// Not in a text of several lines, where a comment would be part of it.
fn may_be_commented(snapshot: &Snapshot, offset: u32) -> bool {
    let tree = snapshot.template().tree();
    let line = snapshot.document.line_at(offset);
    let trail = Trail::to(tree, line.start);
    let is_text = |node| match tree.data(node) {
        Data::Scalar(scalar) => {
            let span = tree.span(node);
            let goes_on = span.start < line.start && line.start < span.end;
            goes_on || matches!(scalar.style, Style::Literal | Style::Folded) && span.start < line.start
        }
        _ => false,
    };
    !is_text(trail.node())
}

/// An entry of `Metadata.formwork.ignore`.
fn on_resource(snapshot: &Snapshot, id: &str, code: &str) -> Option<Vec<Edit>> {
    in_metadata(snapshot, snapshot.template().resource(id)?.value(), code)
}

fn in_metadata(snapshot: &Snapshot, holder: Value<'_>, code: &str) -> Option<Vec<Edit>> {
    let until = snapshot.settings().last_day_of_exceptions();
    let mut entry = vec![("rule".to_owned(), New::Text(code.to_owned()))];
    entry.push(("reason".to_owned(), New::Text(REASON_TO_GIVE.to_owned())));
    entry.extend(until.map(|day| ("until".to_owned(), New::Source(dated(snapshot, &day.to_string())))));
    let entry = New::Map(entry);
    let listed = holder.at(&["Metadata", "formwork", "ignore"]);
    let edit = match listed {
        Some(list) if list.is_list() => editing::add_items(list, &[entry]),
        Some(_) => None,
        None => editing::set(holder, &["Metadata", "formwork", "ignore"], New::List(vec![entry])),
    };
    Some(vec![edit?])
}

/// A date as it is written: JSON has none of its own.
fn dated(snapshot: &Snapshot, date: &str) -> String {
    match snapshot.document.syntax() {
        Syntax::Json => formwork_template::json_string(date),
        Syntax::Yaml => date.to_owned(),
    }
}

/// A comment at the top of the file, or an entry of the template's own metadata where there are no comments.
fn on_file(snapshot: &Snapshot, code: &str) -> Option<Vec<Edit>> {
    let document = &snapshot.document;
    if document.syntax() == Syntax::Json {
        return in_metadata(snapshot, snapshot.template().root(), code);
    }
    let text = document.text.trim_start_matches('\u{feff}');
    let start = document.text.len() - text.len();
    // Behind the line of `---` and directives.
    let skipped: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.starts_with('%') || line.trim_end() == "---")
        .map(str::len)
        .sum();
    let comment = format!("# formwork: ignore-file[{code}]{}{}", terms(snapshot), document.line_break());
    Some(vec![Edit { span: Span::at((start + skipped) as u32), text: comment }])
}
