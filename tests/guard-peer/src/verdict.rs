//! What both engines say, in one form.

use std::fmt;

/// What came of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Pass,
    Fail,
    Skip,
    /// It could not be decided. cfn-guard ends the whole run on it.
    Fault,
    /// The peer panicked, so that it has nothing to say.
    Panic,
}

/// The outcome of each rule of a file, in the file's order.
pub(crate) type Verdicts = Vec<(String, Outcome)>;

/// A rule that the engines disagree on; the outcome is missing where an engine does not have the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) rule: String,
    pub(crate) ours: Option<Outcome>,
    pub(crate) theirs: Option<Outcome>,
}

/// Where two lists of verdicts differ. Whatever is said where the peer panics is right.
pub(crate) fn differences(ours: &Verdicts, theirs: &Verdicts) -> Vec<Difference> {
    (0..ours.len().max(theirs.len()))
        .filter(|&index| ours.get(index) != theirs.get(index))
        .filter(|&index| theirs.get(index).is_none_or(|(_, outcome)| *outcome != Outcome::Panic))
        .map(|index| {
            let (ours, theirs) = (ours.get(index), theirs.get(index));
            let rule = ours.or(theirs).map(|(rule, _)| rule.clone()).unwrap_or_default();
            let outcome = |side: Option<&(String, Outcome)>| side.map(|(_, outcome)| *outcome);
            Difference { rule, ours: outcome(ours), theirs: outcome(theirs) }
        })
        .collect()
}

impl fmt::Display for Outcome {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Pass => "PASS",
            Self::Fail => "FAIL",
            Self::Skip => "SKIP",
            Self::Fault => "FAULT",
            Self::Panic => "PANIC",
        })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |side: Option<Outcome>| side.map_or("nothing".to_owned(), |outcome| outcome.to_string());
        write!(out, "`{}`: {} here, {} there", self.rule, text(self.ours), text(self.theirs))
    }
}
