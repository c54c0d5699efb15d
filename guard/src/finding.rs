//! What a person is told of a rule that fails: which resource, where exactly,
//! by which clause. A rule may fail for several resources at once; here each
//! is blamed only for what it does alone.

mod narrowing;
mod place;

use std::cell::RefCell;

use formwork_template::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use self::narrowing::{Narrowed, Narrowing};
pub use self::place::SuppressionIds;
use crate::ast::{AccessClause, Message, Operand, Part, PartKind, Rule, RulesFile};
use crate::document::Document;
use crate::eval::{Detail, Fault, Options, Verdict, evaluate_rules};
use crate::record::{Check, CheckKind, Found, Record, Remark, Site, Status};
use crate::value::{Data, PlaceId, Store, Value};

/// One failure.
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    pub rule: &'a Rule,
    /// The logical ID of the resource, where it is about one.
    pub resource: Option<&'a str>,
    /// The value that failed, or the one in which something is missing.
    pub place: PlaceId,
    /// The text to point at: the value, or the key of the nearest parent of what is missing.
    pub span: Span,
    pub fact: Fact<'a>,
    /// The clause that failed, in the rules file.
    pub clause: Option<Span>,
    /// The clause's message, or that of the reference that led to it.
    pub message: Option<&'a Message>,
    pub blame: Blame,
}

/// What is wrong.
#[derive(Debug, Clone)]
pub enum Fact<'a> {
    /// A clause did not hold of a value.
    Value { clause: &'a AccessClause, provided: &'a Value<'a>, expected: &'a [Found<'a>] },
    /// The query of a clause or a block led no further.
    Missing { rest: &'a [Part] },
    /// What a value was to be compared with is not there.
    MissingOperand { rest: &'a [Part] },
    /// Nothing is there where something had to be selected.
    Nothing(&'a AccessClause),
    /// A rule that is referred to did not pass, and no value is to blame.
    Reference(&'a str),
    /// Nothing could be compared, or the rule could not be decided.
    Undecided(Option<Fault>),
}

/// How a resource is involved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    /// The rule fails for it by itself.
    Alone,
    /// The rule fails only for several resources together: Guard asks one alternative of all of them.
    Jointly,
    /// The rule fails for several resources. Which of them fail alone was too much work to find out.
    Unsettled,
}

/// What fails in a document, rule by rule in the order of the file.
pub fn findings<'a>(
    store: &Store<'a>,
    document: &Document<'a>,
    file: &'a RulesFile,
    options: Options,
) -> Vec<Finding<'a>> {
    findings_of(store, document, file, options, |_| true)
}

/// What fails by those rules that are `wanted`.
pub fn findings_of<'a>(
    store: &Store<'a>,
    document: &Document<'a>,
    file: &'a RulesFile,
    options: Options,
    wanted: impl Fn(&Rule) -> bool,
) -> Vec<Finding<'a>> {
    let options = Options { detail: Detail::Failures, ..options };
    let verdicts = evaluate_rules(store, document, file, options, wanted).verdicts;
    let collector = Collector::new(store, &verdicts);
    let mut narrowing = Narrowing::new(store, document, file, options);
    let mut all = Vec::new();
    for verdict in verdicts.iter().filter(|verdict| verdict.status == Status::Fail) {
        let found = collector.of(verdict);
        let mut shared: Vec<&str> = found
            .iter()
            .filter(|one| one.is_shared)
            .flat_map(|one| one.finding.resource.into_iter().chain(one.involved.iter().copied()))
            .collect();
        shared.sort_unstable();
        shared.dedup();
        if shared.len() < 2 {
            all.extend(distinct(found.into_iter().map(|one| one.finding)));
            continue;
        }
        let (together, alone): (Vec<_>, Vec<_>) = found.into_iter().partition(|one| one.is_shared);
        let together = together.into_iter().map(|one| one.finding);
        let mut blamed: Vec<Finding<'a>> = alone.into_iter().map(|one| one.finding).collect();
        let Narrowed { alone, settled } = narrowing.of(verdict, &shared);
        let blame = if settled < shared.len() { Blame::Unsettled } else { Blame::Jointly };
        let is_open = |finding: &Finding<'a>| {
            finding.resource.is_some_and(|id| shared[settled..].binary_search(&id).is_ok())
        };
        // Where nobody is to blame alone, all are together.
        let by_all = alone.is_empty();
        blamed.extend(alone);
        let together = together.filter(|finding| by_all || is_open(finding));
        blamed.extend(together.map(|finding| Finding { blame, ..finding }));
        all.extend(distinct(blamed.into_iter()));
    }
    all
}

/// Each place once for each message, or for each clause without one: repeated values say the same.
fn distinct<'a>(found: impl Iterator<Item = Finding<'a>>) -> impl Iterator<Item = Finding<'a>> {
    let mut known = FxHashSet::default();
    found.filter(move |finding| {
        let message = finding.message.map(|message| &*message.text);
        let clause = finding.clause.filter(|_| message.is_none());
        known.insert((finding.span, finding.resource, message, clause))
    })
}

/// A finding before blame is settled.
struct Candidate<'a> {
    finding: Finding<'a>,
    /// The clause was asked of all resources at once.
    is_shared: bool,
    /// The resources for which the other alternatives failed.
    involved: Vec<&'a str>,
}

struct Collector<'c, 'a> {
    store: &'c Store<'a>,
    /// Where a referenced rule was decided before, its record is here.
    records: FxHashMap<&'a str, Vec<&'c Record<'a>>>,
    /// The rules that were looked into for the verdict at hand, with the message that stands for theirs.
    seen: RefCell<FxHashSet<(&'a str, Option<*const Message>)>>,
}

impl<'c, 'a> Collector<'c, 'a> {
    fn new(store: &'c Store<'a>, verdicts: &'c [Verdict<'a>]) -> Self {
        let mut records: FxHashMap<&str, Vec<&Record<'a>>> = FxHashMap::default();
        for verdict in verdicts {
            records.entry(&verdict.rule.name.text).or_default().extend(&verdict.record);
        }
        Self { store, records, seen: RefCell::default() }
    }

    fn of(&self, verdict: &Verdict<'a>) -> Vec<Candidate<'a>> {
        let mut found = Vec::new();
        self.seen.borrow_mut().clear();
        if let Some(record) = &verdict.record {
            self.collect(record, verdict.rule, None, 0, &mut found);
        }
        if found.is_empty() {
            let fault = verdict.fault.clone().or_else(|| verdict.record.as_ref().and_then(fault_of));
            found.push(self.candidate(verdict.rule, self.top(), Fact::Undecided(fault)));
        }
        found
    }

    fn collect(
        &self,
        record: &Record<'a>,
        rule: &'a Rule,
        message: Option<&'a Message>,
        depth: u32,
        found: &mut Vec<Candidate<'a>>,
    ) {
        if record.status != Status::Fail || depth > 200 {
            return;
        }
        let inner = |found: &mut Vec<Candidate<'a>>, message| {
            for child in &record.children {
                self.collect(child, rule, message, depth + 1, found);
            }
        };
        match &record.site {
            Site::Check(check) => self.check(check, record, rule, message, depth, found),
            Site::Disjunction(_) => {
                // Of alternatives that all fail the last speaks for all, and one with a message before others.
                let mut group = Vec::new();
                inner(&mut group, message);
                let speaks = group.iter().rposition(|one| one.finding.message.is_some());
                if let Some(speaker) = speaks.or(group.len().checked_sub(1)) {
                    let clause = group[speaker].finding.clause;
                    let involved = group.iter().filter(|one| one.is_shared);
                    group[speaker].involved = involved.filter_map(|one| one.finding.resource).collect();
                    found.extend(group.into_iter().filter(|one| one.finding.clause == clause));
                }
            }
            Site::Rule(_, Some(call)) => inner(found, message.or(call.message.as_ref())),
            Site::Access(clause) if record.children.is_empty() => {
                let fact = Fact::Undecided(fault_of(record));
                let mut one = self.candidate(rule, self.top(), fact);
                one.finding.clause = Some(clause.span);
                one.finding.message = message.or(clause.message.as_ref());
                found.push(one);
            }
            _ => inner(found, message),
        }
    }

    fn check(
        &self,
        check: &Check<'a>,
        record: &Record<'a>,
        rule: &'a Rule,
        message: Option<&'a Message>,
        depth: u32,
        found: &mut Vec<Candidate<'a>>,
    ) {
        let (at, fact, clause, own) = match &check.kind {
            CheckKind::Success(_) | CheckKind::KeyFilter(_) => return,
            CheckKind::Unary { clause, from } => {
                (from.nearest(), self.fact(clause, *from, &[]), clause.span, clause.message.as_ref())
            }
            CheckKind::Comparison { clause, from, to: Some(Found::Unresolved(to)), .. } => {
                (from.nearest(), Fact::MissingOperand { rest: to.rest }, clause.span, clause.message.as_ref())
            }
            CheckKind::Comparison { clause, from, to, .. } => {
                let expected = to.map_or(&[][..], |to| self.store.keep_all(&[to]));
                (from.nearest(), self.fact(clause, *from, expected), clause.span, clause.message.as_ref())
            }
            CheckKind::In { clause, from, to } => {
                (from.nearest(), self.fact(clause, *from, to), clause.span, clause.message.as_ref())
            }
            CheckKind::Nothing(clause) => {
                let at = reached(check.context, &clause.query.parts);
                (at, Fact::Nothing(clause), clause.span, clause.message.as_ref())
            }
            CheckKind::MissingBlock { block, from } => {
                let rest = match from {
                    Found::Unresolved(unresolved) => unresolved.rest,
                    _ => &[],
                };
                (from.nearest(), Fact::Missing { rest }, block.query.span, None)
            }
            CheckKind::Reference(reference) => {
                let before = found.len();
                let message = message.or(reference.message.as_ref());
                for child in &record.children {
                    self.collect(child, rule, message, depth + 1, found);
                }
                if found.len() == before && !reference.negated {
                    let name = reference.name.text.as_str();
                    // What it says twice it says once.
                    if !self.seen.borrow_mut().insert((name, message.map(std::ptr::from_ref))) {
                        return;
                    }
                    for known in self.records.get(name).into_iter().flatten() {
                        self.collect(known, rule, message, depth + 20, found);
                    }
                }
                if found.len() == before {
                    let fact = Fact::Reference(&reference.name.text);
                    let mut one = self.candidate(rule, check.context.place, fact);
                    one.finding.clause = Some(reference.span);
                    one.finding.message = message;
                    found.push(one);
                }
                return;
            }
        };
        let mut one = self.candidate(rule, at.place, fact);
        // What a literal or a function gives stands nowhere: the clause is about the value around it.
        if self.store.span_of(at.place).is_none() {
            one = self.candidate(rule, check.context.place, one.finding.fact);
        }
        one.is_shared = self.store.resource_of(check.context.place).is_none();
        one.finding.clause = Some(clause);
        one.finding.message = message.or(own);
        found.push(one);
    }

    #[allow(clippy::unused_self)] // belongs to the collector's words
    fn fact(&self, clause: &'a AccessClause, from: Found<'a>, expected: &'a [Found<'a>]) -> Fact<'a> {
        match from {
            Found::Unresolved(unresolved) => Fact::Missing { rest: unresolved.rest },
            Found::Literal(provided) | Found::Resolved(provided) => {
                Fact::Value { clause, provided, expected }
            }
        }
    }

    fn candidate(&self, rule: &'a Rule, place: PlaceId, fact: Fact<'a>) -> Candidate<'a> {
        let span = match fact {
            Fact::Value { .. } | Fact::MissingOperand { .. } => self.store.span_of(place),
            // Of the whole document only the start is pointed at.
            _ if place == self.top() => self.store.span_of(place).map(|span| Span::at(span.start)),
            _ => self.store.key_span_of(place),
        };
        let finding = Finding {
            rule,
            resource: self.store.resource_of(place),
            place,
            span: span.or_else(|| self.store.span_of(self.top())).unwrap_or_default(),
            fact,
            clause: None,
            message: None,
            blame: Blame::Alone,
        };
        Candidate { finding, is_shared: false, involved: Vec::new() }
    }

    /// The place of the document.
    fn top(&self) -> PlaceId {
        self.store.top()
    }
}

/// Why a record could not be decided.
fn fault_of(record: &Record<'_>) -> Option<Fault> {
    match &record.remark {
        Some(Remark::Fault(fault)) => Some(fault.clone()),
        _ => record.children.iter().find_map(fault_of),
    }
}

/// How far the keys at the start of a query lead.
fn reached<'a>(from: &'a Value<'a>, parts: &[Part]) -> &'a Value<'a> {
    let mut at = from;
    for part in parts {
        match (&part.kind, at.data) {
            (PartKind::This, _) => {}
            (PartKind::Key(key), Data::Map(map)) => match map.get(&key.text) {
                Some(value) => at = value,
                None => break,
            },
            _ => break,
        }
    }
    at
}

/// Whether an operand is a literal text, and which.
fn text_of(operand: &Operand) -> Option<&str> {
    match operand {
        Operand::Literal(literal) => match &literal.data {
            crate::ast::LiteralData::String(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}
