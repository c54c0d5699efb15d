//! Clauses and operators in cfn-guard's words: how its reports name the clause
//! that something is about. What a clause looks like in its file is not kept.

use std::fmt::Display;

use formwork_guard::ast::{
    AccessClause, BlockClause, Literal, LiteralData, Operand, Operator, Part, PartKind, Range, RuleReference,
};
use formwork_template::Span;

use crate::report::position::Lines;

/// A rules file as reports refer to it.
#[derive(Debug)]
pub(super) struct RulesText<'a> {
    pub(super) name: &'a str,
    pub(super) lines: Lines<'a>,
}

impl RulesText<'_> {
    pub(super) fn block(&self, block: &BlockClause) -> String {
        format!("BlockGuardClause#{}", self.location(block.span))
    }

    pub(super) fn missing_block(&self, block: &BlockClause) -> String {
        format!("GuardBlockAccessClause#{}", self.location(block.span))
    }

    pub(super) fn reference(&self, reference: &RuleReference) -> String {
        format!("Rule({}@{})", reference.name.text, self.location(reference.span))
    }

    fn location(&self, span: Span) -> String {
        let at = self.lines.position(span.start);
        format!("Location[file:{}, line:{}, column:{}]", self.name, at.line, at.column)
    }
}

/// ` a.b EQUALS  1`
pub(super) fn clause(clause: &AccessClause) -> String {
    let negated = if clause.negated { "not" } else { "" };
    let not = if clause.not { "not " } else { "" };
    let operand = clause.operand.as_ref().map(operand).unwrap_or_default();
    format!("{negated} {} {not}{}  {operand}", query(&clause.query.parts), operator(clause.operator))
}

pub(super) fn clause_block(clause: &AccessClause) -> String {
    format!("GuardAccessClause#block{}", self::clause(clause))
}

/// Parts of a query with dots between them; filters stand for themselves.
pub(super) fn query(parts: &[Part]) -> String {
    let parts: Vec<String> = parts.iter().map(part).collect();
    parts.join(".").replace(".[", "[")
}

fn part(part: &Part) -> String {
    let capture = |capture: &Option<formwork_guard::ast::Name>| {
        capture.as_ref().map_or_else(String::new, |name| name.text.to_string())
    };
    match &part.kind {
        PartKind::This => "_".to_owned(),
        PartKind::Key(key) => key.text.to_string(),
        PartKind::Variable(name) => format!("%{name}"),
        PartKind::AllValues(_) => "*".to_owned(),
        PartKind::AllIndices(_) => "[*]".to_owned(),
        PartKind::Index(index) => index.to_string(),
        PartKind::Filter { capture: name, .. } => format!("{} (filter-clauses)", capture(name)),
        PartKind::KeyFilter { capture: name, .. } => format!("{} (map-key-filter-clauses)", capture(name)),
    }
}

fn operand(operand: &Operand) -> String {
    match operand {
        Operand::Literal(value) => literal(value),
        Operand::Query(asked) => query(&asked.parts),
        Operand::Call(call) => {
            let arguments: Vec<String> = call.arguments.iter().map(self::operand).collect();
            format!("{}({})", call.function.name(), arguments.join(", "))
        }
    }
}

fn literal(literal: &Literal) -> String {
    match &literal.data {
        LiteralData::Null => "\"NULL\"".to_owned(),
        LiteralData::Bool(value) => value.to_string(),
        LiteralData::Int(value) => value.to_string(),
        LiteralData::Float(value) => value.to_string(),
        LiteralData::String(text) => format!("\"{text}\""),
        LiteralData::Regex(pattern) => format!("\"/{}/\"", pattern.text),
        LiteralData::List(items) => {
            let items: Vec<String> = items.iter().map(self::literal).collect();
            format!("[{}]", items.join(","))
        }
        LiteralData::Map(entries) => {
            let entry = |(name, value): &(formwork_guard::ast::Name, Literal)| {
                format!("\"{}\":{}", name.text, self::literal(value))
            };
            let entries: Vec<String> = entries.iter().map(entry).collect();
            format!("{{{}}}", entries.join(","))
        }
        LiteralData::IntRange(range) => self::range(range),
        LiteralData::FloatRange(range) => self::range(range),
        LiteralData::CharRange(range) => self::range(range),
    }
}

/// `[1,5)`
pub(super) fn range<T: Display>(range: &Range<T>) -> String {
    let open = if range.lower_inclusive { '[' } else { '(' };
    let close = if range.upper_inclusive { ']' } else { ')' };
    format!("{open}{},{}{close}", range.lower, range.upper)
}

/// An operator in the description of a clause.
pub(super) fn operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "EQUALS",
        Operator::In => "IN",
        Operator::Greater => "GREATER THAN",
        Operator::Less => "LESS THAN",
        Operator::GreaterOrEqual => "GREATER THAN EQUALS",
        Operator::LessOrEqual => "LESS THAN EQUALS",
        Operator::Exists => "EXISTS",
        Operator::Empty => "EMPTY",
        Operator::IsString => "IS STRING",
        Operator::IsBool => "IS BOOL",
        Operator::IsInt => "IS INT",
        Operator::IsList => "IS LIST",
        Operator::IsStruct => "IS MAP",
        Operator::IsNull => "IS NULL",
        Operator::IsFloat => "IS FLOAT",
    }
}

/// An operator in the report by resource; one of them is spelled so there.
pub(super) fn operator_line(operator: Operator, not: bool) -> &'static str {
    match (operator, not) {
        (Operator::Equal, false) => "EQUAL",
        (Operator::Equal, true) => "NOT EQUAL",
        (Operator::In, false) => "IN",
        (Operator::In, true) => "NOT IN",
        (Operator::Greater, false) => "GREATER THAN",
        (Operator::Greater, true) => "NOT GREATER THAN",
        (Operator::Less, false) => "LESS THAN",
        (Operator::Less, true) => "NOT LESS THAN",
        (Operator::GreaterOrEqual, false) => "GREATER THAN EQUAL",
        (Operator::GreaterOrEqual, true) => "NOT GREATER THAN EQUAL",
        (Operator::LessOrEqual, false) => "LESS THAN EQUAL",
        (Operator::LessOrEqual, true) => "NOT LESS THAN EQUAL",
        (Operator::Exists, false) => "EXISTS",
        (Operator::Exists, true) => "NOT EXISTS",
        (Operator::Empty, false) => "EMPTY",
        (Operator::Empty, true) => "NOT EMPTY",
        (Operator::IsString, false) => "IS STRING",
        (Operator::IsString, true) => "NOT STRING",
        (Operator::IsBool, false) => "IS BOOl",
        (Operator::IsBool, true) => "NOT BOOL",
        (Operator::IsInt, false) => "IS INT",
        (Operator::IsInt, true) => "NOT INT",
        (Operator::IsList, false) => "IS LIST",
        (Operator::IsList, true) => "NOT LIST",
        (Operator::IsStruct, false) => "IS STRUCT",
        (Operator::IsStruct, true) => "NOT STRUCT",
        (Operator::IsFloat, false) => "IS FLOAT",
        (Operator::IsFloat, true) => "NOT FLOAT",
        (Operator::IsNull, false) => "IS NULL",
        (Operator::IsNull, true) => "NOT NULL",
    }
}

/// What was wrong with a value by a unary operator, in the messages of structured reports.
pub(super) fn unary_verdict(operator: Operator, not: bool) -> &'static str {
    match (operator, not) {
        (Operator::Exists, true) => "existed",
        (Operator::Exists, false) => "did not exist",
        (Operator::Empty, true) => "was empty",
        (Operator::Empty, false) => "was not empty",
        (Operator::IsList, true) => "was a list ",
        (Operator::IsList, false) => "was not list",
        (Operator::IsStruct, true) => "was a struct",
        (Operator::IsStruct, false) => "was not struct",
        (Operator::IsString, true) => "was a string ",
        (Operator::IsString, false) => "was not string",
        (Operator::IsInt, true) => "was int",
        (Operator::IsInt, false) => "was not int",
        (Operator::IsBool, true) => "was bool",
        (Operator::IsBool, false) => "was not bool",
        (Operator::IsNull, true) => "was null",
        (Operator::IsNull, false) => "was not null",
        (_, true) => "was float",
        (_, false) => "was not float",
    }
}

/// What was wrong with a value by a unary operator, in reports of single lines.
pub(super) fn unary_verdict_in_line(operator: Operator, not: bool) -> &'static str {
    match (operator, not) {
        (Operator::Exists, false) => "did not exist",
        (Operator::Exists, true) => "existed",
        (Operator::Empty, false) => "was not empty",
        (Operator::Empty, true) => "was empty",
        (Operator::IsList, false) => "was not a list ",
        (Operator::IsList, true) => "was list",
        (Operator::IsStruct, false) => "was not a struct",
        (Operator::IsStruct, true) => "was struct",
        (Operator::IsString, false) => "was not a string ",
        (Operator::IsString, true) => "was string",
        (Operator::IsBool, false) => "was not a bool",
        (Operator::IsBool, true) => "was bool",
        (Operator::IsInt, false) => "was not an int",
        (Operator::IsInt, true) => "was int",
        (Operator::IsNull, false) => "was not null",
        (Operator::IsNull, true) => "was null",
        (_, false) => "was not a float",
        (_, true) => "was float",
    }
}

/// What was wrong with a value beside another.
pub(super) fn binary_verdict(operator: Operator, not: bool) -> &'static str {
    match (operator, not) {
        (Operator::LessOrEqual, true) => "less than equal to",
        (Operator::LessOrEqual, false) => "not less than equal to",
        (Operator::Less, true) => "less than",
        (Operator::Less, false) => "not less than",
        (Operator::GreaterOrEqual, true) => "greater than equal to",
        (Operator::GreaterOrEqual, false) => "not greater than equal",
        (Operator::Greater, true) => "greater than",
        (Operator::Greater, false) => "not greater than",
        (Operator::In, true) => "in",
        (Operator::In, false) => "not in",
        (_, true) => "equal to",
        (_, false) => "not equal to",
    }
}
