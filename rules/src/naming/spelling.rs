//! What a pattern can't say of a name: its letters, its characters and its length,
//! as the organisation has them for a type. Unknown stretches are never blamed.

use crate::config::{LetterCase, TypeNaming};
use crate::known_text::{KnownText, Piece};
use crate::naming::Nameable;
use crate::naming::limits::length;
use crate::naming::reading::Reading;
use crate::naming::verdict::Verdict;
use crate::words;

/// What is wrong with the spelling of a name.
pub(crate) fn misspelling(text: &KnownText<'_>, own: &TypeNaming, of: &Nameable<'_>) -> Option<Verdict> {
    if text.pieces.is_empty() {
        return None;
    }
    let reading = Reading::new(&text.pieces, of.property.form);
    wrong_case(text, own, &reading)
        .or_else(|| wrong_character(text, own, &reading))
        .or_else(|| wrong_length(text, own, of))
}

fn wrong_case(text: &KnownText<'_>, own: &TypeNaming, reading: &Reading<'_>) -> Option<Verdict> {
    let case = own.case.filter(|case| *case != LetterCase::Any)?;
    let is_lower = case == LetterCase::Lower;
    let wrong = |char: char| if is_lower { char.is_uppercase() } else { char.is_lowercase() };
    let right = |text: &str| if is_lower { text.to_lowercase() } else { text.to_uppercase() };
    let kind = if is_lower { "capital" } else { "small" };
    exact(reading).any(|text| text.contains(wrong)).then(|| {
        let pieces = reading.pieces.iter().map(|piece| match piece {
            Piece::Exact(text) => right(text),
            piece => piece.to_string(),
        });
        let name: String = pieces.collect();
        let help = format!("Write `{}`", reading.framed(&name));
        let mut verdict = Verdict::new(format!("`{text}` has {kind} letters"), help);
        let whole = text.exact().filter(|_| reading.is_whole());
        verdict.repair =
            whole.map(|whole| (0..whole.len(), name)).filter(|(range, name)| range.len() == name.len());
        verdict
    })
}

fn wrong_character(text: &KnownText<'_>, own: &TypeNaming, reading: &Reading<'_>) -> Option<Verdict> {
    let characters = own.characters.as_ref()?;
    let wrong = exact(reading).find_map(|text| text.chars().find(|char| characters.refuses(*char)))?;
    let message = format!("`{text}` has `{wrong}`, which is not among `{}`", characters.as_str());
    Some(Verdict::new(message, format!("Write it with the characters `{}` alone", characters.as_str())))
}

fn wrong_length(text: &KnownText<'_>, own: &TypeNaming, of: &Nameable<'_>) -> Option<Verdict> {
    let (least, is_open) = length(&text.pieces);
    let (min, max) = (own.min_length.map_or(0, usize::from), own.max_length.map_or(usize::MAX, usize::from));
    let counted = words::counted(least, "character", "characters");
    if least > max {
        let more = if is_open { "at least " } else { "" };
        let message =
            format!("`{text}` has {more}{counted}, and `{}` has {max} at most", of.property.property);
        return Some(Verdict::new(message, format!("Shorten it to at most {max} characters")));
    }
    (least < min && !is_open).then(|| {
        let message = format!("`{text}` has {counted}, and `{}` has {min} at least", of.property.property);
        Verdict::new(message, format!("Give it at least {min} characters"))
    })
}

/// The stretches of a name that are known.
fn exact<'r>(reading: &'r Reading<'_>) -> impl Iterator<Item = &'r str> {
    reading.pieces.iter().filter_map(|piece| match piece {
        Piece::Exact(text) => Some(&**text),
        _ => None,
    })
}
