//! The parts of a resource's name, for tags that equal one: what the name has
//! there, and whether it can have a text.

use std::borrow::Cow;
use std::cell::Cell;

use formwork_schemas::Region;
use formwork_template::Template;

use crate::config::Naming;
use crate::known_text::{KnownText, Piece};
use crate::language::{regions_for, shown, symbols};
use crate::naming::fit::{Fit, Form, Slot, wants_region};
use crate::naming::names::{self, Scope};
use crate::naming::reading::{Reading, flattened};
use crate::naming::{Nameable, Named, named};
use crate::tagging::tags::TaggedResource;

/// The organisation's pattern of names, for taking them apart.
#[derive(Debug)]
pub(crate) struct NameParts<'n> {
    naming: &'n Naming,
    regional: Form<'n>,
    global: Form<'n>,
    regions: &'n [Region],
    /// Readings that may still be made.
    left: Cell<u32>,
}

/// Most readings of names in one template. Beyond, tags are not compared with names.
const MOST_READINGS: u32 = 20_000;

impl<'n> NameParts<'n> {
    pub(crate) fn new(naming: &'n Naming, regions: &'n [Region]) -> Self {
        let form = |scope| Form::new(naming, &naming.pattern, wants_region(naming.region, scope));
        let left = Cell::new(MOST_READINGS);
        Self { naming, regional: form(Scope::Regional), global: form(Scope::Global), regions, left }
    }

    /// The name of a tagged resource, where the pattern is about it.
    pub(crate) fn of<'t>(&self, tagged: &TaggedResource<'t>, template: &'t Template) -> Option<Named<'t>>
    where
        'n: 't,
    {
        let of = Nameable::of(tagged.resource, Some(self.naming))?;
        self.naming.types.of(of.type_name)?;
        named(template, of, &[])
    }

    /// What a name has as a part, for certain, though that is to be `text`.
    pub(crate) fn contradicts(
        &self,
        named: &Named<'_>,
        name: &KnownText<'_>,
        (part, text): (&str, &str),
    ) -> Option<String> {
        let other = self.form(named).where_part_is(part, text);
        let mut read = None;
        for (pieces, region) in self.readings(named, name) {
            self.left.set(self.left.get().checked_sub(1)?);
            let symbols = symbols(&pieces, region)?;
            if other.fit(&symbols).cost == 0 {
                return None;
            }
            read = read.or_else(|| self.read(named, &pieces, region, part));
        }
        read
    }

    /// What all forms of a name have as a part, if they agree; unknown stretches as `${Parameter}`.
    pub(crate) fn part(&self, named: &Named<'_>, part: &str) -> Option<String> {
        let mut found = None;
        for name in &named.texts {
            let mut readings = self.readings(named, name).into_iter();
            let read = readings.find_map(|(pieces, region)| self.read(named, &pieces, region, part))?;
            if found.get_or_insert_with(|| read.clone()) != &read {
                return None;
            }
        }
        found
    }

    fn form(&self, named: &Named<'_>) -> Cow<'_, Form<'n>> {
        let (of, naming) = (&named.of, self.naming);
        let own = naming.types.of(of.type_name);
        if own.is_some_and(|own| own.pattern.is_some() || own.region.is_some()) {
            let wants = wants_region(naming.region_of(of.type_name), of.property.scope);
            return Cow::Owned(Form::new(naming, naming.pattern_of(of.type_name), wants));
        }
        Cow::Borrowed(if of.property.scope == Scope::Global { &self.global } else { &self.regional })
    }

    /// The ways to read a name: without what the service puts around it, or as a path; in each region.
    fn readings<'t>(&self, named: &Named<'t>, name: &KnownText<'t>) -> Vec<(Vec<Piece<'t>>, &'static str)> {
        if name.exact().is_some_and(|name| names::is_given_by_aws(&name)) {
            return Vec::new();
        }
        let mut readings = vec![Reading::new(&name.pieces, named.of.property.form).pieces];
        if named.of.property.form == names::Form::Path {
            readings.push(flattened(&name.pieces));
        }
        let regions = regions_for(&name.pieces, self.regions);
        let in_each = |pieces: Vec<Piece<'t>>| regions.iter().map(move |region| (pieces.clone(), *region));
        readings.into_iter().flat_map(in_each).collect()
    }

    /// What a name that follows the pattern has as a part.
    fn read(&self, named: &Named<'_>, pieces: &[Piece<'_>], region: &str, part: &str) -> Option<String> {
        self.left.set(self.left.get().checked_sub(1)?);
        let fit: Fit<'_> = self.form(named).fit(&symbols(pieces, region)?);
        let range = fit.slots.iter().filter(|_| fit.cost == 0).find_map(|slot| match slot {
            Slot::Fits(name, range) if *name == part => Some(range.clone()),
            _ => None,
        })?;
        Some(shown(pieces, region, range)).filter(|text| !text.is_empty())
    }
}
