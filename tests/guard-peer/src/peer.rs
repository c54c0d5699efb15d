//! cfn-guard's side: rules and documents as its `validate` reads them, and its
//! verdict on each rule. Its panics and its errors come out as values.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::{Mutex, PoisonError};

use cfn_guard::rules::eval::{ClauseRole, eval_rule};
use cfn_guard::rules::eval_context::root_scope;
use cfn_guard::rules::exprs::RulesFile;
use cfn_guard::rules::parser::{Span, rules_file};
use cfn_guard::rules::path_value::PathAwareValue;
use cfn_guard::rules::values::read_from;
use cfn_guard::rules::{Status, eval, eval_context};

use crate::verdict::{Outcome, Verdicts};

pub(crate) type Rules<'a> = RulesFile<'a>;
pub(crate) type Document = Rc<PathAwareValue>;

/// Why the peer has no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It says that the input is wrong.
    Refused(String),
    Panicked,
}

/// Where the peer panicked, and how often.
static PANICS: Mutex<BTreeMap<String, usize>> = Mutex::new(BTreeMap::new());

/// Has panics counted instead of shown.
pub(crate) fn count_panics() {
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, |place| {
            let file = place.file().rsplit_once("/src/").map_or(place.file(), |(_, file)| file);
            format!("{file}:{}", place.line())
        });
        *PANICS.lock().unwrap_or_else(PoisonError::into_inner).entry(place).or_default() += 1;
    }));
}

/// Prints where the peer panicked, and how often.
pub(crate) fn report_panics() {
    let panics = PANICS.lock().unwrap_or_else(PoisonError::into_inner);
    panics.iter().for_each(|(place, count)| println!("  panics: {count} at {place}"));
}

/// Reads a rules file; nothing comes of a file without rules.
pub(crate) fn rules(text: &str) -> Result<Option<Rules<'_>>, Failure> {
    caught(|| rules_file(Span::new_extra(text, "")).map_err(|error| refused(&error)))
}

/// Reads a document.
pub(crate) fn document(text: &str) -> Result<Document, Failure> {
    if text.trim().is_empty() {
        return Err(Failure::Refused("there is nothing in it".to_owned()));
    }
    caught(|| {
        let value = read_from(text).map_err(|error| refused(&error))?;
        PathAwareValue::try_from(value).map(Rc::new).map_err(|error| refused(&error))
    })
}

/// The verdict on each rule. The peer ends a run at a rule that it can't decide;
/// here that is noted, and the next rule has its turn. After a panic no rule has one:
/// what that left behind can't be told.
pub(crate) fn verdicts(rules: &Rules<'_>, document: &Document) -> Verdicts {
    let mut scope = root_scope(rules, Rc::clone(document));
    let mut panicked = false;
    let mut verdict = |rule| {
        if panicked {
            return Outcome::Panic;
        }
        match caught(|| Ok(eval_rule(rule, &mut scope, ClauseRole::Assertion))) {
            Ok(Ok(Status::PASS)) => Outcome::Pass,
            Ok(Ok(Status::FAIL)) => Outcome::Fail,
            Ok(Ok(Status::SKIP)) => Outcome::Skip,
            Ok(Err(_)) => Outcome::Fault,
            Err(_) => {
                panicked = true;
                Outcome::Panic
            }
        }
    };
    rules.guard_rules.iter().map(|rule| (rule.rule_name.clone(), verdict(rule))).collect()
}

/// A whole evaluation with its record, as a run has it; whether it came to its end.
pub(crate) fn evaluation(rules: &Rules<'_>, document: &Document) -> bool {
    let mut scope = eval_context::root_scope(rules, Rc::clone(document));
    let status = eval::eval_rules_file(rules, &mut scope, Some("template"));
    std::hint::black_box(scope.reset_recorder());
    status.is_ok()
}

fn refused(error: &cfn_guard::Error) -> Failure {
    Failure::Refused(error.to_string())
}

fn caught<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(Failure::Panicked))
}
