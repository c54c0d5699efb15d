//! The nodes of a syntax tree as JSON, each with its kind and its place.

use formwork_guard::ast::{
    AccessClause, Assignment, Block, Clause, Conjunctions, KeyComparator, Literal, LiteralData, Message,
    Name, Operand, Operator, ParameterizedRule, Part, PartKind, Query, Range, Rule,
};
use formwork_template::Span;
use serde::Serialize;
use serde_json::{Value, json};

use crate::report::json::{Location, location};
use crate::report::position::Lines;

/// Makes nodes of a file.
pub(super) struct Nodes<'a> {
    pub(super) text: &'a str,
    pub(super) lines: &'a Lines<'a>,
}

impl Nodes<'_> {
    pub(super) fn location(&self, span: Span) -> Location {
        location(self.lines, span)
    }

    pub(super) fn comments(&self, comments: &[Span]) -> Value {
        let text = |span: Span| self.text.get(span.range()).unwrap_or_default();
        let comment = |&span: &Span| json!({ "text": text(span), "location": self.location(span) });
        comments.iter().map(comment).collect()
    }

    pub(super) fn rules(&self, rules: &[Rule]) -> Value {
        rules.iter().map(|rule| self.rule(rule)).collect()
    }

    pub(super) fn parameterized(&self, rules: &[ParameterizedRule]) -> Value {
        let rule = |rule: &ParameterizedRule| {
            let mut node = self.rule(&rule.rule);
            node["parameters"] = rule.parameters.iter().map(|name| self.name(name)).collect();
            node
        };
        rules.iter().map(rule).collect()
    }

    pub(super) fn assignments(&self, assignments: &[Assignment]) -> Value {
        let assignment = |assignment: &Assignment| {
            json!({
                "name": self.name(&assignment.name),
                "value": self.operand(&assignment.value),
                "location": self.location(assignment.span),
            })
        };
        assignments.iter().map(assignment).collect()
    }

    fn rule(&self, rule: &Rule) -> Value {
        json!({
            "name": self.name(&rule.name),
            "conditions": rule.conditions.as_ref().map(|conditions| self.conjunctions(conditions)),
            "block": self.block(&rule.block),
            "location": self.location(rule.span),
        })
    }

    fn name(&self, name: &Name) -> Value {
        json!({ "text": name.text.as_str(), "location": self.location(name.span) })
    }

    fn block(&self, block: &Block) -> Value {
        json!({
            "assignments": self.assignments(&block.assignments),
            "clauses": self.conjunctions(&block.conjunctions),
            "location": self.location(block.span),
        })
    }

    /// All of the outer list must hold, and of each inner list one clause.
    fn conjunctions(&self, conjunctions: &Conjunctions) -> Value {
        let one = |alternatives: &Vec<Clause>| -> Value {
            alternatives.iter().map(|clause| self.clause(clause)).collect()
        };
        conjunctions.iter().map(one).collect()
    }

    fn clause(&self, clause: &Clause) -> Value {
        let mut node = match clause {
            Clause::Access(clause) => self.access(clause),
            Clause::Reference(reference) => json!({
                "kind": "reference",
                "negated": reference.negated,
                "name": self.name(&reference.name),
                "message": self.message(reference.message.as_ref()),
            }),
            Clause::Call(call) => json!({
                "kind": "call",
                "negated": call.negated,
                "name": self.name(&call.name),
                "arguments": self.operands(&call.arguments),
                "message": self.message(call.message.as_ref()),
            }),
            Clause::Block(block) => json!({
                "kind": "block",
                "query": self.query(&block.query),
                "notEmpty": block.not_empty,
                "block": self.block(&block.block),
            }),
            Clause::When(when) => json!({
                "kind": "when",
                "conditions": self.conjunctions(&when.conditions),
                "block": self.block(&when.block),
            }),
            Clause::Type(block) => json!({
                "kind": "type",
                "type": self.name(&block.type_name),
                "conditions": block.conditions.as_ref().map(|conditions| self.conjunctions(conditions)),
                "block": self.block(&block.block),
            }),
        };
        node["location"] = json!(self.location(clause.span()));
        node
    }

    fn access(&self, clause: &AccessClause) -> Value {
        json!({
            "kind": "access",
            "negated": clause.negated,
            "query": self.query(&clause.query),
            "operator": operator(clause.operator),
            "not": clause.not,
            "operand": clause.operand.as_ref().map(|operand| self.operand(operand)),
            "message": self.message(clause.message.as_ref()),
        })
    }

    fn message(&self, message: Option<&Message>) -> Value {
        message.map_or(
            Value::Null,
            |message| json!({ "text": message.text, "location": self.location(message.span) }),
        )
    }

    fn operands(&self, operands: &[Operand]) -> Value {
        operands.iter().map(|operand| self.operand(operand)).collect()
    }

    fn operand(&self, operand: &Operand) -> Value {
        match operand {
            Operand::Literal(literal) => self.literal(literal),
            Operand::Query(query) => self.query(query),
            Operand::Call(call) => json!({
                "kind": "function",
                "function": call.function.name(),
                "arguments": self.operands(&call.arguments),
                "location": self.location(call.span),
            }),
        }
    }

    fn query(&self, query: &Query) -> Value {
        // What stands for itself in the text has no place of its own.
        let is_written = |part: &&Part| !part.span.is_empty();
        let parts: Value = query.parts.iter().filter(is_written).map(|part| self.part(part)).collect();
        json!({
            "kind": "query",
            "some": !query.match_all,
            "parts": parts,
            "location": self.location(query.span),
        })
    }

    fn part(&self, part: &Part) -> Value {
        let name = |name: &Option<Name>| name.as_ref().map(|name| self.name(name));
        let mut node = match &part.kind {
            PartKind::This => json!({ "kind": "this" }),
            PartKind::Key(key) => json!({ "kind": "key", "key": key.text.as_str() }),
            PartKind::Variable(variable) => json!({ "kind": "variable", "name": variable.as_str() }),
            PartKind::AllValues(capture) => json!({ "kind": "values", "capture": name(capture) }),
            PartKind::AllIndices(capture) => json!({ "kind": "items", "capture": name(capture) }),
            PartKind::Index(index) => json!({ "kind": "index", "index": index }),
            PartKind::Filter { capture, clauses } => json!({
                "kind": "filter",
                "capture": name(capture),
                "clauses": self.conjunctions(clauses),
            }),
            PartKind::KeyFilter { capture, comparator, operand } => json!({
                "kind": "keys",
                "capture": name(capture),
                "comparator": key_comparator(*comparator),
                "operand": self.operand(operand),
            }),
        };
        node["location"] = json!(self.location(part.span));
        node
    }

    fn literal(&self, literal: &Literal) -> Value {
        let (kind, value) = match &literal.data {
            LiteralData::Null => ("null", Value::Null),
            LiteralData::Bool(value) => ("boolean", json!(value)),
            LiteralData::Int(value) => ("integer", json!(value)),
            LiteralData::Float(value) => ("float", json!(value)),
            LiteralData::String(text) => ("string", json!(text.as_str())),
            LiteralData::Regex(pattern) => ("regex", json!(pattern.text.as_str())),
            LiteralData::List(items) => ("list", items.iter().map(|item| self.literal(item)).collect()),
            LiteralData::Map(entries) => {
                let entry = |(name, value): &(Name, Literal)| json!({ "key": self.name(name), "value": self.literal(value) });
                ("map", entries.iter().map(entry).collect())
            }
            LiteralData::IntRange(bounds) => ("range", range(bounds)),
            LiteralData::FloatRange(bounds) => ("range", range(bounds)),
            LiteralData::CharRange(bounds) => ("range", range(bounds)),
        };
        json!({ "kind": kind, "value": value, "location": self.location(literal.span) })
    }
}

fn range<T: Serialize>(range: &Range<T>) -> Value {
    json!({
        "lower": range.lower,
        "upper": range.upper,
        "lowerInclusive": range.lower_inclusive,
        "upperInclusive": range.upper_inclusive,
    })
}

/// An operator as it is written.
fn operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "==",
        Operator::In => "in",
        Operator::Greater => ">",
        Operator::GreaterOrEqual => ">=",
        Operator::Less => "<",
        Operator::LessOrEqual => "<=",
        Operator::Exists => "exists",
        Operator::Empty => "empty",
        Operator::IsString => "is_string",
        Operator::IsList => "is_list",
        Operator::IsStruct => "is_struct",
        Operator::IsBool => "is_bool",
        Operator::IsInt => "is_int",
        Operator::IsFloat => "is_float",
        Operator::IsNull => "is_null",
    }
}

fn key_comparator(comparator: KeyComparator) -> &'static str {
    match comparator {
        KeyComparator::Equal => "==",
        KeyComparator::NotEqual => "!=",
        KeyComparator::In => "in",
        KeyComparator::NotIn => "not in",
    }
}
