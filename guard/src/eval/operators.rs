//! Binary operators over what the queries of both sides led to. Whether a side
//! is one literal decides how lists are taken: as a whole, or element by element.

use super::Fault;
use super::budget::Budget;
use super::order::{Compared, compare, equal, same};
use crate::ast::Operator;
use crate::record::{Found, Mismatch, Unresolved};
use crate::value::{Data, Value};

/// The outcome of a comparison for one value, or for several at once.
#[derive(Debug)]
pub(super) enum Outcome<'a> {
    LeftUnresolved(Unresolved<'a>),
    RightUnresolved(&'a Value<'a>, Unresolved<'a>),
    Incomparable(&'a Value<'a>, &'a Value<'a>, Mismatch),
    /// One value with one.
    Value {
        holds: bool,
        left: &'a Value<'a>,
        right: &'a Value<'a>,
    },
    /// One value in a list.
    ValueIn {
        holds: bool,
        left: &'a Value<'a>,
        right: &'a Value<'a>,
    },
    /// The elements of a list in a list; `blamed` are those that are not, or must not be.
    ListIn {
        holds: bool,
        blamed: Vec<&'a Value<'a>>,
        left: &'a Value<'a>,
        right: &'a Value<'a>,
    },
    /// The values of one query among those of another.
    QueryIn {
        holds: bool,
        blamed: Vec<&'a Value<'a>>,
        left: Vec<&'a Value<'a>>,
        right: Vec<&'a Value<'a>>,
    },
}

/// `left OPERATOR right`, negated where `not`. Neither side is empty.
pub(super) fn outcomes<'a>(
    operator: Operator,
    not: bool,
    left: &[Found<'a>],
    right: &[Found<'a>],
    budget: &Budget,
) -> Result<Vec<Outcome<'a>>, Fault> {
    let mut outcomes = Vec::with_capacity(left.len());
    match operator {
        Operator::Equal => equality(left, right, budget, &mut outcomes)?,
        Operator::In => membership(left, right, budget, &mut outcomes)?,
        _ => order(operator, left, right, budget, &mut outcomes)?,
    }
    if not {
        let by_right = operator == Operator::Equal && right.len() >= left.len();
        outcomes = outcomes
            .into_iter()
            .map(|outcome| negated(outcome, by_right, budget))
            .collect::<Result<_, _>>()?;
    }
    Ok(outcomes)
}

/// The literal that a side consists of.
fn literal<'a>(side: &[Found<'a>]) -> Option<&'a Value<'a>> {
    match side {
        [Found::Literal(value)] => Some(value),
        _ => None,
    }
}

/// The values of the left side; what did not resolve is an outcome.
fn left_values<'a>(left: &[Found<'a>], outcomes: &mut Vec<Outcome<'a>>) -> Vec<&'a Value<'a>> {
    let mut values = Vec::with_capacity(left.len());
    for found in left {
        match found {
            Found::Literal(value) | Found::Resolved(value) => values.push(*value),
            Found::Unresolved(unresolved) => outcomes.push(Outcome::LeftUnresolved(*unresolved)),
        }
    }
    values
}

/// The values of the right side; what did not resolve is an outcome for each of the left.
fn right_values<'a>(
    left: &[&'a Value<'a>],
    right: &[Found<'a>],
    budget: &Budget,
    outcomes: &mut Vec<Outcome<'a>>,
) -> Result<Vec<&'a Value<'a>>, Fault> {
    let mut values = Vec::with_capacity(right.len());
    for found in right {
        match found {
            Found::Literal(value) | Found::Resolved(value) => values.push(*value),
            Found::Unresolved(unresolved) => {
                budget.steps(left.len())?;
                outcomes.extend(left.iter().map(|value| Outcome::RightUnresolved(value, *unresolved)));
            }
        }
    }
    Ok(values)
}

/// Lists taken apart, one level.
fn flat<'a>(values: Vec<&'a Value<'a>>) -> Vec<&'a Value<'a>> {
    let mut flat = Vec::with_capacity(values.len());
    for value in values {
        match value.data {
            Data::List(items) => flat.extend(items),
            _ => flat.push(value),
        }
    }
    flat
}

fn one<'a>(
    operator: Operator,
    left: &'a Value<'a>,
    right: &'a Value<'a>,
    budget: &Budget,
) -> Result<Outcome<'a>, Fault> {
    budget.steps(1)?;
    Ok(match compare(operator, left, right, budget)? {
        Compared::Holds => Outcome::Value { holds: true, left, right },
        Compared::Fails => Outcome::Value { holds: false, left, right },
        Compared::Incomparable => Outcome::Incomparable(left, right, Mismatch::Kinds),
    })
}

fn order<'a>(
    operator: Operator,
    left: &[Found<'a>],
    right: &[Found<'a>],
    budget: &Budget,
    outcomes: &mut Vec<Outcome<'a>>,
) -> Result<(), Fault> {
    let left = flat(left_values(left, outcomes));
    let right = flat(right_values(&left, right, budget, outcomes)?);
    for left in left {
        for right in &right {
            outcomes.push(one(operator, left, right, budget)?);
        }
    }
    Ok(())
}

fn equality<'a>(
    left: &[Found<'a>],
    right: &[Found<'a>],
    budget: &Budget,
    outcomes: &mut Vec<Outcome<'a>>,
) -> Result<(), Fault> {
    match (literal(left), literal(right)) {
        (Some(left), Some(right)) => outcomes.push(one(Operator::Equal, left, right, budget)?),
        (Some(left), None) => {
            for right in right_values(&[left], right, budget, outcomes)? {
                match right.data {
                    Data::List(items) if !left.is_list() => {
                        for item in items {
                            outcomes.push(one(Operator::Equal, left, item, budget)?);
                        }
                    }
                    _ => outcomes.push(one(Operator::Equal, left, right, budget)?),
                }
            }
        }
        (None, Some(right)) => {
            for left in left_values(left, outcomes) {
                match (left.data, right.data) {
                    (_, Data::List([only])) if left.is_scalar() => {
                        outcomes.push(one(Operator::Equal, left, only, budget)?);
                    }
                    (_, Data::List(_)) => outcomes.push(one(Operator::Equal, left, right, budget)?),
                    (Data::List(items), _) => {
                        for item in items {
                            outcomes.push(one(Operator::Equal, item, right, budget)?);
                        }
                    }
                    _ => outcomes.push(one(Operator::Equal, left, right, budget)?),
                }
            }
        }
        (None, None) => {
            let left = left_values(left, outcomes);
            let right = right_values(&left, right, budget, outcomes)?;
            let (more, fewer) = if left.len() > right.len() { (&left, &right) } else { (&right, &left) };
            let blamed = not_among(more.iter().copied(), fewer, budget)?;
            outcomes.push(Outcome::QueryIn { holds: blamed.is_empty(), blamed, left, right });
        }
    }
    Ok(())
}

fn membership<'a>(
    left: &[Found<'a>],
    right: &[Found<'a>],
    budget: &Budget,
    outcomes: &mut Vec<Outcome<'a>>,
) -> Result<(), Fault> {
    match (literal(left), literal(right)) {
        (Some(left), Some(right)) => outcomes.push(match text_in(left, right, budget)? {
            outcome @ Outcome::Value { holds: true, .. } => outcome,
            _ => contained(left, right, budget)?,
        }),
        (Some(left), None) => {
            let right = right_values(&[left], right, budget, outcomes)?;
            match left.data {
                Data::List(items) if !right.iter().any(|value| value.is_list()) => {
                    let blamed = not_among(items, &right, budget)?;
                    outcomes.push(Outcome::QueryIn {
                        holds: blamed.is_empty(),
                        blamed,
                        left: vec![left],
                        right,
                    });
                }
                _ => {
                    for right in right {
                        outcomes.push(contained(left, right, budget)?);
                    }
                }
            }
        }
        (None, Some(right)) => {
            for left in left_values(left, outcomes) {
                match (left.data, right.data) {
                    (Data::List(items), Data::String(_)) => {
                        for item in items {
                            outcomes.push(text_in(item, right, budget)?);
                        }
                    }
                    (_, Data::String(_)) => outcomes.push(text_in(left, right, budget)?),
                    _ => outcomes.push(contained(left, right, budget)?),
                }
            }
        }
        (None, None) => {
            let left = left_values(left, outcomes);
            let right = right_values(&left, right, budget, outcomes)?;
            let mut blamed = Vec::new();
            'left: for value in &left {
                for other in &right {
                    if holds(&contained(value, other, budget)?) {
                        continue 'left;
                    }
                }
                blamed.push(*value);
            }
            outcomes.push(Outcome::QueryIn { holds: blamed.is_empty(), blamed, left, right });
        }
    }
    Ok(())
}

/// Whether a value is among others.
fn among<'v, 'a: 'v>(
    value: &Value<'a>,
    others: impl IntoIterator<Item = &'v Value<'a>>,
    budget: &Budget,
) -> Result<bool, Fault> {
    for other in others {
        if same(other, value, budget)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Those of the values that are not among others.
fn not_among<'a>(
    values: impl IntoIterator<Item = &'a Value<'a>>,
    others: &[&Value<'a>],
    budget: &Budget,
) -> Result<Vec<&'a Value<'a>>, Fault> {
    let mut missing = Vec::new();
    for value in values {
        if !among(value, others.iter().copied(), budget)? {
            missing.push(value);
        }
    }
    Ok(missing)
}

/// Whether an outcome is a success.
fn holds(outcome: &Outcome<'_>) -> bool {
    matches!(
        outcome,
        Outcome::Value { holds: true, .. }
            | Outcome::ValueIn { holds: true, .. }
            | Outcome::ListIn { holds: true, .. }
            | Outcome::QueryIn { holds: true, .. }
    )
}

/// A text within a text.
fn text_in<'a>(left: &'a Value<'a>, right: &'a Value<'a>, budget: &Budget) -> Result<Outcome<'a>, Fault> {
    budget.steps(1)?;
    Ok(match (left.data, right.data) {
        (Data::String(part), Data::String(whole)) => {
            budget.text(whole.len())?;
            Outcome::Value { holds: whole.contains(part), left, right }
        }
        _ => Outcome::Incomparable(left, right, Mismatch::NotText),
    })
}

fn contained<'a>(left: &'a Value<'a>, right: &'a Value<'a>, budget: &Budget) -> Result<Outcome<'a>, Fault> {
    budget.comparisons(1)?;
    Ok(match (left.data, right.data) {
        (Data::List(_), Data::List(lists)) if lists.first().is_some_and(Value::is_list) => {
            let holds = among(left, lists, budget)?;
            Outcome::ListIn { holds, blamed: if holds { Vec::new() } else { vec![left] }, left, right }
        }
        (Data::List(items), Data::List(others)) => {
            let others: Vec<_> = others.iter().collect();
            let blamed = not_among(items, &others, budget)?;
            Outcome::ListIn { holds: blamed.is_empty(), blamed, left, right }
        }
        (Data::List(_), _) => Outcome::Incomparable(left, right, Mismatch::NotList),
        (_, Data::List(others)) => Outcome::ValueIn { holds: among(left, others, budget)?, left, right },
        _ => match equal(left, right, budget)? {
            Compared::Incomparable => Outcome::Incomparable(left, right, Mismatch::Kinds),
            compared => Outcome::Value { holds: compared == Compared::Holds, left, right },
        },
    })
}

/// The outcome for the negated operator. What did not resolve or compare stays a failure.
fn negated<'a>(outcome: Outcome<'a>, by_right: bool, budget: &Budget) -> Result<Outcome<'a>, Fault> {
    Ok(match outcome {
        Outcome::Value { holds, left, right } => Outcome::Value { holds: !holds, left, right },
        Outcome::ValueIn { holds, left, right } => Outcome::ValueIn { holds: !holds, left, right },
        Outcome::QueryIn { holds: true, left, right, .. } => {
            Outcome::QueryIn { holds: false, blamed: left.clone(), left, right }
        }
        Outcome::QueryIn { holds: false, blamed, left, right } => {
            let all = if by_right { &right } else { &left };
            // Not a number does not equal itself; it is the same value nevertheless.
            let itself = |value: &Value<'_>| blamed.iter().any(|blamed| std::ptr::eq(*blamed, value));
            let mut kept = Vec::new();
            for value in all {
                budget.comparisons(blamed.len())?;
                if !itself(value) && !among(value, blamed.iter().copied(), budget)? {
                    kept.push(*value);
                }
            }
            let blamed = kept;
            Outcome::QueryIn { holds: blamed.is_empty(), blamed, left, right }
        }
        Outcome::ListIn { holds, blamed, left, right } => {
            let Data::List(items) = left.data else {
                return Ok(Outcome::ListIn { holds, blamed, left, right });
            };
            let blamed = if holds { items.iter().collect() } else { not_among(items, &blamed, budget)? };
            Outcome::ListIn { holds: !holds && blamed.is_empty(), blamed, left, right }
        }
        other => other,
    })
}
