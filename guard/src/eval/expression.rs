//! Regular expressions at work. Most are matched in time that the text's length
//! bounds; those with look-around and the like go back and try again, and how
//! often they may is bounded here.

use fancy_regex::{Error, Regex, RuntimeError};

use super::Fault;
use super::budget::Budget;
use crate::ast::Pattern;

/// How often cfn-guard lets an expression go back before it gives up.
const MOST_BACKTRACKS: usize = 1_000_000;

/// Between two steps back a text may be read to its end: most bytes that are read in all.
const MOST_READ: usize = 2_000_000_000;

/// What it costs, in steps, to try an expression beyond the first steps back.
const PATIENCE: usize = 250_000;

/// Whether an expression is found in a text.
pub(super) fn matches(pattern: &Pattern, text: &str, budget: &Budget) -> Result<bool, Fault> {
    attempt(pattern, text, budget, |regex| regex.is_match(text).map_err(Box::new))
}

/// Does something with an expression and a text. Where it has to go back often, it is done again
/// with as much patience as cfn-guard has.
pub(super) fn attempt<T>(
    pattern: &Pattern,
    text: &str,
    budget: &Budget,
    work: impl Fn(&Regex) -> Result<T, Box<Error>>,
) -> Result<T, Fault> {
    let fault = |error: &str| Fault::regex(&pattern.text, error);
    budget.steps(1)?;
    budget.text(text.len().saturating_mul(8))?;
    let outcome = work(pattern.regex().map_err(fault)?);
    let outcome = match outcome.as_ref().map_err(|error| &**error) {
        Err(Error::RuntimeError(RuntimeError::BacktrackLimitExceeded)) => {
            budget.steps(PATIENCE)?;
            let most = (MOST_READ / text.len().max(1)).min(MOST_BACKTRACKS);
            work(&pattern.patient(most).map_err(|error| fault(&error))?)
        }
        _ => outcome,
    };
    outcome.map_err(|error| fault(&error.to_string()))
}
