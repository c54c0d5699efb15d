//! What is around a template: where it is, the stacks that it is deployed as, and
//! what the other templates of the run lay claim to. All of it is the caller's to
//! find; a check without surroundings looks at the template alone.

use std::path::Path;
use std::sync::Arc;

use formwork_template::Template;
use smol_str::SmolStr;

use crate::stack::Stack;
use crate::{Settings, naming};

/// See the module.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// The file of the template; what it names beside itself is looked at as well.
    pub path: Option<&'a Path>,
    /// The template as it is reported: whose claims among those of the run are its own.
    pub name: Option<&'a str>,
    /// Its path from the folder of its configuration, with forward slashes, as patterns see it.
    pub seen: Option<&'a str>,
    /// The stacks that it is deployed as, as far as files tell.
    pub stacks: &'a [Arc<Stack>],
    /// What the templates of the run lay claim to, this one among them.
    pub run: Option<&'a Run>,
}

impl<'a> Surroundings<'a> {
    /// Nothing but a place.
    pub fn at(path: &'a Path) -> Self {
        Self { path: Some(path), ..Self::default() }
    }
}

/// What the templates of a run lay claim to, in the order of their names.
#[derive(Debug, Default)]
pub struct Run {
    claims: Vec<Claims>,
}

impl Run {
    pub fn new(mut claims: Vec<Claims>) -> Self {
        claims.sort_by(|a, b| a.file.cmp(&b.file));
        Self { claims }
    }

    /// Puts what a template lays claim to now in the place of what it did.
    pub fn replace(&mut self, claims: Claims) {
        if let Some(old) = self.claims.iter_mut().find(|old| old.file == claims.file) {
            *old = claims;
        }
    }

    /// What each template lays claim to.
    pub(crate) fn claims(&self) -> &[Claims] {
        &self.claims
    }
}

/// What one template lays claim to in each of its stacks: things of which an account has one.
#[derive(Debug)]
pub struct Claims {
    /// The template as it is reported.
    pub(crate) file: SmolStr,
    /// What the spans point into.
    pub(crate) text: Arc<str>,
    /// Physical names.
    pub(crate) names: Vec<naming::claim::NameClaim>,
}

impl Claims {
    /// What a template lays claim to.
    pub fn of(template: &Template, settings: &Settings, around: &Surroundings<'_>) -> Self {
        let naming = settings.naming().filter(|naming| naming.unique);
        let names = naming.map(|naming| naming::claim::claims(template, Some(naming), around.stacks));
        Self {
            file: around.name.unwrap_or_default().into(),
            text: Arc::clone(template.tree().source()),
            names: names.unwrap_or_default(),
        }
    }
}
