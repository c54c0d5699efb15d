//! A rule's page: its documentation under a heading, with what is known of it besides.

use std::fmt::Write as _;

use formwork_rules::Meta;
pub(crate) use formwork_rules::docs::{Example, Piece, markdown, pieces, prose};

/// The page of a rule: heading, facts, documentation.
pub(crate) fn page(meta: &Meta) -> String {
    let name = if meta.name == meta.code { String::new() } else { format!(": {}", meta.name) };
    let mut page = format!("# {}{name}\n\n| | |\n|---|---|\n", meta.code);
    for (fact, value) in facts(meta) {
        let _ = writeln!(page, "| {fact} | {value} |");
    }
    page.push('\n');
    page.push_str(&markdown(meta));
    page
}

/// What is known of a rule besides its documentation.
pub(crate) fn facts(meta: &Meta) -> Vec<(&'static str, String)> {
    let mut facts = vec![("Severity", meta.severity.to_string())];
    // No version of ours brought a rule of the user's own.
    if meta.control.is_none_or(|control| control.built_in) {
        facts.push(("Since", meta.since.to_owned()));
    }
    if !meta.aliases.is_empty() {
        facts.push(("Aliases", meta.aliases.join(", ")));
    }
    facts
}
