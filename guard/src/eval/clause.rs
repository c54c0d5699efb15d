//! Access clauses: a query, an operator and what it is compared with.

use super::budget::Budget;
use super::operators::{Outcome as Compared, outcomes};
use super::order::{Compared as Pair, equal};
use super::scope::Scope;
use super::unary::is_lone_variable;
use super::way::Way;
use super::{Evaluator, Fault, Notice, Outcome, Role};
use crate::ast::{AccessClause, KeyComparator, Operand, Operator};
use crate::record::{Check, CheckKind, Clue, Found, KeyCheck, Remark, Site, Status};
use crate::value::{Data, Map, Value};

/// What came of a clause before `some` or all are asked for.
pub(super) enum Result<'a> {
    /// There was nothing to look at.
    Nothing(Status, Option<Remark<'a>>),
    Values {
        passes: u32,
        fails: u32,
    },
}

impl<'a> Evaluator<'_, 'a> {
    pub(super) fn access(
        &self,
        clause: &'a AccessClause,
        scope: &Scope<'_, 'a>,
        role: Role,
    ) -> Outcome<Status> {
        self.budget.steps(1)?;
        self.recorder.borrow_mut().start();
        let site = Site::Access(clause);
        let result = if clause.operator.is_unary() {
            self.unary(clause, scope, role)
        } else {
            match self.operand(clause, scope) {
                Ok(operand) => self.binary(clause, &operand, scope, role),
                Err(fault) => {
                    let remark = Some(Remark::Fault(fault.clone()));
                    self.recorder.borrow_mut().end(site, Status::Fail, remark);
                    return Err(fault);
                }
            }
        };
        let (outcome, status, remark) = match result {
            Ok(Result::Nothing(status, remark)) => (Ok(status), status, remark),
            Ok(Result::Values { passes, fails }) => {
                let all = clause.query.match_all;
                if all && passes == 0 && fails == 0 {
                    self.notice(Notice::ComparedNothing(clause));
                }
                let holds = if all { fails == 0 } else { passes > 0 };
                let status = if holds { Status::Pass } else { Status::Fail };
                (Ok(status), status, None)
            }
            Err(fault) => {
                let remark = Some(Remark::Fault(fault.clone()));
                let fails_closed = fault.is_unevaluatable() && role == Role::Assertion;
                (if fails_closed { Ok(Status::Fail) } else { Err(fault) }, Status::Fail, remark)
            }
        };
        self.recorder.borrow_mut().end(site, status, remark);
        outcome
    }

    fn operand(&self, clause: &'a AccessClause, scope: &Scope<'_, 'a>) -> Outcome<Vec<Found<'a>>> {
        match &clause.operand {
            Some(Operand::Literal(literal)) => Ok(vec![Found::Literal(self.literal(literal))]),
            Some(Operand::Query(query)) => self.query(query, scope),
            Some(Operand::Call(call)) => self.call(call, scope),
            None => Ok(Vec::new()),
        }
    }

    fn binary(
        &self,
        clause: &'a AccessClause,
        right: &[Found<'a>],
        scope: &Scope<'_, 'a>,
        role: Role,
    ) -> Outcome<Result<'a>> {
        let left = self.query(&clause.query, scope)?;
        let not = clause.not != clause.negated;
        if not && clause.operator == Operator::In && none_comparable(&left, right, &self.budget)? {
            self.notice(Notice::Incomparable(clause));
        }
        // With nothing to compare an assertion fails; a condition just does not apply.
        let closed = if role == Role::Assertion { Status::Fail } else { Status::Skip };
        if left.is_empty() {
            return Ok(if is_lone_variable(clause) {
                Result::Nothing(closed, Some(Remark::NoValues))
            } else {
                Result::Nothing(Status::Skip, None)
            });
        }
        if right.is_empty() {
            return Ok(Result::Nothing(closed, Some(Remark::NoOperand { negated: not })));
        }
        let (mut passes, mut fails) = (0, 0);
        for outcome in outcomes(clause.operator, not, &left, right, &self.budget)? {
            let (passed, failed) = self.judge(clause, outcome, scope)?;
            passes += passed;
            fails += failed;
        }
        Ok(Result::Values { passes, fails })
    }

    /// Records an outcome; how many values passed and failed by it.
    fn judge(
        &self,
        clause: &'a AccessClause,
        outcome: Compared<'a>,
        scope: &Scope<'_, 'a>,
    ) -> Outcome<(u32, u32)> {
        let comparison = |from, to, mismatch| CheckKind::Comparison { clause, from, to, mismatch };
        let failure = match outcome {
            Compared::Value { holds: true, .. }
            | Compared::ValueIn { holds: true, .. }
            | Compared::ListIn { holds: true, .. } => return Ok((self.succeed(clause, 1, scope), 0)),
            Compared::QueryIn { holds: true, left, .. } => {
                return Ok((self.succeed(clause, left.len() as u32, scope), 0));
            }
            Compared::LeftUnresolved(unresolved) => comparison(Found::Unresolved(unresolved), None, None),
            Compared::RightUnresolved(left, unresolved) => {
                comparison(Found::Resolved(left), Some(Found::Unresolved(unresolved)), None)
            }
            Compared::Incomparable(left, right, mismatch) => {
                comparison(Found::Resolved(left), Some(Found::Resolved(right)), Some(mismatch))
            }
            Compared::Value { left, right, .. } => {
                comparison(Found::Resolved(left), Some(Found::Resolved(right)), None)
            }
            Compared::ValueIn { left, right, .. } | Compared::ListIn { left, right, .. } => {
                let to = self.store.keep_all(&[Found::Resolved(right)]);
                CheckKind::In { clause, from: Found::Resolved(left), to }
            }
            Compared::QueryIn { blamed, right, .. } => {
                let to: Vec<_> = right.into_iter().map(Found::Resolved).collect();
                let (to, count) = (self.store.keep_all(&to), blamed.len() as u32);
                // Whoever reports it lists them all for each.
                self.budget.steps(blamed.len().saturating_mul(to.len()))?;
                for value in blamed {
                    self.fail(CheckKind::In { clause, from: Found::Resolved(value), to }, scope);
                }
                return Ok((0, count));
            }
        };
        self.fail(failure, scope);
        Ok((0, 1))
    }

    fn succeed(&self, clause: &'a AccessClause, count: u32, scope: &Scope<'_, 'a>) -> u32 {
        if self.recorder.borrow().keeps(Status::Pass) {
            for _ in 0..count {
                self.recorder.borrow_mut().start();
                self.end_check(CheckKind::Success(Clue::Access(clause)), Status::Pass, None, scope);
            }
        }
        count
    }

    fn fail(&self, kind: CheckKind<'a>, scope: &Scope<'_, 'a>) {
        self.recorder.borrow_mut().start();
        self.end_check(kind, Status::Fail, None, scope);
    }

    /// Ends the record of a value check.
    pub(super) fn end_check(
        &self,
        kind: CheckKind<'a>,
        status: Status,
        remark: Option<Remark<'a>>,
        scope: &Scope<'_, 'a>,
    ) {
        let check = Check { kind, context: scope.root };
        self.recorder.borrow_mut().end(Site::Check(check), status, remark);
    }

    /// The values of a map whose keys satisfy a key filter.
    pub(super) fn by_key_filter(
        &self,
        comparator: KeyComparator,
        operand: &'a Operand,
        map: &'a Map<'a>,
        way: Way<'_, 'a>,
    ) -> Outcome<Vec<&'a Value<'a>>> {
        let Way { current, scope, .. } = way;
        let right = match operand {
            Operand::Literal(literal) => vec![Found::Literal(self.literal(literal))],
            Operand::Call(call) => self.call(call, scope)?,
            Operand::Query(query) => {
                let mut found = Vec::new();
                self.retrieve(Way { query: &query.parts, index: 0, ..way }, &mut found)?;
                found
            }
        };
        // One key can't equal several values: `==` means `in` then.
        let (among, not) = match comparator {
            KeyComparator::Equal => (right.len() > 1, false),
            KeyComparator::NotEqual => (right.len() > 1, true),
            KeyComparator::In => (true, false),
            KeyComparator::NotIn => (true, true),
        };
        let mut selected = Vec::new();
        for entry in map.entries() {
            self.budget.steps(1 + right.len())?;
            let key = self.key_value(entry, current);
            let mut held = Vec::with_capacity(right.len());
            for found in &right {
                let pair = match found.value() {
                    None => Pair::Incomparable,
                    Some(value) => pair(key, *found, value, among, &self.budget)?,
                };
                held.push(pair != Pair::Incomparable && (pair == Pair::Holds) != not);
            }
            if among {
                held = if held.is_empty() { held } else { vec![held.contains(&true)] };
            }
            for (number, holds) in held.into_iter().enumerate() {
                if holds {
                    selected.push(&entry.value);
                }
                if self.recorder.borrow().keeps_keys() {
                    let to = if among { right.clone() } else { vec![right[number]] };
                    self.record_key(holds, KeyCheck { key, to, among, not }, scope);
                }
            }
        }
        Ok(selected)
    }

    fn record_key(&self, holds: bool, check: KeyCheck<'a>, scope: &Scope<'_, 'a>) {
        self.recorder.borrow_mut().start();
        let (kind, status) = if holds {
            (CheckKind::Success(Clue::KeyFilter), Status::Pass)
        } else {
            (CheckKind::KeyFilter(check), Status::Fail)
        };
        self.end_check(kind, status, None, scope);
    }
}

/// Whether a key equals a value of a key filter or is within it. What can't be said of a
/// literal list of one element is asked of the element.
fn pair(key: &Value<'_>, found: Found<'_>, value: &Value<'_>, among: bool, budget: &Budget) -> Outcome<Pair> {
    match (pair_with(key, value, among, budget)?, found, value.data) {
        (Pair::Incomparable, Found::Literal(_), Data::List([only])) => pair_with(key, only, among, budget),
        (pair, ..) => Ok(pair),
    }
}

fn pair_with(key: &Value<'_>, value: &Value<'_>, among: bool, budget: &Budget) -> Outcome<Pair> {
    let of = |holds| if holds { Pair::Holds } else { Pair::Fails };
    match (key.data, value.data) {
        (Data::String(key), Data::String(whole)) if among => {
            budget.text(whole.len())?;
            Ok(of(whole.contains(key)))
        }
        (_, Data::List(items)) if among => {
            let mut holds = false;
            for item in items {
                match equal(key, item, budget)? {
                    // One element of another kind, and the list can't be searched.
                    Pair::Incomparable => return Ok(Pair::Incomparable),
                    pair => holds |= pair == Pair::Holds,
                }
            }
            Ok(of(holds))
        }
        _ => equal(key, value, budget),
    }
}

/// Whether there are values on both sides and no value can be compared with any element.
fn none_comparable(left: &[Found<'_>], right: &[Found<'_>], budget: &Budget) -> Outcome<bool> {
    let mut elements = Vec::new();
    for value in right.iter().filter_map(|found| found.value()) {
        match value.data {
            Data::List(items) => elements.extend(items),
            _ => elements.push(value),
        }
    }
    let mut is_any = false;
    for value in left.iter().filter_map(|found| found.value()) {
        for element in &elements {
            is_any = true;
            match equal(value, element, budget) {
                Ok(Pair::Holds | Pair::Fails) => return Ok(false),
                Err(Fault::TooMuchWork) => return Err(Fault::TooMuchWork),
                _ => {}
            }
        }
    }
    Ok(is_any)
}
