//! An exception as it is listed: what is let go where, why, until when, by whom,
//! and whether it is still in order.

use formwork_template::Span;
use smol_str::SmolStr;

use super::Date;

/// One rule that is let go in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// As written: a code, name or alias, or the name of another tool's rule.
    pub rule: SmolStr,
    /// Where it is written.
    pub place: Span,
    pub spelling: Spelling,
    pub reach: Reach,
    /// The reason it gives, if any.
    pub reason: Option<SmolStr>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Who answers for it, without `@`.
    pub owner: Option<SmolStr>,
    pub state: State,
    /// How many findings it covers.
    pub covers: usize,
}

/// Where an exception is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    Comment,
    /// `Metadata.formwork.ignore`
    Metadata,
    /// `Metadata.guard.SuppressedRules`
    Guard,
    /// `Metadata.cfn-lint.config.ignore_checks`
    CfnLint,
    /// `Metadata.cfn_nag.rules_to_suppress`
    CfnNag,
    /// `Metadata.checkov.skip`
    Checkov,
    /// `exceptions` in `formwork.yaml`
    Configuration,
}

impl Spelling {
    /// Whether another tool reads it as well, and may need it.
    pub fn is_foreign(self) -> bool {
        matches!(self, Self::Guard | Self::CfnLint | Self::CfnNag | Self::Checkov)
    }

    /// As people and programs read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Metadata => "metadata",
            Self::Guard => "guard",
            Self::CfnLint => "cfn-lint",
            Self::CfnNag => "cfn_nag",
            Self::Checkov => "checkov",
            Self::Configuration => "formwork.yaml",
        }
    }
}

/// How far an exception reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// One line.
    Line,
    /// The resource with this logical ID.
    Resource(SmolStr),
    File,
    /// The files that one of the patterns matches, and in them the resources whose logical ID one
    /// of the others matches; where there are no patterns, all.
    Matching {
        files: Vec<SmolStr>,
        resources: Vec<SmolStr>,
    },
}

/// Whether an exception is in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It covers what was found.
    Active,
    /// It covers what was found, and ends within two weeks.
    EndsSoon,
    /// Nobody can tell: its rule does not run, or not all that it reaches was looked at.
    Idle,
    /// It names no rule of ours, in a list of another tool's.
    Foreign,
    /// It covers nothing.
    Unused,
    /// Its last day is over: it covers nothing any more.
    Expired,
    /// It names no rule.
    Unknown,
    /// It lacks what the organisation asks for, or ends too late.
    Incomplete,
    /// Nothing may cover what its rule finds.
    Forbidden,
}

impl State {
    pub const ALL: [Self; 9] = [
        Self::Active,
        Self::EndsSoon,
        Self::Idle,
        Self::Foreign,
        Self::Unused,
        Self::Expired,
        Self::Unknown,
        Self::Incomplete,
        Self::Forbidden,
    ];

    /// Whether nobody has to do anything about it.
    pub fn is_in_order(self) -> bool {
        matches!(self, Self::Active | Self::EndsSoon | Self::Idle | Self::Foreign)
    }

    /// As people and programs read it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::EndsSoon => "ends-soon",
            Self::Idle => "idle",
            Self::Foreign => "foreign",
            Self::Unused => "unused",
            Self::Expired => "expired",
            Self::Unknown => "unknown-rule",
            Self::Incomplete => "incomplete",
            Self::Forbidden => "not-allowed",
        }
    }
}
