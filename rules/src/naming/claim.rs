//! The physical names that a template lays claim to among the templates of a run:
//! of each, an account and a region, or an account alone, has one of a type.

use std::collections::BTreeSet;
use std::sync::Arc;

use formwork_template::{Span, Template};
use smol_str::SmolStr;

use crate::Stack;
use crate::config::Naming;
use crate::known_text::{KnownText, Piece, texts_in};
use crate::naming::names::Scope;
use crate::naming::territory::{Territory, territory};
use crate::naming::{Named, named_resources};
use crate::surroundings::{Claims, Run};

/// Most claims of one name that each is compared with.
const MAX_COMPARED: usize = 256;

/// A name that a resource is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NameClaim {
    /// Among which resources the name is unique: a type, and what the resource belongs to.
    space: SmolStr,
    /// `${AWS::Region}` and `${AWS::AccountId}` stand for themselves: they are the same wherever two names meet.
    pub(crate) name: String,
    /// The logical ID of the resource.
    pub(crate) owner: SmolStr,
    pub(crate) span: Span,
    /// Whether the name is taken in all regions.
    is_global: bool,
    /// The stack in which it is the name.
    pub(crate) stack: Option<Arc<Stack>>,
}

/// Two claims to one name.
#[derive(Debug)]
pub(crate) struct Meeting<'r> {
    pub(crate) own: &'r NameClaim,
    pub(crate) other: &'r NameClaim,
    /// The template that makes the other claim; `None` where another stack of the same makes it.
    pub(crate) place: Option<&'r Claims>,
}

/// The names of a template that others in the run have, or that its own stacks give twice: the
/// first of each other template and resource.
pub(crate) fn meetings<'r>(run: &'r Run, file: &str, one_region: bool) -> Vec<Meeting<'r>> {
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for own in run.claims().iter().filter(|claims| claims.file == file).flat_map(|claims| &claims.names) {
        for (claims, other) in run.names_like(&own.name).take(MAX_COMPARED) {
            let is_own = claims.file == file;
            let met = if is_own { own.meets_in_own(other, one_region) } else { own.meets(other) };
            if met && told.insert((own.span, &claims.file, &other.owner)) {
                found.push(Meeting { own, other, place: (!is_own).then_some(claims) });
                break;
            }
        }
    }
    found
}

impl NameClaim {
    /// Whether a template's resource can't be made while there is another's.
    fn meets(&self, other: &Self) -> bool {
        let environment = |claim: &Self| claim.stack.as_ref().and_then(|stack| stack.environment.clone());
        let apart = matches!((environment(self), environment(other)), (Some(a), Some(b)) if a != b);
        self.is_same(other) && !apart
    }

    /// Whether two stacks of one template are in each other's way: surely in one environment, and
    /// in one region where that matters.
    fn meets_in_own(&self, other: &Self, one_region: bool) -> bool {
        let (Some(own), Some(others)) = (&self.stack, &other.stack) else { return false };
        let together = own.environment.is_some() && own.environment == others.environment;
        own != others
            && self.owner == other.owner
            && self.is_same(other)
            && together
            && (one_region || self.is_global)
    }

    fn is_same(&self, other: &Self) -> bool {
        self.space == other.space && self.name == other.name
    }
}

/// The names that are known to the last character, in each of the template's stacks.
pub(crate) fn claims(template: &Template, naming: Option<&Naming>, stacks: &[Arc<Stack>]) -> Vec<NameClaim> {
    let mut claims = Vec::new();
    if stacks.is_empty() {
        claims_in(template, naming, None, &mut claims);
    }
    for stack in stacks {
        claims_in(template, naming, Some(stack), &mut claims);
    }
    claims
}

fn claims_in(
    template: &Template,
    naming: Option<&Naming>,
    stack: Option<&Arc<Stack>>,
    claims: &mut Vec<NameClaim>,
) {
    for named in named_resources(template, naming, stack.map(std::slice::from_ref).unwrap_or_default()) {
        let Some(territory) = territory(named.of.type_name) else { continue };
        let Some(space) = space(template, &named, territory, stack) else { continue };
        claims.extend(named.texts.iter().filter(|text| is_known(text)).map(|text| NameClaim {
            space: space.clone(),
            name: text.to_string(),
            owner: named.id.text.into(),
            span: text.value.span(),
            is_global: named.of.property.scope == Scope::Global && !text.pieces.contains(&Piece::Region),
            stack: stack.cloned(),
        }));
    }
}

/// The territory with what the resource belongs to; `None` where that is not known.
fn space(
    template: &Template,
    named: &Named<'_>,
    territory: Territory<'_>,
    stack: Option<&Arc<Stack>>,
) -> Option<SmolStr> {
    let mut space = territory.space.to_owned();
    for property in territory.within {
        let Some(value) = named.of.resource.property(property) else { continue };
        let texts = texts_in(value, template, &named.base, stack.map(|stack| &**stack));
        let [text] = texts.as_slice() else { return None };
        if !is_known(text) {
            return None;
        }
        space = format!("{space}\n{text}");
    }
    Some(space.into())
}

fn is_known(text: &KnownText<'_>) -> bool {
    !text.pieces.is_empty() && text.pieces.iter().all(|piece| !matches!(piece, Piece::Unknown(_)))
}
