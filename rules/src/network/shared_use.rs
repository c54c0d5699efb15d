//! VPCs that use the same addresses without a connection between them: in one
//! template, across the templates of a run, and across the stacks of one.

use formwork_template::Span;

use super::allotment::{self, Allotment};
use super::claim::BlockClaim;
use super::overlap;
use super::plan::{Plan, Vpc};
use crate::config::Network;
use crate::surroundings::Claims;
use crate::{Context, Related};

/// A block of the template whose addresses another VPC uses as well.
#[derive(Debug)]
pub(crate) struct Use {
    pub(crate) place: Span,
    pub(crate) message: String,
    /// What it rests on; empty where it is always so.
    pub(crate) when: String,
    pub(crate) related: Vec<Related>,
}

/// VPCs of the template itself that no connection of it joins.
pub(crate) fn within(cx: &Context<'_>) -> Vec<Use> {
    let deployed = allotment::deployed(cx);
    let mut found = Vec::new();
    for plan in Plan::each(cx.template(), &deployed) {
        let made = plan.vpcs.iter().filter(|vpc| vpc.id.is_some());
        let blocks = made.flat_map(|vpc| vpc.blocks.iter().take(Vpc::MAX_BLOCKS));
        for overlap in overlap::find(cx.template(), blocks, |a, b| a.vpc != b.vpc) {
            let (later, (first, premise)) = (overlap.later, overlap.first());
            let mut links = plan.links.iter().filter(|link| link.end(first.vpc).is_some());
            if links.any(|link| link.end(later.vpc).is_some()) {
                continue;
            }
            let label = format!("`{}` has `{}`", first.owner, first.net);
            let mut related = vec![Related { span: first.span, label, file: None }];
            related.extend(premise.places());
            let message = format!("{later} overlaps {first}");
            found.push(Use { place: later.span, message, when: premise.to_string(), related });
        }
    }
    found
}

/// What the VPCs of other templates use, or those of the template itself in another stack.
pub(crate) fn across(cx: &Context<'_>) -> Vec<Use> {
    /// Claims of the template itself that are passed over.
    const MOST: usize = 1_000;
    let around = cx.around();
    let (Some(run), Some(name)) = (around.run, around.name) else { return Vec::new() };
    let network = cx.settings().network();
    let mut found = Vec::new();
    for own in run.claims().iter().filter(|claims| claims.file == name) {
        for (number, claim) in own.blocks.iter().enumerate() {
            let mut others = run.blocks_with(claim.net).take(MOST);
            let other = others.find(|(claims, other_number, other)| {
                // Of two claims of the template itself the later one is told.
                let is_apart = claims.file != name || (*other_number < number && claim.stands_beside(other));
                is_apart && !is_shared(network, claim, other)
            });
            found.extend(other.map(|(claims, _, other)| shared(claim, claims, other, claims.file == name)));
        }
    }
    found
}

/// Whether the plan lets the environments of both use the addresses.
fn is_shared(network: &Network, one: &BlockClaim, other: &BlockClaim) -> bool {
    let environments = one.environment.as_deref().zip(other.environment.as_deref());
    environments.is_some_and(|(one, other)| Allotment::shared(network, one, other))
}

fn shared(claim: &BlockClaim, claims: &Claims, other: &BlockClaim, is_own: bool) -> Use {
    let place = if is_own { String::new() } else { format!(" in `{}`", claims.file) };
    let case = match &other.stack {
        Some(stack) => format!("deployed as `{stack}`"),
        None => other.when.clone(),
    };
    let case = if case.is_empty() { case } else { format!(" when {case}") };
    let (net, owner) = (other.net, &other.owner);
    let message = if is_own && claim.owner == *owner {
        format!("`{}` of `{owner}` overlaps `{net}` that it has{case}", claim.net)
    } else {
        format!("`{}` of `{}` overlaps `{net}` of `{owner}`{place}{case}", claim.net, claim.owner)
    };
    let label = format!("`{owner}` has `{net}`");
    let there = if is_own {
        Related { span: other.span, label, file: None }
    } else {
        claims.related(other.span, label)
    };
    let there = Some(there).filter(|_| !is_own || claim.span != other.span);
    let places = claim.places.iter().chain(&other.places).cloned();
    Use {
        place: claim.span,
        message,
        when: claim.when.clone(),
        related: there.into_iter().chain(places).collect(),
    }
}
