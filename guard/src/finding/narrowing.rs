//! Which of several resources a rule fails for alone: it is evaluated again on
//! each of them without the others. How often is bounded; what is not found out
//! then is said to be open.

use rustc_hash::FxHashSet;

use super::{Collector, Finding};
use crate::ast::RulesFile;
use crate::document::Document;
use crate::eval::{Fault, MOST_STEPS, Options, Verdict, evaluate_within};
use crate::record::Status;
use crate::value::{Entry, Map, Store, Value};

/// With fewer steps than this nothing is evaluated again.
const LEAST: u64 = 10_000;

pub(super) struct Narrowing<'n, 'a> {
    store: &'n Store<'a>,
    document: &'n Document<'a>,
    file: &'a RulesFile,
    options: Options,
    /// For all rules of the file.
    steps: u64,
}

/// What came of it for one rule.
pub(super) struct Narrowed<'a> {
    /// The failures of resources that fail alone.
    pub(super) alone: Vec<Finding<'a>>,
    /// For how many of the resources the question is settled, from the first on.
    pub(super) settled: usize,
}

impl<'n, 'a> Narrowing<'n, 'a> {
    pub(super) fn new(
        store: &'n Store<'a>,
        document: &'n Document<'a>,
        file: &'a RulesFile,
        options: Options,
    ) -> Self {
        Self { store, document, file, options, steps: MOST_STEPS / 4 }
    }

    /// Evaluates a rule on each of the resources that are `shared`, which are sorted.
    pub(super) fn of(&mut self, verdict: &Verdict<'a>, shared: &[&'a str]) -> Narrowed<'a> {
        let resources = self.document.resources().and_then(Value::as_map).map(Map::entries);
        let resources = resources.unwrap_or_default();
        let is_shared: FxHashSet<&str> = shared.iter().copied().collect();
        let (mut candidates, others): (Vec<(usize, Entry<'a>)>, Vec<_>) =
            resources.iter().copied().enumerate().partition(|(_, entry)| is_shared.contains(entry.key));
        candidates.sort_unstable_by_key(|(_, entry)| entry.key);
        let file = self.file.rules.len() + self.file.assignments.len() + self.file.literals as usize / 8;
        let cost = (1 + others.len() + file) as u64;
        let mut narrowed = Narrowed { alone: Vec::new(), settled: 0 };
        for resource in shared {
            self.steps = self.steps.saturating_sub(cost);
            if self.steps < LEAST {
                return narrowed;
            }
            let known = candidates.binary_search_by_key(resource, |(_, entry)| entry.key);
            let mut kept = others.clone();
            if let Ok(known) = known {
                let at = kept.partition_point(|(number, _)| *number < candidates[known].0);
                kept.insert(at, candidates[known]);
            }
            let kept = kept.into_iter().map(|(_, entry)| entry).collect();
            let document = self.document.with_resources(self.store, kept);
            let is_wanted = |rule: &crate::ast::Rule| rule.name == verdict.rule.name;
            let again =
                evaluate_within(&mut self.steps, self.store, &document, self.file, self.options, is_wanted);
            let same = |again: &&Verdict<'a>| std::ptr::eq(again.rule, verdict.rule);
            if again.verdicts.iter().any(|again| again.fault == Some(Fault::TooMuchWork)) {
                return narrowed;
            }
            let collector = Collector::new(self.store, &again.verdicts);
            for verdict in again.verdicts.iter().filter(same).filter(|again| again.status == Status::Fail) {
                let found = collector.of(verdict).into_iter().map(|one| one.finding);
                narrowed.alone.extend(found.filter(|finding| finding.resource == Some(*resource)));
            }
            narrowed.settled += 1;
        }
        narrowed
    }
}
