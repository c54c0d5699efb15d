//! Actions: what is offered, and what it writes.

mod additions;
mod exceptions;
mod fixes;
mod forms;
mod parameters;
mod texts;

use formwork_template::Span;

use super::{Action, actions};
use crate::testing::{Fixture, edited};

/// The actions at a cursor, or between two.
fn at(fixture: &str) -> (String, Vec<Action>) {
    let parsed = Fixture::new(fixture);
    let (snapshot, start) = parsed.at_cursor();
    let end = parsed.cursors.get(1).map_or(start, |cursor| cursor.1);
    let _known = snapshot.enter();
    (snapshot.text().to_owned(), actions(&snapshot, Span::new(start, end)))
}

fn titles(fixture: &str) -> Vec<String> {
    at(fixture).1.into_iter().map(|action| action.title).collect()
}

/// The text once the action of a title is chosen.
#[track_caller]
fn chosen(fixture: &str, title: &str) -> String {
    let (text, actions) = at(fixture);
    let Some(action) = actions.iter().find(|action| action.title == title) else {
        panic!("`{title}` is not among {:?}", actions.iter().map(|action| &action.title).collect::<Vec<_>>())
    };
    edited(&text, &action.edits)
}

/// What choosing an action writes.
#[track_caller]
fn check(fixture: &str, title: &str, expected: &str) {
    assert_eq!(chosen(fixture, title), expected);
}

/// That nothing with such a title is offered.
#[track_caller]
fn check_none(fixture: &str, beginning: &str) {
    let titles = titles(fixture);
    assert!(!titles.iter().any(|title| title.starts_with(beginning)), "{titles:?}");
}

/// The codes of what is found in a text.
fn found(text: &str) -> Vec<String> {
    let (snapshot, _) = Fixture::new(text).at_cursor();
    snapshot.report().diagnostics.iter().map(|it| it.rule.to_string()).collect()
}

/// The errors in a text.
fn errors(text: &str) -> Vec<String> {
    let (snapshot, _) = Fixture::new(text).at_cursor();
    let found = snapshot.report().diagnostics.iter();
    let errors = found.filter(|it| it.severity == formwork_rules::Severity::Error);
    errors.map(|it| format!("{}: {}", it.rule, it.message)).collect()
}
