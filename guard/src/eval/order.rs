//! How two values compare. Guard has two notions of equality: `==` fails on
//! kinds that have nothing to do with each other, membership does not.

use std::cmp::Ordering;

use super::Fault;
use super::budget::Budget;
use super::expression::matches;
use crate::ast::{Operator, Range};
use crate::value::{Data, Value};

/// What came of comparing two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compared {
    Holds,
    Fails,
    /// They are of kinds that have nothing to do with each other.
    Incomparable,
}

impl Compared {
    fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }
}

/// `left OPERATOR right` for `==` and the operators of order.
pub(super) fn compare(
    operator: Operator,
    left: &Value<'_>,
    right: &Value<'_>,
    budget: &Budget,
) -> Result<Compared, Fault> {
    let order = |wanted: fn(Ordering) -> bool| match ordering(left, right) {
        Some(order) => Compared::of(wanted(order)),
        None => Compared::Incomparable,
    };
    Ok(match operator {
        Operator::Less => order(Ordering::is_lt),
        Operator::LessOrEqual => order(Ordering::is_le),
        Operator::Greater => order(Ordering::is_gt),
        Operator::GreaterOrEqual => order(Ordering::is_ge),
        _ => equal(left, right, budget)?,
    })
}

/// Equality as `==` has it: expressions match, ranges hold, other kinds are incomparable.
pub(super) fn equal(left: &Value<'_>, right: &Value<'_>, budget: &Budget) -> Result<Compared, Fault> {
    budget.comparisons(1)?;
    Ok(match (left.data, right.data) {
        (Data::String(left), Data::String(right)) => Compared::of(left == right),
        (Data::String(text), Data::Regex(pattern)) | (Data::Regex(pattern), Data::String(text)) => {
            Compared::of(matches(pattern, text, budget)?)
        }
        (Data::Regex(left), Data::Regex(right)) => Compared::of(left.text == right.text),
        (Data::Bool(left), Data::Bool(right)) => Compared::of(left == right),
        (Data::Map(left), Data::Map(right)) => {
            if left.entries().len() != right.entries().len() {
                return Ok(Compared::Fails);
            }
            for entry in left.entries() {
                let Some(other) = right.get(entry.key) else { return Ok(Compared::Fails) };
                match equal(&entry.value, other, budget)? {
                    Compared::Holds => {}
                    other => return Ok(other),
                }
            }
            Compared::Holds
        }
        (Data::List(left), Data::List(right)) => {
            if left.len() != right.len() {
                return Ok(Compared::Fails);
            }
            for (left, right) in left.iter().zip(right) {
                match equal(left, right, budget)? {
                    Compared::Holds => {}
                    other => return Ok(other),
                }
            }
            Compared::Holds
        }
        (Data::Int(value), Data::IntRange(range)) => Compared::of(within(range, &value)),
        (Data::Float(value), Data::FloatRange(range)) => Compared::of(within(range, &value)),
        (Data::Char(value), Data::CharRange(range)) => Compared::of(within(range, &value)),
        (Data::Int(value), Data::FloatRange(range)) => {
            Compared::of(range.holds(int_and_float(value, range.lower), int_and_float(value, range.upper)))
        }
        (Data::Float(value), Data::IntRange(range)) => {
            let to = |bound| int_and_float(bound, value).map(Ordering::reverse);
            Compared::of(range.holds(to(range.lower), to(range.upper)))
        }
        _ => ordering(left, right).map_or(Compared::Incomparable, |order| Compared::of(order.is_eq())),
    })
}

/// Equality as lists have it that are searched for a value: never incomparable.
pub(super) fn same(left: &Value<'_>, right: &Value<'_>, budget: &Budget) -> Result<bool, Fault> {
    budget.comparisons(1)?;
    Ok(match (left.data, right.data) {
        (Data::Map(left), Data::Map(right)) => {
            if left.entries().len() != right.entries().len() {
                return Ok(false);
            }
            for entry in left.entries() {
                match right.get(entry.key) {
                    Some(other) if same(&entry.value, other, budget)? => {}
                    _ => return Ok(false),
                }
            }
            true
        }
        (Data::List(left), Data::List(right)) => {
            if left.len() != right.len() {
                return Ok(false);
            }
            for (left, right) in left.iter().zip(right) {
                if !same(left, right, budget)? {
                    return Ok(false);
                }
            }
            true
        }
        (Data::Bool(left), Data::Bool(right)) => left == right,
        (Data::String(text), Data::Regex(pattern)) | (Data::Regex(pattern), Data::String(text)) => {
            matches(pattern, text, budget)?
        }
        (Data::Regex(left), Data::Regex(right)) => left.text == right.text,
        (Data::IntRange(left), Data::IntRange(right)) => left == right,
        (Data::FloatRange(left), Data::FloatRange(right)) => left == right,
        (Data::CharRange(left), Data::CharRange(right)) => left == right,
        _ => ordering(left, right) == Some(Ordering::Equal),
    })
}

fn within<T: PartialOrd>(range: &Range<T>, value: &T) -> bool {
    range.holds(value.partial_cmp(&range.lower), value.partial_cmp(&range.upper))
}

/// The order of two values of one kind, or of two numbers.
fn ordering(left: &Value<'_>, right: &Value<'_>) -> Option<Ordering> {
    match (left.data, right.data) {
        (Data::Null, Data::Null) => Some(Ordering::Equal),
        (Data::Int(left), Data::Int(right)) => Some(left.cmp(&right)),
        (Data::String(left), Data::String(right)) => Some(left.cmp(right)),
        (Data::Char(left), Data::Char(right)) => Some(left.cmp(&right)),
        (Data::Float(left), Data::Float(right)) => left.partial_cmp(&right),
        (Data::Int(left), Data::Float(right)) => int_and_float(left, right),
        (Data::Float(left), Data::Int(right)) => int_and_float(right, left).map(Ordering::reverse),
        _ => None,
    }
}

/// The order of an integer and a float, without rounding either. None for NaN.
fn int_and_float(int: i64, float: f64) -> Option<Ordering> {
    /// 2^63: the first float above every `i64`.
    const ABOVE: f64 = 9_223_372_036_854_775_808.0;
    if float.is_nan() {
        return None;
    }
    if float >= ABOVE {
        return Some(Ordering::Less);
    }
    if float < -ABOVE {
        return Some(Ordering::Greater);
    }
    let floor = float.floor();
    Some(int.cmp(&(floor as i64)).then(if float > floor { Ordering::Less } else { Ordering::Equal }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_and_floats_compare_without_rounding() {
        assert_eq!(int_and_float(3, 3.0), Some(Ordering::Equal));
        assert_eq!(int_and_float(3, 3.5), Some(Ordering::Less));
        assert_eq!(int_and_float(-3, -3.5), Some(Ordering::Greater));
        assert_eq!(int_and_float(i64::MAX, 9_223_372_036_854_775_808.0), Some(Ordering::Less));
        assert_eq!(int_and_float(i64::MIN, -9_223_372_036_854_775_808.0), Some(Ordering::Equal));
        assert_eq!(int_and_float(0, f64::NAN), None);
        assert_eq!(int_and_float(0, f64::NEG_INFINITY), Some(Ordering::Greater));
    }
}
