//! Where values stand in a template, and what a rule's filters say of
//! suppressions.

use formwork_template::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::text_of;
use crate::ast::{
    AccessClause, Assignment, Block, Clause, Conjunctions, LiteralData, Operand, Part, PartKind, Query, Rule,
    RulesFile,
};
use crate::value::{Place, PlaceId, Step, Store};

impl<'a> Store<'a> {
    /// The place of the document that was read first.
    pub fn top(&self) -> PlaceId {
        self.first_root()
    }

    /// The logical ID of the resource that a place belongs to.
    pub fn resource_of(&self, place: PlaceId) -> Option<&'a str> {
        let mut at = place;
        let mut below = None;
        loop {
            let Place { parent, step, .. } = self.place(at);
            match (step, below) {
                (Step::Root, _) => return None,
                (Step::Key("Resources"), Some(id)) if self.place(parent).step == Step::Root => {
                    return Some(id);
                }
                (Step::Key(key), _) => below = Some(key),
                _ => below = None,
            }
            at = parent;
        }
    }

    /// The text of a value, or of the nearest value around it that has one.
    pub fn span_of(&self, place: PlaceId) -> Option<Span> {
        self.nearest(place, |place| place.span)
    }

    /// The key that leads to a value or, failing that, to the nearest value around it.
    pub fn key_span_of(&self, place: PlaceId) -> Option<Span> {
        self.nearest(place, |place| place.key_span)
    }

    fn nearest(&self, place: PlaceId, of: impl Fn(&Place<'a>) -> Option<Span>) -> Option<Span> {
        let mut at = place;
        loop {
            let place = self.place(at);
            match (of(&place), place.step) {
                (Some(span), _) => return Some(span),
                (None, Step::Root) => return place.span,
                _ => at = place.parent,
            }
        }
    }
}

/// Reads from rules which ids their filters let resources go by: what they compare
/// `SuppressedRules` and cfn_nag's `rules_to_suppress` with.
#[derive(Debug)]
pub struct SuppressionIds<'f> {
    rules: FxHashMap<&'f str, Vec<&'f Rule>>,
    assignments: FxHashMap<&'f str, Vec<&'f Assignment>>,
}

impl<'f> SuppressionIds<'f> {
    pub fn of(file: &'f RulesFile) -> Self {
        let mut rules: FxHashMap<&str, Vec<&Rule>> = FxHashMap::default();
        for rule in &file.rules {
            rules.entry(&rule.name.text).or_default().push(rule);
        }
        let mut assignments: FxHashMap<&str, Vec<&Assignment>> = FxHashMap::default();
        for assignment in &file.assignments {
            assignments.entry(&assignment.name.text).or_default().push(assignment);
        }
        Self { rules, assignments }
    }

    /// The ids of a rule, sorted.
    pub fn ids(&self, rule: &'f Rule) -> Vec<String> {
        let mut reader = IdReader {
            file: self,
            seen: FxHashSet::default(),
            open: vec![Open::Rule(rule)],
            ids: Vec::new(),
        };
        // A chain of names can be as long as the file: what a name stands for is read later.
        while let Some(open) = reader.open.pop() {
            match open {
                Open::Rule(rule) => reader.rule(rule),
                Open::Assignment(assignment) => reader.assignment(assignment),
            }
        }
        reader.ids.sort_unstable();
        reader.ids.dedup();
        reader.ids
    }
}

/// Reads the ids from a rule and from the variables and rules that it builds on.
struct IdReader<'r, 'f> {
    file: &'r SuppressionIds<'f>,
    seen: FxHashSet<&'f str>,
    /// What is still to be read.
    open: Vec<Open<'f>>,
    ids: Vec<String>,
}

enum Open<'f> {
    Rule(&'f Rule),
    Assignment(&'f Assignment),
}

impl<'f> IdReader<'_, 'f> {
    fn rule(&mut self, rule: &'f Rule) {
        self.conjunctions(rule.conditions.as_ref());
        self.block(&rule.block);
    }

    fn block(&mut self, block: &'f Block) {
        block.assignments.iter().for_each(|assignment| self.assignment(assignment));
        self.conjunctions(Some(&block.conjunctions));
    }

    fn assignment(&mut self, assignment: &'f Assignment) {
        self.operand(&assignment.value);
    }

    fn operand(&mut self, operand: &'f Operand) {
        match operand {
            Operand::Literal(_) => {}
            Operand::Query(query) => self.query(query),
            Operand::Call(call) => call.arguments.iter().for_each(|argument| self.operand(argument)),
        }
    }

    fn conjunctions(&mut self, conjunctions: Option<&'f Conjunctions>) {
        for clause in conjunctions.into_iter().flatten().flatten() {
            match clause {
                Clause::Access(clause) => self.access(clause),
                Clause::Block(clause) => {
                    self.query(&clause.query);
                    self.block(&clause.block);
                }
                Clause::When(clause) => {
                    self.conjunctions(Some(&clause.conditions));
                    self.block(&clause.block);
                }
                Clause::Type(clause) => {
                    self.conjunctions(clause.conditions.as_ref());
                    self.block(&clause.block);
                }
                Clause::Reference(clause) => {
                    let name = clause.name.text.as_str();
                    if self.seen.insert(name) {
                        let rules = self.file.rules.get(name).into_iter().flatten();
                        self.open.extend(rules.map(|rule| Open::Rule(rule)));
                    }
                }
                Clause::Call(clause) => clause.arguments.iter().for_each(|argument| self.operand(argument)),
            }
        }
    }

    fn access(&mut self, clause: &'f AccessClause) {
        self.query(&clause.query);
        if let Some(operand) = &clause.operand {
            self.operand(operand);
            if names_suppressions(&clause.query.parts) {
                self.ids.extend(text_of(operand).map(str::to_owned));
                if let Operand::Literal(literal) = operand
                    && let LiteralData::List(items) = &literal.data
                {
                    self.ids.extend(items.iter().filter_map(|item| match &item.data {
                        LiteralData::String(text) => Some(text.to_string()),
                        _ => None,
                    }));
                }
            }
        }
    }

    fn query(&mut self, query: &'f Query) {
        for part in &query.parts {
            match &part.kind {
                PartKind::Variable(name) if self.seen.insert(name) => {
                    let assigned = self.file.assignments.get(name.as_str()).into_iter().flatten();
                    self.open.extend(assigned.map(|assignment| Open::Assignment(assignment)));
                }
                PartKind::Filter { clauses, .. } => self.conjunctions(Some(clauses)),
                _ => {}
            }
        }
    }
}

fn names_suppressions(parts: &[Part]) -> bool {
    parts.iter().any(|part| match &part.kind {
        PartKind::Key(key) => key.text == "SuppressedRules" || key.text == "rules_to_suppress",
        _ => false,
    })
}
