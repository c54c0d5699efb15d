//! What an evaluation may take: stack and work. Neither is measured, both are
//! counted, so that the same rules come out the same everywhere.

use std::cell::Cell;

use super::{Fault, Outcome};

/// Deepest nesting of blocks, filters, variables and rule calls in the course of an evaluation.
pub(super) const MOST_DEEP: u32 = 120;

/// Most parts of queries that may be followed inside one another. With [`MOST_DEEP`] it keeps an
/// evaluation within a stack of 2 MB, even in a build without optimisation.
const MOST_FOLLOWED: u32 = 500;

/// Most steps for one file and one document: a clause evaluated, a part of a query followed.
pub(crate) const MOST_STEPS: u64 = 10_000_000;

/// A rule may take one part in so many of what is left, so that it leaves something to the others.
const SHARE: u64 = 4;

/// Steps that each rule has, however much those before it took.
const LEAST: u64 = 2_000;

/// What is counted: a comparison of two values is so much less than a step.
const TICKS: u64 = 8;

/// What the keeping of a record costs besides what led to it, in steps: it takes memory.
const RECORD: u64 = 16;

#[derive(Debug)]
pub(super) struct Budget {
    /// Ticks that are left for the file, and for the rule.
    file: Cell<u64>,
    rule: Cell<u64>,
    depth: Cell<u32>,
    followed: Cell<u32>,
}

impl Budget {
    pub(super) fn of(steps: u64) -> Self {
        let (depth, followed) = (Cell::new(0), Cell::new(0));
        Self { file: Cell::new(steps * TICKS), rule: Cell::new(0), depth, followed }
    }

    /// Takes the share of one rule.
    pub(super) fn begin_rule(&self) {
        self.end_rule();
        let file = self.file.get();
        let share = (file / SHARE).max(LEAST * TICKS);
        self.file.set(file.saturating_sub(share));
        self.rule.set(share);
    }

    /// Gives back what a rule left.
    pub(super) fn end_rule(&self) {
        self.file.set(self.file.get() + self.rule.take());
    }

    /// The steps that are left for the file.
    pub(super) fn left(&self) -> u64 {
        self.end_rule();
        self.file.get() / TICKS
    }

    pub(super) fn steps(&self, count: usize) -> Outcome<()> {
        self.ticks((count as u64).saturating_mul(TICKS))
    }

    /// So many comparisons of single values.
    pub(super) fn comparisons(&self, count: usize) -> Outcome<()> {
        self.ticks(count as u64)
    }

    /// Text of so many bytes read or made.
    pub(super) fn text(&self, bytes: usize) -> Outcome<()> {
        self.ticks(bytes as u64 / 8)
    }

    /// A record that is kept. Nothing stops there; the next step does.
    pub(super) fn record(&self) {
        self.rule.set(self.rule.get().saturating_sub(RECORD * TICKS));
    }

    /// Values that were made, which nothing stops either.
    pub(super) fn made(&self, values: usize) {
        self.rule.set(self.rule.get().saturating_sub(values as u64 * TICKS));
    }

    fn ticks(&self, count: u64) -> Outcome<()> {
        let left = self.rule.get().checked_sub(count);
        self.rule.set(left.unwrap_or(0));
        if left.is_some() { Ok(()) } else { Err(Fault::TooMuchWork) }
    }

    /// Does something one level deeper.
    pub(super) fn deeper<T>(&self, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        within(&self.depth, MOST_DEEP, work)
    }

    /// Follows a part of a query.
    pub(super) fn following<T>(&self, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        self.steps(1)?;
        within(&self.followed, MOST_FOLLOWED, work)
    }
}

fn within<T>(level: &Cell<u32>, most: u32, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let before = level.get();
    if before >= most {
        return Err(Fault::TooDeep);
    }
    level.set(before + 1);
    let outcome = work();
    level.set(before);
    outcome
}
