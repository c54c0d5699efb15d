//! Keeps the record of an evaluation while it goes on: everything, or only
//! what led to failures. In conditions and filters a failure is no finding, so
//! the latter keeps nothing there but what explains why something did not apply.
//! Of what did not fail only so much is kept.

use std::rc::Rc;

use super::Detail;
use super::budget::Budget;
use crate::record::{Check, CheckKind, Record, Remark, Site, Status};

/// Most records that are kept of what did not fail. They only explain.
const MOST_RECORDS: u32 = 500_000;

#[derive(Debug)]
pub(super) struct Recorder<'a> {
    detail: Detail,
    /// What is complete: of each record that is open the children so far, one behind the other.
    complete: Vec<Record<'a>>,
    open: Vec<Open>,
    /// How many conditions and filters are around.
    gates: u32,
    /// How many were kept of what did not fail.
    kept: u32,
    budget: Rc<Budget>,
}

/// A record that is open.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Where its children begin.
    children: usize,
    /// Whether anything was looked at below it, kept or not.
    steps: bool,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(detail: Detail, budget: Rc<Budget>) -> Self {
        Self { detail, complete: Vec::new(), open: Vec::new(), gates: 0, kept: 0, budget }
    }

    /// Whether a record of this status is of use now.
    pub(super) fn keeps(&self, status: Status) -> bool {
        self.detail == Detail::Everything && !self.is_full() || self.gates == 0 && status == Status::Fail
    }

    pub(super) fn keeps_keys(&self) -> bool {
        match self.detail {
            Detail::Failures => false,
            Detail::Explanations => self.gates == 0 && !self.is_full(),
            Detail::Everything => !self.is_full(),
        }
    }

    fn is_full(&self) -> bool {
        self.kept >= MOST_RECORDS
    }

    /// Whether nothing is noted here at all.
    fn is_blind(&self) -> bool {
        self.detail == Detail::Failures && self.gates > 0
    }

    pub(super) fn start(&mut self) {
        if !self.is_blind() {
            self.step();
            self.open.push(Open { children: self.complete.len(), steps: false });
        }
    }

    /// Notes that something is looked at for which there is no record.
    pub(super) fn step(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.steps = true;
        }
    }

    pub(super) fn end(&mut self, site: Site<'a>, status: Status, remark: Option<Remark<'a>>) {
        if self.is_blind() {
            return;
        }
        let Some(Open { children, steps }) = self.open.pop() else { return };
        let explains = self.detail == Detail::Explanations
            && !self.is_full()
            && (children < self.complete.len() || remark.is_some() || is_undecided(&site));
        if explains || self.keeps(status) {
            if self.gates == 0 && status == Status::Fail {
                self.budget.record();
            } else {
                self.kept += 1;
            }
            let children = self.complete.drain(children..).collect();
            self.complete.push(Record { site, status, remark, steps, children });
        } else {
            self.complete.truncate(children);
        }
    }

    pub(super) fn enter_gate(&mut self) {
        self.gates += 1;
    }

    pub(super) fn leave_gate(&mut self) {
        self.gates -= 1;
    }

    /// The record of the rule that was just evaluated.
    pub(super) fn take(&mut self) -> Option<Record<'a>> {
        self.open.clear();
        self.gates = 0;
        self.complete.truncate(1);
        self.complete.pop()
    }
}

/// Whether two values could not be compared.
fn is_undecided(site: &Site<'_>) -> bool {
    matches!(site, Site::Check(Check { kind: CheckKind::Comparison { mismatch: Some(_), .. }, .. }))
}
