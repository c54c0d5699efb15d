//! Scopes: which value clauses are about, and what variables stand for. They
//! are dynamic, as cfn-guard has them: the body of a parameterized rule sees
//! the variables of its caller.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::way::Way;
use super::{Evaluator, Fault, Outcome};
use crate::ast::{Assignment, Operand, ParameterizedRule, Query, Rule, RulesFile};
use crate::record::Found;
use crate::value::Value;

/// One scope and those around it.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s, 'a> {
    kind: Kind<'s, 'a>,
    pub(super) root: &'a Value<'a>,
    parent: Option<&'s Self>,
}

#[derive(Clone, Copy)]
enum Kind<'s, 'a> {
    File,
    /// A value that clauses are about; no variables of its own.
    Value,
    Block(&'s Variables<'a>),
    Parameters(&'s [(&'a str, Values<'a>)]),
}

/// What a variable stands for.
pub(super) type Values<'a> = Rc<Vec<Found<'a>>>;

/// The variables of a block.
pub(super) struct Variables<'a> {
    assignments: FxHashMap<&'a str, &'a Assignment>,
    resolved: RefCell<FxHashMap<&'a str, State<'a>>>,
}

/// The names of a file.
pub(super) struct FileScope<'a> {
    assignments: FxHashMap<&'a str, &'a Assignment>,
    resolved: RefCell<FxHashMap<&'a str, State<'a>>>,
    rules: FxHashMap<&'a str, Vec<&'a Rule>>,
    parameterized: FxHashMap<&'a str, &'a ParameterizedRule>,
}

#[derive(Clone)]
enum State<'a> {
    /// Being worked out: to ask now is to go in a circle.
    Asked,
    Known(Values<'a>),
}

/// Of two assignments to one name: a literal counts before a function, a function before a query.
fn rank(value: &Operand) -> u8 {
    match value {
        Operand::Query(_) => 0,
        Operand::Call(_) => 1,
        Operand::Literal(_) => 2,
    }
}

/// The assignments that count: of equals the last.
fn by_name(assignments: &[Assignment]) -> FxHashMap<&str, &Assignment> {
    let mut by_name: FxHashMap<&str, &Assignment> = FxHashMap::default();
    for assignment in assignments {
        let known = by_name.entry(&assignment.name.text).or_insert(assignment);
        if rank(&assignment.value) >= rank(&known.value) {
            *known = assignment;
        }
    }
    by_name
}

impl<'a> FileScope<'a> {
    pub(super) fn of(file: &'a RulesFile) -> Self {
        let mut rules: FxHashMap<&str, Vec<&Rule>> = FxHashMap::default();
        for rule in &file.rules {
            rules.entry(&rule.name.text).or_default().push(rule);
        }
        let parameterized = file.parameterized.iter().map(|rule| (rule.rule.name.text.as_str(), rule));
        Self {
            assignments: by_name(&file.assignments),
            resolved: RefCell::default(),
            rules,
            parameterized: parameterized.collect(),
        }
    }

    pub(super) fn rules(&self, name: &str) -> Outcome<&[&'a Rule]> {
        self.rules.get(name).map(Vec::as_slice).ok_or_else(|| Fault::UnknownRule(name.to_owned()))
    }

    pub(super) fn parameterized(&self, name: &str) -> Outcome<&'a ParameterizedRule> {
        self.parameterized.get(name).copied().ok_or_else(|| Fault::UnknownRule(name.to_owned()))
    }

    /// Adds a key to those that a capture has taken.
    pub(super) fn capture(&self, name: &'a str, key: &'a Value<'a>) {
        let mut resolved = self.resolved.borrow_mut();
        match resolved.get_mut(name) {
            // They are copied only if somebody is just going through them.
            Some(State::Known(values)) => Rc::make_mut(values).push(Found::Resolved(key)),
            _ => {
                resolved.insert(name, State::Known(Rc::new(vec![Found::Resolved(key)])));
            }
        }
    }
}

impl<'a> Variables<'a> {
    pub(super) fn of(assignments: &'a [Assignment]) -> Self {
        Self { assignments: by_name(assignments), resolved: RefCell::default() }
    }
}

impl<'s, 'a> Scope<'s, 'a> {
    pub(super) fn file(root: &'a Value<'a>) -> Self {
        Self { kind: Kind::File, root, parent: None }
    }

    /// The scope of clauses about `root`.
    pub(super) fn value(&'s self, root: &'a Value<'a>) -> Self {
        Self { kind: Kind::Value, root, parent: Some(self) }
    }

    pub(super) fn block(&'s self, variables: &'s Variables<'a>) -> Self {
        Self { kind: Kind::Block(variables), root: self.root, parent: Some(self) }
    }

    pub(super) fn parameters(&'s self, parameters: &'s [(&'a str, Values<'a>)]) -> Self {
        Self { kind: Kind::Parameters(parameters), root: self.root, parent: Some(self) }
    }
}

impl<'a> Evaluator<'_, 'a> {
    /// What `query` leads to from the value that a scope is about.
    pub(super) fn query(&self, query: &'a Query, scope: &Scope<'_, 'a>) -> Outcome<Vec<Found<'a>>> {
        let mut found = Vec::new();
        // Variables and filters of the query see the scope around the value.
        let resolver = match (scope.kind, scope.parent) {
            (Kind::Value | Kind::Parameters(_), Some(parent)) => parent,
            _ => scope,
        };
        self.retrieve(Way::of(&query.parts, scope.root, resolver), &mut found)?;
        Ok(found)
    }

    /// What a variable stands for.
    pub(super) fn variable(&self, name: &'a str, scope: &Scope<'_, 'a>) -> Outcome<Values<'a>> {
        match (scope.kind, scope.parent) {
            (Kind::Value, Some(parent)) => self.variable(name, parent),
            (Kind::Parameters(parameters), Some(parent)) => {
                match parameters.iter().find(|(parameter, _)| *parameter == name) {
                    Some((_, values)) => Ok(values.clone()),
                    None => self.variable(name, parent),
                }
            }
            (Kind::Block(variables), Some(parent)) => self.block_variable(name, variables, scope, parent),
            _ => self.file_variable(name, scope),
        }
    }

    fn block_variable(
        &self,
        name: &'a str,
        variables: &Variables<'a>,
        scope: &Scope<'_, 'a>,
        parent: &Scope<'_, 'a>,
    ) -> Outcome<Values<'a>> {
        let Some(assignment) = variables.assignments.get(name) else { return self.variable(name, parent) };
        let known = variables.resolved.borrow().get(name).cloned();
        match known {
            Some(State::Known(values)) => return Ok(values),
            Some(State::Asked) => return Err(Fault::Circle(format!("%{name}"))),
            None => variables.resolved.borrow_mut().insert(name, State::Asked),
        };
        let values = self.assigned(assignment, scope);
        let mut resolved = variables.resolved.borrow_mut();
        match &values {
            Ok(values) => resolved.insert(name, State::Known(values.clone())),
            Err(_) => resolved.remove(name),
        };
        values
    }

    fn file_variable(&self, name: &'a str, scope: &Scope<'_, 'a>) -> Outcome<Values<'a>> {
        let assignment = self.file.assignments.get(name).copied();
        if let Some(Assignment { value: Operand::Literal(literal), .. }) = assignment {
            return Ok(Rc::new(vec![Found::Literal(self.literal(literal))]));
        }
        match self.file.resolved.borrow().get(name) {
            Some(State::Known(values)) => return Ok(values.clone()),
            Some(State::Asked) => return Err(Fault::Circle(format!("%{name}"))),
            None => {}
        }
        let assignment = assignment.ok_or_else(|| Fault::UnknownVariable(format!("%{name}")))?;
        self.file.resolved.borrow_mut().insert(name, State::Asked);
        // The variables of a file are about the document, wherever they are asked for.
        let values = self.assigned(assignment, scope);
        let mut resolved = self.file.resolved.borrow_mut();
        match &values {
            Ok(values) => resolved.insert(name, State::Known(values.clone())),
            Err(_) => resolved.remove(name),
        };
        values
    }

    /// What is assigned, seen from the scope of the assignment.
    fn assigned(&self, assignment: &'a Assignment, scope: &Scope<'_, 'a>) -> Outcome<Values<'a>> {
        self.budget.deeper(|| match &assignment.value {
            Operand::Literal(literal) => Ok(Rc::new(vec![Found::Literal(self.literal(literal))])),
            Operand::Call(call) => Ok(Rc::new(self.call(call, scope)?)),
            Operand::Query(query) => {
                let mut found = Vec::new();
                self.retrieve(Way::of(&query.parts, scope.root, scope), &mut found)?;
                if !query.match_all {
                    found.retain(|found| matches!(found, Found::Resolved(_)));
                }
                Ok(Rc::new(found))
            }
        })
    }
}
