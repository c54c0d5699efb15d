//! What to say of a name that does not follow the organisation's pattern: which
//! part is wrong, and the name as it would be right, made of its own parts.

use std::fmt::Write as _;
use std::ops::Range;

use formwork_schemas::Region;
use smol_str::SmolStr;

use crate::config::{Allowed, Naming, RegionInName};
use crate::known_text::{KnownText, Piece};
use crate::language::{shown, symbols};
use crate::naming::fit::{Fit, Form, REGION, Slot, wants_region};
use crate::naming::names::{self, Scope};
use crate::words;

/// What is wrong with a name.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) message: String,
    pub(crate) help: String,
    /// Bytes of the name and what belongs there, where that is the whole remedy.
    pub(crate) repair: Option<(Range<usize>, String)>,
}

/// The organisation's pattern for the names of one scope.
#[derive(Debug)]
pub(crate) struct Judge<'n> {
    region: Option<RegionInName>,
    scope: Scope,
    form: Form<'n>,
    /// With the region, where names have none.
    with_region: Option<Form<'n>>,
    regions: &'n [SmolStr],
}

impl<'n> Judge<'n> {
    pub(crate) fn new(naming: &'n Naming, scope: Scope, regions: &'n [SmolStr]) -> Self {
        let wants = wants_region(naming, scope);
        let has_region = naming.pattern.parts().any(|part| part == REGION);
        Self {
            region: naming.region,
            scope,
            form: Form::new(naming, wants),
            with_region: (wants == Some(false) && has_region).then(|| Form::new(naming, Some(true))),
            regions,
        }
    }

    /// What is wrong with a name, if no value of what is unknown makes it right.
    pub(crate) fn judge(&self, text: &KnownText<'_>, form: names::Form) -> Option<Verdict> {
        let Reading { before, pieces, after } = reading(&text.pieces, form);
        let flat = (form == names::Form::Path).then(|| flattened(&text.pieces));
        let mut likeliest: Option<(Fit<'n>, &str)> = None;
        for region in self.candidates(&text.pieces) {
            let extra = self.superfluous_region(text, &pieces, region);
            let fit = self.form.fit(&symbols(&pieces, region)?);
            let flat_fits =
                || flat.as_ref().and_then(|flat| Some(self.form.fit(&symbols(flat, region)?).cost == 0));
            if extra.is_some() && form == names::Form::Plain {
                return extra;
            }
            if fit.cost == 0 || flat_fits() == Some(true) {
                return None;
            }
            if likeliest.as_ref().is_none_or(|(best, _)| fit.cost < best.cost) {
                likeliest = Some((fit, region));
            }
        }
        let (fit, region) = likeliest?;
        let part = |range: &Range<usize>| shown(&pieces, region, range.clone());
        let (example, open) = example(&fit, &part);
        let mut help = format!("Write `{before}{example}{after}`");
        for (index, (part, allowed)) in open.iter().enumerate() {
            let joint = if index == 0 { ", where" } else { " and" };
            match allowed {
                Some(allowed) => _ = write!(help, "{joint} `{part}` is {allowed}"),
                None if *part == REGION => _ = write!(help, "{joint} `{part}` is the name of the region"),
                None => _ = write!(help, "{joint} `{part}` is any text"),
            }
        }
        let repair = repair(&fit).filter(|_| before.is_empty() && after.is_empty());
        Some(Verdict { message: message(text, &fit, &part), help, repair })
    }

    /// The regions to try for `AWS::Region`: those of the run first.
    fn candidates(&self, pieces: &[Piece<'_>]) -> Vec<&str> {
        let is_asked = pieces.contains(&Piece::Region);
        let own = if is_asked { self.regions } else { &self.regions[..self.regions.len().min(1)] };
        let mut regions: Vec<&str> = own.iter().map(SmolStr::as_str).collect();
        if is_asked {
            regions.extend(Region::all().map(|region| region.name()));
        }
        regions
    }

    /// A region in a name that has none.
    fn superfluous_region(
        &self,
        text: &KnownText<'_>,
        pieces: &[Piece<'_>],
        region: &str,
    ) -> Option<Verdict> {
        let fit = self.with_region.as_ref()?.fit(&symbols(pieces, region)?);
        let position = fit.slots.iter().position(|slot| matches!(slot, Slot::Fits(REGION, _)))?;
        let Some(Slot::Fits(_, range)) = fit.slots.get(position) else { return None };
        let is_certain = Region::parse(&shown_exact(pieces, region, range)?).is_some();
        if fit.cost > 0 || !is_certain {
            return None;
        }
        let part = |range: &Range<usize>| shown(pieces, region, range.clone());
        let why = match (self.region, self.scope) {
            (Some(RegionInName::GlobalTypesOnly), Scope::Regional) => "though its type is regional",
            _ => "though names have none",
        };
        let message = format!("`{text}` has the region `{}`, {why}", part(range));
        let mut without = fit.slots.clone();
        without.remove(position);
        let mut cut = range.clone();
        if let Some(Slot::Literal(literal)) = position.checked_sub(1).and_then(|before| fit.slots.get(before))
        {
            without.remove(position - 1);
            cut.start -= literal.len();
        }
        let (example, _) = example(&Fit { cost: 0, slots: without }, &part);
        Some(Verdict { message, help: format!("Write `{example}`"), repair: Some((cut, String::new())) })
    }
}

/// A name without what the service puts around it.
struct Reading<'t> {
    before: String,
    pieces: Vec<Piece<'t>>,
    after: &'static str,
}

fn reading<'t>(pieces: &[Piece<'t>], form: names::Form) -> Reading<'t> {
    let mut reading = Reading { before: String::new(), pieces: pieces.to_vec(), after: "" };
    match form {
        names::Form::Plain => {}
        names::Form::Alias => {
            if let Some(Piece::Exact(first)) = reading.pieces.first_mut()
                && let Some(rest) = first.strip_prefix("alias/").map(ToOwned::to_owned)
            {
                "alias/".clone_into(&mut reading.before);
                *first = rest.into();
            }
        }
        names::Form::Fifo => {
            if let Some(Piece::Exact(last)) = reading.pieces.last_mut()
                && let Some(rest) = last.strip_suffix(".fifo").map(ToOwned::to_owned)
            {
                reading.after = ".fifo";
                *last = rest.into();
            }
        }
        names::Form::Path => {
            let last = pieces.iter().enumerate().rev().find_map(|(index, piece)| match piece {
                Piece::Exact(text) => Some((index, text.rsplit_once('/')?)),
                _ => None,
            });
            if let Some((index, (before, rest))) = last {
                reading.before =
                    pieces[..index].iter().map(ToString::to_string).collect::<String>() + before + "/";
                reading.pieces = pieces[index..].to_vec();
                reading.pieces[0] = Piece::Exact(rest.to_owned().into());
            }
        }
    }
    reading
}

/// A path as one name: `/a/b` as `a-b`.
fn flattened<'t>(pieces: &[Piece<'t>]) -> Vec<Piece<'t>> {
    let mut flat: Vec<Piece<'t>> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Exact(text) => Piece::Exact(text.replace('/', "-").into()),
            piece => piece.clone(),
        })
        .collect();
    if let Some(Piece::Exact(first)) = flat.first_mut()
        && let Some(rest) = first.strip_prefix('-').map(ToOwned::to_owned)
    {
        *first = rest.into();
    }
    flat
}

fn shown_exact(pieces: &[Piece<'_>], region: &str, range: &Range<usize>) -> Option<String> {
    let pieces: Vec<_> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Region => Piece::Exact(region.into()),
            piece => piece.clone(),
        })
        .collect();
    Some(shown(&pieces, region, range.clone()))
}

fn message(text: &KnownText<'_>, fit: &Fit<'_>, shown: &dyn Fn(&Range<usize>) -> String) -> String {
    let missing: Vec<&str> = fit
        .slots
        .iter()
        .filter_map(|slot| match slot {
            Slot::Missing { part, .. } => Some(*part),
            _ => None,
        })
        .collect();
    let mut mistakes = match missing.as_slice() {
        [] => Vec::new(),
        [part] => vec![format!("`{text}` lacks the part `{part}`")],
        parts => vec![format!("`{text}` lacks the parts {}", words::list(parts))],
    };
    for slot in &fit.slots {
        let Slot::Wrong { part, allowed, range, .. } = slot else { continue };
        let whose = if mistakes.is_empty() { format!("of `{text}` ") } else { String::new() };
        let found = shown(range);
        mistakes.push(match allowed {
            Some(allowed) => format!("the part `{part}` {whose}is `{found}`, not {allowed}"),
            None => format!("the part `{part}` {whose}is `{found}`, which is no region"),
        });
    }
    if mistakes.is_empty() {
        return format!("`{text}` does not follow the pattern of names");
    }
    let mut message = mistakes.join(", and ");
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    message
}

/// The name as it would be right, and the parts in it that are still to be said.
fn example<'n>(
    fit: &Fit<'n>,
    shown: &dyn Fn(&Range<usize>) -> String,
) -> (String, Vec<(&'n str, Option<&'n Allowed>)>) {
    let (mut text, mut open) = (String::new(), Vec::new());
    for slot in &fit.slots {
        match slot {
            Slot::Literal(literal) => text.push_str(literal),
            Slot::Fits(_, range) => text.push_str(&shown(range)),
            Slot::Wrong { nearest: Some(value), .. } => text.push_str(value),
            Slot::Wrong { part, allowed, .. } | Slot::Missing { part, allowed } => {
                _ = write!(text, "{{{part}}}");
                open.push((*part, *allowed));
            }
        }
    }
    (text, open)
}

/// The one wrong part and what was meant, where all else fits.
fn repair(fit: &Fit<'_>) -> Option<(Range<usize>, String)> {
    let mut wrong = fit.slots.iter().filter(|slot| matches!(slot, Slot::Wrong { .. } | Slot::Missing { .. }));
    match (wrong.next()?, wrong.next()) {
        (Slot::Wrong { range, nearest: Some(value), .. }, None) => Some((range.clone(), (*value).to_owned())),
        _ => None,
    }
}
