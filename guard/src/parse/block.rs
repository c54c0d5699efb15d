//! Blocks, `let`, `when` blocks and type blocks.

use formwork_template::Span;
use smol_str::SmolStr;

use super::{Fault, Parse, Parser, RuleError, Setting};
use crate::ast::{
    AccessClause, Assignment, Block, Clause, Conjunctions, Key, Literal, LiteralData, Name, Operand,
    Operator, Part, PartKind, Query, TypeBlock, WhenBlock,
};

impl Parser<'_> {
    /// `{ ... }`, at the brace or the white space before it.
    pub(super) fn block(&mut self, setting: Setting) -> Parse<Block> {
        self.gap();
        if self.peek() != Some(b'{') {
            return Err(self.unexpected("`{`"));
        }
        self.nested(|parser| parser.braced(setting))
    }

    fn braced(&mut self, setting: Setting) -> Parse<Block> {
        let open = self.pos;
        self.pos += 1;
        let mut assignments = Vec::new();
        let mut conjunctions = Vec::new();
        loop {
            self.gap();
            if self.at_rule_head() {
                return Err(self.no_close(open, b'}'));
            }
            if let Some(assignment) = self.assignment()? {
                assignments.push(assignment);
            } else if let Some(disjunction) = self.disjunction(setting)? {
                conjunctions.push(disjunction);
            } else {
                break;
            }
        }
        if !self.eat(b'}') {
            return Err(self.no_close(open, b'}'));
        }
        if assignments.is_empty() && conjunctions.is_empty() {
            return Err(RuleError::new(self.since(open), "The block is empty")
                .help("a block holds at least one clause")
                .into());
        }
        Ok(Block { assignments, conjunctions, span: self.since(open) })
    }

    /// `let name = value`, if it begins here.
    pub(super) fn assignment(&mut self) -> Parse<Option<Assignment>> {
        let start = self.pos;
        let name = if self.tag(&["let"]) && self.gap() { self.name() } else { None };
        let Some(name) = name else {
            self.pos = start;
            return Ok(None);
        };
        self.gap();
        if self.starts_with("==") {
            return Err(RuleError::new(self.token(self.pos), "`==` assigns nothing")
                .help("write `=`")
                .into());
        }
        if !self.tag(&["=", ":="]) {
            return Err(self.unexpected(&format!("`=` behind `let {}`", name.text)));
        }
        let Some(value) = self.operand()? else {
            return Err(self.unexpected(&format!("the value of `{}`", name.text)));
        };
        Ok(Some(Assignment { name, value, span: self.since(start) }))
    }

    /// Reads `when` and the conditions behind it, if it stands here.
    pub(super) fn conditions(&mut self) -> Parse<Option<Conjunctions>> {
        let mark = self.pos;
        self.gap();
        let start = self.pos;
        if !self.tag(&["when", "WHEN"]) {
            self.pos = mark;
            return Ok(None);
        }
        if !self.gap() {
            return Err(self.name_like_when(start));
        }
        let conditions = self.conjunctions(Setting::Conditions, None)?;
        if conditions.is_empty() {
            return Err(self.unexpected("a condition behind `when`"));
        }
        Ok(Some(conditions))
    }

    /// At `when`. The inner error stands for conditions that no block follows.
    pub(super) fn when_block(&mut self, setting: Setting) -> Parse<Result<WhenBlock, Fault>> {
        let start = self.pos;
        let Some(conditions) = self.conditions()? else { return Err(self.unexpected("`when`")) };
        self.gap();
        if self.peek() != Some(b'{') {
            return Ok(Err(self.unexpected("`{` behind the conditions of `when`")));
        }
        let block = self.block(setting)?;
        Ok(Ok(WhenBlock { conditions, block, span: self.since(start) }))
    }

    /// `AWS::S3::Bucket ...`, if it begins here.
    pub(super) fn type_block(&mut self) -> Parse<Option<TypeBlock>> {
        let start = self.pos;
        let Some(type_name) = self.type_name() else { return Ok(None) };
        if !self.gap() {
            return Err(RuleError::new(
                Span::new(type_name.span.start, self.token(self.pos).end),
                format!("`{}` has no white space behind it", type_name.text),
            )
            .help("the name of a type has two or three parts, then a space")
            .into());
        }
        let query = self.query_of_type(&type_name);
        let conditions = self.conditions()?;
        let block = if conditions.is_some() {
            self.block(Setting::Plain)?
        } else {
            self.gap();
            if self.peek() == Some(b'{') {
                self.block(Setting::Plain)?
            } else {
                self.single_clause(&type_name)?
            }
        };
        Ok(Some(TypeBlock { type_name, conditions, block, query, span: self.since(start) }))
    }

    /// The one clause that a type block without braces has.
    fn single_clause(&mut self, type_name: &Name) -> Parse<Block> {
        let start = self.pos;
        let Some(clause) = self.clause(Setting::Plain, false)? else {
            return Err(self.unexpected(&format!("a block or a clause behind `{}`", type_name.text)));
        };
        let span = Span::of(start..self.pos.max(start));
        Ok(Block { assignments: Vec::new(), conjunctions: vec![vec![clause]], span })
    }

    /// The name of a type at the cursor, of two or three parts. A `::MODULE` behind it is skipped.
    pub(super) fn type_name(&mut self) -> Option<Name> {
        let start = self.pos;
        let mut end = self.part_of_type(self.name_end(start)?)?;
        if let Some(third) = self.part_of_type(end) {
            end = third;
            self.pos = end;
            self.tag(&["::MODULE"]);
        } else {
            self.pos = end;
        }
        let span = Span::of(start..end);
        Some(Name { text: SmolStr::new(self.text(span)), span })
    }

    /// The end of `::name` at `offset`.
    fn part_of_type(&self, offset: usize) -> Option<usize> {
        if !self.source[offset..].starts_with("::") {
            return None;
        }
        self.name_end(offset + 2)
    }

    /// `Resources.*[ Type == 'AWS::S3::Bucket' ]`
    fn query_of_type(&mut self, type_name: &Name) -> Query {
        let span = type_name.span;
        let part = |kind| Part { kind, span };
        let key = |text| part(PartKind::Key(Key::new(SmolStr::new_static(text))));
        let literal = Literal { id: self.literals, data: LiteralData::String(type_name.text.clone()), span };
        self.literals += 1;
        let has_type = AccessClause {
            negated: false,
            query: Query { parts: vec![key("Type")], match_all: true, span },
            operator: Operator::Equal,
            not: false,
            operand: Some(Operand::Literal(literal)),
            message: None,
            span,
        };
        let filter = PartKind::Filter { capture: None, clauses: vec![vec![Clause::Access(has_type)]] };
        Query {
            parts: vec![key("Resources"), part(PartKind::AllValues(None)), part(filter)],
            match_all: true,
            span,
        }
    }

    /// Whether a line begins here with `rule` and a name, which no clause can: behind a property
    /// called `rule` stands an operator.
    pub(super) fn at_rule_head(&self) -> bool {
        if !self.starts_with("rule") {
            return false;
        }
        let rest = &self.rest()["rule".len()..];
        let name = rest.trim_start_matches([' ', '\t']);
        let before = self.source[..self.pos].trim_end_matches([' ', '\t']);
        let word = &name
            [..name.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(name.len())];
        let lower = word.to_ascii_lowercase();
        let is_operator =
            matches!(lower.as_str(), "in" | "not" | "or" | "exists" | "empty") || lower.starts_with("is_");
        name.len() < rest.len()
            && !is_operator
            && name.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && (before.is_empty() || before.ends_with('\n'))
    }
}
