//! Evaluation: a document's verdict under each rule of a file, as cfn-guard
//! 3.2.1 gives it. The structure follows that evaluator where its verdicts
//! depend on it: scopes are dynamic, a referenced rule is decided once for
//! each role, and a condition that can't be decided fails its rule.
//!
//! Recursion and work are bounded ([`MOST_DEEP`], [`MOST_STEPS`]): a file that
//! goes round in circles costs its rules their verdicts, never the process.

mod blocks;
mod call;
mod clause;
mod fault;
mod operators;
mod order;
mod query;
mod recorder;
mod scope;
mod unary;

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashMap;

pub use self::fault::Fault;
use self::recorder::Recorder;
use self::scope::{FileScope, Scope};
use crate::ast::{AccessClause, Literal, Rule, RulesFile};
use crate::document::Document;
use crate::record::{Record, Status};
use crate::value::{Store, Value};

/// Deepest nesting of blocks, filters, variables and rule calls in the course of an evaluation.
const MOST_DEEP: u32 = 120;

/// Most steps (clauses evaluated, parts of queries followed) for one file and one document.
const MOST_STEPS: u32 = 10_000_000;

/// How to evaluate.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    pub detail: Detail,
    /// The present as Unix time in seconds, for the function `now`.
    pub now: i64,
}

/// What the records of an evaluation tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Detail {
    /// What failed.
    #[default]
    Failures,
    /// Besides, which keys a key filter refused, and why rules did not apply where more than a condition that does
    /// not hold is behind it.
    Explanations,
    /// Every step.
    Everything,
}

/// What came of a file's rules.
#[derive(Debug)]
pub struct Evaluation<'a> {
    /// In the order of the file.
    pub verdicts: Vec<Verdict<'a>>,
    /// Without duplicates, in the order in which they came up.
    pub notices: Vec<Notice<'a>>,
}

/// What came of one rule.
#[derive(Debug)]
pub struct Verdict<'a> {
    pub rule: &'a Rule,
    pub status: Status,
    /// Why the rule could not be decided; its status is a failure then. cfn-guard
    /// ends a whole run on these.
    pub fault: Option<Fault>,
    /// What the evaluation consisted of; as far as [`Options::detail`] wants it.
    pub record: Option<Record<'a>>,
}

/// Something that passes today and, by cfn-guard's own words, won't in a later release.
#[derive(Debug, Clone, Copy)]
pub enum Notice<'a> {
    /// The query selected an empty collection, so nothing was compared.
    ComparedNothing(&'a AccessClause),
    /// `not in` held only because no element of the list is of the value's kind.
    Incomparable(&'a AccessClause),
}

/// Why a clause is evaluated: to be held to it, or to find out whether something applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    Assertion,
    Gate,
}

type Outcome<T> = Result<T, Fault>;

struct Evaluator<'e, 'a> {
    store: &'e Store<'a>,
    document: &'e Document<'a>,
    file: FileScope<'a>,
    options: Options,
    recorder: RefCell<Recorder<'a>>,
    notices: RefCell<Vec<Notice<'a>>>,
    literals: Vec<Cell<Option<&'a Value<'a>>>>,
    /// What the rules that others refer to came to, by role; none while they are being decided.
    decided: RefCell<FxHashMap<(&'a str, Role), Option<Status>>>,
    depth: Cell<u32>,
    steps: Cell<u32>,
}

/// The verdicts of the rules of `file` on `document`.
pub fn evaluate<'a>(
    store: &Store<'a>,
    document: &Document<'a>,
    file: &'a RulesFile,
    options: Options,
) -> Evaluation<'a> {
    evaluate_rules(store, document, file, options, |_| true)
}

/// The verdicts of those rules of `file` that are `wanted`.
pub fn evaluate_rules<'a>(
    store: &Store<'a>,
    document: &Document<'a>,
    file: &'a RulesFile,
    options: Options,
    wanted: impl Fn(&Rule) -> bool,
) -> Evaluation<'a> {
    let evaluator = Evaluator {
        store,
        document,
        file: FileScope::of(file),
        options,
        recorder: RefCell::new(Recorder::new(options.detail)),
        notices: RefCell::default(),
        literals: vec![Cell::new(None); file.literals as usize],
        decided: RefCell::default(),
        depth: Cell::new(0),
        steps: Cell::new(0),
    };
    let verdicts =
        file.rules.iter().filter(|rule| wanted(rule)).map(|rule| evaluator.verdict(rule)).collect();
    Evaluation { verdicts, notices: evaluator.notices.into_inner() }
}

impl<'a> Evaluator<'_, 'a> {
    fn verdict(&self, rule: &'a Rule) -> Verdict<'a> {
        let scope = Scope::file(self.document.root);
        let outcome = self.rule(rule, None, &scope, Role::Assertion);
        let record = self.recorder.borrow_mut().take();
        match outcome {
            Ok(status) => Verdict { rule, status, fault: None, record },
            Err(fault) => Verdict { rule, status: Status::Fail, fault: Some(fault), record },
        }
    }

    /// The value of a literal that stands on its own; made once.
    fn literal(&self, literal: &'a Literal) -> &'a Value<'a> {
        let Some(known) = self.literals.get(literal.id as usize) else { return self.store.literal(literal) };
        known.get().unwrap_or_else(|| {
            let value = self.store.literal(literal);
            known.set(Some(value));
            value
        })
    }

    /// Counts one step of work.
    fn step(&self) -> Outcome<()> {
        let steps = self.steps.get() + 1;
        self.steps.set(steps);
        if steps > MOST_STEPS { Err(Fault::TooMuchWork) } else { Ok(()) }
    }

    /// Does something one level deeper.
    fn deeper<T>(&self, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        let depth = self.depth.get();
        if depth >= MOST_DEEP {
            return Err(Fault::TooDeep);
        }
        self.depth.set(depth + 1);
        let outcome = work();
        self.depth.set(depth);
        outcome
    }

    fn notice(&self, notice: Notice<'a>) {
        let mut notices = self.notices.borrow_mut();
        let same = |other: &Notice<'a>| match (other, &notice) {
            (Notice::ComparedNothing(one), Notice::ComparedNothing(other))
            | (Notice::Incomparable(one), Notice::Incomparable(other)) => std::ptr::eq(*one, *other),
            _ => false,
        };
        if !notices.iter().any(same) {
            notices.push(notice);
        }
    }
}
