//! Actions of IAM in policies.

use formwork_rules::permissions;

use crate::describe::{Markdown, listed};
use crate::trail::Step;

/// Most actions that a pattern covers, and most kinds of resources, that are told.
const MOST: usize = 20;

/// What an action, or a pattern of actions, in a policy is.
pub(super) fn permission(steps: &[Step], text: &str) -> Option<String> {
    let is_action = |step: &Step| matches!(step.key(), Some("Action" | "NotAction"));
    if !steps.iter().rev().take(2).any(is_action) {
        return None;
    }
    if text.contains(['*', '?']) {
        return pattern(text);
    }
    let resources = permissions::resources_of(text)?;
    let mut said = Markdown::titled(text);
    if resources.is_empty() {
        said.paragraph("Takes no resource: `Resource` is `\"*\"`.");
    } else {
        said.paragraph("Takes");
        let told = resources.iter().map(|resource| match resource.arn {
            Some(arn) => format!("{}: `{}`", resource.kind, arn.replace(".*", "*")),
            None => resource.kind.to_owned(),
        });
        said.most_items(&told.collect::<Vec<_>>(), MOST);
    }
    Some(said.into_text())
}

fn pattern(text: &str) -> Option<String> {
    let covered = permissions::actions_like(text)?;
    let mut said = Markdown::titled(&text.replace('*', "\\*"));
    said.paragraph(match covered.len() {
        0 => "Covers no action.".to_owned(),
        1 => format!("Covers {}", listed(&covered, MOST)),
        count => format!("Covers {count} actions: {}", listed(&covered, MOST)),
    });
    Some(said.into_text())
}
