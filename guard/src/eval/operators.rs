//! Binary operators over what the queries of both sides led to. Whether a side
//! is one literal decides how lists are taken: as a whole, or element by element.

use super::Fault;
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
) -> Result<Vec<Outcome<'a>>, Fault> {
    let mut outcomes = Vec::with_capacity(left.len());
    match operator {
        Operator::Equal => equality(left, right, &mut outcomes)?,
        Operator::In => membership(left, right, &mut outcomes)?,
        _ => order(operator, left, right, &mut outcomes)?,
    }
    if not {
        let by_right = operator == Operator::Equal && right.len() >= left.len();
        outcomes = outcomes.into_iter().map(|outcome| negated(outcome, by_right)).collect();
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
    outcomes: &mut Vec<Outcome<'a>>,
) -> Vec<&'a Value<'a>> {
    let mut values = Vec::with_capacity(right.len());
    for found in right {
        match found {
            Found::Literal(value) | Found::Resolved(value) => values.push(*value),
            Found::Unresolved(unresolved) => {
                outcomes.extend(left.iter().map(|value| Outcome::RightUnresolved(value, *unresolved)));
            }
        }
    }
    values
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

fn one<'a>(operator: Operator, left: &'a Value<'a>, right: &'a Value<'a>) -> Result<Outcome<'a>, Fault> {
    Ok(match compare(operator, left, right)? {
        Compared::Holds => Outcome::Value { holds: true, left, right },
        Compared::Fails => Outcome::Value { holds: false, left, right },
        Compared::Incomparable => Outcome::Incomparable(left, right, Mismatch::Kinds),
    })
}

fn order<'a>(
    operator: Operator,
    left: &[Found<'a>],
    right: &[Found<'a>],
    outcomes: &mut Vec<Outcome<'a>>,
) -> Result<(), Fault> {
    let left = flat(left_values(left, outcomes));
    let right = flat(right_values(&left, right, outcomes));
    for left in left {
        for right in &right {
            outcomes.push(one(operator, left, right)?);
        }
    }
    Ok(())
}

fn equality<'a>(
    left: &[Found<'a>],
    right: &[Found<'a>],
    outcomes: &mut Vec<Outcome<'a>>,
) -> Result<(), Fault> {
    match (literal(left), literal(right)) {
        (Some(left), Some(right)) => outcomes.push(one(Operator::Equal, left, right)?),
        (Some(left), None) => {
            for right in right_values(&[left], right, outcomes) {
                match right.data {
                    Data::List(items) if !left.is_list() => {
                        for item in items {
                            outcomes.push(one(Operator::Equal, left, item)?);
                        }
                    }
                    _ => outcomes.push(one(Operator::Equal, left, right)?),
                }
            }
        }
        (None, Some(right)) => {
            for left in left_values(left, outcomes) {
                match (left.data, right.data) {
                    (_, Data::List([only])) if left.is_scalar() => {
                        outcomes.push(one(Operator::Equal, left, only)?);
                    }
                    (_, Data::List(_)) => outcomes.push(one(Operator::Equal, left, right)?),
                    (Data::List(items), _) => {
                        for item in items {
                            outcomes.push(one(Operator::Equal, item, right)?);
                        }
                    }
                    _ => outcomes.push(one(Operator::Equal, left, right)?),
                }
            }
        }
        (None, None) => {
            let left = left_values(left, outcomes);
            let right = right_values(&left, right, outcomes);
            let (more, fewer) = if left.len() > right.len() { (&left, &right) } else { (&right, &left) };
            let blamed = more.iter().filter(|value| !among(value, fewer)).copied().collect::<Vec<_>>();
            outcomes.push(Outcome::QueryIn { holds: blamed.is_empty(), blamed, left, right });
        }
    }
    Ok(())
}

fn membership<'a>(
    left: &[Found<'a>],
    right: &[Found<'a>],
    outcomes: &mut Vec<Outcome<'a>>,
) -> Result<(), Fault> {
    match (literal(left), literal(right)) {
        (Some(left), Some(right)) => outcomes.push(match text_in(left, right) {
            outcome @ Outcome::Value { holds: true, .. } => outcome,
            _ => contained(left, right)?,
        }),
        (Some(left), None) => {
            let right = right_values(&[left], right, outcomes);
            match left.data {
                Data::List(items) if !right.iter().any(|value| value.is_list()) => {
                    let blamed = items.iter().filter(|item| !among(item, &right)).collect::<Vec<_>>();
                    outcomes.push(Outcome::QueryIn {
                        holds: blamed.is_empty(),
                        blamed,
                        left: vec![left],
                        right,
                    });
                }
                _ => {
                    for right in right {
                        outcomes.push(contained(left, right)?);
                    }
                }
            }
        }
        (None, Some(right)) => {
            for left in left_values(left, outcomes) {
                match (left.data, right.data) {
                    (Data::List(items), Data::String(_)) => {
                        outcomes.extend(items.iter().map(|item| text_in(item, right)));
                    }
                    (_, Data::String(_)) => outcomes.push(text_in(left, right)),
                    _ => outcomes.push(contained(left, right)?),
                }
            }
        }
        (None, None) => {
            let left = left_values(left, outcomes);
            let right = right_values(&left, right, outcomes);
            let mut blamed = Vec::new();
            'left: for value in &left {
                for other in &right {
                    if holds(&contained(value, other)?) {
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

fn among(value: &Value<'_>, others: &[&Value<'_>]) -> bool {
    others.iter().any(|other| same(other, value))
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
fn text_in<'a>(left: &'a Value<'a>, right: &'a Value<'a>) -> Outcome<'a> {
    match (left.data, right.data) {
        (Data::String(part), Data::String(whole)) => {
            Outcome::Value { holds: whole.contains(part), left, right }
        }
        _ => Outcome::Incomparable(left, right, Mismatch::NotText),
    }
}

fn contained<'a>(left: &'a Value<'a>, right: &'a Value<'a>) -> Result<Outcome<'a>, Fault> {
    Ok(match (left.data, right.data) {
        (Data::List(_), Data::List(lists)) if lists.first().is_some_and(Value::is_list) => {
            let holds = lists.iter().any(|list| same(list, left));
            Outcome::ListIn { holds, blamed: if holds { Vec::new() } else { vec![left] }, left, right }
        }
        (Data::List(items), Data::List(others)) => {
            let missing = |item: &&'a Value<'a>| !others.iter().any(|other| same(other, item));
            let blamed = items.iter().filter(missing).collect::<Vec<_>>();
            Outcome::ListIn { holds: blamed.is_empty(), blamed, left, right }
        }
        (Data::List(_), _) => Outcome::Incomparable(left, right, Mismatch::NotList),
        (_, Data::List(others)) => {
            Outcome::ValueIn { holds: others.iter().any(|other| same(other, left)), left, right }
        }
        _ => match equal(left, right)? {
            Compared::Incomparable => Outcome::Incomparable(left, right, Mismatch::Kinds),
            compared => Outcome::Value { holds: compared == Compared::Holds, left, right },
        },
    })
}

/// The outcome for the negated operator. What did not resolve or compare stays a failure.
fn negated(outcome: Outcome<'_>, by_right: bool) -> Outcome<'_> {
    match outcome {
        Outcome::Value { holds, left, right } => Outcome::Value { holds: !holds, left, right },
        Outcome::ValueIn { holds, left, right } => Outcome::ValueIn { holds: !holds, left, right },
        Outcome::QueryIn { holds: true, left, right, .. } => {
            Outcome::QueryIn { holds: false, blamed: left.clone(), left, right }
        }
        Outcome::QueryIn { holds: false, blamed, left, right } => {
            let all = if by_right { &right } else { &left };
            // Not a number does not equal itself; it is the same value nevertheless.
            let itself = |value: &Value<'_>| blamed.iter().any(|blamed| std::ptr::eq(*blamed, value));
            let kept = |value: &&&Value<'_>| !itself(value) && !among(value, &blamed);
            let blamed = all.iter().filter(kept).copied().collect::<Vec<_>>();
            Outcome::QueryIn { holds: blamed.is_empty(), blamed, left, right }
        }
        Outcome::ListIn { holds, blamed, left, right } => {
            let Data::List(items) = left.data else { return Outcome::ListIn { holds, blamed, left, right } };
            let kept = |item: &&_| holds || !among(item, &blamed);
            let blamed = items.iter().filter(kept).collect::<Vec<_>>();
            Outcome::ListIn { holds: !holds && blamed.is_empty(), blamed, left, right }
        }
        other => other,
    }
}
