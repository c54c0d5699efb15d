//! What is around a template: where it is, the stacks that it is deployed as, and
//! what the other templates of the run lay claim to. All of it is the caller's to
//! find; a check without surroundings looks at the template alone.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use formwork_template::Template;
use ipnet::IpNet;
use smol_str::SmolStr;

use crate::network::claim::{self, BlockClaim, BlockIndex};
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
    /// Where the blocks are; known once somebody has asked.
    blocks: OnceLock<BlockIndex>,
}

impl Run {
    pub fn new(mut claims: Vec<Claims>) -> Self {
        claims.sort_by(|a, b| a.file.cmp(&b.file));
        Self { claims, blocks: OnceLock::new() }
    }

    /// Puts what a template lays claim to now in the place of what it did.
    pub fn replace(&mut self, claims: Claims) {
        if let Some(old) = self.claims.iter_mut().find(|old| old.file == claims.file) {
            *old = claims;
            self.blocks = OnceLock::new();
        }
    }

    /// What each template lays claim to.
    pub(crate) fn claims(&self) -> &[Claims] {
        &self.claims
    }

    /// The blocks that have an address of `net`: the template of each, and its number there.
    pub(crate) fn blocks_with(&self, net: IpNet) -> impl Iterator<Item = (&Claims, usize, &BlockClaim)> {
        let blocks = self.blocks.get_or_init(|| BlockIndex::new(&self.claims));
        blocks.overlapping(net).filter_map(|(template, number)| {
            let claims = self.claims.get(template)?;
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
    pub(crate) names: Vec<naming::claim::NameClaim>,
    /// Address blocks of VPCs.
    pub(crate) blocks: Vec<BlockClaim>,
}

impl Claims {
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
