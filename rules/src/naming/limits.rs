//! What the services take as a name: its length and its characters. A literal
//! is left to the schemas in all that they say.

use std::ops::RangeInclusive;

use formwork_schemas::{Keyword, resource_type};

use crate::known_text::{KnownText, Piece};
use crate::naming::names::NameProperty;
use crate::words;

/// The shortest name of a region, such as `eu-west-1`.
const SHORTEST_REGION: usize = 9;

/// A name that the service refuses.
#[derive(Debug)]
pub(crate) struct Excess {
    pub(crate) message: String,
    pub(crate) help: String,
}

/// What the service refuses in a name.
pub(crate) fn excess(text: &KnownText<'_>, type_name: &str, name: &NameProperty<'_>) -> Option<Excess> {
    let exact = text.exact().filter(|exact| !exact.is_empty());
    let pattern = exact.as_deref().and_then(|exact| broken_pattern(exact, type_name, name));
    if text.is_literal() && pattern.is_some() {
        return None;
    }
    length_excess(text, type_name, name).or_else(|| Some(pattern_excess(&exact?, pattern?, name)))
}

fn length_excess(text: &KnownText<'_>, type_name: &str, name: &NameProperty<'_>) -> Option<Excess> {
    let takes = match name.length() {
        Some(own) => own,
        None if text.is_literal() => return None,
        None => schema_length(type_name, name.property)?,
    };
    let (least, is_open) = length(&text.pieces);
    let more = if is_open { "at least " } else { "" };
    if least > *takes.end() {
        let message = format!(
            "`{text}` has {more}{}, more than `{}` takes",
            words::counted(least, "character", "characters"),
            name.property
        );
        return Some(Excess { message, help: format!("Shorten it to at most {} characters", takes.end()) });
    }
    if least < *takes.start() && !is_open && least > 0 {
        let message = format!(
            "`{text}` has {}, fewer than `{}` takes",
            words::counted(least, "character", "characters"),
            name.property
        );
        return Some(Excess { message, help: format!("Give it at least {} characters", takes.start()) });
    }
    None
}

fn pattern_excess(exact: &str, pattern: &str, name: &NameProperty<'_>) -> Excess {
    let message = format!("`{exact}` has characters that `{}` does not take", name.property);
    Excess { message, help: format!("The service takes text that matches `{pattern}`") }
}

/// The pattern of the schema that a name does not match.
pub(super) fn broken_pattern(exact: &str, type_name: &str, name: &NameProperty<'_>) -> Option<&'static str> {
    let schema = resource_type(type_name)?.property_at(&[name.property])?;
    schema.all_keywords().find_map(|keyword| match keyword {
        Keyword::Pattern(pattern) if pattern.is_match(exact) == Some(false) => Some(pattern.as_str()),
        _ => None,
    })
}

/// The most characters that the service takes.
pub(super) fn longest(type_name: &str, name: &NameProperty<'_>) -> Option<usize> {
    let takes = name.length().or_else(|| schema_length(type_name, name.property))?;
    Some(*takes.end()).filter(|longest| *longest < u32::MAX as usize)
}

/// How many characters there are at least, and whether there may be more.
pub(super) fn length(pieces: &[Piece<'_>]) -> (usize, bool) {
    pieces.iter().fold((0, false), |(length, is_open), piece| match piece {
        Piece::Exact(text) => (length + text.chars().count(), is_open),
        Piece::Account => (length + 12, is_open),
        Piece::Region => (length + SHORTEST_REGION, true),
        Piece::Unknown(_) => (length, true),
    })
}

fn schema_length(type_name: &str, property: &str) -> Option<RangeInclusive<usize>> {
    let schema = resource_type(type_name)?.property_at(&[property])?;
    let (mut min, mut max) = (0, u32::MAX);
    for keyword in schema.all_keywords() {
        match keyword {
            Keyword::MinLength(length) => min = *length,
            Keyword::MaxLength(length) => max = *length,
            _ => {}
        }
    }
    Some(min as usize..=max as usize)
}
