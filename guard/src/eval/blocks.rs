//! Rules, blocks and the clauses that hold clauses: how the verdicts of the
//! inner ones make those of the outer.

use std::rc::Rc;

use super::scope::{Scope, Values, Variables};
use super::{Evaluator, Fault, Outcome, Role};
use crate::ast::{
    Block, BlockClause, Clause, Conjunctions, Operand, Rule, RuleCall, RuleReference, TypeBlock, WhenBlock,
};
use crate::record::{CheckKind, Clue, Found, Level, Remark, Site, Status, TypeRemark};
use crate::value::Value;

/// How many of something passed and failed.
#[derive(Default)]
struct Tally {
    passes: u32,
    fails: u32,
}

impl Tally {
    fn add(&mut self, status: Status) {
        match status {
            Status::Pass => self.passes += 1,
            Status::Fail => self.fails += 1,
            Status::Skip => {}
        }
    }

    /// The verdict where all must pass.
    fn all(&self) -> Status {
        match self {
            Self { fails: 1.., .. } => Status::Fail,
            Self { passes: 1.., .. } => Status::Pass,
            _ => Status::Skip,
        }
    }

    /// The verdict where one is enough.
    fn any(&self) -> Status {
        if self.passes > 0 { Status::Pass } else { self.all() }
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// A rule, by a call of it where it has parameters.
    pub(super) fn rule(
        &self,
        rule: &'a Rule,
        call: Option<&'a RuleCall>,
        scope: &Scope<'_, 'a>,
        role: Role,
    ) -> Outcome<Status> {
        self.recorder.borrow_mut().start();
        let outcome = self.budget.deeper(|| {
            if let Some(conditions) = &rule.conditions {
                self.recorder.borrow_mut().start();
                let outcome =
                    self.gated(|| self.conjunctions(conditions, scope, Role::Gate, Level::Condition));
                self.end(Site::RuleWhen(rule), &outcome);
                match outcome {
                    Ok(Status::Pass) => {}
                    Ok(_) => return Ok(Status::Skip),
                    // To skip would be to let pass what could not be decided.
                    Err(fault) if fault.is_unevaluatable() && role == Role::Assertion => {
                        return Ok(Status::Fail);
                    }
                    Err(fault) => return Err(fault),
                }
            }
            self.block(&rule.block, scope, role, Level::Rule)
        });
        self.end(Site::Rule(rule, call), &outcome);
        outcome
    }

    /// Ends the record of what came to `outcome`; a fault counts as a failure and is its own remark.
    fn end(&self, site: Site<'a>, outcome: &Outcome<Status>) {
        let (status, remark) = match outcome {
            Ok(status) => (*status, None),
            Err(fault) => (Status::Fail, Some(Remark::Fault(fault.clone()))),
        };
        self.recorder.borrow_mut().end(site, status, remark);
    }

    /// Does something in which failures are no findings: conditions and filters.
    pub(super) fn gated<T>(&self, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        self.recorder.borrow_mut().enter_gate();
        let outcome = work();
        self.recorder.borrow_mut().leave_gate();
        outcome
    }

    fn block(&self, block: &'a Block, scope: &Scope<'_, 'a>, role: Role, level: Level) -> Outcome<Status> {
        self.budget.comparisons(block.assignments.len())?;
        let variables = Variables::of(&block.assignments);
        self.conjunctions(&block.conjunctions, &scope.block(&variables), role, level)
    }

    /// Clauses that must all hold, each of them one of several alternatives.
    pub(super) fn conjunctions(
        &self,
        conjunctions: &'a Conjunctions,
        scope: &Scope<'_, 'a>,
        role: Role,
        level: Level,
    ) -> Outcome<Status> {
        let mut tally = Tally::default();
        for alternatives in conjunctions {
            tally.add(if let [only] = alternatives.as_slice() {
                self.clause(only, scope, role, level)?
            } else {
                self.recorder.borrow_mut().start();
                let outcome = self.alternatives(alternatives, scope, role, level);
                self.end(Site::Disjunction(level), &outcome);
                outcome?
            });
        }
        Ok(tally.all())
    }

    fn alternatives(
        &self,
        alternatives: &'a [Clause],
        scope: &Scope<'_, 'a>,
        role: Role,
        level: Level,
    ) -> Outcome<Status> {
        let mut tally = Tally::default();
        for clause in alternatives {
            match self.clause(clause, scope, role, level)? {
                Status::Pass => return Ok(Status::Pass),
                status => tally.add(status),
            }
        }
        Ok(tally.all())
    }

    fn clause(&self, clause: &'a Clause, scope: &Scope<'_, 'a>, role: Role, level: Level) -> Outcome<Status> {
        match clause {
            Clause::Access(clause) => self.access(clause, scope, role),
            Clause::Reference(clause) => self.reference(clause, scope, role),
            Clause::Call(clause) => self.rule_call(clause, scope, role),
            Clause::Block(clause) => self.block_clause(clause, scope, role),
            Clause::When(clause) => self.when(clause, scope, role, level),
            Clause::Type(clause) => self.type_block(clause, scope, role),
        }
    }

    fn block_clause(&self, clause: &'a BlockClause, scope: &Scope<'_, 'a>, role: Role) -> Outcome<Status> {
        self.recorder.borrow_mut().start();
        let outcome = self.budget.deeper(|| {
            let values = self.query(&clause.query, scope)?;
            if values.is_empty() {
                return Ok(if clause.not_empty { Status::Fail } else { Status::Skip });
            }
            let mut tally = Tally::default();
            for from in values {
                match from {
                    Found::Literal(value) | Found::Resolved(value) => {
                        tally.add(self.block(&clause.block, &scope.value(value), role, Level::Block)?);
                    }
                    Found::Unresolved(_) => {
                        tally.add(Status::Fail);
                        self.recorder.borrow_mut().start();
                        self.end_check(
                            CheckKind::MissingBlock { block: clause, from },
                            Status::Fail,
                            None,
                            scope,
                        );
                    }
                }
            }
            Ok(if clause.query.match_all { tally.all() } else { tally.any() })
        });
        self.end(Site::Block(clause), &outcome);
        outcome
    }

    fn when(
        &self,
        clause: &'a WhenBlock,
        scope: &Scope<'_, 'a>,
        role: Role,
        level: Level,
    ) -> Outcome<Status> {
        self.recorder.borrow_mut().start();
        self.recorder.borrow_mut().start();
        let outcome =
            self.gated(|| self.conjunctions(&clause.conditions, scope, Role::Gate, Level::Condition));
        let status = *outcome.as_ref().unwrap_or(&Status::Fail);
        self.recorder.borrow_mut().end(Site::WhenConditions(clause, level), status, None);
        let outcome = match outcome {
            Ok(Status::Pass) => self.budget.deeper(|| self.block(&clause.block, scope, role, Level::Block)),
            Ok(_) => Ok(Status::Skip),
            Err(fault) => {
                let fails_closed = fault.is_unevaluatable() && role == Role::Assertion;
                let remark = Some(Remark::Fault(fault.clone()));
                self.recorder.borrow_mut().end(Site::When(clause, level), Status::Fail, remark);
                return if fails_closed { Ok(Status::Fail) } else { Err(fault) };
            }
        };
        self.end(Site::When(clause, level), &outcome);
        outcome
    }

    fn type_block(&self, clause: &'a TypeBlock, scope: &Scope<'_, 'a>, role: Role) -> Outcome<Status> {
        self.recorder.borrow_mut().start();
        let (outcome, remark) = match self.query(&clause.query, scope) {
            Ok(values) if values.is_empty() => (Ok(Status::Skip), Some(TypeRemark::NoResource)),
            Ok(values) => self.type_values(clause, &values, scope, role),
            Err(fault) => (Err(fault), None),
        };
        let status = *outcome.as_ref().unwrap_or(&Status::Fail);
        let remark = match &outcome {
            Ok(_) => remark.map(Remark::Type),
            Err(fault) => Some(Remark::Fault(fault.clone())),
        };
        self.recorder.borrow_mut().end(Site::Type(clause), status, remark);
        outcome
    }

    fn type_values(
        &self,
        clause: &'a TypeBlock,
        values: &[Found<'a>],
        scope: &Scope<'_, 'a>,
        role: Role,
    ) -> (Outcome<Status>, Option<TypeRemark<'a>>) {
        let mut tally = Tally::default();
        let (mut selected, mut exempted, mut unselected) = (0, 0, None);
        for (number, found) in values.iter().enumerate() {
            let number = number as u32;
            let value = match found {
                Found::Literal(value) | Found::Resolved(value) => *value,
                Found::Unresolved(unresolved) => {
                    unselected.get_or_insert(*unresolved);
                    self.recorder.borrow_mut().start();
                    self.recorder.borrow_mut().end(Site::TypeValue(clause, number), Status::Skip, None);
                    continue;
                }
            };
            selected += 1;
            self.recorder.borrow_mut().start();
            let outcome = self.budget.deeper(|| self.type_value(clause, number, value, scope, role));
            let status = match &outcome {
                Ok(status) => status.unwrap_or(Status::Skip),
                Err(_) => Status::Fail,
            };
            self.recorder.borrow_mut().end(Site::TypeValue(clause, number), status, None);
            match outcome {
                Ok(Some(status)) => tally.add(status),
                Ok(None) => exempted += 1,
                Err(fault) => return (Err(fault), None),
            }
        }
        let status = tally.all();
        let remark = (status == Status::Skip).then_some(match selected {
            0 => TypeRemark::Unselected(unselected),
            _ if exempted == selected => TypeRemark::Exempted,
            _ if clause.conditions.is_none() => TypeRemark::NotApplicable,
            _ => TypeRemark::Mixed,
        });
        (Ok(status), remark)
    }

    /// A type block on one resource; none where its condition does not hold.
    fn type_value(
        &self,
        clause: &'a TypeBlock,
        number: u32,
        value: &'a Value<'a>,
        scope: &Scope<'_, 'a>,
        role: Role,
    ) -> Outcome<Option<Status>> {
        let scope = scope.value(value);
        if let Some(conditions) = &clause.conditions {
            self.recorder.borrow_mut().start();
            let outcome = self.gated(|| self.conjunctions(conditions, &scope, Role::Gate, Level::Condition));
            self.end(Site::TypeWhen(clause, number), &outcome);
            match outcome {
                Ok(Status::Pass) => {}
                Ok(_) => return Ok(None),
                Err(fault) if fault.is_unevaluatable() && role == Role::Assertion => {
                    return Ok(Some(Status::Fail));
                }
                Err(fault) => return Err(fault),
            }
        }
        self.block(&clause.block, &scope, role, Level::Block).map(Some)
    }

    fn reference(&self, clause: &'a RuleReference, scope: &Scope<'_, 'a>, role: Role) -> Outcome<Status> {
        self.budget.steps(1)?;
        self.recorder.borrow_mut().start();
        let outcome =
            self.referred(&clause.name.text, role).map(|status| referred(status, clause.negated, role));
        match &outcome {
            Ok(Status::Pass) => {
                self.end_check(CheckKind::Success(Clue::Reference(clause)), Status::Pass, None, scope);
            }
            Ok(Status::Fail) => self.end_check(CheckKind::Reference(clause), Status::Fail, None, scope),
            Ok(Status::Skip) => {
                let remark = Some(Remark::ReferenceDidNotApply);
                self.recorder.borrow_mut().end(Site::Reference(clause), Status::Skip, remark);
            }
            Err(fault) => {
                let remark = Some(Remark::Fault(fault.clone()));
                self.end_check(CheckKind::Reference(clause), Status::Fail, remark, scope);
            }
        }
        outcome
    }

    /// What the rules called `name` come to: the first that applies counts. Decided once for each role.
    fn referred(&self, name: &'a str, role: Role) -> Outcome<Status> {
        let known = self.decided.borrow().get(&(name, role)).copied();
        match known {
            Some(Some(status)) => return Ok(status),
            Some(None) => return Err(Fault::Circle(name.to_owned())),
            None => {}
        }
        let rules = self.file.rules(name)?;
        self.decided.borrow_mut().insert((name, role), None);
        let scope = Scope::file(self.document.root);
        let mut outcome = Ok(Status::Skip);
        for rule in rules {
            outcome = self.rule(rule, None, &scope, role);
            if outcome != Ok(Status::Skip) {
                break;
            }
        }
        let mut decided = self.decided.borrow_mut();
        match &outcome {
            Ok(status) => decided.insert((name, role), Some(*status)),
            Err(_) => decided.remove(&(name, role)),
        };
        outcome
    }

    fn rule_call(&self, clause: &'a RuleCall, scope: &Scope<'_, 'a>, role: Role) -> Outcome<Status> {
        self.budget.steps(1)?;
        let callee = self.file.parameterized(&clause.name.text)?;
        if callee.parameters.len() != clause.arguments.len() {
            return Err(Fault::Unevaluatable(format!(
                "`{}` takes {} arguments, and {} are given",
                clause.name.text,
                callee.parameters.len(),
                clause.arguments.len()
            )));
        }
        let mut parameters: Vec<(&str, Values<'a>)> = Vec::with_capacity(callee.parameters.len());
        for (parameter, argument) in callee.parameters.iter().zip(&clause.arguments) {
            let values: Values<'a> = match argument {
                Operand::Literal(literal) => Rc::new(vec![Found::Resolved(self.literal(literal))]),
                Operand::Query(query) => Rc::new(self.query(query, scope)?),
                Operand::Call(call) => Rc::new(self.call(call, scope)?),
            };
            parameters.push((parameter.text.as_str(), values));
        }
        let status = self.rule(&callee.rule, Some(clause), &scope.parameters(&parameters), role)?;
        Ok(referred(status, clause.negated, role))
    }
}

/// What the verdict of a rule means to a clause that refers to it. One that does not apply is
/// nothing that could be relied on: it fails an assertion, even a negated one.
fn referred(status: Status, negated: bool, role: Role) -> Status {
    match status {
        Status::Skip if role == Role::Assertion => Status::Fail,
        Status::Skip if !negated => Status::Skip,
        Status::Pass if !negated => Status::Pass,
        Status::Skip | Status::Fail if negated => Status::Pass,
        _ => Status::Fail,
    }
}
