//! Where values stand in a template, and what a rule's filters say of
//! suppressions.

use formwork_template::Span;
use rustc_hash::FxHashSet;

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

pub(super) fn suppression_ids(file: &RulesFile, rule: &Rule) -> Vec<String> {
    let mut reader = IdReader { file, seen: FxHashSet::default(), ids: Vec::new() };
    reader.rule(rule);
    reader.ids.sort_unstable();
    reader.ids.dedup();
    reader.ids
}

/// Reads the ids from a rule and from the variables and rules that it builds on.
struct IdReader<'f> {
    file: &'f RulesFile,
    seen: FxHashSet<&'f str>,
    ids: Vec<String>,
}

impl<'f> IdReader<'f> {
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
                    let file = self.file;
                    let name = clause.name.text.as_str();
                    if self.seen.insert(name) {
                        file.rules
                            .iter()
                            .filter(|rule| rule.name.text == name)
                            .for_each(|rule| self.rule(rule));
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
                    let file = self.file;
                    let assigned = file.assignments.iter().filter(|assignment| assignment.name.text == *name);
                    assigned.for_each(|assignment| self.assignment(assignment));
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
