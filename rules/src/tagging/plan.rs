//! The tags that the organisation knows, ready for comparing: which a type has, and
//! what is allowed as the value of each. Holding values against it is `judge`'s work.

use std::collections::BTreeMap;

use crate::config::{Allowed, Settings, TagRule};
use crate::known_text::{KnownText, Piece};
use crate::language::Language;
use crate::tagging::name_part::NameParts;
use crate::tagging::tags::Key;

/// See the module.
#[derive(Debug)]
pub(crate) struct TagPlan<'c> {
    by_key: BTreeMap<&'c str, Known<'c>>,
    settings: &'c Settings,
    /// Where some tag equals a part of the name.
    names: Option<NameParts<'c>>,
}

/// A tag that the organisation knows.
#[derive(Debug)]
pub(crate) struct Known<'c> {
    pub(crate) key: &'c str,
    pub(crate) rule: &'c TagRule,
    is_required: bool,
    allowed: Spoken<'c>,
    by_environment: BTreeMap<&'c str, Spoken<'c>>,
}

/// What is allowed: as it was said, and for comparing.
#[derive(Debug)]
struct Spoken<'c> {
    allowed: &'c Allowed,
    language: Language,
}

impl<'c> TagPlan<'c> {
    /// The plan of the organisation, if it has one.
    pub(crate) fn new(settings: &'c Settings) -> Option<Self> {
        let tagging = settings.tagging()?;
        let naming = settings.naming();
        let known = |(key, rule): (&'c smol_str::SmolStr, &'c TagRule), is_required| {
            let allowed = Spoken::new(rule.text(naming));
            let by_environment = rule.environments.iter();
            let by_environment = by_environment.map(|(name, it)| (name.as_str(), Spoken::new(it))).collect();
            (key.as_str(), Known { key, rule, is_required, allowed, by_environment })
        };
        let required = tagging.required.iter().map(|tag| known(tag, true));
        let optional = tagging.optional.iter().map(|tag| known(tag, false));
        let names = naming.filter(|_| tagging.known().any(|(_, rule)| rule.part().is_some()));
        Some(Self {
            by_key: optional.chain(required).collect(),
            settings,
            names: names.map(|naming| NameParts::new(naming, settings.regions())),
        })
    }

    /// The keys of the tags that resources of a type have.
    pub(crate) fn required(&self, type_name: &str) -> impl Iterator<Item = &'c str> {
        let known = self.by_key.values();
        known.filter(move |known| known.is_required && known.rule.is_about(type_name)).map(|known| known.key)
    }

    /// A tag by its key.
    pub(crate) fn known(&self, key: &str) -> Option<&Known<'c>> {
        self.by_key.get(key)
    }

    /// The tag that a key stands for, if something is said of it for a type.
    pub(crate) fn find(&self, key: &Key<'_>, type_name: &str) -> Option<&Known<'c>> {
        let known = match key {
            Key::Literal(name) => self.known(name.text),
            Key::Texts(texts) => {
                let first = texts.first()?.exact()?;
                self.known(&first).filter(|_| key.is(&first))
            }
            Key::Unknown => None,
        };
        known.filter(|known| known.rule.is_about(type_name))
    }

    /// How names are taken apart, where some tag equals a part of them.
    pub(crate) fn names(&self) -> Option<&NameParts<'c>> {
        self.names.as_ref()
    }

    /// What a value is not, though it is to be, in an environment; nothing where it may be right.
    pub(crate) fn refused(
        &self,
        known: &Known<'c>,
        pieces: &[Piece<'_>],
        environment: Option<&str>,
    ) -> Option<&'c Allowed> {
        let spoken = environment.and_then(|name| known.by_environment.get(name)).unwrap_or(&known.allowed);
        let fits = spoken.language.accepts(pieces, self.settings.regions());
        (!fits).then_some(spoken.allowed)
    }

    /// The environment that a case is about: one of its parameters names it.
    pub(crate) fn environment<'t>(&self, text: &KnownText<'t>) -> Option<&'t str> {
        let environments = self.settings.environments();
        let mut given = text.case.given().iter();
        given.find_map(|&(parameter, value)| environments.named_by(parameter, value))
    }
}

impl Known<'_> {
    /// What the value is, in words.
    pub(crate) fn described(&self) -> String {
        match (&self.rule.allowed, self.allowed.allowed) {
            (None, allowed) if !matches!(allowed, Allowed::Any) => format!("{}, {allowed}", self.rule),
            _ => self.rule.to_string(),
        }
    }

    /// The only value that is right, as far as the configuration says it.
    pub(crate) fn only_value(&self) -> Option<&str> {
        match (&self.rule.fix, self.allowed.allowed) {
            (Some(fix), _) => Some(fix),
            (None, Allowed::OneOf(values)) if values.len() == 1 && self.by_environment.is_empty() => {
                values.first().map(smol_str::SmolStr::as_str)
            }
            _ => None,
        }
    }

    /// Whether environments differ in what they allow.
    pub(crate) fn depends_on_environment(&self) -> bool {
        !self.by_environment.is_empty()
    }
}

impl<'c> Spoken<'c> {
    fn new(allowed: &'c Allowed) -> Self {
        Self { allowed, language: Language::from(allowed) }
    }
}
