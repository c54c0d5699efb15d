//! What the conditions of a template say of one another: whether some can hold
//! together, whether one implies another. Answered by a backtracking search over
//! the values that parameters can have, memoised, and bounded in steps: a budget
//! that runs out answers [`Answer::Unknown`], never late.
//!
//! What is modelled: `Fn::Equals` over parameters with their `AllowedValues`,
//! `Fn::And`, `Fn::Or`, `Fn::Not`, references to conditions, and the assertions
//! of `Rules`. Any other expression counts as free to be true or false.

use std::sync::Mutex;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::template::Template;
use formula::{Formula, Model};

mod formula;

/// Steps that all queries on one template may take together. A step evaluates
/// one sub-formula; all of them together stay in the low milliseconds.
const BUDGET: u32 = 400_000;

/// Whether something can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Yes,
    No,
    /// The budget ran out first.
    Unknown,
}

/// The conditions of one template.
#[derive(Debug)]
pub struct Conditions {
    model: Model,
    state: Mutex<State>,
}

/// Truth values of conditions, sorted, and the values that parameters are given.
type Question = (Vec<(SmolStr, bool)>, Vec<(SmolStr, SmolStr)>);

#[derive(Debug)]
struct State {
    memo: FxHashMap<Question, Answer>,
    budget: u32,
    /// A query was answered with [`Answer::Unknown`].
    gave_up: bool,
}

impl Conditions {
    pub(crate) fn new(template: &Template) -> Self {
        let state = State { memo: FxHashMap::default(), budget: BUDGET, gave_up: false };
        Self { model: Model::new(template), state: Mutex::new(state) }
    }

    /// Whether the conditions can all have the given truth values at once.
    /// Undefined conditions are free.
    pub fn satisfiable<S: AsRef<str>>(&self, literals: &[(S, bool)]) -> Answer {
        self.ask(literals, &[])
    }

    /// As [`Conditions::satisfiable`], where `AWS::Region` is `region`.
    pub fn satisfiable_in<S: AsRef<str>>(&self, literals: &[(S, bool)], region: &str) -> Answer {
        self.ask(literals, &[("AWS::Region", region)])
    }

    /// As [`Conditions::satisfiable`], where parameters and pseudo parameters have the given values.
    pub fn satisfiable_given<S: AsRef<str>>(&self, literals: &[(S, bool)], given: &[(&str, &str)]) -> Answer {
        self.ask(literals, given)
    }

    fn ask<S: AsRef<str>>(&self, literals: &[(S, bool)], given: &[(&str, &str)]) -> Answer {
        let mut literals: Vec<(SmolStr, bool)> =
            literals.iter().map(|(name, holds)| (SmolStr::new(name.as_ref()), *holds)).collect();
        literals.sort_unstable();
        literals.dedup();
        if literals.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return Answer::No;
        }
        let mut given: Vec<(SmolStr, SmolStr)> = given
            .iter()
            .filter(|(name, _)| self.model.knows_parameter(name))
            .map(|(name, value)| (SmolStr::new(name), SmolStr::new(value)))
            .collect();
        given.sort_unstable();
        let key = (literals, given);
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some(answer) = state.memo.get(&key) {
            return *answer;
        }
        let goals = key.0.iter().map(|(name, holds)| self.model.literal(name, *holds)).collect();
        let known = self.model.given(&key.1);
        let answer = search(&self.model, goals, known, &mut state.budget);
        state.gave_up |= answer == Answer::Unknown;
        state.memo.insert(key, answer);
        answer
    }

    /// Whether `condition` has the truth value `holds` whenever `literals` do.
    pub fn implies<S: AsRef<str>>(&self, literals: &[(S, bool)], condition: &str, holds: bool) -> bool {
        let with = literals.iter().map(|(name, holds)| (name.as_ref(), *holds));
        let with: Vec<(&str, bool)> = with.chain([(condition, !holds)]).collect();
        self.satisfiable(&with) == Answer::No
    }

    /// Whether a query was given up.
    pub fn is_exhausted(&self) -> bool {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).gave_up
    }
}

/// Looks for values of the variables under which all goals hold.
fn search(model: &Model, goals: Vec<Formula>, known: Vec<Option<u32>>, budget: &mut u32) -> Answer {
    let goals: Vec<Formula> = goals.into_iter().chain(model.always().iter().cloned()).collect();
    let mut values = known;
    // (variable, next value to try) along the current branch.
    let mut branch: Vec<(u32, u32)> = Vec::new();
    loop {
        match model.evaluate(&goals, &values, budget) {
            formula::Outcome::True => return Answer::Yes,
            formula::Outcome::Undecided(variable) => branch.push((variable, 0)),
            formula::Outcome::False => {}
            formula::Outcome::OutOfBudget => return Answer::Unknown,
        }
        loop {
            let Some((variable, next)) = branch.last_mut() else { return Answer::No };
            if *next < model.choices(*variable) {
                values[*variable as usize] = Some(*next);
                *next += 1;
                break;
            }
            values[*variable as usize] = None;
            branch.pop();
        }
    }
}
