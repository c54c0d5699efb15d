//! What an evaluation did, as a tree: which rule, which clause, which values,
//! and how it came out. Reports and findings are read from it.

use std::fmt;

use crate::ast::{AccessClause, BlockClause, Part, Rule, RuleCall, RuleReference, TypeBlock, WhenBlock};
use crate::eval::Fault;
use crate::value::Value;

/// What a clause, a block or a rule came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Pass,
    Fail,
    Skip,
}

/// One step of an evaluation and what it consisted of.
#[derive(Debug)]
pub struct Record<'a> {
    pub site: Site<'a>,
    pub status: Status,
    /// Why, where the status alone does not say it.
    pub remark: Option<Remark<'a>>,
    /// Whether anything was looked at below it, kept as a child or not.
    pub steps: bool,
    pub children: Vec<Self>,
}

/// Why something came out as it did.
#[derive(Debug, Clone)]
pub enum Remark<'a> {
    /// The operand of a comparison, negated or not, led to no values.
    NoOperand {
        negated: bool,
    },
    /// The variable that was to be compared stands for no values.
    NoValues,
    /// The rule that a condition refers to did not apply.
    ReferenceDidNotApply,
    /// A type block found nothing to check.
    Type(TypeRemark<'a>),
    Fault(Fault),
}

/// Why a type block checked nothing.
#[derive(Debug, Clone, Copy)]
pub enum TypeRemark<'a> {
    /// No resource is of the type.
    NoResource,
    /// The query did not get to resources; where it stopped, if that is known.
    Unselected(Option<Unresolved<'a>>),
    /// The block's condition held for none.
    Exempted,
    /// No clause applied to any of them.
    NotApplicable,
    /// Each is one or the other of these.
    Mixed,
}

/// Two values that can't be compared, and what was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mismatch {
    /// An order or equality between kinds that have none.
    Kinds,
    /// One is no text that could be within the other.
    NotText,
    /// A list within something that is no list.
    NotList,
}

/// What a record is about.
#[derive(Debug)]
pub enum Site<'a> {
    /// A named rule, or the parameterized rule of a call.
    Rule(&'a Rule, Option<&'a RuleCall>),
    /// Its `when`.
    RuleWhen(&'a Rule),
    Type(&'a TypeBlock),
    /// A type block on the value with this number.
    TypeValue(&'a TypeBlock, u32),
    TypeWhen(&'a TypeBlock, u32),
    /// A filter of so many conjunctions on an element of a list.
    ListFilter(usize),
    /// A filter on a map or on its values.
    MapFilter(usize),
    When(&'a WhenBlock, Level),
    WhenConditions(&'a WhenBlock, Level),
    /// Alternatives.
    Disjunction(Level),
    Block(&'a BlockClause),
    Access(&'a AccessClause),
    /// A reference that does not apply.
    Reference(&'a RuleReference),
    /// One comparison, or what stands for one.
    Check(Check<'a>),
}

/// Where clauses stand; cfn-guard's reports tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Directly in a rule.
    Rule,
    /// In a block or a filter.
    Block,
    /// Behind `when`.
    Condition,
}

/// A value check.
#[derive(Debug)]
pub struct Check<'a> {
    pub kind: CheckKind<'a>,
    /// What the clauses around it are about.
    pub context: &'a Value<'a>,
}

#[derive(Debug)]
pub enum CheckKind<'a> {
    /// Something held.
    Success(Clue<'a>),
    /// A unary operator did not hold.
    Unary { clause: &'a AccessClause, from: Found<'a> },
    /// A comparison with one value did not hold; `to` is missing when `from` is.
    Comparison {
        clause: &'a AccessClause,
        from: Found<'a>,
        to: Option<Found<'a>>,
        mismatch: Option<Mismatch>,
    },
    /// A value was not among others, or was where it must not be.
    In { clause: &'a AccessClause, from: Found<'a>, to: &'a [Found<'a>] },
    /// A key did not satisfy a key filter, which has no clause of its own.
    KeyFilter(KeyCheck<'a>),
    /// Nothing was selected for `!empty`.
    Nothing(&'a AccessClause),
    /// A rule that is referred to did not pass.
    Reference(&'a RuleReference),
    /// The query of a block led nowhere.
    MissingBlock { block: &'a BlockClause, from: Found<'a> },
}

/// A key and what a key filter compared it with.
#[derive(Debug)]
pub struct KeyCheck<'a> {
    pub key: &'a Value<'a>,
    pub to: Vec<Found<'a>>,
    /// Whether the key was to be one of the values rather than equal each.
    pub among: bool,
    pub not: bool,
}

/// The clause of a success.
#[derive(Debug, Clone, Copy)]
pub enum Clue<'a> {
    Access(&'a AccessClause),
    Reference(&'a RuleReference),
    KeyFilter,
}

/// What a query led to.
#[derive(Debug, Clone, Copy)]
pub enum Found<'a> {
    /// A literal of the rules file.
    Literal(&'a Value<'a>),
    Resolved(&'a Value<'a>),
    Unresolved(Unresolved<'a>),
}

/// A query that did not get to its end.
#[derive(Debug, Clone, Copy)]
pub struct Unresolved<'a> {
    /// How far it got.
    pub at: &'a Value<'a>,
    /// The parts that it did not get through.
    pub rest: &'a [Part],
    pub reason: Reason<'a>,
}

/// Why a query did not get further.
#[derive(Debug, Clone, Copy)]
pub enum Reason<'a> {
    NoKey(&'a str),
    /// A key was asked of something that is no map.
    NoMap(&'a str),
    /// `%var` named a key that is not there.
    NoKeyOfVariable(&'a str),
    /// `%var` did not lead to keys.
    UnresolvedVariable(&'a str, &'a Unresolved<'a>),
    /// A number was given behind `%var` that it has no value for.
    NoSuchValueOfVariable(&'a str, i64),
    OutOfBounds(i64),
    /// An index into something that is no list.
    NoList(i64),
    /// `*` on an empty list or map.
    NoEntries,
    /// A filter on something that is neither map nor list.
    NotFilterable,
    /// A key filter on something that is no map.
    NoMapForKeys,
}

impl fmt::Display for Status {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
            Self::Skip => "SKIP",
        })
    }
}

impl<'a> Found<'a> {
    pub fn value(self) -> Option<&'a Value<'a>> {
        match self {
            Self::Literal(value) | Self::Resolved(value) => Some(value),
            Self::Unresolved(_) => None,
        }
    }

    /// The value, or as far as the query got.
    pub fn nearest(self) -> &'a Value<'a> {
        match self {
            Self::Literal(value) | Self::Resolved(value) => value,
            Self::Unresolved(unresolved) => unresolved.at,
        }
    }
}
