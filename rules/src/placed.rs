//! Rules about the value at one place of some resource types: a row with the
//! places and a schema, or a check in Rust. The validator meets such a place
//! on its walk and lets the rows say their share; no row walks on its own.

use std::sync::LazyLock;

use formwork_template::{Assumption, Value};
use rustc_hash::FxHashMap;

use crate::Applicability;
use crate::rule::{Check, Entry};
use crate::validate::{Place, Validator};

/// What a row looks at, and how.
#[derive(Debug)]
pub(crate) struct Placed {
    /// `AWS::Lambda::Function/Environment/Variables`: a type and a path below its
    /// `Properties`, where `*` is any item or key that has no name of its own. Or
    /// `kind`, a blank and the name that a schema gives to a value (`cfnLint`).
    pub(crate) at: &'static [&'static str],
    pub(crate) judge: Judge,
    /// What is said instead of the words of the fault that was found.
    pub(crate) message: Option<&'static str>,
    /// The remedy.
    pub(crate) help: Option<&'static str>,
    /// Of all faults only the one that says most is given.
    pub(crate) one: bool,
    /// The edit that mends it, where it is not that of the fault by itself.
    pub(crate) remedy: Option<Remedy>,
}

/// The edit that mends what a row finds.
#[derive(Debug)]
pub(crate) enum Remedy {
    /// Takes out the property at fault.
    Remove(Applicability),
    /// Takes out these properties of the map that the fault is in.
    RemoveAll(&'static [&'static str], Applicability),
    /// Sets what a path leads to, from the map at fault on, to a value in flow style.
    Set(&'static str, &'static str),
    /// Puts the only value that is allowed in the place of the one at fault.
    Only,
    /// Writes the text at fault otherwise.
    Respell(fn(&str) -> Option<String>),
    /// A person has to say which of the values is meant.
    None,
}

/// How the value is judged.
#[derive(Debug)]
pub(crate) enum Judge {
    /// By a schema of the archive.
    Schema(&'static str),
    /// By the schema that the archive has for each region.
    Regional(&'static str),
    /// As a policy document, by a schema of the archive.
    Policy(&'static str),
    /// By a function.
    Code(Code),
}

/// A check in Rust. It reports with [`Validator::say`] and the like.
pub(crate) type Code = for<'a> fn(&mut Validator<'a>, Value<'a>, Place<'a>, &Assumption<'a>);

/// A place in the properties of a type, with the rows about it.
#[derive(Debug, Default)]
pub(crate) struct Spot {
    rows: Vec<(&'static Entry, &'static Placed)>,
    below: FxHashMap<&'static str, Self>,
}

/// All places with rows, by type or kind.
static SPOTS: LazyLock<FxHashMap<&'static str, Spot>> = LazyLock::new(|| {
    let mut spots: FxHashMap<&'static str, Spot> = FxHashMap::default();
    for entry in crate::builtin::entries() {
        let Check::Placed(placed) = &entry.check else { continue };
        for at in placed.at {
            if let Some(kind) = at.strip_prefix("kind ") {
                spots.entry(kind).or_default().rows.push((entry, placed));
                continue;
            }
            let mut steps = at.split('/');
            let mut spot = spots.entry(steps.next().unwrap_or_default()).or_default();
            for step in steps {
                spot = spot.below.entry(step).or_default();
            }
            spot.rows.push((entry, placed));
        }
    }
    spots
});

impl Spot {
    /// The `Properties` of a type.
    pub(crate) fn of_type(name: &str) -> Option<&'static Self> {
        SPOTS.get(name)
    }

    /// The rows about a kind of value.
    pub(crate) fn of_kind(name: &str) -> Option<&'static Self> {
        SPOTS.get(name)
    }

    /// One step down: a property's name, or `*`.
    pub(crate) fn below(&self, step: &str) -> Option<&Self> {
        self.below.get(step)
    }

    pub(crate) fn rows(&self) -> &[(&'static Entry, &'static Placed)] {
        &self.rows
    }
}
