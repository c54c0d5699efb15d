//! The resource types that a rule is about, as far as its filters name them.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::item::{self, Item, Kind};
use super::uses::Use;
use super::visit::Node;
use crate::ast::{
    AccessClause, Clause, Conjunctions, Literal, LiteralData, Operand, Operator, PartKind, Query, Rule,
    RulesFile,
};

/// The types of a rule.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Targets {
    pub types: BTreeSet<SmolStr>,
    /// Some filter lets resources through whose type it does not name.
    pub is_open: bool,
    /// Resources are selected in more than one way: one resource alone may not be enough to judge.
    pub is_joint: bool,
}

impl Targets {
    pub fn extend(&mut self, other: Self) {
        self.types.extend(other.types);
        self.is_open |= other.is_open;
        self.is_joint |= other.is_joint;
    }
}

/// What a rule is about: through the variables and rules that it uses, too.
pub fn targets(file: &RulesFile, rule: &Rule) -> Targets {
    let items = item::all(file);
    let mut found = Targets::default();
    let mut selections = 0;
    let mut seen = vec![false; items.len()];
    let mut open: Vec<usize> = (0..items.len()).filter(|&at| is_of(&items[at], rule)).collect();
    while let Some(at) = open.pop() {
        if std::mem::replace(&mut seen[at], true) {
            continue;
        }
        items[at].visit(&mut |node| selections += u32::from(read(node, file, &mut found)));
        for one in items[at].uses() {
            let (name, is_variable) = match one {
                Use::Variable(name, _) => (name, true),
                Use::Rule(name) => (name.text.as_str(), false),
                Use::Local(_) | Use::Capture(_) => continue,
            };
            let is_meant = |item: &Item<'_>| {
                item.is_let() == is_variable && item.name().is_some_and(|known| known.text == name)
            };
            open.extend((0..items.len()).filter(|&at| is_meant(&items[at])));
        }
    }
    found.is_open |= found.types.is_empty();
    found.is_joint = selections > 1;
    found
}

fn is_of(item: &Item<'_>, rule: &Rule) -> bool {
    match item.kind {
        Kind::Rule(known) | Kind::Loose(known, _) => std::ptr::eq(known, rule),
        Kind::Let(_) | Kind::Parameterized(_) => false,
    }
}

/// Whether the node selects resources.
fn read(node: Node<'_>, file: &RulesFile, found: &mut Targets) -> bool {
    match node {
        Node::Clause(Clause::Type(block)) => {
            found.types.insert(block.type_name.text.clone());
            true
        }
        Node::Query(query) if selects_resources(query) => {
            let named = query.parts.iter().find_map(|part| match &part.kind {
                PartKind::Filter { clauses, .. } => of_filter(clauses, file),
                _ => None,
            });
            match named {
                Some(types) => found.types.extend(types),
                None => found.is_open = true,
            }
            true
        }
        _ => false,
    }
}

/// Whether it begins with `Resources.*`.
fn selects_resources(query: &Query) -> bool {
    let [first, second, ..] = query.parts.as_slice() else { return false };
    matches!(&first.kind, PartKind::Key(key) if key.text == "Resources")
        && matches!(second.kind, PartKind::AllValues(_) | PartKind::Filter { .. })
}

/// The types that a filter allows; none where it allows any.
fn of_filter(clauses: &Conjunctions, file: &RulesFile) -> Option<Vec<SmolStr>> {
    clauses.iter().find_map(|alternatives| {
        let each = alternatives.iter().map(|clause| match clause {
            Clause::Access(access) => of_clause(access, file),
            _ => None,
        });
        Some(each.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
    })
}

fn of_clause(clause: &AccessClause, file: &RulesFile) -> Option<Vec<SmolStr>> {
    let [part] = clause.query.parts.as_slice() else { return None };
    let is_type = matches!(&part.kind, PartKind::Key(key) if key.text == "Type");
    let is_equal =
        matches!(clause.operator, Operator::Equal | Operator::In) && !clause.not && !clause.negated;
    if !is_type || !is_equal {
        return None;
    }
    match clause.operand.as_ref()? {
        Operand::Literal(literal) => texts(literal),
        Operand::Query(query) => {
            let [part] = query.parts.as_slice() else { return None };
            let PartKind::Variable(name) = &part.kind else { return None };
            let mut known = file.assignments.iter().filter(|assignment| assignment.name.text == *name);
            match (&known.next()?.value, known.next()) {
                (Operand::Literal(literal), None) => texts(literal),
                _ => None,
            }
        }
        Operand::Call(_) => None,
    }
}

fn texts(literal: &Literal) -> Option<Vec<SmolStr>> {
    match &literal.data {
        LiteralData::String(text) => Some(vec![text.clone()]),
        LiteralData::List(items) => {
            Some(items.iter().map(texts).collect::<Option<Vec<_>>>()?.into_iter().flatten().collect())
        }
        _ => None,
    }
}
