//! The organisation's own rules in the Guard language: what `formwork.yaml`
//! says of APIs, networks and tags. The built-in rules are the measure; where
//! Guard knows less, the hook is silent and the difference is listed.

mod api;
mod network;
mod tagging;
mod text;

use std::collections::BTreeSet;

use formwork_guard::{Targets, parse};

use super::{HookRules, LeftOut, MARK};
use crate::{Meta, Settings};

/// The rules of one hook, while they are written.
struct Policy {
    name: &'static str,
    about: &'static str,
    text: String,
    types: BTreeSet<&'static str>,
}

/// The hooks of the policy. What they can't say goes to `left_out`.
pub(super) fn hooks(settings: &Settings, bytes: usize, left_out: &mut Vec<LeftOut>) -> Vec<HookRules> {
    let mut policies = vec![api::policy(settings, left_out), network::policy(settings, left_out)];
    policies.extend(tagging::policies(settings, bytes, left_out));
    let hooks: Vec<HookRules> =
        policies.into_iter().filter(|policy| !policy.text.is_empty()).map(Policy::into_hook).collect();
    if !hooks.is_empty() {
        left_out.extend(EVERYWHERE.iter().map(|&(part, reason)| LeftOut {
            rule: "all".to_owned(),
            part,
            reason,
        }));
    }
    hooks
}

/// What holds for every rule.
const EVERYWHERE: &[(&str, &str)] = &[
    (
        "values that a function gives: `Fn::If`, `Ref` with the default of a parameter, `Fn::Sub`",
        "Guard doesn't work functions out. For RESOURCE and CLOUD_CONTROL the hook gets the values themselves, so nothing is lost there",
    ),
    (
        "suppressions in comments and in `Metadata.formwork.ignore`, with their reasons and dates",
        "a hook sees neither comments nor the date. `Metadata.guard.SuppressedRules` counts, where the hook gets the template: for STACK and CHANGE_SET",
    ),
];

impl Policy {
    fn new(name: &'static str, about: &'static str) -> Self {
        Self { name, about, text: String::new(), types: BTreeSet::new() }
    }

    /// Adds a rule and the types that it looks at.
    fn add(&mut self, types: &[&'static str], text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.types.extend(types);
    }

    fn into_hook(self) -> HookRules {
        let rules = parse(&self.text).file.rules;
        HookRules {
            name: self.name.to_owned(),
            text: format!("# {MARK}: {}.\n\n{}", self.about, self.text),
            rules: rules.iter().map(|rule| rule.name.text.to_string()).collect(),
            pulled: Vec::new(),
            renamed: Vec::new(),
            targets: Targets {
                types: self.types.into_iter().map(Into::into).collect(),
                ..Targets::default()
            },
            instead: None,
        }
    }
}

/// The description of a built-in rule, if it is on.
fn switched_on(code: &str, settings: &Settings, left_out: &mut Vec<LeftOut>) -> Option<&'static Meta> {
    let meta = crate::find(code).expect("the code is a built-in rule's");
    if settings.severity_of(meta).is_some() {
        return Some(meta);
    }
    left_out.push(LeftOut {
        rule: code.to_owned(),
        part: "all of it",
        reason: "the configuration turns it off",
    });
    None
}
