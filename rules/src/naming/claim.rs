//! The physical names that a template lays claim to: of each, an account and a
//! region, or an account alone, has one of a type.

use formwork_template::{Span, Template};
use smol_str::SmolStr;

use crate::known_text::{KnownText, Piece};
use crate::naming::named_resources;

/// A name that a resource is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameClaim {
    pub(crate) type_name: SmolStr,
    /// `${AWS::Region}` and `${AWS::AccountId}` stand for themselves: they are the same wherever two names meet.
    pub(crate) name: String,
    /// The logical ID of the resource.
    pub(crate) owner: SmolStr,
    pub(crate) span: Span,
}

/// The names that are known to the last character.
pub(crate) fn claims(template: &Template) -> Vec<NameClaim> {
    let mut claims = Vec::new();
    for named in named_resources(template) {
        claims.extend(named.texts.iter().filter(|text| is_known(text)).map(|text| NameClaim {
            type_name: named.type_name.into(),
            name: text.to_string(),
            owner: named.id.text.into(),
            span: text.value.span(),
        }));
    }
    claims
}

fn is_known(text: &KnownText<'_>) -> bool {
    !text.pieces.is_empty() && text.pieces.iter().all(|piece| !matches!(piece, Piece::Unknown(_)))
}
