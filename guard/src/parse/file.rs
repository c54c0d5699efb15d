//! The file: `let`s, rules and clauses outside of rules, and how to go on
//! behind an error.

use formwork_template::Span;
use rustc_hash::FxHashSet;
use smol_str::SmolStr;

use super::{Parse, Parsed, Parser, RuleError, Setting};
use crate::ast::{Block, Clause, Conjunctions, Name, ParameterizedRule, Rule, RulesFile};

/// What has been read of a file.
#[derive(Default)]
struct Items {
    file: RulesFile,
    errors: Vec<RuleError>,
    /// The clauses outside of rules, and whether one of them could not be read.
    default: Conjunctions,
    default_broken: bool,
}

impl Parser<'_> {
    pub(super) fn file(mut self) -> Parsed {
        self.tag(&["\u{feff}"]);
        let mut items = Items::default();
        loop {
            self.gap();
            if self.pos == self.source.len() {
                break;
            }
            let start = self.pos;
            let literals = self.literals;
            if let Err(fault) = self.item(&mut items) {
                self.literals = literals;
                self.drop_item(&mut items, start);
                self.recover(start, fault.resume);
                items.errors.push(fault.error);
            }
        }
        self.finish(items)
    }

    fn item(&mut self, items: &mut Items) -> Parse<()> {
        if let Some(assignment) = self.assignment()? {
            items.file.assignments.push(assignment);
        } else if let Some(keyword) = self.rule_keyword() {
            self.rule(&mut items.file, keyword)?;
        } else if let Some(first) = self.type_block()? {
            items.default.push(self.type_alternatives(Clause::Type(first))?);
        } else if self.starts_with("when") || self.starts_with("WHEN") {
            let clause = self.when_clause(Setting::Plain, Setting::When)?;
            let joins = !matches!(clause, Clause::When(_));
            items.default.push(if joins { self.alternatives(Setting::Plain, clause)? } else { vec![clause] });
        } else if let Some(disjunction) = self.disjunction(Setting::Plain)? {
            items.default.push(disjunction);
        } else {
            return Err(self.unexpected("a rule, a `let` or a clause"));
        }
        Ok(())
    }

    /// Reads `rule` and the white space behind it; where it began.
    fn rule_keyword(&mut self) -> Option<usize> {
        let start = self.pos;
        if self.tag(&["rule"]) && self.gap() {
            return Some(start);
        }
        self.pos = start;
        None
    }

    /// At the name.
    fn rule(&mut self, file: &mut RulesFile, keyword: usize) -> Parse<()> {
        let Some(name) = self.name() else { return Err(self.unexpected("the name of a rule")) };
        if self.peek() == Some(b'(') {
            let parameters = self.parameters()?;
            let block = self.block(Setting::Rule)?;
            let rule = Rule { name, conditions: None, block, span: self.since(keyword) };
            file.parameterized.push(ParameterizedRule { parameters, rule });
        } else {
            let conditions = self.conditions()?;
            let block = self.block(Setting::Rule)?;
            file.rules.push(Rule { name, conditions, block, span: self.since(keyword) });
        }
        Ok(())
    }

    /// `(one, two)`. A name that is given twice counts once.
    fn parameters(&mut self) -> Parse<Vec<Name>> {
        let open = self.pos;
        self.pos += 1;
        let mut parameters: Vec<Name> = Vec::new();
        let mut known = FxHashSet::default();
        loop {
            self.spaces();
            let Some(name) = self.name() else { return Err(self.unexpected("the name of a parameter")) };
            if known.insert(name.text.clone()) {
                parameters.push(name);
            }
            self.spaces();
            if self.eat(b')') {
                return Ok(parameters);
            }
            if !self.eat(b',') {
                return Err(self.no_separator(open, b')'));
            }
        }
    }

    /// Outside of rules `or` joins type blocks only with their kind.
    fn type_alternatives(&mut self, first: Clause) -> Parse<Vec<Clause>> {
        let mut disjunction = vec![first];
        loop {
            let end = self.pos;
            if !self.or() {
                return Ok(disjunction);
            }
            let Some(block) = self.type_block()? else {
                self.pos = end;
                return Ok(disjunction);
            };
            disjunction.push(Clause::Type(block));
        }
    }

    /// Remembers what the thing at `start`, which has an error, would have defined.
    fn drop_item(&mut self, items: &mut Items, start: usize) {
        self.pos = start;
        let keyword = ["rule", "let"].into_iter().find(|keyword| self.starts_with(keyword));
        if let Some(keyword) = keyword {
            self.pos += keyword.len();
            if self.gap()
                && let Some(name) = self.name()
            {
                items.file.dropped.push(name);
                return;
            }
        }
        items.default_broken = true;
    }

    /// Moves to the next line that begins a rule, a `let` or a type block, or behind the brace that begins a line.
    fn recover(&mut self, start: usize, resume: usize) {
        self.pos = resume.max(start);
        if self.pos > start && self.at_rule_head() {
            return;
        }
        loop {
            self.pos = self.line_end(self.pos);
            if self.pos == self.source.len() {
                return;
            }
            self.pos += 1;
            let line = self.pos;
            match self.peek() {
                Some(b'}') => {
                    self.pos += 1;
                    return;
                }
                Some(b'l') if self.starts_with("let ") => return,
                _ => {}
            }
            let is_type = self.type_name().is_some();
            self.pos = line;
            if is_type {
                return;
            }
            self.blanks();
            if self.at_rule_head() {
                return;
            }
            if self.peek() == Some(b'#') {
                self.comment(Span::of(self.pos..self.line_end(self.pos)));
            }
        }
    }

    fn finish(self, items: Items) -> Parsed {
        let Items { mut file, errors, default, default_broken } = items;
        let ends =
            default.first().zip(default.last()).and_then(|(first, last)| first.first().zip(last.last()));
        if let Some((first, last)) = ends.filter(|_| !default_broken) {
            let span = first.span().cover(last.span());
            let name = Name { text: SmolStr::new_static("default"), span: Span::at(span.start) };
            let block = Block { assignments: Vec::new(), conjunctions: default, span };
            file.rules.insert(0, Rule { name, conditions: None, block, span });
        }
        file.comments = self.comments;
        file.literals = self.literals;
        Parsed { file, errors }
    }
}
