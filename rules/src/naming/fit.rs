//! How far a name follows the organisation's pattern: the reading of the name
//! with the fewest mistakes, part by part.
//!
//! A shortest-path search over the places of the pattern and of the name.
//! Prices only say which of several readings a person is likelier to have meant.

use std::ops::Range;

use smol_str::SmolStr;

use crate::config::{Allowed, NamePattern, Naming, Piece as PatternPiece, RegionInName};
use crate::language::{Language, Symbol, word_ends};
use crate::naming::names::Scope;
use crate::nearest::nearest;

/// The part that `naming.region` is about.
pub(crate) const REGION: &str = "region";

/// Prices of mistakes.
const NEARLY: u32 = 2;
const SKIPPED_LITERAL: u32 = 2;
const MISSING: u32 = 4;
const RESEMBLING: u32 = 5;
const WRONG: u32 = 7;

/// The pattern for one kind of resource, ready for comparing.
#[derive(Debug, Clone)]
pub(crate) struct Form<'n> {
    steps: Vec<Step<'n>>,
}

#[derive(Debug, Clone)]
enum Step<'n> {
    Literal(&'n str),
    Part {
        name: &'n str,
        allowed: Option<&'n Allowed>,
        language: Language,
    },
    /// An optional group follows, of so many steps.
    Group(usize),
}

/// How a name fills the pattern.
#[derive(Debug)]
pub(crate) struct Fit<'n> {
    pub(crate) cost: u32,
    /// In the order of the pattern; groups that are left out are not there.
    pub(crate) slots: Vec<Slot<'n>>,
}

/// What one piece of the pattern got.
#[derive(Debug, Clone)]
pub(crate) enum Slot<'n> {
    /// The text and its symbols in the name; none where the name lacks it.
    Literal(&'n str, Option<Range<usize>>),
    /// The part and its symbols in the name.
    Fits(&'n str, Range<usize>),
    Wrong {
        part: &'n str,
        allowed: Option<&'n Allowed>,
        range: Range<usize>,
        nearest: Option<&'n str>,
    },
    Missing {
        part: &'n str,
        allowed: Option<&'n Allowed>,
    },
}

/// Whether names of a scope have the part `region`; `None` where either will do.
pub(crate) fn wants_region(rule: Option<RegionInName>, scope: Scope) -> Option<bool> {
    match rule? {
        RegionInName::Never => Some(false),
        RegionInName::Always => Some(true),
        RegionInName::GlobalTypesOnly => Some(scope == Scope::Global),
    }
}

impl<'n> Form<'n> {
    /// The pattern where the optional group of the region is there, is not, or may be.
    pub(crate) fn new(naming: &'n Naming, pattern: &'n NamePattern, region: Option<bool>) -> Self {
        let mut steps = Vec::new();
        for piece in pattern.pieces() {
            let PatternPiece::Optional(inner) = piece else {
                steps.push(step(piece, naming));
                continue;
            };
            let is_region =
                inner.iter().any(|piece| matches!(piece, PatternPiece::Part(name) if name == REGION));
            match region.filter(|_| is_region) {
                Some(false) => continue,
                Some(true) => {}
                None => steps.push(Step::Group(inner.len())),
            }
            steps.extend(inner.iter().map(|piece| step(piece, naming)));
        }
        Self { steps }
    }

    /// What names begin with, up to the last of some parts, and anything behind it.
    pub(crate) fn beginning(naming: &'n Naming, parts: &[SmolStr]) -> Self {
        let has_one = |piece: &PatternPiece| match piece {
            PatternPiece::Part(name) => parts.contains(name),
            PatternPiece::Optional(inner) => {
                inner.iter().any(|piece| matches!(piece, PatternPiece::Part(name) if parts.contains(name)))
            }
            PatternPiece::Literal(_) => false,
        };
        let pieces = naming.pattern.pieces();
        let end = pieces.iter().rposition(has_one).map_or(0, |last| last + 1);
        let mut steps = Vec::new();
        for piece in &pieces[..end] {
            match piece {
                PatternPiece::Optional(inner) => {
                    steps.push(Step::Group(inner.len()));
                    steps.extend(inner.iter().map(|piece| step(piece, naming)));
                }
                piece => steps.push(step(piece, naming)),
            }
        }
        steps.push(Step::Part { name: "", allowed: None, language: Language::Open });
        Self { steps }
    }

    /// The same pattern where one part is this text alone.
    pub(crate) fn where_part_is(&self, part: &str, text: &str) -> Self {
        let mut form = self.clone();
        for step in &mut form.steps {
            if let Step::Part { name, language, .. } = step
                && *name == part
            {
                *language = Language::OneOf(vec![text.into()]);
            }
        }
        form
    }

    /// The likeliest reading of a name.
    pub(crate) fn fit(&self, name: &[Symbol]) -> Fit<'n> {
        let width = name.len() + 1;
        let mut best: Vec<Option<(u32, Option<Way<'n>>)>> = vec![None; (self.steps.len() + 1) * width];
        best[0] = Some((0, None));
        for (index, step) in self.steps.iter().enumerate() {
            for place in 0..width {
                let Some((cost, _)) = best[index * width + place] else { continue };
                for to in moves(index, step, name, place) {
                    let way = Way { from: (index, place), slot: to.slot };
                    improve(&mut best[to.step * width + to.place], cost + to.price, way);
                }
                if name.get(place) == Some(&Symbol::Any) {
                    let way = Way { from: (index, place), slot: None };
                    improve(&mut best[index * width + place + 1], cost, way);
                }
            }
        }
        let last = self.steps.len() * width;
        for place in 0..name.len() {
            if let (Some((cost, _)), Symbol::Any) = (&best[last + place], name[place]) {
                let (cost, way) = (*cost, Way { from: (self.steps.len(), place), slot: None });
                improve(&mut best[last + place + 1], cost, way);
            }
        }
        self.walk_back(&best, width)
    }

    fn walk_back(&self, best: &[Option<(u32, Option<Way<'n>>)>], width: usize) -> Fit<'n> {
        let mut at = (self.steps.len(), width - 1);
        let Some((cost, _)) = best[at.0 * width + at.1] else {
            return Fit { cost: u32::MAX, slots: Vec::new() };
        };
        let mut slots = Vec::new();
        while let Some((_, Some(way))) = &best[at.0 * width + at.1] {
            slots.extend(way.slot.clone());
            at = way.from;
        }
        slots.reverse();
        Fit { cost, slots }
    }
}

/// A move to another place of the search.
struct Move<'n> {
    step: usize,
    place: usize,
    price: u32,
    slot: Option<Slot<'n>>,
}

impl<'n> Move<'n> {
    fn new(step: usize, place: usize, price: u32, slot: Option<Slot<'n>>) -> Self {
        Self { step, place, price, slot }
    }
}

/// Where a step leads from a place.
fn moves<'n>(index: usize, step: &Step<'n>, name: &[Symbol], place: usize) -> Vec<Move<'n>> {
    let next = index + 1;
    match step {
        Step::Group(length) => {
            vec![Move::new(next, place, 0, None), Move::new(next + length, place, 0, None)]
        }
        Step::Literal(text) => {
            let ends = word_ends(text.as_bytes(), name, place).into_iter();
            let mut moves: Vec<Move<'n>> = ends
                .map(|end| Move::new(next, end, 0, Some(Slot::Literal(text, Some(place..end)))))
                .collect();
            moves.push(Move::new(next, place, SKIPPED_LITERAL, Some(Slot::Literal(text, None))));
            moves
        }
        Step::Part { name: part, allowed, language } => {
            let ends = language.ends(name, place).into_iter();
            let mut moves: Vec<Move<'n>> =
                ends.map(|end| Move::new(next, end, 0, Some(Slot::Fits(part, place..end)))).collect();
            moves.push(Move::new(next, place, MISSING, Some(Slot::Missing { part, allowed: *allowed })));
            if let Some((end, price, nearest)) = wrong(language, *allowed, name, place) {
                let slot = Slot::Wrong { part, allowed: *allowed, range: place..end, nearest };
                moves.push(Move::new(next, end, price, Some(slot)));
            }
            moves
        }
    }
}

#[derive(Debug, Clone)]
struct Way<'n> {
    from: (usize, usize),
    slot: Option<Slot<'n>>,
}

fn improve<'n>(best: &mut Option<(u32, Option<Way<'n>>)>, cost: u32, way: Way<'n>) {
    if best.as_ref().is_none_or(|(known, _)| cost < *known) {
        *best = Some((cost, Some(way)));
    }
}

fn step<'n>(piece: &'n PatternPiece, naming: &'n Naming) -> Step<'n> {
    match piece {
        PatternPiece::Literal(text) => Step::Literal(text),
        PatternPiece::Part(name) => {
            let allowed = naming.parts.get(name);
            let language = match allowed {
                Some(allowed) => Language::from(allowed),
                None if name == REGION => {
                    Language::OneOf(formwork_schemas::Region::all().map(|r| r.name().into()).collect())
                }
                None => Language::Any,
            };
            Step::Part { name, allowed, language }
        }
        PatternPiece::Optional(_) => Step::Literal(""), // groups do not nest
    }
}

/// The word at a place, taken for a part that it is not: its end, the price,
/// and the value that it resembles.
fn wrong<'n>(
    language: &Language,
    allowed: Option<&'n Allowed>,
    name: &[Symbol],
    place: usize,
) -> Option<(usize, u32, Option<&'n str>)> {
    let rest = &name[place..];
    let is_end = |symbol: &Symbol| matches!(symbol, Symbol::Byte(b'-' | b'_' | b'.' | b'/'));
    let length = rest.iter().position(is_end).unwrap_or(rest.len());
    let bytes = rest[..length].iter().map(|symbol| match symbol {
        Symbol::Byte(byte) => Some(*byte),
        _ => None,
    });
    let word = String::from_utf8(bytes.collect::<Option<_>>()?).ok().filter(|word| !word.is_empty())?;
    let nearest = match allowed {
        Some(Allowed::OneOf(values)) => nearest(&word, values.iter().map(SmolStr::as_str)),
        _ => None,
    };
    let price = match language {
        Language::Any | Language::Open => return None,
        Language::OneOf(_) => {
            if nearest.is_some() {
                NEARLY
            } else {
                WRONG
            }
        }
        Language::Pattern(_) => {
            let middle = length.div_ceil(2);
            let first = [&rest[..middle], &[Symbol::Any]].concat();
            let second = [&[Symbol::Any], &rest[length - middle..length]].concat();
            let is_near = language.may_hold(&first) || language.may_hold(&second);
            if is_near { RESEMBLING } else { WRONG }
        }
    };
    Some((place + length, price, nearest))
}
