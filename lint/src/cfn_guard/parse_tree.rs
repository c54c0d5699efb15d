//! The syntax tree of a rules file in the shape in which cfn-guard prints it:
//! its clauses have other names at the level of rules than in blocks, and what
//! Formwork knows better (spans, comments) is left out.

use formwork_guard::ast::{
    AccessClause, Assignment, Block, BlockClause, Clause, Conjunctions, FunctionCall, KeyComparator, Literal,
    LiteralData, Operand, Operator, Part, PartKind, Query, Rule, RuleCall, RuleReference, RulesFile,
    TypeBlock, WhenBlock,
};
use formwork_template::Span;

use super::node::Node;
use super::wording;
use crate::report::position::Lines;

/// What a clause is part of; it decides how its kind is called.
#[derive(Debug, Clone, Copy)]
enum Within {
    Rule,
    Block,
}

pub(super) fn tree(file: &RulesFile, lines: &Lines<'_>) -> Node {
    let shape = Shape { lines };
    let parameterized = file.parameterized.iter().map(|rule| {
        let names = rule.parameters.iter().map(|name| name.text.as_str());
        Node::map([("parameter_names", Node::list(names)), ("rule", shape.rule(&rule.rule))])
    });
    Node::map([
        ("assignments", shape.assignments(&file.assignments)),
        ("guard_rules", Node::list(file.rules.iter().map(|rule| shape.rule(rule)))),
        ("parameterized_rules", Node::list(parameterized)),
    ])
}

struct Shape<'a> {
    lines: &'a Lines<'a>,
}

impl Shape<'_> {
    fn rule(&self, rule: &Rule) -> Node {
        Node::map([
            ("rule_name", rule.name.text.as_str().into()),
            ("conditions", self.conditions(rule.conditions.as_ref())),
            ("block", self.block(&rule.block, Within::Rule)),
        ])
    }

    fn conditions(&self, conditions: Option<&Conjunctions>) -> Node {
        conditions.map_or(Node::Null, |conditions| self.conjunctions(conditions, Within::Block))
    }

    fn block(&self, block: &Block, within: Within) -> Node {
        Node::map([
            ("assignments", self.assignments(&block.assignments)),
            ("conjunctions", self.conjunctions(&block.conjunctions, within)),
        ])
    }

    fn conjunctions(&self, conjunctions: &Conjunctions, within: Within) -> Node {
        let clauses =
            |clauses: &Vec<Clause>| Node::list(clauses.iter().map(|clause| self.clause(clause, within)));
        Node::list(conjunctions.iter().map(clauses))
    }

    fn clause(&self, clause: &Clause, within: Within) -> Node {
        let (name, node) = match clause {
            Clause::Access(clause) => ("Clause", self.access(clause)),
            Clause::Reference(reference) => ("NamedRule", self.reference(reference)),
            Clause::Call(call) => ("ParameterizedNamedRule", self.rule_call(call)),
            Clause::Block(clause) => ("BlockClause", self.block_clause(clause)),
            Clause::When(block) => return Node::case("WhenBlock", self.when(block)),
            Clause::Type(block) => return Node::case("TypeBlock", self.type_block(block)),
        };
        let node = Node::case(name, node);
        match within {
            Within::Rule => Node::case("Clause", node),
            Within::Block => node,
        }
    }

    fn access(&self, clause: &AccessClause) -> Node {
        let not = Node::Bool(clause.not);
        let access = Node::map([
            ("query", self.query(&clause.query)),
            ("comparator", Node::List(vec![operator(clause.operator).into(), not])),
            ("compare_with", clause.operand.as_ref().map(|operand| self.operand(operand)).into()),
            ("custom_message", clause.message.as_ref().map(|message| &*message.text).into()),
            ("location", self.location(clause.span)),
        ]);
        Node::map([("access_clause", access), ("negation", clause.negated.into())])
    }

    fn reference(&self, reference: &RuleReference) -> Node {
        Node::map([
            ("dependent_rule", reference.name.text.as_str().into()),
            ("negation", reference.negated.into()),
            ("custom_message", reference.message.as_ref().map(|message| &*message.text).into()),
            ("location", self.location(reference.span)),
        ])
    }

    fn rule_call(&self, call: &RuleCall) -> Node {
        let named = Node::map([
            ("dependent_rule", call.name.text.as_str().into()),
            ("negation", call.negated.into()),
            ("custom_message", call.message.as_ref().map(|message| &*message.text).into()),
            ("location", self.location(call.span)),
        ]);
        Node::map([("parameters", self.operands(&call.arguments)), ("named_rule", named)])
    }

    fn block_clause(&self, clause: &BlockClause) -> Node {
        Node::map([
            ("query", self.query(&clause.query)),
            ("block", self.block(&clause.block, Within::Block)),
            ("location", self.location(clause.span)),
            ("not_empty", clause.not_empty.into()),
        ])
    }

    fn when(&self, when: &WhenBlock) -> Node {
        Node::List(vec![
            self.conjunctions(&when.conditions, Within::Block),
            self.block(&when.block, Within::Block),
        ])
    }

    fn type_block(&self, block: &TypeBlock) -> Node {
        Node::map([
            ("type_name", block.type_name.text.as_str().into()),
            ("conditions", self.conditions(block.conditions.as_ref())),
            ("block", self.block(&block.block, Within::Block)),
            ("query", self.parts(&block.query.parts)),
        ])
    }

    fn assignments(&self, assignments: &[Assignment]) -> Node {
        Node::list(assignments.iter().map(|assignment| {
            Node::map([
                ("var", assignment.name.text.as_str().into()),
                ("value", self.operand(&assignment.value)),
            ])
        }))
    }

    fn operands(&self, operands: &[Operand]) -> Node {
        Node::list(operands.iter().map(|operand| self.operand(operand)))
    }

    fn operand(&self, operand: &Operand) -> Node {
        match operand {
            Operand::Literal(value) => {
                Node::case("Value", Node::map([("path", "".into()), ("value", literal(value))]))
            }
            Operand::Query(query) => Node::case("AccessClause", self.query(query)),
            Operand::Call(call) => Node::case("FunctionCall", self.function_call(call)),
        }
    }

    fn function_call(&self, call: &FunctionCall) -> Node {
        Node::map([
            ("parameters", self.operands(&call.arguments)),
            ("name", call.function.name().into()),
            ("location", self.location(call.span)),
        ])
    }

    fn query(&self, query: &Query) -> Node {
        Node::map([("query", self.parts(&query.parts)), ("match_all", query.match_all.into())])
    }

    fn parts(&self, parts: &[Part]) -> Node {
        Node::list(parts.iter().map(|part| self.part(part)))
    }

    fn part(&self, part: &Part) -> Node {
        let name = |name: &Option<formwork_guard::ast::Name>| {
            Node::from(name.as_ref().map(|name| name.text.as_str()))
        };
        match &part.kind {
            PartKind::This => "This".into(),
            PartKind::Key(key) => Node::case("Key", key.text.as_str().into()),
            PartKind::Variable(variable) => Node::case("Key", format!("%{variable}").into()),
            PartKind::AllValues(capture) => Node::case("AllValues", name(capture)),
            PartKind::AllIndices(capture) => Node::case("AllIndices", name(capture)),
            PartKind::Index(index) => Node::case("Index", (*index).into()),
            PartKind::Filter { capture, clauses } => {
                let clauses = self.conjunctions(clauses, Within::Block);
                Node::case("Filter", Node::List(vec![name(capture), clauses]))
            }
            PartKind::KeyFilter { capture, comparator, operand } => {
                let filter = Node::map([
                    ("comparator", key_comparator(*comparator).into()),
                    ("compare_with", self.operand(operand)),
                ]);
                Node::case("MapKeyFilter", Node::List(vec![name(capture), filter]))
            }
        }
    }

    fn location(&self, span: Span) -> Node {
        let at = self.lines.position(span.start);
        Node::map([("line", i64::from(at.line).into()), ("column", i64::from(at.column).into())])
    }
}

/// A literal as data; what data has no form for is text.
fn literal(literal: &Literal) -> Node {
    match &literal.data {
        LiteralData::Null => Node::Null,
        LiteralData::Bool(value) => Node::Bool(*value),
        LiteralData::Int(value) => Node::Int(*value),
        LiteralData::Float(value) => Node::Float(*value),
        LiteralData::String(text) => text.as_str().into(),
        LiteralData::Regex(pattern) => format!("/{}/", pattern.text).into(),
        LiteralData::List(items) => Node::list(items.iter().map(self::literal)),
        LiteralData::Map(entries) => Node::Map(
            entries.iter().map(|(name, value)| (name.text.to_string(), self::literal(value))).collect(),
        ),
        LiteralData::IntRange(range) => wording::range(range).into(),
        LiteralData::FloatRange(range) => wording::range(range).into(),
        LiteralData::CharRange(range) => wording::range(range).into(),
    }
}

/// What an operator is called in data.
pub(super) fn operator(operator: Operator) -> &'static str {
    match operator {
        Operator::Equal => "Eq",
        Operator::In => "In",
        Operator::Greater => "Gt",
        Operator::GreaterOrEqual => "Ge",
        Operator::Less => "Lt",
        Operator::LessOrEqual => "Le",
        Operator::Exists => "Exists",
        Operator::Empty => "Empty",
        Operator::IsString => "IsString",
        Operator::IsList => "IsList",
        Operator::IsStruct => "IsMap",
        Operator::IsBool => "IsBool",
        Operator::IsInt => "IsInt",
        Operator::IsFloat => "IsFloat",
        Operator::IsNull => "IsNull",
    }
}

fn key_comparator(comparator: KeyComparator) -> &'static str {
    match comparator {
        KeyComparator::Equal => "Eq",
        KeyComparator::NotEqual => "NotEq",
        KeyComparator::In => "In",
        KeyComparator::NotIn => "NotIn",
    }
}
