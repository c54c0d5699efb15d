//! The walk over a rules file that collects its names: what is defined where,
//! what is asked for, and which name leads to which.

use formwork_template::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::circle::Graph;
use super::{Known, SUGGESTIONS};
use crate::ast::{Assignment, Block, Clause, Conjunctions, Name, Operand, Part, PartKind, Query, RulesFile};
use crate::parse::RuleError;

/// A variable that no `let` and no parameter around it defines.
pub(super) struct Undefined<'a> {
    pub(super) name: &'a str,
    pub(super) span: Span,
    /// It stands in a parameterized rule, which sees the variables of its callers.
    pub(super) is_dynamic: bool,
    /// The names that it could have been; none if too many variables are undefined.
    pub(super) in_scope: Vec<&'a str>,
}

/// The names of one scope, each with its place in the graph unless it is a parameter.
type Frame<'a> = FxHashMap<&'a str, Option<usize>>;

pub(super) struct Walk<'a, 'k> {
    known: &'k Known<'a>,
    pub(super) variables: Vec<Undefined<'a>>,
    /// What filters capture, which the whole file sees.
    pub(super) captures: FxHashSet<&'a str>,
    /// Every name that is defined anywhere.
    pub(super) defined: FxHashSet<&'a str>,
    pub(super) errors: Vec<RuleError>,
    pub(super) graph: Graph,
    rules: FxHashMap<&'a str, usize>,
    parameterized: FxHashMap<&'a str, usize>,
    frames: Vec<Frame<'a>>,
    /// The name whose definition is walked through.
    current: usize,
    is_dynamic: bool,
}

impl<'a, 'k> Walk<'a, 'k> {
    pub(super) fn through(file: &'a RulesFile, known: &'k Known<'a>) -> Self {
        let mut walk = Self {
            known,
            variables: Vec::new(),
            captures: FxHashSet::default(),
            defined: FxHashSet::default(),
            errors: Vec::new(),
            graph: Graph::default(),
            rules: FxHashMap::default(),
            parameterized: FxHashMap::default(),
            frames: Vec::new(),
            current: 0,
            is_dynamic: false,
        };
        for rule in &file.rules {
            let Walk { rules, graph, .. } = &mut walk;
            rules.entry(&rule.name.text).or_insert_with(|| graph.add(format!("`{}`", rule.name.text)));
        }
        for rule in &file.parameterized {
            let place = walk.graph.add(format!("`{}`", rule.rule.name.text));
            walk.parameterized.insert(&rule.rule.name.text, place);
        }
        walk.enter(&file.assignments);
        walk.assignments(&file.assignments);
        for rule in &file.rules {
            walk.current = walk.rules[rule.name.text.as_str()];
            walk.conjunctions(rule.conditions.as_ref());
            walk.block(&rule.block);
        }
        walk.is_dynamic = true;
        for rule in &file.parameterized {
            walk.current = walk.parameterized[rule.rule.name.text.as_str()];
            walk.defined.extend(rule.parameters.iter().map(|name| name.text.as_str()));
            walk.frames.push(rule.parameters.iter().map(|name| (name.text.as_str(), None)).collect());
            walk.block(&rule.rule.block);
            walk.frames.pop();
        }
        walk
    }

    /// Opens the scope of `assignments`.
    fn enter(&mut self, assignments: &'a [Assignment]) {
        let mut frame = Frame::default();
        for assignment in assignments {
            let name = assignment.name.text.as_str();
            let graph = &mut self.graph;
            frame.entry(name).or_insert_with(|| Some(graph.add(format!("`%{name}`"))));
            self.defined.insert(name);
        }
        self.frames.push(frame);
    }

    /// Walks through the values of the innermost scope's `assignments`.
    fn assignments(&mut self, assignments: &'a [Assignment]) {
        let outer = self.current;
        for assignment in assignments {
            let frame = self.frames.last();
            let place = frame.and_then(|frame| *frame.get(assignment.name.text.as_str())?);
            self.current = place.unwrap_or(outer);
            self.operand(&assignment.value);
        }
        self.current = outer;
    }

    fn block(&mut self, block: &'a Block) {
        self.enter(&block.assignments);
        self.assignments(&block.assignments);
        self.conjunctions(Some(&block.conjunctions));
        self.frames.pop();
    }

    fn conjunctions(&mut self, conjunctions: Option<&'a Conjunctions>) {
        for clause in conjunctions.into_iter().flatten().flatten() {
            self.clause(clause);
        }
    }

    fn clause(&mut self, clause: &'a Clause) {
        match clause {
            Clause::Access(clause) => {
                self.query(&clause.query);
                if let Some(operand) = &clause.operand {
                    self.operand(operand);
                }
            }
            Clause::Reference(reference) => {
                let suggest = self.errors.len() < SUGGESTIONS;
                self.errors.extend(self.known.reference_mistake(reference, suggest));
                if let Some(&place) = self.rules.get(reference.name.text.as_str()) {
                    self.graph.lead(self.current, place, reference.name.span);
                }
            }
            Clause::Call(call) => {
                let suggest = self.errors.len() < SUGGESTIONS;
                self.errors.extend(self.known.call_mistake(
                    &call.name,
                    call.arguments.len(),
                    call.span,
                    suggest,
                ));
                if let Some(&place) = self.parameterized.get(call.name.text.as_str()) {
                    self.graph.lead(self.current, place, call.name.span);
                }
                for argument in &call.arguments {
                    self.operand(argument);
                }
            }
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
        }
    }

    fn operand(&mut self, operand: &'a Operand) {
        match operand {
            Operand::Literal(_) => {}
            Operand::Query(query) => self.query(query),
            Operand::Call(call) => call.arguments.iter().for_each(|argument| self.operand(argument)),
        }
    }

    fn query(&mut self, query: &'a Query) {
        for part in &query.parts {
            self.part(part);
        }
    }

    fn part(&mut self, part: &'a Part) {
        match &part.kind {
            PartKind::Variable(name) => self.variable(name, part.span),
            PartKind::AllValues(capture) | PartKind::AllIndices(capture) => self.capture(capture.as_ref()),
            PartKind::Filter { capture, clauses } => {
                self.capture(capture.as_ref());
                self.conjunctions(Some(clauses));
            }
            PartKind::KeyFilter { capture, operand, .. } => {
                self.capture(capture.as_ref());
                self.operand(operand);
            }
            PartKind::This | PartKind::Key(_) | PartKind::Index(_) => {}
        }
    }

    fn capture(&mut self, capture: Option<&'a Name>) {
        self.captures.extend(capture.map(|name| name.text.as_str()));
    }

    fn variable(&mut self, name: &'a str, span: Span) {
        match self.frames.iter().rev().find_map(|frame| frame.get(name)) {
            Some(Some(place)) => self.graph.lead(self.current, *place, span),
            Some(None) => {}
            None => {
                let suggest = self.variables.len() < SUGGESTIONS;
                let names = self.frames.iter().flat_map(|frame| frame.keys().copied());
                let in_scope = if suggest { names.collect() } else { Vec::default() };
                self.variables.push(Undefined { name, span, is_dynamic: self.is_dynamic, in_scope });
            }
        }
    }
}
