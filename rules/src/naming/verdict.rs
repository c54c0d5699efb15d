//! What to say of a name that does not follow the organisation's pattern: which
//! part is wrong, and the name as it would be right, made of its own parts.

use std::fmt::Write as _;
use std::ops::Range;

use formwork_schemas::Region;
use formwork_template::Span;

use crate::config::{Allowed, Naming, RegionInName, SubText};
use crate::known_text::{KnownText, Piece};
use crate::language::{Symbol, regions_for, shown, symbols};
use crate::naming::fit::{Fit, Form, REGION, Slot, wants_region};
use crate::naming::generation::sub_argument;
use crate::naming::names::{self, Scope};
use crate::naming::parts::KnownParts;
use crate::naming::reading::{Reading, flattened};
use crate::{Fix, words};

/// What is wrong with a name.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) message: String,
    pub(crate) help: String,
    /// Bytes of the name and what belongs there, where that is the whole remedy.
    pub(super) repair: Option<(Range<usize>, String)>,
    /// The whole name with the parts that it lacks, where those are known.
    pub(crate) completed: Option<SubText>,
}

impl Verdict {
    /// A fact and its remedy.
    pub(super) fn new(message: String, help: String) -> Self {
        Self { message, help, repair: None, completed: None }
    }

    /// The rename of a literal. It replaces the resource, so a person confirms it.
    pub(crate) fn fix(&self, text: &KnownText<'_>) -> Option<Fix> {
        let (range, part) = self.repair.as_ref().filter(|_| text.is_literal())?;
        let place = text.value.tree().text_span(text.value.node())?;
        let span = Span::new(place.start + range.start as u32, place.start + range.end as u32);
        Some(Fix::confirm("Rename the resource", span, part.clone()))
    }
}

/// The organisation's pattern for the names of one scope.
#[derive(Debug)]
pub(crate) struct Judge<'n> {
    region: Option<RegionInName>,
    scope: Scope,
    form: Form<'n>,
    /// With the region, where names have none.
    with_region: Option<Form<'n>>,
    regions: &'n [Region],
    tells_regions_apart: bool,
}

impl<'n> Judge<'n> {
    pub(crate) fn new(naming: &'n Naming, type_name: &str, scope: Scope, regions: &'n [Region]) -> Self {
        let pattern = naming.pattern_of(type_name);
        let region = naming.region_of(type_name);
        let wants = wants_region(region, scope);
        let has_region = pattern.has_part(REGION);
        Self {
            region,
            scope,
            form: Form::new(naming, pattern, wants),
            with_region: (wants == Some(false) && has_region).then(|| Form::new(naming, pattern, Some(true))),
            regions,
            tells_regions_apart: naming.parts.contains_key(REGION),
        }
    }

    /// What is wrong with a name, if no value of what is unknown makes it right.
    pub(crate) fn judge(
        &self,
        text: &KnownText<'_>,
        form: names::Form,
        parts: &KnownParts<'_>,
    ) -> Option<Verdict> {
        if text.exact().is_some_and(|text| names::is_given_by_aws(&text)) {
            return None;
        }
        let name = Reading::new(&text.pieces, form);
        let flat = (form == names::Form::Path).then(|| flattened(&text.pieces));
        let mut likeliest: Option<(Fit<'n>, &str)> = None;
        for region in self.regions_for(&text.pieces) {
            if let Some(verdict) = self.superfluous_region(text, &name, region) {
                return Some(verdict);
            }
            let fit = self.form.fit(&symbols(&name.pieces, region)?);
            let flat_fits =
                || flat.as_ref().and_then(|flat| Some(self.form.fit(&symbols(flat, region)?).cost == 0));
            if fit.cost == 0 || flat_fits() == Some(true) {
                return None;
            }
            if likeliest.as_ref().is_none_or(|(best, _)| fit.cost < best.cost) {
                likeliest = Some((fit, region));
            }
        }
        let (fit, region) = likeliest?;
        let part = |range: &Range<usize>| shown(&name.pieces, region, range.clone());
        let (example, open) = example(&fit, &symbols(&name.pieces, region)?, &part);
        let mut help = format!("Write `{}`", name.framed(&example));
        help.push_str(&where_words(&open));
        let repair = repair(&fit).filter(|_| name.is_whole());
        let completed = text.is_literal().then(|| completed(&fit, &name, &part, parts)).flatten();
        if let Some(whole) = &completed {
            help = format!("Write `{}`", sub_argument(whole));
        }
        Some(Verdict { message: message(text, &fit, &part), help, repair, completed })
    }

    /// How a name fills the pattern, where it does so without mistakes.
    pub(crate) fn reading<'t>(
        &self,
        text: &KnownText<'t>,
        form: names::Form,
    ) -> Option<(Reading<'t>, &'static str, Fit<'n>)> {
        let name = Reading::new(&text.pieces, form);
        let mut fits = self.regions_for(&text.pieces).into_iter().filter_map(|region| {
            let fit = self.form.fit(&symbols(&name.pieces, region)?);
            (fit.cost == 0).then_some((region, fit))
        });
        let (region, fit) = fits.next()?;
        drop(fits);
        Some((name, region, fit))
    }

    /// Regions of the run; all others only where the pattern tells regions apart.
    fn regions_for(&self, pieces: &[Piece<'_>]) -> Vec<&'static str> {
        let mut regions = regions_for(pieces, self.regions);
        if !self.tells_regions_apart {
            regions.truncate(self.regions.len().max(1));
        }
        regions
    }

    /// A region in a name that has none.
    fn superfluous_region(&self, text: &KnownText<'_>, name: &Reading<'_>, region: &str) -> Option<Verdict> {
        let pieces = &name.pieces;
        let symbols = symbols(pieces, region)?;
        let fit = self.with_region.as_ref()?.fit(&symbols);
        let position = fit.slots.iter().position(|slot| matches!(slot, Slot::Fits(REGION, _)))?;
        let Some(Slot::Fits(_, range)) = fit.slots.get(position) else { return None };
        if fit.cost > 0 || symbols.get(range.clone())?.contains(&Symbol::Any) || range.is_empty() {
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
        let before = position.checked_sub(1).and_then(|before| fit.slots.get(before));
        if let Some(Slot::Literal(_, Some(literal))) = before {
            without.remove(position - 1);
            cut.start = literal.start;
        }
        let (example, _) = example(&Fit { cost: 0, slots: without }, &symbols, &part);
        let help = format!("Write `{}`", name.framed(&example));
        let repair = Some((cut, String::new())).filter(|_| name.is_whole());
        Some(Verdict { message, help, repair, completed: None })
    }
}

/// What parts that are still to be said may be: ``, where `env` is one of `dev`, `prod` ``.
pub(crate) fn where_words(open: &[(&str, Option<&Allowed>)]) -> String {
    let mut said = String::new();
    for (index, (part, allowed)) in open.iter().enumerate() {
        let joint = if index == 0 { ", where" } else { " and" };
        match allowed {
            Some(allowed) => _ = write!(said, "{joint} `{part}` is {allowed}"),
            None if *part == REGION => _ = write!(said, "{joint} `{part}` is the name of the region"),
            None => _ = write!(said, "{joint} `{part}` is any text"),
        }
    }
    said
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
    words::capital(&mistakes.join(", and "))
}

/// The name as it would be right, and the parts in it that are still to be said.
fn example<'n>(
    fit: &Fit<'n>,
    name: &[Symbol],
    shown: &dyn Fn(&Range<usize>) -> String,
) -> (String, Vec<(&'n str, Option<&'n Allowed>)>) {
    let (mut text, mut open) = (String::new(), Vec::new());
    // An unknown stretch that several slots share reads once.
    let mut told: Option<usize> = None;
    let mut own_text = |range: &Range<usize>| {
        let start = range.start + usize::from(told == Some(range.start));
        let is_unknown = |place: &usize| name.get(*place) == Some(&Symbol::Any);
        told = (range.start..=range.end).rev().find(is_unknown).or(told);
        if start <= range.end { shown(&(start..range.end)) } else { String::new() }
    };
    for slot in &fit.slots {
        match slot {
            Slot::Literal(_, Some(range)) | Slot::Fits(_, range) => text.push_str(&own_text(range)),
            Slot::Literal(literal, None) => text.push_str(literal),
            Slot::Wrong { nearest: Some(value), .. } => text.push_str(value),
            Slot::Wrong { part, allowed, .. } | Slot::Missing { part, allowed } => {
                _ = write!(text, "{{{part}}}");
                open.push((*part, *allowed));
            }
        }
    }
    (text, open)
}

/// The name with what it lacks, where all of that is known.
fn completed(
    fit: &Fit<'_>,
    name: &Reading<'_>,
    shown: &dyn Fn(&Range<usize>) -> String,
    parts: &KnownParts<'_>,
) -> Option<SubText> {
    if !fit.slots.iter().any(|slot| matches!(slot, Slot::Missing { .. })) {
        return None;
    }
    let mut text = SubText::text(&name.before);
    for slot in &fit.slots {
        match slot {
            Slot::Literal(_, Some(range)) | Slot::Fits(_, range) => text.push_text(&shown(range)),
            Slot::Literal(literal, None) => text.push_text(literal),
            Slot::Wrong { nearest: Some(value), .. } => text.push_text(value),
            Slot::Missing { part, .. } => text.push(parts.get(part)?),
            Slot::Wrong { .. } => return None,
        }
    }
    text.push_text(name.after);
    Some(text)
}

/// The one wrong part and what was meant, where all else fits.
fn repair(fit: &Fit<'_>) -> Option<(Range<usize>, String)> {
    let mut wrong = fit.slots.iter().filter(|slot| matches!(slot, Slot::Wrong { .. } | Slot::Missing { .. }));
    match (wrong.next()?, wrong.next()) {
        (Slot::Wrong { range, nearest: Some(value), .. }, None) => Some((range.clone(), (*value).to_owned())),
        _ => None,
    }
}
