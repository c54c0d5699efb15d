//! The Guard policy language: rules files with spans, and their verdicts on
//! templates. Knows no rule, no pack and no file; verdicts are those of
//! [`SEMANTICS`]. Pure functions of text: no disk, no clock, no network.

pub mod ast;
mod casing;
mod document;
mod eval;
mod finding;
mod metadata;
mod names;
mod parse;
mod pattern;
mod record;
mod scalar;
mod slice;
mod testing;
mod value;

pub use document::{Document, Scalars, Unmergeable};
pub use eval::{Detail, Evaluation, Fault, Notice, Options, Verdict, evaluate, evaluate_rules};
pub use finding::{Blame, Fact, Finding, SuppressionIds, findings, findings_of};
pub use metadata::{Described, Metadata, Severity, Text, metadata};
pub use names::check_names;
pub use parse::{Parsed, RuleError, parse};
pub use record::{
    Check, CheckKind, Clue, Found, KeyCheck, Level, Mismatch, Reason, Record, Remark, Site, Status,
    TypeRemark, Unresolved,
};
pub use slice::{Selection, Slice, Targets, Undefined, slice, targets};
pub use testing::{
    Case, Coverage, Covered, Expectation, Outcome, Tests, Why, has_rule, read_tests, run_case,
};
pub use value::{Data, Entry, Map, Place, PlaceId, Step, Store, Value};

/// The release of cfn-guard whose verdicts these are.
pub const SEMANTICS: &str = "3.2.1";
