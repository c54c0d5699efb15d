//! The rules that there are under codes of cfn-lint's, and which of them are on.

use super::custom_rules::CustomRule;
use super::formats::About;
use super::level::Level;
use super::selection::Selection;

#[derive(Debug)]
pub(super) struct RuleList<'a> {
    rules: Vec<(&'a str, State)>,
}

/// Whether a rule is on, or why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    On,
    Ignored,
    Experimental,
}

impl State {
    pub(super) fn reason_to_skip(self) -> Option<&'static str> {
        match self {
            Self::On => None,
            Self::Ignored => Some("Ignored rule"),
            Self::Experimental => Some("Experimental rule - not enabled"),
        }
    }
}

impl<'a> RuleList<'a> {
    pub(super) fn new(custom: &'a [CustomRule], selection: &Selection) -> Self {
        let names = formwork_rules::all()
            .flat_map(|meta| std::iter::once(meta.code).chain(meta.aliases.iter().copied()));
        let built_in = names.filter(|code| Level::of(code).is_some());
        let mut codes: Vec<&str> = built_in.chain(custom.iter().map(CustomRule::code)).collect();
        codes.extend(super::OWN_CODES);
        codes.sort_unstable();
        codes.dedup();
        let state = |code: &str| match code {
            _ if selection.is_on(code) => State::On,
            _ if selection.is_hidden(code) => State::Experimental,
            _ => State::Ignored,
        };
        Self { rules: codes.into_iter().map(|code| (code, state(code))).collect() }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, State)> {
        self.rules.iter().copied()
    }

    pub(super) fn enabled(&self) -> impl Iterator<Item = &'a str> {
        self.all().filter(|(_, state)| *state == State::On).map(|(code, _)| code)
    }

    /// Two lines a rule: its code with its summary, and more words.
    pub(super) fn text(&self) -> String {
        let line = |(code, _): (&str, State)| {
            let about = About::of(code);
            format!("{code}: {}\n{}\n", about.summary, about.description)
        };
        self.all().map(line).collect()
    }
}
