//! What an evaluation did, as a tree: which rule, which clause, which values,
//! and how it came out. Reports and findings are read from it.

use crate::ast::{AccessClause, BlockClause, Part, Rule, RuleCall, RuleReference, TypeBlock, WhenBlock};
use crate::value::{PlaceId, Value};

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
    pub message: Option<String>,
    pub children: Vec<Record<'a>>,
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

/// A value check, and the value that the clauses around it are about.
#[derive(Debug)]
pub struct Check<'a> {
    pub kind: CheckKind<'a>,
    pub context: PlaceId,
}

#[derive(Debug)]
pub enum CheckKind<'a> {
    /// Something held.
    Success(Clue<'a>),
    /// A unary operator did not hold.
    Unary { clause: &'a AccessClause, from: Found<'a> },
    /// A comparison with one value did not hold; `to` is missing when `from` is.
    Comparison { clause: &'a AccessClause, from: Found<'a>, to: Option<Found<'a>> },
    /// A value was not among others, or was where it must not be.
    In { clause: &'a AccessClause, from: Found<'a>, to: Vec<Found<'a>> },
    /// A key filter looked at a key; it has no clause of its own.
    KeyFilter,
    /// Nothing was selected for `!empty`.
    Nothing(&'a AccessClause),
    /// A rule that is referred to did not pass.
    Reference(&'a RuleReference),
    /// The query of a block led nowhere.
    MissingBlock { block: &'a BlockClause, from: Found<'a> },
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
    UnresolvedVariable(&'a str),
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
