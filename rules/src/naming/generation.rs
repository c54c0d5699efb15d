//! Names made of the organisation's pattern: what a resource is for from its
//! logical ID, the other parts as they are known to be written. There is none
//! where a part is not known, or where the service would refuse it.

use std::fmt::Write as _;

use crate::config::{Allowed, LetterCase, Naming, Piece as PatternPiece, SubText, SubTextPiece};
use crate::insertion::New;
use crate::naming::Nameable;
use crate::naming::fit::{REGION, wants_region};
use crate::naming::limits::{broken_pattern, longest};
use crate::naming::names::Form;
use crate::naming::parts::{KnownParts, RESOURCE_NAME};

/// A name for a resource by the pattern of its type.
pub(super) fn name_for(of: &Nameable<'_>, naming: &Naming, parts: &KnownParts<'_>) -> Option<SubText> {
    if of.resource.0.looped {
        return None;
    }
    let pieces = chosen(of, naming, parts);
    let mut without = SubText::default();
    for piece in &pieces {
        match piece {
            PatternPiece::Literal(text) => without.push_text(text),
            PatternPiece::Part(part) if part == RESOURCE_NAME => {}
            PatternPiece::Part(part) => without.push(parts.get(part)?),
            PatternPiece::Optional(_) => return None, // groups do not nest
        }
    }
    let (before, after) = frame(of)?;
    let most = most_characters(of, naming);
    let room = most.checked_sub(parts.longest(&without) + before.len() + after.len())?;
    let own = own_name(of, naming, room)?;
    let mut name = SubText::text(before);
    for piece in &pieces {
        match piece {
            PatternPiece::Part(part) if part == RESOURCE_NAME => name.push_text(&own),
            PatternPiece::Part(part) => name.push(parts.get(part)?),
            PatternPiece::Literal(text) => name.push_text(text),
            PatternPiece::Optional(_) => return None,
        }
    }
    name.push_text(after);
    Some(name)
}

/// Whether the service and the organisation take a name, whatever the values of its variables.
pub(super) fn is_taken(of: &Nameable<'_>, name: &SubText, naming: &Naming, parts: &KnownParts<'_>) -> bool {
    parts.longest(name) <= most_characters(of, naming)
        && broken_pattern(&parts.sample(name), of.type_name, &of.property).is_none()
}

/// The pattern as it reads in a remedy, with the resource's own name in it, and the parts that are not known:
/// `{prefix}-orders-${Env}`.
pub(crate) fn shape<'n>(
    of: &Nameable<'_>,
    naming: &'n Naming,
    parts: &KnownParts<'_>,
) -> (String, Vec<(&'n str, Option<&'n Allowed>)>) {
    let (before, after) = frame(of).unwrap_or_default();
    let own = own_name(of, naming, most_characters(of, naming));
    let (mut text, mut open) = (before.to_owned(), Vec::new());
    for piece in chosen(of, naming, parts) {
        match piece {
            PatternPiece::Literal(literal) => text.push_str(literal),
            PatternPiece::Part(part) => match (&own, parts.get(part)) {
                (Some(own), _) if part == RESOURCE_NAME => text.push_str(own),
                (_, Some(known)) => text.push_str(&sub_argument(known)),
                _ => {
                    _ = write!(text, "{{{part}}}");
                    open.push((part.as_str(), naming.parts.get(part)));
                }
            },
            PatternPiece::Optional(_) => {}
        }
    }
    (text + after, open)
}

/// The pattern of a resource without brackets: an optional group is in it where all of it is known, that of
/// the region where the name has one.
fn chosen<'n>(of: &Nameable<'_>, naming: &'n Naming, parts: &KnownParts<'_>) -> Vec<&'n PatternPiece> {
    let wants = wants_region(naming.region_of(of.type_name), of.property.scope);
    let mut pieces = Vec::new();
    for piece in naming.pattern_of(of.type_name).pieces() {
        let PatternPiece::Optional(inner) = piece else {
            pieces.push(piece);
            continue;
        };
        let is_region = inner.contains(&PatternPiece::Part(REGION.into()));
        let is_known = |piece: &PatternPiece| match piece {
            PatternPiece::Part(part) => part == RESOURCE_NAME || parts.get(part).is_some(),
            _ => true,
        };
        let is_in = if is_region { wants == Some(true) } else { inner.iter().all(is_known) };
        if is_in {
            pieces.extend(inner);
        }
    }
    pieces
}

/// What stands before and behind the name of a resource of its kind.
fn frame(of: &Nameable<'_>) -> Option<(&'static str, &'static str)> {
    match of.property.form {
        Form::Plain | Form::Path => Some(("", "")),
        Form::Alias => Some(("alias/", "")),
        Form::Fifo => {
            let fifo = ["FifoQueue", "FifoTopic"].iter().find_map(|key| of.resource.property(key));
            match fifo {
                Some(value) => value.boolean().map(|is_fifo| ("", if is_fifo { ".fifo" } else { "" })),
                None => Some(("", "")),
            }
        }
    }
}

fn most_characters(of: &Nameable<'_>, naming: &Naming) -> usize {
    /// No service takes more of a name that people read.
    const MOST: usize = 255;
    let own = naming.types.of(of.type_name).and_then(|own| own.max_length).map_or(MOST, usize::from);
    own.min(longest(of.type_name, &of.property).unwrap_or(MOST))
}

/// What a resource is for, from its logical ID, in the letters of its type; cut at words to fit.
fn own_name(of: &Nameable<'_>, naming: &Naming, room: usize) -> Option<String> {
    /// Shorter than this, a cut name says nothing.
    const SHORTEST: usize = 3;
    let case = naming.types.of(of.type_name).and_then(|own| own.case);
    let mut words = words_of(of.resource.id().text);
    let length = |words: &[String]| words.iter().map(|word| word.len() + 1).sum::<usize>().saturating_sub(1);
    while words.len() > 1 && length(&words) > room {
        words.pop();
    }
    let mut name = words.join("-");
    if name.len() > room {
        name.truncate(room);
        if room < SHORTEST {
            return None;
        }
    }
    if case == Some(LetterCase::Upper) {
        name.make_ascii_uppercase();
    }
    let allowed = naming.parts.get(RESOURCE_NAME);
    let is_right = !name.is_empty() && allowed.is_none_or(|allowed| allowed.accepts(&name));
    is_right.then_some(name)
}

/// The words of a logical ID in small letters: `OrdersDLQueue2` is `orders`, `dl`, `queue2`.
fn words_of(id: &str) -> Vec<String> {
    let chars: Vec<char> = id.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut words: Vec<String> = Vec::new();
    for (index, char) in chars.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| chars.get(before));
        let next_is_small = chars.get(index + 1).is_some_and(char::is_ascii_lowercase);
        let begins = char.is_ascii_uppercase()
            && before.is_some_and(|before| !before.is_ascii_uppercase() || next_is_small);
        match words.last_mut() {
            Some(word) if !begins => word.push(char.to_ascii_lowercase()),
            _ => words.push(char.to_ascii_lowercase().to_string()),
        }
    }
    words
}

/// A name as it is written in a template.
pub(crate) fn written(name: &SubText) -> New {
    if let Some(text) = name.literal() {
        return New::Text(text);
    }
    New::Call("Sub".to_owned(), Box::new(New::Text(sub_argument(name))))
}

/// A text as `Fn::Sub` takes it; as it is where it has no variables.
pub(crate) fn sub_argument(text: &SubText) -> String {
    let has_variables = text.variables().next().is_some();
    let one = |piece: &SubTextPiece| match piece {
        SubTextPiece::Text(text) if has_variables => text.replace("${", "${!"),
        SubTextPiece::Text(text) => text.clone(),
        SubTextPiece::Variable(name) => format!("${{{name}}}"),
    };
    text.pieces.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_logical_ids_into_words() {
        for (id, expected) in [
            ("Orders", "orders"),
            ("OrdersQueue", "orders-queue"),
            ("OrdersDLQueue2", "orders-dl-queue2"),
            ("myS3Bucket", "my-s3-bucket"),
            ("SQS", "sqs"),
            ("VPC1Subnet", "vpc1-subnet"),
            ("", ""),
        ] {
            assert_eq!(words_of(id).join("-"), expected, "{id}");
        }
    }
}
