//! What the organisation allows as the value of a tag.

use rustc_hash::FxHashMap;

use formwork_schemas::Region;
use formwork_template::{Assumption, Template, Value};

use crate::config::{Allowed, Tagging};
use crate::known_text::{KnownText, texts};
use crate::language::Language;
use crate::tagging::tags::Key;

/// The tags that the organisation knows, ready for comparing.
#[derive(Debug)]
pub(crate) struct TagPlan<'c> {
    by_key: FxHashMap<&'c str, (&'c Allowed, Language)>,
    regions: &'c [Region],
}

impl<'c> TagPlan<'c> {
    pub(crate) fn new(tagging: &'c Tagging, regions: &'c [Region]) -> Self {
        let all = tagging.required.iter().chain(&tagging.optional);
        let by_key = all.map(|(key, allowed)| (key.as_str(), (allowed, Language::from(allowed)))).collect();
        Self { by_key, regions }
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &'c str> {
        self.by_key.keys().copied()
    }

    pub(crate) fn allowed(&self, key: &str) -> Option<&'c Allowed> {
        self.by_key.get(key).map(|(allowed, _)| *allowed)
    }

    /// The tag that a key stands for, and what its value may be.
    pub(crate) fn find(&self, key: &Key<'_>) -> Option<(&'c str, &'c Allowed)> {
        let mut known = self.by_key.iter().filter(|(name, _)| key.is(name));
        known.next().map(|(name, (allowed, _))| (*name, *allowed))
    }

    /// The texts of a value that are not allowed, whatever a deployment decides:
    /// one for each place, for its first such case.
    pub(crate) fn wrong_texts<'t>(
        &self,
        key: &str,
        value: Value<'t>,
        template: &'t Template,
        when: &Assumption<'t>,
    ) -> Vec<KnownText<'t>> {
        let Some((_, language)) = self.by_key.get(key) else { return Vec::new() };
        let mut wrong = texts(value, template, when);
        wrong.retain(|text| !language.accepts(&text.pieces, self.regions));
        wrong.dedup_by_key(|text| text.value.node());
        wrong
    }
}
