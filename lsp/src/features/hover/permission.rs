//! Actions of IAM in policies.

use formwork_rules::permissions;

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
    let mut said = format!("**{text}**\n\n");
    if resources.is_empty() {
        said.push_str("Takes no resource: `Resource` is `\"*\"`.\n");
        return Some(said);
    }
    said.push_str("Takes\n\n");
    for resource in resources.iter().take(MOST) {
        match resource.arn {
            Some(arn) => said.push_str(&format!("- {}: `{arn}`\n", resource.kind)),
            None => said.push_str(&format!("- {}\n", resource.kind)),
        }
    }
    Some(said)
}

fn pattern(text: &str) -> Option<String> {
    let covered = permissions::actions_like(text)?;
    let listed: Vec<String> = covered.iter().take(MOST).map(|action| format!("`{action}`")).collect();
    let more = covered.len().saturating_sub(MOST);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let text = text.replace('*', "\\*");
    Some(match covered.len() {
        0 => format!("**{text}**\n\nCovers no action.\n"),
        1 => format!("**{text}**\n\nCovers {}\n", listed.join("")),
        count => format!("**{text}**\n\nCovers {count} actions: {}{rest}\n", listed.join(", ")),
    })
}
