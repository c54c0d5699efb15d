//! What is around a template: where it is, the stacks that it is deployed as, and
//! what the other templates of the run lay claim to. All of it is the caller's to
//! find; a check without surroundings looks at the template alone.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use formwork_template::{Span, Template};
use ipnet::IpNet;
use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::naming::claim::NameClaim;
use crate::network::claim::{self, BlockClaim, BlockIndex};
use crate::stack::Stack;
use crate::{Elsewhere, Related, Settings, naming};

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
    claims: Vec<Arc<Claims>>,
    /// Where the blocks are; known once somebody has asked.
    blocks: OnceLock<BlockIndex>,
    /// By name: the number of each template that has it, and the claim's number there; likewise.
    names: OnceLock<FxHashMap<String, Vec<(usize, usize)>>>,
}

impl Run {
    pub fn new(claims: Vec<Claims>) -> Self {
        Self::of(claims.into_iter().map(Arc::new).collect())
    }

    fn of(mut claims: Vec<Arc<Claims>>) -> Self {
        claims.sort_by(|a, b| a.file.cmp(&b.file));
        Self { claims, ..Self::default() }
    }

    /// Puts what a template lays claim to now in the place of what it did.
    pub fn replace(&mut self, claims: Claims) {
        if let Some(old) = self.claims.iter_mut().find(|old| old.file == claims.file) {
            *old = Arc::new(claims);
            self.blocks = OnceLock::new();
            self.names = OnceLock::new();
        }
    }

    /// The same run, with what a template lays claim to now in the place of what it did; with it
    /// added where it was not among the templates.
    #[must_use]
    pub fn with(&self, claims: Claims) -> Self {
        let claims = Arc::new(claims);
        let others = self.claims.iter().filter(|old| old.file != claims.file).cloned();
        Self::of(others.chain([Arc::clone(&claims)]).collect())
    }

    /// What each template lays claim to.
    pub(crate) fn claims(&self) -> &[Arc<Claims>] {
        &self.claims
    }

    /// The claims to names that are called so, in the order of the templates.
    pub(crate) fn names_like(&self, name: &str) -> impl Iterator<Item = (&Claims, &NameClaim)> {
        let names = self.names.get_or_init(|| {
            let mut names: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
            for (template, claims) in self.claims.iter().enumerate() {
                for (number, claim) in claims.names.iter().enumerate() {
                    names.entry(claim.name.clone()).or_default().push((template, number));
                }
            }
            names
        });
        let places = names.get(name).into_iter().flatten();
        places.filter_map(|(template, number)| {
            let claims = self.claims.get(*template)?.as_ref();
            Some((claims, claims.names.get(*number)?))
        })
    }

    /// The blocks that have an address of `net`: the template of each, and its number there.
    pub(crate) fn blocks_with(&self, net: IpNet) -> impl Iterator<Item = (&Claims, usize, &BlockClaim)> {
        let blocks = self.blocks.get_or_init(|| BlockIndex::new(&self.claims));
        blocks.overlapping(net).filter_map(|(template, number)| {
            let claims = self.claims.get(template)?.as_ref();
            Some((claims, number, claims.blocks.get(number)?))
        })
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
    pub(crate) names: Vec<NameClaim>,
    /// Address blocks of VPCs.
    pub(crate) blocks: Vec<BlockClaim>,
}

impl Claims {
    /// A place in the template, beside a finding in another one.
    pub(crate) fn related(&self, span: Span, label: impl Into<String>) -> Related {
        let file = Elsewhere { name: self.file.clone(), text: Arc::clone(&self.text) };
        Related { span, label: label.into(), file: Some(file) }
    }

    /// What a template lays claim to.
    pub fn of(template: &Template, around: &Surroundings<'_>, settings: &Settings) -> Self {
        let naming = settings.naming().filter(|naming| naming.unique);
        let names = naming.map(|naming| naming::claim::claims(template, Some(naming), around.stacks));
        Self {
            file: around.name.unwrap_or_default().into(),
            text: Arc::clone(template.tree().source()),
            names: names.unwrap_or_default(),
            blocks: claim::claims(template, around, settings),
        }
    }
}
