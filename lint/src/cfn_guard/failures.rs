//! Failed rules as nested blocks of text, for one resource: what was checked,
//! what was found there, and the lines of the template around it.

use std::fmt::Write as _;

use formwork_guard::{Unresolved, Value};

use super::colours::{CODE, RULE};
use super::report::{BlockItem, Check, ClauseItem, Item, Messages, RuleItem};
use super::values::{self, Values};
use super::wording;
use crate::output::paint;

/// What kind of document is reported on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Manner<'w> {
    /// A template, with its text.
    Template(&'w str),
    /// A plan of Terraform's.
    Plan,
}

/// Where the text about one resource goes.
#[derive(Debug)]
pub(super) struct Failures<'w, 'a> {
    pub(super) values: &'w Values<'a>,
    pub(super) manner: Manner<'w>,
    pub(super) out: String,
}

/// Columns of the names before values.
const WIDTH: usize = "PropertyPath".len() + 4;

impl<'a> Failures<'_, 'a> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{:width$}{text}", "", width = depth * 2);
    }

    /// A rule and those of its `checks` that `concern` the resource.
    pub(super) fn rule<'i>(
        &mut self,
        depth: usize,
        rule: &RuleItem<'a>,
        checks: impl Iterator<Item = &'i Item<'a>>,
        concern: &dyn Fn(&Item<'a>) -> bool,
    ) where
        'a: 'i,
    {
        self.line(depth, &format!("Rule = {} {{", paint(RULE, &rule.name)));
        let messages = Messages { custom: rule.message.clone(), ..Messages::default() };
        self.messages(depth + 1, &messages, 0);
        self.line(depth + 1, "ALL {");
        self.items(depth + 2, checks, concern);
        self.line(depth + 1, "}");
        self.line(depth, "}");
    }

    fn nested(&mut self, depth: usize, rule: &RuleItem<'a>, concern: &dyn Fn(&Item<'a>) -> bool) {
        self.rule(depth, rule, rule.checks.iter(), concern);
    }

    fn items<'i>(
        &mut self,
        depth: usize,
        items: impl Iterator<Item = &'i Item<'a>>,
        concern: &dyn Fn(&Item<'a>) -> bool,
    ) where
        'a: 'i,
    {
        for item in items {
            match item {
                Item::Rule(rule) => self.nested(depth, rule, concern),
                Item::Any(items) => {
                    self.line(depth, "ANY {");
                    self.items(depth + 1, items.iter(), concern);
                    self.line(depth, "}");
                }
                Item::Block(block) if concern(item) => self.block(depth, block),
                Item::Clause(clause) if concern(item) => self.clause(depth, clause),
                Item::Block(_) | Item::Clause(_) => {}
            }
        }
    }

    fn block(&mut self, depth: usize, block: &BlockItem<'a>) {
        self.line(depth, &format!("Check = {} {{", block.context));
        self.line(depth + 1, "RequiredPropertyError {");
        let mut width = "Message".len() + 4;
        let path = block.unresolved.as_ref().map(|missing| self.values.path(missing.at)).unwrap_or_default();
        let missing =
            block.unresolved.as_ref().map(|missing| wording::query(missing.rest)).unwrap_or_default();
        if !path.is_empty() {
            width = "MissingProperty".len() + 4;
            self.line(depth + 2, &format!("{:<width$}= {path}", "PropertyPath"));
            self.line(depth + 2, &format!("{:<width$}= {missing}", "MissingProperty"));
        }
        self.messages(depth + 2, &block.messages, width);
        if let Some(missing) = &block.unresolved {
            self.excerpt(depth + 2, missing.at);
        }
        self.out.push('\n');
        self.line(depth + 1, "}");
        self.line(depth, "}");
    }

    fn clause(&mut self, depth: usize, clause: &ClauseItem<'a>) {
        match &clause.check {
            Check::Context(_) => {}
            Check::UnaryUnresolved(missing, _) | Check::BinaryUnresolved(missing, _) => {
                self.missing(depth, clause, missing);
            }
            Check::Unary(value, (operator, not)) => {
                let operator = wording::operator_line(*operator, *not);
                let facts = [("PropertyPath", self.property(value)), ("Operator", operator.to_owned())];
                self.comparison(depth, clause, value, &facts);
            }
            Check::Binary { from, to, comparison: (operator, not) } => {
                let operator = wording::operator_line(*operator, *not);
                let facts = [
                    ("PropertyPath", self.property_of(from, to)),
                    ("Operator", operator.to_owned()),
                    ("Value", values::text(from)),
                    ("ComparedWith", values::text(to)),
                ];
                self.comparison(depth, clause, from, &facts);
            }
            Check::In { from, to, comparison: (operator, not) } => {
                self.among(depth, clause, from, to, wording::operator_line(*operator, *not));
            }
        }
    }

    fn missing(&mut self, depth: usize, clause: &ClauseItem<'a>, missing: &Unresolved<'a>) {
        self.line(depth, &format!("Check = {} {{", clause.context));
        let messages = Messages { custom: clause.messages.custom.clone(), ..Messages::default() };
        self.messages(depth + 1, &messages, 0);
        self.line(depth + 1, "RequiredPropertyError {");
        self.line(depth + 2, &format!("PropertyPath = {}", self.values.path_and_location(missing.at)));
        self.line(depth + 2, &format!("MissingProperty = {}", wording::query(missing.rest)));
        self.line(depth + 2, &format!("Reason = {}", self.values.reason(missing)));
        self.excerpt(depth + 2, missing.at);
        self.line(depth + 1, "}");
        self.line(depth, "}");
    }

    fn comparison(
        &mut self,
        depth: usize,
        clause: &ClauseItem<'a>,
        value: &Value<'a>,
        facts: &[(&str, String)],
    ) {
        self.line(depth, &format!("Check = {} {{", clause.context));
        self.line(depth + 1, "ComparisonError {");
        self.messages(depth + 2, &clause.messages, WIDTH);
        self.facts(depth + 2, facts);
        self.excerpt(depth + 2, value);
        self.out.push('\n');
        self.line(depth + 1, "}");
        self.line(depth, "}");
    }

    fn among(
        &mut self,
        depth: usize,
        clause: &ClauseItem<'a>,
        from: &Value<'a>,
        to: &[&Value<'a>],
        operator: &str,
    ) {
        /// More values than this are only counted.
        const SHOWN: usize = 5;
        let shown: Vec<String> = to.iter().take(SHOWN).map(|value| values::text(value)).collect();
        let mut facts = vec![("PropertyPath", self.property(from)), ("Operator", operator.to_owned())];
        if to.len() > SHOWN {
            facts.push(("Total", to.len().to_string()));
        }
        facts.push(("Value", values::text(from)));
        facts.push(("ComparedWith", format!("[{}]", shown.join(", "))));
        self.line(depth, &format!("Check = {} {{", clause.context));
        self.line(depth + 1, "ComparisonError {");
        self.messages(depth + 2, &clause.messages, WIDTH);
        self.line(depth + 1, "}");
        self.facts(depth + 2, &facts);
        self.excerpt(depth + 2, from);
        self.out.push('\n');
        self.line(depth, "}");
    }

    fn facts(&mut self, depth: usize, facts: &[(&str, String)]) {
        for (name, fact) in facts {
            self.line(depth, &format!("{name:<WIDTH$}= {fact}"));
        }
    }

    fn messages(&mut self, depth: usize, messages: &Messages, width: usize) {
        let custom = messages.custom.as_deref().unwrap_or_default();
        let separator = if custom.contains(';') { ';' } else { '\n' };
        let parts: Vec<&str> =
            custom.split(separator).map(str::trim).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => {}
            [only] => self.line(depth, &format!("{:<width$} = {only}", "Message")),
            parts => {
                self.line(depth, &format!("{:<width$} {{", "Message"));
                for part in parts {
                    self.line(depth + 1, part);
                }
                self.line(depth, "}");
            }
        }
        let error = messages.error.as_deref().unwrap_or_default();
        if !error.is_empty() {
            self.line(depth, &format!("{:<width$} = {error}", "Error"));
        }
    }

    fn property(&self, value: &Value<'a>) -> String {
        match self.manner {
            Manner::Template(_) => self.values.path_and_location(value),
            Manner::Plan => planned(&self.values.path(value)),
        }
    }

    /// The property of a comparison: of a plan the side that is in it.
    fn property_of(&self, from: &Value<'a>, to: &Value<'a>) -> String {
        match self.manner {
            Manner::Plan if !self.values.path(from).starts_with("/resource_changes") => self.property(to),
            _ => self.property(from),
        }
    }

    /// The lines around a value.
    fn excerpt(&mut self, depth: usize, value: &Value<'a>) {
        const SHOWN: usize = 6;
        let Manner::Template(text) = self.manner else { return };
        self.line(depth, "Code:");
        let first = self.values.line(value).saturating_sub(2).max(1);
        let text = match self.values.place(value) {
            Some((source, _)) if first > 1 => &source.lines.text()[source.lines.line(first).start..],
            Some((source, _)) => source.lines.text(),
            None => text,
        };
        for (number, line) in (first..).zip(text.lines().take(SHOWN)) {
            let line = paint(CODE, format!("{number:>5}.{line}"));
            self.line(depth + 1, &line);
        }
    }
}

/// The property that a path in a plan leads to.
fn planned(path: &str) -> String {
    const AFTER: &str = "change/after/";
    path.find(AFTER).map_or(path, |at| &path[at + AFTER.len()..]).replace('/', ".")
}
