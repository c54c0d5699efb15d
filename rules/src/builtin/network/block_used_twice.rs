use std::sync::Arc;

use crate::config::Network;
use crate::network::allotment::{self, Allotment};
use crate::network::claim::BlockClaim;
use crate::network::overlap;
use crate::network::plan::{Plan, Vpc};
use crate::rule::{Rule, rule};
use crate::surroundings::Claims;
use crate::{Context, Elsewhere, Related};

rule! {
    /// VPCs of one run use the same addresses.
    ///
    /// They can't be joined later, by peering, by a transit gateway or through a VPN, and one
    /// of them has to be built anew.
    ///
    /// With `network.unique: true` in `formwork.yaml` the blocks of all VPCs are compared: within a
    /// template, across the templates of the run, and across the stacks that
    /// `environments.deployments` tells of. Two environments may use the same addresses where their
    /// supernets do. VPCs of one template that are joined are the matter of
    /// `overlapping-cidr-blocks`.
    ///
    /// ```yaml formwork.yaml
    /// network: { unique: true }
    /// environments: { deployments: ["{environment}.params.yaml"] }
    /// ```
    /// ```yaml hub.yaml
    /// Resources:
    ///   Hub: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
    /// ```
    /// ```yaml bad
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.0.16.0/20 }
    /// #                 ^^^^^^^^^ `10.0.16.0/20` of `Vpc` overlaps `10.0.0.0/16` of `Hub` in `hub.yaml`
    ///   Other:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.2.0.0/16 }
    ///   Third:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.2.0.0/20 }
    /// #                 ^^^^^^^^^ `10.2.0.0/20` of `Third` overlaps `10.2.0.0/16` of `Other`
    /// ```
    /// ```yaml good
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: 10.1.0.0/16 }
    /// ```
    /// ```yaml dev.params.yaml
    /// template-file-path: template.yaml
    /// parameters: { Block: 10.8.0.0/16 }
    /// ```
    /// ```yaml prod.params.yaml
    /// template-file-path: template.yaml
    /// parameters: { Block: 10.8.128.0/17 }
    /// ```
    /// ```yaml bad
    /// Parameters:
    ///   Block: { Type: String }
    /// Resources:
    ///   Vpc:
    ///     Type: AWS::EC2::VPC
    ///     Properties: { CidrBlock: !Ref Block }
    /// #                 ^^^^^^^^^ `10.8.128.0/17` of `Vpc` overlaps `10.8.0.0/16` that it has when deployed as `dev.params.yaml`
    /// ```
    pub struct BlockUsedTwice {
        code: "NET006",
        name: "block-used-twice",
        severity: Error,
        since: "0.1",
    }
}

const REMEDY: &str = "Give one of the two VPCs a block that the other does not use";

impl Rule for BlockUsedTwice {
    fn check(cx: &mut Context<'_>) {
        if !cx.settings().network().unique {
            return;
        }
        within(cx);
        let around = cx.around();
        let (Some(run), Some(name)) = (around.run, around.name) else { return };
        let network = cx.settings().network();
        for own in run.claims().iter().filter(|claims| claims.file == name) {
            for (number, claim) in own.blocks.iter().enumerate() {
                /// Claims of the template itself that are passed over.
                const MOST: usize = 1_000;
                let mut others = run.blocks_with(claim.net).take(MOST);
                let other = others.find(|(claims, other_number, other)| {
                    // Of two claims of the template itself the later one is told.
                    let is_apart =
                        claims.file != name || (*other_number < number && claim.stands_beside(other));
                    is_apart && !is_shared(network, claim, other)
                });
                if let Some((claims, _, other)) = other {
                    report(cx, claim, claims, other);
                }
            }
        }
    }
}

/// VPCs of the template itself that no connection of it joins.
fn within(cx: &mut Context<'_>) {
    let deployed = allotment::deployed(cx);
    for plan in Plan::each(cx.template(), &deployed) {
        let made = plan.vpcs.iter().filter(|vpc| vpc.id.is_some());
        let blocks = made.flat_map(|vpc| vpc.blocks.iter().take(Vpc::MAX_BLOCKS));
        for overlap in overlap::find(cx.template(), blocks, |a, b| a.vpc != b.vpc) {
            let (later, (first, premise)) = (overlap.later, overlap.first());
            let joins = |vpc: usize| plan.links.iter().filter(move |link| link.end(vpc).is_some());
            if joins(first.vpc).any(|link| link.end(later.vpc).is_some()) {
                continue;
            }
            let found = cx.report::<BlockUsedTwice>(later.span, format!("{later} overlaps {first}"));
            premise.tell(found);
            found.help(REMEDY).related(first.span, format!("`{}` has `{}`", first.owner, first.net));
        }
    }
}

/// Whether the plan lets the environments of both use the addresses.
fn is_shared(network: &Network, one: &BlockClaim, other: &BlockClaim) -> bool {
    let environments = one.environment.as_deref().zip(other.environment.as_deref());
    environments.is_some_and(|(one, other)| Allotment::shared(network, one, other))
}

fn report(cx: &mut Context<'_>, claim: &BlockClaim, claims: &Claims, other: &BlockClaim) {
    let is_own = cx.around().name.is_some_and(|name| claims.file == name);
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
    let file = (!is_own).then(|| Elsewhere { name: claims.file.clone(), text: Arc::clone(&claims.text) });
    let found = cx.report::<BlockUsedTwice>(claim.span, message).help(REMEDY).when(claim.when.clone());
    if !is_own || claim.span != other.span {
        found.related.push(Related { span: other.span, label: format!("`{owner}` has `{net}`"), file });
    }
    found.related.extend(claim.places.iter().chain(&other.places).cloned());
}
