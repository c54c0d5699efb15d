//! Clauses and how they are joined. A clause is read once; what stands behind
//! its query decides what it is, in the order in which cfn-guard would try.

use formwork_template::Span;
use smol_str::SmolStr;

use super::{MAX_REREADS, Parse, Parser, Setting};
use crate::ast::{
    AccessClause, BlockClause, Clause, Conjunctions, Disjunction, Key, Operator, Part, PartKind, Query,
    RuleCall, RuleReference,
};

/// How a clause began.
#[derive(Clone, Copy)]
struct Head {
    start: usize,
    /// Behind the `not`.
    word: usize,
    negated: bool,
    lenient: bool,
}

impl Parser<'_> {
    /// Clauses one after the other, as many as there are, behind `first`.
    pub(super) fn conjunctions(&mut self, setting: Setting, first: Option<Clause>) -> Parse<Conjunctions> {
        let mut conjunctions = Vec::new();
        if let Some(first) = first {
            conjunctions.push(self.alternatives(setting, first)?);
        }
        while let Some(disjunction) = self.disjunction(setting)? {
            conjunctions.push(disjunction);
        }
        Ok(conjunctions)
    }

    /// Clauses joined by `or`, if one begins here.
    pub(super) fn disjunction(&mut self, setting: Setting) -> Parse<Option<Disjunction>> {
        self.gap();
        match self.clause(setting, false)? {
            Some(first) => Ok(Some(self.alternatives(setting, first)?)),
            None => Ok(None),
        }
    }

    /// What `or` joins to `first`.
    pub(super) fn alternatives(&mut self, setting: Setting, first: Clause) -> Parse<Disjunction> {
        let mut disjunction = vec![first];
        loop {
            let end = self.pos;
            let literals = self.literals;
            if !self.or() {
                return Ok(disjunction);
            }
            // `or` is the property of the next clause if no clause follows but an operator does.
            // Where references stand, a word that is an operator may be one, but `!=` is none.
            let lenient = self.starts_with("!=") || !setting.has_references() && self.at_operator();
            let Some(next) = self.clause(setting, lenient)? else {
                self.pos = end;
                self.literals = literals;
                return Ok(disjunction);
            };
            disjunction.push(next);
        }
    }

    /// `or` with white space behind it; the cursor stays if there is none.
    pub(super) fn or(&mut self) -> bool {
        let start = self.pos;
        self.gap();
        let found = self.tag(&["or", "OR", "|OR|"]) && self.gap();
        if !found {
            self.pos = start;
        }
        found
    }

    /// The clause at the cursor, if one begins there. If `lenient`, a query without an operator is none.
    pub(super) fn clause(&mut self, setting: Setting, lenient: bool) -> Parse<Option<Clause>> {
        if setting == Setting::Rule && self.at_type() {
            return self.type_clause();
        }
        if setting != Setting::Conditions && (self.starts_with("when") || self.starts_with("WHEN")) {
            return self.when_clause(setting, setting.within_when()).map(Some);
        }
        let start = self.pos;
        let negated = self.negation();
        if negated && setting != Setting::Conditions && self.is_property_not() {
            self.pos = start;
            return self.block_of_not().map(Some);
        }
        if self.at_call() {
            return self.rule_call(start, negated).map(Some);
        }
        let word = self.pos;
        let Some(query) = self.query()? else { return self.without_query(setting, start, negated, lenient) };
        if !negated
            && setting != Setting::Conditions
            && let Some(not_empty) = self.block_opener()
        {
            return self.block_clause(start, query, not_empty).map(Some);
        }
        self.comparison(setting, Head { start, word, negated, lenient }, query)
    }

    /// What a query with neither a block nor a call is: a comparison, or the name of a rule.
    fn comparison(&mut self, setting: Setting, head: Head, query: Query) -> Parse<Option<Clause>> {
        let Head { start, word, negated, lenient } = head;
        let end = self.pos;
        self.gap();
        if let Some((operator, not)) = self.operator() {
            return self.access_clause(start, negated, query, operator, not).map(Some);
        }
        if negated && setting != Setting::Conditions && self.peek() == Some(b'{') {
            return Err(self.no_operator(setting, negated, &query));
        }
        self.pos = end;
        let is_word = self.name_end(word) == Some(end);
        if setting.has_references() && (is_word || !query.match_all) {
            self.pos = word;
            if let Some(reference) = self.reference(start, negated)? {
                return Ok(Some(reference));
            }
            self.pos = end;
            if is_word {
                return Err(self.no_end_of_reference(Span::of(word..end)));
            }
        }
        if lenient && !setting.has_references() {
            self.pos = start;
            return Ok(None);
        }
        Err(self.no_operator(setting, negated, &query))
    }

    /// No query begins behind a `not`, or at all. `some` alone on its line can still be the name of a rule.
    fn without_query(
        &mut self,
        setting: Setting,
        start: usize,
        negated: bool,
        lenient: bool,
    ) -> Parse<Option<Clause>> {
        if setting.has_references()
            && let Some(end) = self.name_end(self.pos)
        {
            let word = Span::of(self.pos..end);
            return match self.reference(start, negated)? {
                Some(reference) => Ok(Some(reference)),
                None => Err(self.no_end_of_reference(word)),
            };
        }
        if negated && !lenient {
            return Err(self.nothing_negated(start));
        }
        self.pos = start;
        Ok(None)
    }

    fn access_clause(
        &mut self,
        start: usize,
        negated: bool,
        query: Query,
        operator: Operator,
        not: bool,
    ) -> Parse<Clause> {
        let mut span = self.since(start);
        let operand = if operator.is_unary() {
            None
        } else {
            let Some(operand) = self.operand()? else { return Err(self.no_operand(span)) };
            span = span.cover(operand.span());
            Some(operand)
        };
        let message = self.message()?;
        Ok(Clause::Access(AccessClause { negated, query, operator, not, operand, message, span }))
    }

    /// The named rule at the cursor, if the line ends, an `or` or a message follows; else the cursor stays.
    fn reference(&mut self, start: usize, negated: bool) -> Parse<Option<Clause>> {
        let word = self.pos;
        let Some(name) = self.name() else { return Ok(None) };
        let span = self.since(start);
        let end = self.pos;
        self.blanks();
        let has_message = self.starts_with("<<");
        let ends =
            self.peek().is_none_or(|byte| matches!(byte, b'\n' | b'#' | b'{')) || self.starts_with("\r\n");
        self.pos = end;
        if !has_message && !ends {
            let alternative = self.or();
            self.pos = if alternative { end } else { word };
            if !alternative {
                return Ok(None);
            }
        }
        let message = if has_message { self.message()? } else { None };
        Ok(Some(Clause::Reference(RuleReference { negated, name, message, span })))
    }

    /// `name(...)`
    fn rule_call(&mut self, start: usize, negated: bool) -> Parse<Clause> {
        let Some(name) = self.name() else { return Err(self.unexpected("the name of a rule")) };
        let arguments = self.nested(Self::arguments)?;
        let span = self.since(start);
        let message = self.message()?;
        if message.is_none() {
            let end = self.pos;
            self.gap();
            if self.at_comparison_mark() {
                return Err(self.function_on_the_left(&name, span));
            }
            self.pos = end;
        }
        Ok(Clause::Call(RuleCall { negated, name, arguments, message, span }))
    }

    fn block_clause(&mut self, start: usize, query: Query, not_empty: bool) -> Parse<Clause> {
        let block = self.block(Setting::Plain)?;
        Ok(Clause::Block(BlockClause { query, not_empty, block, span: self.since(start) }))
    }

    /// Whether the `not` that was read is the name of a property: a key, a filter or a block follows.
    fn is_property_not(&mut self) -> bool {
        if self.source.as_bytes()[self.pos - 1] == b'!' {
            return false;
        }
        let mark = self.pos;
        let is_block = self.block_opener().is_some();
        self.pos = mark;
        self.gap();
        let is_part = matches!(self.peek(), Some(b'.' | b'['));
        self.pos = mark;
        is_block || is_part
    }

    /// `not.key { ... }`, the only clause that can begin with a property called `not` and white space.
    fn block_of_not(&mut self) -> Parse<Clause> {
        let start = self.pos;
        let Some(query) = self.query()? else { return Err(self.unexpected("a query")) };
        match self.block_opener() {
            Some(not_empty) => self.block_clause(start, query, not_empty),
            None => Err(self.nothing_negated(start)),
        }
    }

    /// Reads up to the `{` of a block behind a query; whether `!empty` stands before it.
    fn block_opener(&mut self) -> Option<bool> {
        let start = self.pos;
        self.gap();
        let mark = self.pos;
        let not_empty = self.negation() && self.keyword(&["EMPTY", "empty"]);
        if not_empty {
            self.gap();
        } else {
            self.pos = mark;
        }
        if self.peek() == Some(b'{') {
            return Some(not_empty);
        }
        self.pos = start;
        None
    }

    /// A `when` block, whose body stands in `body`. Without a block it is what is left for `when` to be:
    /// the property of a comparison or a named rule.
    pub(super) fn when_clause(&mut self, setting: Setting, body: Setting) -> Parse<Clause> {
        let start = self.pos;
        let literals = self.literals;
        let no_block = match self.when_block(body)? {
            Ok(block) => return Ok(Clause::When(block)),
            Err(no_block) => no_block,
        };
        if self.rereads == MAX_REREADS {
            return Err(no_block);
        }
        self.rereads += 1;
        self.literals = literals;
        self.pos = start + "when".len();
        let kind = PartKind::Key(Key::new(SmolStr::new(&self.source[start..self.pos])));
        let span = self.since(start);
        self.gap();
        if let Some((operator, not)) = self.operator() {
            let query = Query { parts: vec![Part { kind, span }], match_all: true, span };
            return self.access_clause(start, false, query, operator, not);
        }
        self.pos = start;
        let reference = if setting.has_references() { self.reference(start, false)? } else { None };
        reference.ok_or(no_block)
    }
}
