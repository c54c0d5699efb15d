//! Walks the syntax tree, outermost first. What a node means is the visitor's matter.

use crate::ast::{
    Assignment, Block, Clause, Conjunctions, FunctionCall, Name, Operand, ParameterizedRule, PartKind, Query,
    Rule,
};

/// What a walk passes.
#[derive(Clone, Copy)]
pub(super) enum Node<'a> {
    Assignment(&'a Assignment),
    Clause(&'a Clause),
    Query(&'a Query),
    /// The parameter of a rule.
    Parameter(&'a Name),
}

pub(super) fn rule<'a>(rule: &'a Rule, visit: &mut dyn FnMut(Node<'a>)) {
    if let Some(conditions) = &rule.conditions {
        conjunctions(conditions, visit);
    }
    block(&rule.block, visit);
}

pub(super) fn parameterized<'a>(called: &'a ParameterizedRule, visit: &mut dyn FnMut(Node<'a>)) {
    for parameter in &called.parameters {
        visit(Node::Parameter(parameter));
    }
    rule(&called.rule, visit);
}

pub(super) fn assignment<'a>(assignment: &'a Assignment, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Assignment(assignment));
    operand(&assignment.value, visit);
}

pub(super) fn conjunctions<'a>(all: &'a Conjunctions, visit: &mut dyn FnMut(Node<'a>)) {
    for group in all {
        clauses(group, visit);
    }
}

pub(super) fn clauses<'a>(group: &'a [Clause], visit: &mut dyn FnMut(Node<'a>)) {
    for one in group {
        clause(one, visit);
    }
}

fn block<'a>(block: &'a Block, visit: &mut dyn FnMut(Node<'a>)) {
    for one in &block.assignments {
        assignment(one, visit);
    }
    conjunctions(&block.conjunctions, visit);
}

fn clause<'a>(clause: &'a Clause, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Clause(clause));
    match clause {
        Clause::Access(access) => {
            query(&access.query, visit);
            if let Some(value) = &access.operand {
                operand(value, visit);
            }
        }
        Clause::Reference(_) => {}
        Clause::Call(call) => call.arguments.iter().for_each(|argument| operand(argument, visit)),
        Clause::Block(inner) => {
            query(&inner.query, visit);
            block(&inner.block, visit);
        }
        Clause::When(inner) => {
            conjunctions(&inner.conditions, visit);
            block(&inner.block, visit);
        }
        Clause::Type(inner) => {
            if let Some(conditions) = &inner.conditions {
                conjunctions(conditions, visit);
            }
            block(&inner.block, visit);
        }
    }
}

fn operand<'a>(operand: &'a Operand, visit: &mut dyn FnMut(Node<'a>)) {
    match operand {
        Operand::Literal(_) => {}
        Operand::Query(inner) => query(inner, visit),
        Operand::Call(inner) => call(inner, visit),
    }
}

fn call<'a>(call: &'a FunctionCall, visit: &mut dyn FnMut(Node<'a>)) {
    call.arguments.iter().for_each(|argument| operand(argument, visit));
}

fn query<'a>(query: &'a Query, visit: &mut dyn FnMut(Node<'a>)) {
    visit(Node::Query(query));
    for part in &query.parts {
        match &part.kind {
            PartKind::Filter { clauses, .. } => conjunctions(clauses, visit),
            PartKind::KeyFilter { operand: value, .. } => operand(value, visit),
            _ => {}
        }
    }
}
