//! The same steps as data, for `--print-json`.

use formwork_guard::{CheckKind, Found, Record, Site, Status};

use super::colours::status;
use super::node::Node;
use super::parse_tree;
use super::report::Comparison;
use super::trace::Trace;
use super::words::{self, Facts, custom_message};

impl<'a> Trace<'_, 'a> {
    pub(super) fn node(&self) -> Node {
        let file = named(self.data, self.status, None);
        Node::map([
            ("context", format!("File(rules={})", self.rules).into()),
            ("container", Node::case("FileCheck", file)),
            ("children", Node::list(self.records.iter().map(|record| self.record(record)))),
        ])
    }

    fn record(&self, record: &Record<'a>) -> Node {
        Node::map([
            ("context", self.words.context(record).into()),
            ("container", self.container(record)),
            ("children", Node::list(record.children.iter().map(|child| self.record(child)))),
        ])
    }

    fn container(&self, record: &Record<'a>) -> Node {
        let plain = Node::from(status(record.status));
        let block = |at_least_one: bool| {
            Node::map([
                ("at_least_one_matches", at_least_one.into()),
                ("status", status(record.status).into()),
                ("message", self.words.message(record).into()),
            ])
        };
        let (name, content) = match &record.site {
            Site::Rule(rule, _) => {
                let name = self.words.rule(rule);
                ("RuleCheck", named(&name, record.status, self.words.message(record)))
            }
            Site::RuleWhen(_) => ("RuleCondition", plain),
            Site::Type(type_block) => {
                let name = type_block.type_name.text.as_str();
                ("TypeCheck", Node::map([("type_name", name.into()), ("block", block(false))]))
            }
            Site::TypeValue(..) => ("TypeBlock", plain),
            Site::TypeWhen(..) => ("TypeCondition", plain),
            Site::ListFilter(_) | Site::MapFilter(_) => ("Filter", plain),
            Site::When(..) => ("WhenCheck", block(false)),
            Site::WhenConditions(..) => ("WhenCondition", plain),
            Site::Disjunction(_) => ("Disjunction", block(true)),
            Site::Block(clause) => ("BlockGuardCheck", block(!clause.query.match_all)),
            Site::Access(clause) => ("GuardClauseBlockCheck", block(!clause.query.match_all)),
            Site::Reference(_) => ("GuardClauseBlockCheck", block(false)),
            Site::Check(check) => ("ClauseValueCheck", self.value_check(record, &check.kind)),
        };
        Node::case(name, content)
    }

    fn value_check(&self, record: &Record<'a>, check: &CheckKind<'a>) -> Node {
        let message = Node::from(self.words.undecided(record, check));
        let failed = || Node::from(status(Status::Fail));
        let operator =
            |(operator, not): Comparison| Node::List(vec![parse_tree::operator(operator).into(), not.into()]);
        match words::facts(check) {
            Facts::Success => "Success".into(),
            Facts::Nothing(clause) => Node::case("NoValueForEmptyCheck", custom_message(clause).into()),
            Facts::Reference(reference) => {
                let custom = reference.message.as_ref().map(|message| &*message.text);
                let content = Node::map([
                    ("rule", reference.name.text.as_str().into()),
                    ("message", message),
                    ("custom_message", custom.into()),
                    ("status", failed()),
                ]);
                Node::case("DependentRule", content)
            }
            Facts::MissingBlock(from) => {
                let content = Node::map([
                    ("from", self.found(&from)),
                    ("message", message),
                    ("custom_message", Node::Null),
                    ("status", failed()),
                ]);
                Node::case("MissingBlockValue", content)
            }
            Facts::Unary { from, by, custom } => {
                let value = Node::map([
                    ("from", self.found(&from)),
                    ("message", message),
                    ("custom_message", custom.into()),
                    ("status", failed()),
                ]);
                Node::case("Unary", Node::map([("value", value), ("comparison", operator(by))]))
            }
            Facts::Binary { from, to, by, custom } => {
                let content = Node::map([
                    ("comparison", operator(by)),
                    ("from", self.found(&from)),
                    ("to", to.map(|to| self.found(&to)).into()),
                    ("message", message),
                    ("custom_message", custom.into()),
                    ("status", failed()),
                ]);
                Node::case("Comparison", content)
            }
            Facts::In { from, to, by, custom } => {
                let content = Node::map([
                    ("comparison", operator(by)),
                    ("from", self.found(&from)),
                    ("to", Node::list(to.iter().map(|found| self.found(found)))),
                    ("message", message),
                    ("custom_message", custom.into()),
                    ("status", failed()),
                ]);
                Node::case("InComparison", content)
            }
        }
    }

    fn found(&self, found: &Found<'a>) -> Node {
        let values = self.words.values;
        match found {
            Found::Literal(value) => Node::case("Literal", values.node(value)),
            Found::Resolved(value) => Node::case("Resolved", values.node(value)),
            Found::Unresolved(unresolved) => Node::case("UnResolved", values.unresolved(unresolved)),
        }
    }
}

fn named(name: &str, status: Status, message: Option<String>) -> Node {
    let status = self::status(status);
    Node::map([("name", name.into()), ("status", status.into()), ("message", message.into())])
}
