//! The blocks that the VPCs of a template lay claim to, in each way of deploying it,
//! and those of all templates of a run in an order in which overlaps are found at once.

use std::sync::Arc;

use formwork_template::{Span, Template};
use ipnet::IpNet;
use smol_str::SmolStr;

use super::cidr::{self, Family};
use super::plan::{Block, Plan};
use crate::deployed::Deployed;
use crate::surroundings::{Claims, Surroundings};
use crate::{Related, Settings};

/// A block that a VPC has in one way of deploying its template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlockClaim {
    pub(crate) net: IpNet,
    /// The logical ID of the resource.
    pub(crate) owner: SmolStr,
    pub(crate) span: Span,
    /// The file that tells of the stack.
    pub(crate) stack: Option<SmolStr>,
    pub(crate) environment: Option<SmolStr>,
    /// What the block rests on, in words; empty where it is always the same.
    pub(crate) when: String,
    /// Where the file of the stack gives it.
    pub(crate) places: Vec<Related>,
}

impl BlockClaim {
    fn new(block: &Block<'_>) -> Self {
        let deployed = block.premise.deployed();
        Self {
            net: block.net,
            owner: block.owner.text.into(),
            span: block.span,
            stack: deployed.and_then(|deployed| deployed.stack).map(|stack| stack.file.clone()),
            environment: deployed.and_then(|deployed| deployed.environment).map(SmolStr::new),
            when: block.premise.to_string(),
            places: block.premise.places(),
        }
    }

    /// Whether a template can have both claims at once, in two stacks.
    pub(crate) fn stands_beside(&self, other: &Self) -> bool {
        if let (Some(one), Some(other)) = (&self.stack, &other.stack) {
            return one != other;
        }
        // A block that depends on the environment is meant to be another one in each.
        let (one, two) = (&self.environment, &other.environment);
        one.is_some() && two.is_some() && one != two && self.when != other.when
    }
}

/// The blocks that the VPCs of a template have.
pub(crate) fn claims(template: &Template, around: &Surroundings<'_>, settings: &Settings) -> Vec<BlockClaim> {
    if !settings.network().unique {
        return Vec::new();
    }
    let deployed = Deployed::all(template, settings, *around);
    let plans = Plan::each(template, &deployed);
    let blocks = plans.iter().flat_map(|plan| &plan.vpcs).flat_map(|vpc| &vpc.blocks);
    let mut claims = Vec::new();
    let mut known = rustc_hash::FxHashSet::default();
    for block in blocks.filter(|block| block.premise.can_hold(template)) {
        let mut claim = BlockClaim::new(block);
        if claim.stack.is_none() && claim.when.is_empty() {
            claim.environment = None;
        }
        if known.insert((claim.span, claim.net, claim.stack.clone(), claim.when.clone())) {
            claims.push(claim);
        }
    }
    claims
}

/// Where the blocks of a run are, by address.
#[derive(Debug, Default)]
pub(crate) struct BlockIndex {
    /// Family, first address and prefix length; then the numbers of the template and of its claim.
    sorted: Vec<(Family, u128, u8, u32, u32)>,
}

impl BlockIndex {
    pub(crate) fn new(all: &[Arc<Claims>]) -> Self {
        let mut sorted = Vec::new();
        for (template, claims) in (0u32..).zip(all) {
            sorted.extend((0u32..).zip(&claims.blocks).map(|(number, claim)| {
                let net = claim.net;
                (Family::of(net), cidr::first(net), net.prefix_len(), template, number)
            }));
        }
        sorted.sort_unstable();
        Self { sorted }
    }

    /// The claims that have an address of `net`, those that hold all of it first.
    pub(crate) fn overlapping(&self, net: IpNet) -> impl Iterator<Item = (usize, usize)> {
        let family = Family::of(net);
        let exactly = move |holder: IpNet| {
            let (first, prefix) = (cidr::first(holder), holder.prefix_len());
            let from =
                self.sorted.partition_point(|entry| (entry.0, entry.1, entry.2) < (family, first, prefix));
            self.sorted[from..].iter().take_while(move |e| (e.0, e.1, e.2) == (family, first, prefix))
        };
        let holders = (0..=net.prefix_len())
            .filter_map(move |prefix| Some(IpNet::new(net.addr(), prefix).ok()?.trunc()));
        let (first, last) = (cidr::first(net), cidr::last(net));
        let from = self.sorted.partition_point(|entry| (entry.0, entry.1) < (family, first));
        let inside = self.sorted[from..].iter().take_while(move |entry| entry.0 == family && entry.1 <= last);
        let smaller = inside.filter(move |entry| entry.2 > net.prefix_len());
        holders.flat_map(exactly).chain(smaller).map(|entry| (entry.3 as usize, entry.4 as usize))
    }
}
