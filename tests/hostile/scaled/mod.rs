//! Inputs that grow: each is made here from one number, so that the cost of
//! twice as much can be counted. Nothing here knows what is expected of them.

mod aliases;
mod conditions;
mod length;
mod names;
mod nesting;
mod patterns;
mod policies;

pub(crate) use aliases::*;
pub(crate) use conditions::*;
pub(crate) use length::*;
pub(crate) use names::*;
pub(crate) use nesting::*;
pub(crate) use patterns::*;
pub(crate) use policies::*;

const TOPIC: &str = "Type: AWS::SNS::Topic";

/// `head`, then a line a number.
fn lines(head: &str, count: usize, mut line: impl FnMut(usize) -> String) -> String {
    let mut text = format!("{head}\n");
    for number in 0..count {
        text.push_str(&line(number));
        text.push('\n');
    }
    text
}

/// What `item` makes of each number, between commas.
fn list(count: usize, item: impl FnMut(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

/// A template with one topic, whose name is `value`.
fn named(head: &str, value: &str) -> String {
    format!("{head}\nResources:\n  T:\n    {TOPIC}\n    Properties:\n      TopicName: {value}\n")
}
