//! Blocks that cannot stand beside one another as the plan has them, with the
//! case in which they would. What is said of it is the rule's.

use formwork_template::{Name, Span, Template};
use rustc_hash::FxHashSet;

use super::cidr::Family;
use super::overlap;
use super::plan::{Block, Link, LinkKind, Plan, Vpc};
use super::premise::Premise;

/// A block and what it collides with.
#[derive(Debug)]
pub(crate) struct Collision<'p, 't> {
    pub(crate) kind: CollisionKind<'t>,
    pub(crate) block: &'p Block<'t>,
    /// The blocks that it overlaps, or of its VPC's none of which holds it; in source order.
    pub(crate) others: Vec<&'p Block<'t>>,
    /// What it rests on.
    pub(crate) premise: Premise<'t>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CollisionKind<'t> {
    /// Subnets of one VPC overlap.
    Subnets,
    /// A subnet is not within the blocks of this VPC, which may have none of the family.
    Outside(Name<'t>),
    /// VPCs overlap that this peering connection joins.
    Peered(Name<'t>),
    /// VPCs overlap that are attached to one transit gateway, the later by this attachment.
    Attached(Name<'t>),
}

/// All collisions of a plan; each pair of places once.
pub(crate) fn all<'p, 't>(template: &Template, plan: &'p Plan<'t>) -> Vec<Collision<'p, 't>> {
    let mut found = Vec::new();
    for vpc in &plan.vpcs {
        subnets(template, vpc, &mut found);
        found.extend(vpc.subnets.iter().filter_map(|subnet| outside(template, vpc, subnet)));
    }
    for link in &plan.links {
        joined(template, plan, link, &mut found);
    }
    let mut seen: FxHashSet<(Span, Option<Span>)> = FxHashSet::default();
    found.retain(|collision| {
        seen.insert((collision.block.span, collision.others.first().map(|other| other.span)))
    });
    found
}

fn subnets<'p, 't>(template: &Template, vpc: &'p Vpc<'t>, found: &mut Vec<Collision<'p, 't>>) {
    for overlap in overlap::find(template, vpc.subnets.iter(), |a, b| a.owner != b.owner) {
        let premise = overlap.first().1.clone();
        let others = overlap.earlier.iter().map(|(block, _)| *block).collect();
        found.push(Collision { kind: CollisionKind::Subnets, block: overlap.later, others, premise });
    }
}

/// A case in which no block of the VPC holds the subnet.
fn outside<'p, 't>(
    template: &Template,
    vpc: &'p Vpc<'t>,
    subnet: &'p Block<'t>,
) -> Option<Collision<'p, 't>> {
    let family = Family::of(subnet.net);
    let id = vpc.id.filter(|_| vpc.is_closed(family))?;
    let (holding, failing): (Vec<_>, Vec<_>) =
        vpc.blocks_of(family).partition(|block| block.net.contains(&subnet.net));
    if holding.len() + failing.len() > Vpc::MAX_BLOCKS {
        return None;
    }
    let stands_with = |block: &Block<'t>, premise: &Premise<'t>| {
        premise.and(&block.premise).is_some_and(|both| both.may_hold(template))
    };
    let mut cases = failing.iter().filter_map(|block| subnet.premise.and(&block.premise));
    let premise = match failing.first() {
        Some(_) => cases
            .find(|case| case.can_hold(template) && !holding.iter().any(|block| stands_with(block, case)))?,
        None if holding.is_empty() => Some(subnet.premise.clone()).filter(|case| case.can_hold(template))?,
        None => return None,
    };
    let others = failing.into_iter().filter(|block| stands_with(block, &premise)).collect();
    Some(Collision { kind: CollisionKind::Outside(id), block: subnet, others, premise })
}

fn joined<'p, 't>(
    template: &Template,
    plan: &'p Plan<'t>,
    link: &Link<'t>,
    found: &mut Vec<Collision<'p, 't>>,
) {
    let blocks = link.vpcs().flat_map(|vpc| plan.vpcs[vpc].blocks.iter().take(Vpc::MAX_BLOCKS));
    for overlap in overlap::find(template, blocks, |a, b| a.vpc != b.vpc) {
        let (first, premise) = overlap.first();
        let Some((one, other)) = link.end(first.vpc).zip(link.end(overlap.later.vpc)) else { continue };
        let premise = premise.and(&one.premise).and_then(|premise| premise.and(&other.premise));
        let Some(premise) = premise.filter(|premise| premise.can_hold(template)) else { continue };
        let kind = match link.kind {
            LinkKind::Peering => CollisionKind::Peered(other.by),
            LinkKind::TransitGateway => CollisionKind::Attached(other.by),
        };
        found.push(Collision { kind, block: overlap.later, others: vec![*first], premise });
    }
}
