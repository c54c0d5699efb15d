//! Applies the fixes of a report to its text, in rounds: those that are in each other's way wait
//! for the next one. Every round is checked, and a fix that would break the text, lose a part of
//! the template or bring another finding is left out. Pure: reading and writing are the caller's.

mod candidate;
mod edits;
mod judged;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use self::candidate::{Candidate, candidates};
pub use self::judged::Judged;
use self::judged::{Addition, Debts};
use crate::{Diagnostic, Report, RuleCode};

pub use edits::with_line_breaks;
pub(crate) use edits::{apply, follow_line_breaks};

/// Rounds in which fixes are applied; the most that were ever needed is far less.
const ROUNDS: usize = 32;
/// Checks that one text is worth, and the bytes that are checked in them; a few are always made.
const CHECKS: usize = 512;
const CHECKED_BYTES: usize = 32 * 1024 * 1024;
const FEWEST_CHECKS: usize = 16;

/// What came of applying fixes.
#[derive(Debug, Clone)]
pub struct Fixed {
    pub text: Arc<str>,
    /// What is found in the new text.
    pub report: Report,
    /// What was applied, by rule and title.
    pub applied: Vec<Applied>,
    /// Wanted fixes that were left out, as each would make something worse.
    pub left_out: usize,
}

/// A fix that was applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applied {
    pub rule: RuleCode,
    pub title: String,
    pub count: usize,
}

/// Applies the fixes of the findings that are `wanted` until none is left that can be applied.
/// `first` is what `check` says of `text`.
pub fn fix(
    text: &Arc<str>,
    first: Judged,
    wanted: &dyn Fn(&Diagnostic) -> bool,
    check: &dyn Fn(&Arc<str>) -> Judged,
) -> Fixed {
    let checks = (CHECKED_BYTES / text.len().max(1)).clamp(FEWEST_CHECKS, CHECKS);
    let (refused, debts) = (FxHashSet::default(), Debts::default());
    let mut run = Run { wanted, check, refused, debts, lends: true, checks };
    let mut states = vec![State { text: Arc::clone(text), judged: first, applied: Vec::new() }];
    // The last of the states that owes nothing: fixes that only made room for others count with them.
    let mut good = 0;
    for _ in 0..ROUNDS {
        let Some(state) = states.last() else { break };
        let next = run.round(state);
        let again = next.as_ref().and_then(|next| states.iter().position(|state| state.text == next.text));
        // Fixes that undo each other end where they began to.
        good = good.min(again.unwrap_or(good));
        let Some(next) = next.filter(|_| again.is_none()) else {
            if !run.lends || good + 1 == states.len() {
                break;
            }
            // What was owed stays owed: from where nothing was, without what would owe again.
            states.truncate(good + 1);
            (run.lends, run.debts) = (false, Debts::default());
            continue;
        };
        states.push(next);
        if states.last().is_some_and(|state| run.debts.are_paid(&state.judged.report)) {
            good = states.len() - 1;
        }
    }
    let State { text, judged, applied } = states.swap_remove(good);
    let left_out = candidates(&text, &judged.report, wanted).len();
    Fixed { text, report: judged.report, applied: counted(applied), left_out }
}

fn counted(applied: Vec<(RuleCode, String)>) -> Vec<Applied> {
    let mut counts = BTreeMap::new();
    for one in applied {
        *counts.entry(one).or_insert(0) += 1;
    }
    counts.into_iter().map(|((rule, title), count)| Applied { rule, title, count }).collect()
}

/// A text on the way, what is found in it and what led to it.
struct State {
    text: Arc<str>,
    judged: Judged,
    applied: Vec<(RuleCode, String)>,
}

struct Run<'a> {
    wanted: &'a dyn Fn(&Diagnostic) -> bool,
    check: &'a dyn Fn(&Arc<str>) -> Judged,
    /// Fixes that are not tried again.
    refused: FxHashSet<u64>,
    debts: Debts,
    /// Whether fixes may bring what later ones are to mend.
    lends: bool,
    /// How many more checks are made.
    checks: usize,
}

/// The fixes of one round that hold, and what the text is with them.
struct Settled<'d> {
    kept: Vec<Candidate<'d>>,
    text: Arc<str>,
    judged: Option<Judged>,
}

impl Run<'_> {
    /// The next state; none when nothing is left that can be applied.
    fn round(&mut self, state: &State) -> Option<State> {
        let report = &state.judged.report;
        loop {
            let mut all = candidates(&state.text, report, self.wanted);
            all.retain(|candidate| !self.refused.contains(&candidate.identity));
            // The gravest first: what nothing uses may be what a misspelt name means.
            let most = all.iter().map(|candidate| candidate.found.severity).max();
            all.retain(|candidate| Some(candidate.found.severity) == most);
            let chosen = edits::compatible(all);
            if chosen.is_empty() {
                return None;
            }
            let mut settled = Settled { kept: Vec::new(), text: Arc::clone(&state.text), judged: None };
            self.settle(state, &mut settled, chosen);
            if let Some(judged) = settled.judged {
                let new = settled.kept.iter().map(|it| (it.found.rule.clone(), it.fix.title.clone()));
                let applied = state.applied.iter().cloned().chain(new).collect();
                return Some(State { text: settled.text, judged, applied });
            }
            if self.checks == 0 {
                return None;
            }
            // All were refused: now those that waited for them have their turn.
        }
    }

    /// Adds to what is settled those of `more` that make nothing worse: all at once, or else in parts.
    fn settle<'d>(&mut self, base: &'d State, settled: &mut Settled<'d>, more: Vec<Candidate<'d>>) {
        if more.is_empty() || self.checks == 0 {
            return;
        }
        self.checks -= 1;
        let all = settled.kept.iter().chain(&more).flat_map(|candidate| &candidate.fix.edits);
        let text: Arc<str> = apply(&base.text, all).into();
        let judged = (self.check)(&text);
        let before = settled.judged.as_ref().unwrap_or(&base.judged);
        let trouble = before.trouble(&judged, &more);
        let (owed, bad): (Vec<_>, Vec<_>) = trouble.added.into_iter().partition(|it| self.will_go(it));
        if !trouble.is_broken && bad.is_empty() {
            self.debts.add(&owed);
            settled.kept.extend(more);
            settled.text = text;
            settled.judged = Some(judged);
            return;
        }
        if let [one] = more.as_slice() {
            self.refused.insert(one.identity);
            return;
        }
        let suspects: FxHashSet<_> = bad.iter().map(|it| judged::head(&it.found.path).to_vec()).collect();
        let is_suspect = |candidate: &Candidate<'_>| suspects.contains(judged::head(&candidate.found.path));
        let (mut second, mut first): (Vec<_>, Vec<_>) = more.into_iter().partition(is_suspect);
        if first.is_empty() || second.is_empty() {
            first.append(&mut second);
            second = first.split_off(first.len() / 2);
        }
        self.settle(base, settled, first);
        self.settle(base, settled, second);
    }

    /// Whether a new finding has a fix that comes in one of the next rounds.
    fn will_go(&self, addition: &Addition<'_>) -> bool {
        self.lends && addition.found.fix.is_some() && (self.wanted)(addition.found)
    }
}
