//! Engine, built-in rules, organisation policy, suppressions, fixes and
//! configuration. [`check`] is the only way in, for the command line and the
//! server alike. Pure: no disk, no clock, no network.

pub mod adoption;
mod availability;
pub mod baseline;
mod builtin;
pub mod config;
mod context;
mod context_block;
mod cycles;
mod deployed;
pub mod deployment;
mod diagnostic;
pub mod docs;
mod dynamic_reference;
pub mod editing;
mod ending;
mod engine;
mod files;
mod fitting;
pub mod fixing;
mod forms;
mod functions;
mod generator;
pub mod guard;
mod iam;
mod insertion;
mod known_text;
mod landing_zone;
mod language;
mod lasting;
mod locate;
mod loops;
mod marked_text;
mod members;
mod naming;
mod nearest;
mod network;
pub mod parameter_types;
mod partition;
mod passwords;
pub mod permissions;
mod pipelines;
mod placed;
mod policies;
mod properties;
mod remedy;
mod removal;
pub mod resolved;
mod roles;
mod rule;
pub mod rule_files;
mod rule_names;
mod runtimes;
mod sites;
mod snap_start;
mod spelling;
mod stable_hash;
mod stack;
mod standards;
mod state_machine;
mod stateful;
mod suppress;
mod surroundings;
mod tagging;
#[cfg(test)]
mod testing;
mod transforms;
mod validate;
mod wildcard;
mod words;
mod written;

pub use config::{Config, Front, Overrides, Settings};
pub use context::Context;
pub use diagnostic::{
    Applicability, Cause, Diagnostic, Edit, Elsewhere, Fix, Known, KnownFrom, Path, Related, Report,
    RuleCode, Segment, Severity, Suppressed,
};
pub use engine::{check, check_around, check_at};
pub use files::Files;
pub use policies::takes_snapshots;
pub use rule::{Control, Meta, Phase};
pub use stable_hash::stable_hash;
pub use stack::{Given, Stack};
pub use suppress::{Date, Exception, NoDate, REASON_TO_GIVE, Reach, Spelling, State, Use, judge_exceptions};
pub use surroundings::{Claims, Run, Surroundings};

/// Every built-in rule's description, in the order of the registry; the rules of the packs last.
pub fn all() -> impl Iterator<Item = &'static Meta> {
    builtin::entries().map(|entry| &entry.meta).chain(guard::metas())
}

/// The rule that `name` means: by code, name or alias.
pub fn find(name: &str) -> Option<&'static Meta> {
    all().find(|meta| meta.is_called(name))
}
