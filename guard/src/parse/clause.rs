//! Clauses, alternatives and blocks. What may stand where is the peer's: plain
//! blocks and filters hold no references to rules, conditions hold no blocks.

use formwork_template::Span;

use super::cursor::{Parser, Read, Stop};
use crate::ast::{
    AccessClause, Assignment, Block, BlockClause, Clause, Conjunctions, Disjunction, Operator, Query,
    RuleCall, RuleReference, WhenBlock,
};

/// Reads one clause of a certain place.
pub(super) type ReadClause<'s> = fn(&mut Parser<'s>) -> Read<Clause>;

impl<'s> Parser<'s> {
    /// Alternatives after alternatives, at least one of them.
    pub(super) fn conjunctions(&mut self, clause: ReadClause<'s>) -> Read<Conjunctions> {
        let mut conjunctions = Vec::new();
        loop {
            match self.disjunction(clause) {
                Ok(disjunction) => conjunctions.push(disjunction),
                Err(Stop::Absent) if conjunctions.is_empty() => return self.unexpected(),
                Err(Stop::Absent) => return Ok(conjunctions),
                Err(Stop::Wrong) => return Err(Stop::Wrong),
            }
        }
    }

    /// Clauses joined by `or`. Where there is none nothing is read.
    pub(super) fn disjunction(&mut self, clause: ReadClause<'s>) -> Read<Disjunction> {
        let before = self.at;
        self.skip();
        let first = match clause(self) {
            Ok(clause) => clause,
            Err(stop) => {
                self.at = before;
                return Err(stop);
            }
        };
        let mut alternatives = vec![first];
        loop {
            let before = self.at;
            self.skip();
            if !self.or() {
                self.at = before;
                return Ok(alternatives);
            }
            match clause(self) {
                Ok(clause) => alternatives.push(clause),
                Err(Stop::Absent) => {
                    // A property can be called `or`.
                    self.back_to(before)?;
                    return Ok(alternatives);
                }
                Err(Stop::Wrong) => return Err(Stop::Wrong),
            }
        }
    }

    /// `or` and the white space behind it.
    fn or(&mut self) -> bool {
        self.eat_any(&["or", "OR", "|OR|"]) && self.skip()
    }

    /// A clause of a plain block or of a filter.
    pub(super) fn clause(&mut self) -> Read<Clause> {
        if self.starts_with("when") || self.starts_with("WHEN") {
            return Ok(Clause::When(self.when_block(Self::clause)?));
        }
        let start = self.at;
        if self.not() {
            return self.call_or_access(start, true, None);
        }
        let query = match self.query() {
            Ok(query) => Some(query),
            Err(Stop::Absent) => None,
            Err(Stop::Wrong) => return Err(Stop::Wrong),
        };
        if let Some(query) = query {
            let end = self.at;
            self.skip();
            if self.starts_with("{") {
                return self.block_clause(query, false, start);
            }
            if self.not() && self.eat_word(&["empty", "EMPTY"]) {
                self.skip();
                if self.starts_with("{") {
                    return self.block_clause(query, true, start);
                }
            }
            self.at = end;
            return self.call_or_access(start, false, Some(query));
        }
        self.call_or_access(start, false, None)
    }

    fn block_clause(&mut self, query: Query, not_empty: bool, start: usize) -> Read<Clause> {
        let block = self.deeper(|parser| parser.block(Self::clause))?;
        Ok(Clause::Block(BlockClause { query, not_empty, block, span: self.span_from(start) }))
    }

    /// A call of a rule or an access clause, behind its negation, if any. `query` is what was
    /// read already.
    fn call_or_access(&mut self, start: usize, negated: bool, query: Option<Query>) -> Read<Clause> {
        let behind_not = self.at;
        let single = query.as_ref().is_some_and(|query| query.match_all && query.parts.len() == 1);
        if query.is_none() || single && self.starts_with("(") {
            if single {
                self.at = start;
            }
            if let Ok(name) = self.name() {
                if self.starts_with("(") {
                    let arguments = self.deeper(Self::arguments)?;
                    let span = self.span_from(start);
                    let message = self.message_behind()?;
                    return Ok(Clause::Call(RuleCall { negated, name, arguments, message, span }));
                }
            }
            self.at = behind_not;
        }
        let query = match query {
            Some(query) => query,
            None => self.query()?,
        };
        self.access(start, negated, query)
    }

    /// The rest of an access clause behind its query.
    fn access(&mut self, start: usize, negated: bool, query: Query) -> Read<Clause> {
        self.skip();
        let Some((operator, not)) = self.operator() else {
            let absent = self.absent("an operator such as `==`, `!=`, `in` or `exists`");
            self.at = start;
            return absent;
        };
        let operand = if operator.is_unary() {
            None
        } else {
            match self.operand() {
                Ok(operand) => Some(operand),
                Err(Stop::Absent) => return self.unexpected(),
                Err(Stop::Wrong) => return Err(Stop::Wrong),
            }
        };
        let span = self.span_from(start);
        let message = self.message_behind()?;
        Ok(Clause::Access(AccessClause { negated, query, operator, not, operand, message, span }))
    }

    fn operator(&mut self) -> Option<(Operator, bool)> {
        if self.starts_with("<<") {
            return None;
        }
        let signs = [
            ("==", Operator::Equal, false),
            ("!=", Operator::Equal, true),
            (">=", Operator::GreaterOrEqual, false),
            ("<=", Operator::LessOrEqual, false),
            (">", Operator::Greater, false),
            ("<", Operator::Less, false),
        ];
        for (sign, operator, not) in signs {
            if self.eat(sign) {
                return Some((operator, not));
            }
        }
        let start = self.at;
        let not = self.not();
        if self.eat_any(&["in", "IN"]) {
            return Some((Operator::In, not));
        }
        if self.eat_word(&["exists", "EXISTS"]) {
            return Some((Operator::Exists, not));
        }
        if self.eat_word(&["empty", "EMPTY"]) {
            return Some((Operator::Empty, not));
        }
        // Like `in`, these may run on into what follows; the peer has it so.
        let kinds = [
            (["is_string", "IS_STRING"], Operator::IsString),
            (["is_list", "IS_LIST"], Operator::IsList),
            (["is_struct", "IS_STRUCT"], Operator::IsStruct),
            (["is_bool", "IS_BOOL"], Operator::IsBool),
            (["is_int", "IS_INT"], Operator::IsInt),
            (["is_null", "IS_NULL"], Operator::IsNull),
            (["is_float", "IS_FLOAT"], Operator::IsFloat),
        ];
        for (words, operator) in kinds {
            if self.eat_any(&words) {
                return Some((operator, not));
            }
        }
        self.at = start;
        None
    }

    /// A clause of a condition.
    pub(super) fn condition(&mut self) -> Read<Clause> {
        let start = self.at;
        let negated = self.not();
        match self.query() {
            Ok(query) => match self.access(start, negated, query) {
                Err(Stop::Absent) => {}
                clause => return clause,
            },
            Err(Stop::Absent) => self.at = start,
            Err(Stop::Wrong) => return Err(Stop::Wrong),
        }
        let negated = self.not();
        if let Ok(name) = self.name() {
            if self.starts_with("(") {
                let arguments = self.deeper(Self::arguments)?;
                let span = self.span_from(start);
                let message = self.message_behind()?;
                return Ok(Clause::Call(RuleCall { negated, name, arguments, message, span }));
            }
        }
        self.at = start;
        self.reference()
    }

    /// A clause of a rule or of a `when` block in one: references to rules may stand here.
    pub(super) fn clause_or_reference(&mut self) -> Read<Clause> {
        let start = self.at;
        match self.clause() {
            Err(Stop::Absent) => {
                self.at = start;
                self.reference()
            }
            clause => clause,
        }
    }

    /// The name of a rule, behind which the line ends, a block begins, a comment, `or` or a message.
    fn reference(&mut self) -> Read<Clause> {
        let start = self.at;
        let negated = self.not();
        let name = match self.name() {
            Ok(name) => name,
            Err(stop) => {
                self.at = start;
                return Err(stop);
            }
        };
        let end = self.at;
        let span = self.span_from(start);
        self.skip_blanks();
        let ends = self.rest().is_empty() && end == self.at
            || self.starts_with("\n")
            || self.starts_with("\r\n")
            || self.starts_with("#")
            || self.starts_with("{");
        let blanks_end = self.at;
        self.at = end;
        if ends || {
            self.skip();
            self.or()
        } {
            self.at = end;
            return Ok(Clause::Reference(RuleReference { negated, name, message: None, span }));
        }
        self.at = blanks_end;
        let Some(message) = self.message()? else {
            let absent = self.absent("an operator, or the end of the line behind the name of a rule");
            self.at = start;
            return absent;
        };
        Ok(Clause::Reference(RuleReference { negated, name, message: Some(message), span }))
    }

    /// `when CONDITIONS { ... }`
    pub(super) fn when_block(&mut self, clause: ReadClause<'s>) -> Read<WhenBlock> {
        let start = self.at;
        let conditions = self.when()?;
        let block = self.deeper(|parser| parser.block(clause))?;
        Ok(WhenBlock { conditions, block, span: self.span_from(start) })
    }

    /// `when CONDITIONS`
    pub(super) fn when(&mut self) -> Read<Conjunctions> {
        let start = self.at;
        if !self.eat_any(&["when", "WHEN"]) {
            return self.absent("`when`");
        }
        if !self.skip() {
            let span = self.span_from(start);
            let help = "Put a blank behind `when`; a property whose name begins so can't begin a clause";
            return self.wrong(span, "`when` runs on into a name", help);
        }
        self.conjunctions(Self::condition)
    }

    /// `{ ... }`, behind white space and comments.
    pub(super) fn block(&mut self, clause: ReadClause<'s>) -> Read<Block> {
        self.skip();
        let start = self.at;
        if !self.eat("{") {
            return self.absent("`{`");
        }
        let mut assignments = Vec::new();
        let mut conjunctions = Vec::new();
        loop {
            let before = self.at;
            self.skip();
            if let Some(assignment) = self.assignment()? {
                assignments.push(assignment);
                continue;
            }
            self.at = before;
            match self.disjunction(clause) {
                Ok(disjunction) => conjunctions.push(disjunction),
                Err(Stop::Absent) => break,
                Err(Stop::Wrong) => return Err(Stop::Wrong),
            }
        }
        let is_empty = assignments.is_empty() && conjunctions.is_empty();
        self.skip();
        if self.starts_with("}") && !is_empty {
            self.at += 1;
            return Ok(Block { assignments, conjunctions, span: self.span_from(start) });
        }
        if self.starts_with("}") {
            let span = Span::of(start..self.at + 1);
            return self.wrong(span, "the block is empty", "Give it a clause");
        }
        if self.rest().is_empty() {
            let span = Span::of(start..start + 1);
            return self.wrong(span, "the block has no end", "Close it with `}`");
        }
        let _: Read<()> = self.absent("a clause or `}`");
        self.unexpected()
    }

    /// `let NAME = VALUE`, if that is next.
    pub(super) fn assignment(&mut self) -> Read<Option<Assignment>> {
        let start = self.at;
        if !(self.eat("let") && self.skip()) {
            self.at = start;
            return Ok(None);
        }
        let Ok(name) = self.name() else {
            self.at = start;
            return Ok(None);
        };
        self.skip();
        if !self.eat_any(&["=", ":="]) {
            let _: Read<()> = self.absent("`=`");
            return self.unexpected();
        }
        match self.operand() {
            Ok(value) => Ok(Some(Assignment { name, value, span: self.span_from(start) })),
            Err(Stop::Absent) => self.unexpected(),
            Err(Stop::Wrong) => Err(Stop::Wrong),
        }
    }
}
