//! Evaluation: a document's verdict under each rule of a file, as cfn-guard
//! 3.2.1 gives it. The structure follows that evaluator where its verdicts
//! depend on it: scopes are dynamic, a referenced rule is decided once for
//! each role, and a condition that can't be decided fails its rule.
//!
//! Recursion and work are bounded (`budget.rs`): a rule that goes round in
//! circles costs itself its verdict, not the others theirs, never the process.

mod blocks;
mod budget;
mod call;
mod clause;
mod expression;
mod fault;
mod operators;
mod order;
mod query;
mod recorder;
mod scope;
mod selection;
mod unary;
mod way;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use self::budget::Budget;
pub(crate) use self::budget::MOST_STEPS;
pub use self::fault::Fault;
use self::recorder::Recorder;
use self::scope::{FileScope, Scope};
use crate::ast::{AccessClause, Literal, Rule, RulesFile};
use crate::document::Document;
use crate::record::{Record, Status};
use crate::value::{Store, Value};

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
    notices: RefCell<Notices<'a>>,
    literals: Vec<Cell<Option<&'a Value<'a>>>>,
    /// What the rules that others refer to came to, by role; none while they are being decided.
    decided: RefCell<FxHashMap<(&'a str, Role), Option<Status>>>,
    budget: Rc<Budget>,
}

/// Notices, and which there are.
#[derive(Default)]
struct Notices<'a> {
    all: Vec<Notice<'a>>,
    known: FxHashSet<(*const AccessClause, bool)>,
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
    let mut steps = MOST_STEPS;
    evaluate_within(&mut steps, store, document, file, options, wanted)
}

/// The verdicts of those rules of `file` that are `wanted`, by as many `steps` as there are; what is
/// left of them is there behind it.
pub(crate) fn evaluate_within<'a>(
    steps: &mut u64,
    store: &Store<'a>,
    document: &Document<'a>,
    file: &'a RulesFile,
    options: Options,
    wanted: impl Fn(&Rule) -> bool,
) -> Evaluation<'a> {
    let budget = Rc::new(Budget::of(*steps));
    let evaluator = Evaluator {
        store,
        document,
        file: FileScope::of(file),
        options,
        recorder: RefCell::new(Recorder::new(options.detail, Rc::clone(&budget))),
        notices: RefCell::default(),
        literals: vec![Cell::new(None); file.literals as usize],
        decided: RefCell::default(),
        budget,
    };
    let verdicts =
        file.rules.iter().filter(|rule| wanted(rule)).map(|rule| evaluator.verdict(rule)).collect();
    *steps = evaluator.budget.left();
    Evaluation { verdicts, notices: evaluator.notices.into_inner().all }
}

impl<'a> Evaluator<'_, 'a> {
    fn verdict(&self, rule: &'a Rule) -> Verdict<'a> {
        let scope = Scope::file(self.document.root);
        self.budget.begin_rule();
        let outcome = self.rule(rule, None, &scope, Role::Assertion);
        let record = self.recorder.borrow_mut().take();
        match outcome {
            Ok(status) => Verdict { rule, status, fault: None, record },
            Err(fault) => Verdict { rule, status: Status::Fail, fault: Some(fault), record },
        }
    }

    /// The value of a literal that stands on its own; made once.
    fn literal(&self, literal: &'a Literal) -> &'a Value<'a> {
        let known = self.literals.get(literal.id as usize);
        if let Some(value) = known.and_then(Cell::get) {
            return value;
        }
        let before = self.store.len();
        let value = self.store.literal(literal);
        self.budget.made(self.store.len() - before);
        if let Some(known) = known {
            known.set(Some(value));
        }
        value
    }

    fn notice(&self, notice: Notice<'a>) {
        let (Notice::ComparedNothing(clause) | Notice::Incomparable(clause)) = notice;
        let key = (std::ptr::from_ref(clause), matches!(notice, Notice::Incomparable(_)));
        let mut notices = self.notices.borrow_mut();
        if notices.known.insert(key) {
            notices.all.push(notice);
        }
    }
}
