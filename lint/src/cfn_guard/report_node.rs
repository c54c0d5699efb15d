//! Reports as data.

use super::colours::status;
use super::node::Node;
use super::parse_tree;
use super::report::{Check, ClauseItem, Comparison, FileReport, Item, Messages, RuleItem};
use super::values::Values;

pub(super) fn file_report<'a>(report: &FileReport<'a>, values: &Values<'a>) -> Node {
    let rules = report.not_compliant.iter().map(|rule| self::rule(rule, values));
    let mut entries = vec![
        ("name", report.name.into()),
        ("metadata", Node::Map(Vec::new())),
        ("status", status(report.status).into()),
        ("not_compliant", Node::list(rules)),
        ("not_applicable", Node::list(&report.not_applicable)),
    ];
    if !report.reasons.is_empty() {
        let reasons = report.reasons.iter().map(|(rule, reason)| (rule.clone(), reason.into()));
        entries.push(("not_applicable_reasons", Node::Map(reasons.collect())));
    }
    entries.push(("compliant", Node::list(&report.compliant)));
    Node::Map(entries.into_iter().map(|(key, node)| (key.to_owned(), node)).collect())
}

fn rule<'a>(rule: &RuleItem<'a>, values: &Values<'a>) -> Node {
    let messages =
        Node::map([("custom_message", rule.message.as_ref().into()), ("error_message", Node::Null)]);
    let rule = Node::map([
        ("name", (&rule.name).into()),
        ("metadata", Node::Map(Vec::new())),
        ("messages", messages),
        ("checks", items(&rule.checks, values)),
    ]);
    Node::case("Rule", rule)
}

fn items<'a>(items: &[Item<'a>], values: &Values<'a>) -> Node {
    Node::list(items.iter().map(|item| match item {
        Item::Rule(rule) => self::rule(rule, values),
        Item::Any(items) => Node::case("Disjunctions", Node::case("checks", self::items(items, values))),
        Item::Block(block) => {
            let unresolved = block.unresolved.as_ref().map(|unresolved| values.unresolved(unresolved));
            let block = Node::map([
                ("context", (&block.context).into()),
                ("messages", messages(&block.messages)),
                ("unresolved", unresolved.into()),
            ]);
            Node::case("Block", block)
        }
        Item::Clause(clause) => Node::case("Clause", self::clause(clause, values)),
    }))
}

fn messages(messages: &Messages) -> Node {
    Node::map([
        ("custom_message", messages.custom.as_ref().into()),
        ("error_message", messages.error.as_ref().into()),
    ])
}

fn clause<'a>(clause: &ClauseItem<'a>, values: &Values<'a>) -> Node {
    let unresolved = |unresolved, by| {
        let content = Node::map([("value", values.unresolved(unresolved)), ("comparison", comparison(by))]);
        Node::case("UnResolved", content)
    };
    let (kind, check) = match &clause.check {
        Check::UnaryUnresolved(missing, by) => ("Unary", unresolved(missing, *by)),
        Check::Unary(value, by) => {
            let content = Node::map([("value", values.node(value)), ("comparison", comparison(*by))]);
            ("Unary", Node::case("Resolved", content))
        }
        Check::Context(context) => ("Unary", Node::case("UnResolvedContext", context.into())),
        Check::BinaryUnresolved(missing, by) => ("Binary", unresolved(missing, *by)),
        Check::Binary { from, to, comparison: by } => {
            let content = Node::map([
                ("from", values.node(from)),
                ("to", values.node(to)),
                ("comparison", comparison(*by)),
            ]);
            ("Binary", Node::case("Resolved", content))
        }
        Check::In { from, to, comparison: by } => {
            let content = Node::map([
                ("from", values.node(from)),
                ("to", Node::list(to.iter().map(|value| values.node(value)))),
                ("comparison", comparison(*by)),
            ]);
            ("Binary", Node::case("InResolved", content))
        }
    };
    let context = ("context", (&clause.context).into());
    let messages = ("messages", messages(&clause.messages));
    let check = ("check", check);
    let entries = if kind == "Unary" { [check, context, messages] } else { [context, messages, check] };
    Node::case(kind, Node::map(entries))
}

fn comparison((operator, not): Comparison) -> Node {
    Node::List(vec![parse_tree::operator(operator).into(), not.into()])
}
