//! What came of rules on one document, as all reports have it: the rules that
//! failed and the checks that made them, and the names of the others.

use std::collections::{BTreeMap, BTreeSet};

use formwork_guard::ast::Operator;
use formwork_guard::{Status, Unresolved, Value};

use crate::report::position::Position;

/// The outcome for one document.
#[derive(Debug)]
pub(super) struct FileReport<'a> {
    /// What the document is called.
    pub(super) name: &'a str,
    pub(super) status: Status,
    pub(super) not_compliant: Vec<RuleItem<'a>>,
    pub(super) not_applicable: BTreeSet<String>,
    /// Why rules did not apply, where it is known.
    pub(super) reasons: BTreeMap<String, String>,
    pub(super) compliant: BTreeSet<String>,
}

/// Something that failed.
#[derive(Debug)]
pub(super) enum Item<'a> {
    Rule(RuleItem<'a>),
    /// Alternatives of which none held.
    Any(Vec<Self>),
    Block(BlockItem<'a>),
    Clause(ClauseItem<'a>),
}

#[derive(Debug)]
pub(super) struct RuleItem<'a> {
    pub(super) name: String,
    /// Why the rule failed, where that is not for its checks to say.
    pub(super) message: Option<String>,
    pub(super) checks: Vec<Item<'a>>,
}

/// A block that was not gone into.
#[derive(Debug)]
pub(super) struct BlockItem<'a> {
    pub(super) context: String,
    pub(super) messages: Messages,
    pub(super) unresolved: Option<Unresolved<'a>>,
}

/// A clause that did not hold for a value.
#[derive(Debug)]
pub(super) struct ClauseItem<'a> {
    pub(super) context: String,
    pub(super) messages: Messages,
    pub(super) check: Check<'a>,
}

#[derive(Debug)]
pub(super) enum Check<'a> {
    UnaryUnresolved(Unresolved<'a>, Comparison),
    Unary(&'a Value<'a>, Comparison),
    /// What was not decided about a value: the clause or the rule that is referred to.
    Context(String),
    BinaryUnresolved(Unresolved<'a>, Comparison),
    Binary {
        from: &'a Value<'a>,
        to: &'a Value<'a>,
        comparison: Comparison,
    },
    In {
        from: &'a Value<'a>,
        to: Vec<&'a Value<'a>>,
        comparison: Comparison,
    },
}

/// An operator and whether it is negated.
pub(super) type Comparison = (Operator, bool);

#[derive(Debug, Default)]
pub(super) struct Messages {
    /// What the author of the rule says.
    pub(super) custom: Option<String>,
    pub(super) error: Option<String>,
    pub(super) region: Option<Region>,
}

/// A part of the document, as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl<'a> FileReport<'a> {
    pub(super) fn new(name: &'a str) -> Self {
        Self {
            name,
            status: Status::Skip,
            not_compliant: Vec::new(),
            not_applicable: BTreeSet::new(),
            reasons: BTreeMap::new(),
            compliant: BTreeSet::new(),
        }
    }

    /// Takes in what came of further rules.
    pub(super) fn combine(&mut self, other: Self) {
        self.status = match (self.status, other.status) {
            (Status::Fail, _) | (_, Status::Fail) => Status::Fail,
            (Status::Skip, Status::Skip) => Status::Skip,
            _ => Status::Pass,
        };
        self.not_compliant.extend(other.not_compliant);
        self.not_applicable.extend(other.not_applicable);
        self.reasons.extend(other.reasons);
        self.compliant.extend(other.compliant);
    }
}

impl<'a> Item<'a> {
    fn messages<'i>(&'i self, found: &mut Vec<&'i Messages>) {
        match self {
            Self::Rule(rule) => rule.checks.iter().for_each(|item| item.messages(found)),
            Self::Any(items) => items.iter().for_each(|item| item.messages(found)),
            Self::Block(block) => found.push(&block.messages),
            Self::Clause(clause) => found.push(&clause.messages),
        }
    }
}

impl RuleItem<'_> {
    /// The messages of all checks.
    pub(super) fn messages(&self) -> Vec<&Messages> {
        let mut found = Vec::new();
        self.checks.iter().for_each(|item| item.messages(&mut found));
        found
    }
}
