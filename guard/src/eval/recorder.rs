//! Keeps the record of an evaluation while it goes on: everything, or only
//! what led to failures. In conditions and filters a failure is no finding, so
//! the latter keeps nothing there. Of everything only so much is kept; failures
//! come first then.

use std::rc::Rc;

use super::budget::Budget;
use crate::record::{Record, Remark, Site, Status};

/// Most records that are kept of what did not fail. They only explain.
const MOST_RECORDS: u32 = 500_000;

#[derive(Debug)]
pub(super) struct Recorder<'a> {
    everything: bool,
    /// The children so far of each record that is open; the first holds what is complete.
    open: Vec<Vec<Record<'a>>>,
    /// How many conditions and filters are around.
    gates: u32,
    /// How many are kept of what did not fail.
    kept: u32,
    budget: Rc<Budget>,
}

impl<'a> Recorder<'a> {
    pub(super) fn new(everything: bool, budget: Rc<Budget>) -> Self {
        Self { everything, open: vec![Vec::new()], gates: 0, kept: 0, budget }
    }

    /// Whether a record of this status is of use now.
    pub(super) fn keeps(&self, status: Status) -> bool {
        self.keeps_everything() || self.gates == 0 && status == Status::Fail
    }

    pub(super) fn keeps_everything(&self) -> bool {
        self.everything && self.kept < MOST_RECORDS
    }

    pub(super) fn start(&mut self) {
        if self.everything || self.gates == 0 {
            self.open.push(Vec::new());
        }
    }

    pub(super) fn end(&mut self, site: Site<'a>, status: Status, remark: Option<Remark<'a>>) {
        if !self.everything && self.gates > 0 {
            return;
        }
        let children = self.open.pop().unwrap_or_default();
        if self.keeps(status) {
            if self.gates == 0 && status == Status::Fail {
                self.budget.record();
            } else {
                self.kept += 1;
            }
            let record = Record { site, status, remark, children };
            self.open.last_mut().expect("the outermost list is never taken").push(record);
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
        self.open.truncate(1);
        self.gates = 0;
        self.open[0].pop()
    }
}
