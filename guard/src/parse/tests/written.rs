//! Writes a tree as text with everything explicit, for comparison in tests:
//! filters in braces, each clause in parentheses, alternatives joined by `|`.

use crate::ast::{
    Block, Clause, Conjunctions, KeyComparator, Literal, LiteralData, Message, Name, Operand, PartKind,
    Query, Range, Rule, RulesFile,
};

/// `let`s, then rules, one on a line.
pub(super) fn file(file: &RulesFile) -> String {
    let lets =
        file.assignments.iter().map(|each| format!("let {} = {}", each.name.text, operand(&each.value)));
    let rules = file.rules.iter().map(|each| format!("{}{}", each.name.text, rule(each)));
    let parameterized = file.parameterized.iter().map(|each| {
        let parameters: Vec<_> = each.parameters.iter().map(|name| name.text.as_str()).collect();
        format!("{}({}){}", each.rule.name.text, parameters.join(","), rule(&each.rule))
    });
    lets.chain(rules).chain(parameterized).collect::<Vec<_>>().join("\n")
}

fn rule(rule: &Rule) -> String {
    format!("{} {}", when(rule.conditions.as_ref()), block(&rule.block))
}

fn when(conditions: Option<&Conjunctions>) -> String {
    conditions.map_or(String::new(), |conditions| format!(" when {}", conjunctions(conditions)))
}

fn block(block: &Block) -> String {
    let lets =
        block.assignments.iter().map(|each| format!("let {} = {}; ", each.name.text, operand(&each.value)));
    format!("{{ {}{} }}", lets.collect::<String>(), conjunctions(&block.conjunctions))
}

fn conjunctions(conjunctions: &Conjunctions) -> String {
    let alternatives = |clauses: &Vec<Clause>| clauses.iter().map(clause).collect::<Vec<_>>().join(" | ");
    conjunctions.iter().map(alternatives).collect::<Vec<_>>().join(" ")
}

fn clause(clause: &Clause) -> String {
    match clause {
        Clause::Access(access) => {
            let not = if access.not { "not " } else { "" };
            let operand =
                access.operand.as_ref().map_or(String::new(), |value| format!(" {}", operand(value)));
            let message = message(access.message.as_ref());
            let query = query(&access.query);
            format!("({}{query} {not}{:?}{operand}{message})", negation(access.negated), access.operator)
        }
        Clause::Reference(reference) => {
            let message = message(reference.message.as_ref());
            format!("({}rule {}{message})", negation(reference.negated), reference.name.text)
        }
        Clause::Call(call) => {
            let arguments: Vec<_> = call.arguments.iter().map(operand).collect();
            let message = message(call.message.as_ref());
            format!("({}{}({}){message})", negation(call.negated), call.name.text, arguments.join(","))
        }
        Clause::Block(clause) => {
            let not_empty = if clause.not_empty { " !empty" } else { "" };
            format!("({}{not_empty} {})", query(&clause.query), block(&clause.block))
        }
        Clause::When(clause) => {
            format!("(when {} {})", conjunctions(&clause.conditions), block(&clause.block))
        }
        Clause::Type(clause) => {
            format!(
                "({}{} {})",
                clause.type_name.text,
                when(clause.conditions.as_ref()),
                block(&clause.block)
            )
        }
    }
}

fn negation(negated: bool) -> &'static str {
    if negated { "not " } else { "" }
}

fn message(message: Option<&Message>) -> String {
    message.map_or(String::new(), |message| format!(" <<{}>>", message.text))
}

fn operand(operand: &Operand) -> String {
    match operand {
        Operand::Literal(value) => literal(value),
        Operand::Query(value) => query(value),
        Operand::Call(call) => {
            let arguments: Vec<_> = call.arguments.iter().map(self::operand).collect();
            format!("{}({})", call.function.name(), arguments.join(","))
        }
    }
}

fn query(query: &Query) -> String {
    let parts: Vec<_> = query.parts.iter().map(|part| self::part(&part.kind)).collect();
    format!("{}{}", if query.match_all { "" } else { "some " }, parts.join("."))
}

fn part(part: &PartKind) -> String {
    let name =
        |capture: &Option<Name>| capture.as_ref().map_or(String::new(), |name| format!("{} ", name.text));
    match part {
        PartKind::This => "this".to_owned(),
        PartKind::Key(key) => format!("'{}'", key.text),
        PartKind::Variable(name) => format!("%{name}"),
        PartKind::AllValues(capture) => format!("{}*", name(capture)),
        PartKind::AllIndices(capture) => format!("[{}*]", name(capture)),
        PartKind::Index(index) => index.to_string(),
        PartKind::Filter { capture, clauses } => format!("{{{}{}}}", name(capture), conjunctions(clauses)),
        PartKind::KeyFilter { capture, comparator, operand } => {
            let comparator = match comparator {
                KeyComparator::Equal => "==",
                KeyComparator::NotEqual => "!=",
                KeyComparator::In => "in",
                KeyComparator::NotIn => "not in",
            };
            format!("{{{}keys {comparator} {}}}", name(capture), self::operand(operand))
        }
    }
}

fn literal(literal: &Literal) -> String {
    match &literal.data {
        LiteralData::Null => "null".to_owned(),
        LiteralData::Bool(value) => value.to_string(),
        LiteralData::Int(value) => value.to_string(),
        LiteralData::Float(value) => format!("{value:?}"),
        LiteralData::String(text) => format!("{text:?}"),
        LiteralData::Regex(pattern) => format!("/{}/", pattern.text),
        LiteralData::List(items) => {
            format!("[{}]", items.iter().map(self::literal).collect::<Vec<_>>().join(","))
        }
        LiteralData::Map(entries) => {
            let entry = |(key, value): &(Name, Literal)| format!("{}: {}", key.text, self::literal(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
        LiteralData::IntRange(bounds) => range(bounds),
        LiteralData::FloatRange(bounds) => range(bounds),
        LiteralData::CharRange(bounds) => range(bounds),
    }
}

fn range<T: std::fmt::Debug>(range: &Range<T>) -> String {
    let open = if range.lower_inclusive { '[' } else { '(' };
    let close = if range.upper_inclusive { ']' } else { ')' };
    format!("{open}{:?},{:?}{close}", range.lower, range.upper)
}
