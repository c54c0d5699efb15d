//! A rules file as a row of items in source order: `let`s, rules and the
//! clauses outside of rules, each with the comments that belong to it.

use std::ops::Range;

use formwork_template::Span;

use super::uses::{self, Use};
use super::visit;
use crate::ast::{Assignment, Clause, Name, ParameterizedRule, Rule, RulesFile};

/// Something at the top of a file.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) kind: Kind<'a>,
    pub(super) span: Span,
}

#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    Let(&'a Assignment),
    Rule(&'a Rule),
    Parameterized(&'a ParameterizedRule),
    /// Alternatives outside of rules, of the rule `default`.
    Loose(&'a Rule, &'a [Clause]),
}

/// All items of a file, in source order.
pub(super) fn all(file: &RulesFile) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = Vec::new();
    items.extend(file.assignments.iter().map(|one| Item { kind: Kind::Let(one), span: one.span }));
    let called = file.parameterized.iter();
    items.extend(called.map(|one| Item { kind: Kind::Parameterized(one), span: one.rule.span }));
    for rule in &file.rules {
        if is_loose(rule) {
            let groups = rule.block.conjunctions.iter();
            items.extend(groups.map(|group| Item { kind: Kind::Loose(rule, group), span: whole(group) }));
        } else {
            items.push(Item { kind: Kind::Rule(rule), span: rule.span });
        }
    }
    items.sort_by_key(|item| item.span);
    items
}

/// Whether it stands for the clauses outside of rules.
pub(super) fn is_loose(rule: &Rule) -> bool {
    rule.name.span.is_empty()
}

impl<'a> Item<'a> {
    /// The name that other items know it by.
    pub(super) fn name(&self) -> Option<&'a Name> {
        match self.kind {
            Kind::Let(assignment) => Some(&assignment.name),
            Kind::Rule(rule) => Some(&rule.name),
            Kind::Parameterized(called) => Some(&called.rule.name),
            Kind::Loose(..) => None,
        }
    }

    pub(super) fn is_let(&self) -> bool {
        matches!(self.kind, Kind::Let(_))
    }

    pub(super) fn visit(&self, visit: &mut dyn FnMut(visit::Node<'a>)) {
        match self.kind {
            Kind::Let(assignment) => visit::assignment(assignment, visit),
            Kind::Rule(rule) => visit::rule(rule, visit),
            Kind::Parameterized(called) => visit::parameterized(called, visit),
            Kind::Loose(_, group) => visit::clauses(group, visit),
        }
    }

    /// The names in it. Its own is among them for a `let`.
    pub(super) fn uses(&self) -> Vec<Use<'a>> {
        let mut found = Vec::new();
        self.visit(&mut |node| uses::of(node, &mut |one| found.push(one)));
        found
    }

    /// Its text: with the comment right above it, and the one behind it on its last line.
    pub(super) fn range(&self, source: &str) -> Range<usize> {
        let Range { start, end } = self.span.range();
        let rest = &source[end..];
        let line = rest.find('\n').unwrap_or(rest.len());
        let behind = rest[..line].trim_end();
        let end = if behind.trim_start().starts_with('#') { end + behind.len() } else { end };
        comment_start(source, start)..end
    }
}

/// Where the comment begins that stands right above `offset`; `offset` where there is none.
fn comment_start(source: &str, offset: usize) -> usize {
    let mut start = offset;
    loop {
        let line_start = source[..start].rfind('\n').map_or(0, |at| at + 1);
        // Something else begins the line.
        if !source[line_start..start].trim().is_empty() {
            return start;
        }
        let Some(above_end) = line_start.checked_sub(1) else { return start };
        let above_start = source[..above_end].rfind('\n').map_or(0, |at| at + 1);
        let above = source[above_start..above_end].trim_start_matches('\u{feff}');
        if !above.trim_start().starts_with('#') {
            return start;
        }
        start = above_end - above.trim_start().len();
    }
}

/// From the first clause to the end of the last one's message.
fn whole(group: &[Clause]) -> Span {
    let spans = group.iter().map(|clause| {
        let message = match clause {
            Clause::Access(clause) => clause.message.as_ref(),
            Clause::Reference(clause) => clause.message.as_ref(),
            Clause::Call(clause) => clause.message.as_ref(),
            Clause::Block(_) | Clause::When(_) | Clause::Type(_) => None,
        };
        message.map_or(clause.span(), |message| clause.span().cover(message.span))
    });
    spans.reduce(Span::cover).unwrap_or_default()
}
