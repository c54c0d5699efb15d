//! What the organisation says of names, type by type: the judge of each type, made
//! once, with what a pattern can't say.

use std::collections::BTreeMap;

use formwork_schemas::Region;

use crate::Context;
use crate::config::{Naming, SubText};
use crate::known_text::{Case, KnownText};
use crate::naming::Nameable;
use crate::naming::generation;
use crate::naming::names::Scope;
use crate::naming::parts::{KnownParts, pieces};
use crate::naming::spelling::misspelling;
use crate::naming::verdict::{Judge, Verdict};

/// The organisation's standard, on the names of one template.
#[derive(Debug)]
pub(crate) struct Standard<'n> {
    pub(crate) naming: &'n Naming,
    pub(crate) parts: KnownParts<'n>,
    judges: Judges<'n>,
}

/// By scope and, where a type has a pattern or a use of the region of its own, by the type.
#[derive(Debug)]
struct Judges<'n> {
    naming: &'n Naming,
    regions: &'n [Region],
    made: BTreeMap<(bool, Option<&'n str>), Judge<'n>>,
}

impl<'n> Judges<'n> {
    /// The judge of the names of a type.
    fn of(&mut self, of: &Nameable<'n>) -> &Judge<'n> {
        let own = self.naming.types.of(of.type_name);
        let is_own = own.is_some_and(|own| own.pattern.is_some() || own.region.is_some());
        let scope = of.property.scope;
        self.made
            .entry((scope == Scope::Global, is_own.then_some(of.type_name)))
            .or_insert_with(|| Judge::new(self.naming, of.type_name, scope, self.regions))
    }
}

impl<'n> Standard<'n> {
    /// `None` where the organisation says nothing of names.
    pub(crate) fn of(cx: &Context<'n>) -> Option<Self> {
        let settings = cx.settings();
        let naming = settings.naming()?;
        let parts = KnownParts::new(naming, cx.template(), settings.environments());
        let judges = Judges { naming, regions: settings.regions(), made: BTreeMap::new() };
        Some(Self { naming, parts, judges })
    }

    /// The judge of the names of a type.
    pub(crate) fn judge(&mut self, of: &Nameable<'n>) -> &Judge<'n> {
        self.judges.of(of)
    }

    /// What is wrong with a name; nothing where names of the type are left alone.
    pub(crate) fn verdict(&mut self, of: &Nameable<'n>, text: &KnownText<'n>) -> Option<Verdict> {
        let own = self.naming.types.of(of.type_name)?;
        let verdict = self.judges.of(of).judge(text, of.property.form, &self.parts);
        verdict.or_else(|| misspelling(text, own, of))
    }

    /// A name for a resource, if every part of one is known and it would be right.
    pub(crate) fn name_for(&mut self, of: &Nameable<'n>) -> Option<SubText> {
        let name = generation::name_for(of, self.naming, &self.parts)?;
        self.takes(of, &name).then_some(name)
    }

    /// Whether a name that is made is right.
    pub(crate) fn takes(&mut self, of: &Nameable<'n>, name: &SubText) -> bool {
        let Some(pieces) = pieces(name) else { return false };
        let text = KnownText { pieces, value: of.resource.value(), case: Case::default() };
        self.verdict(of, &text).is_none() && generation::is_taken(of, name, self.naming, &self.parts)
    }
}
