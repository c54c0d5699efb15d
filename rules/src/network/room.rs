//! Free room in a VPC: where a block that collides could go. A proposal is made
//! once a place and counts as taken from then on, so that no two collide.

use formwork_template::Span;
use ipnet::IpNet;
use rustc_hash::FxHashMap;

use super::cidr::{Family, Taken};
use super::plan::{Block, Vpc};
use super::premise::Premise;
use crate::{Diagnostic, Fix};

#[derive(Debug)]
pub(crate) struct Room<'p, 't> {
    vpc: &'p Vpc<'t>,
    v4: Taken,
    v6: Taken,
    proposed: FxHashMap<Span, Option<IpNet>>,
}

impl<'p, 't> Room<'p, 't> {
    pub(crate) fn new(vpc: &'p Vpc<'t>) -> Self {
        Self { vpc, v4: Taken::default(), v6: Taken::default(), proposed: FxHashMap::default() }
    }

    /// Tells how a block that collides is made right: the next free block of its
    /// size as help, and as a fix where a literal gives the block.
    pub(crate) fn propose(&mut self, found: &mut Diagnostic, block: &Block<'t>, premise: &Premise<'t>) {
        let is_new = !self.proposed.contains_key(&block.span);
        let Some(free) = self.free(block, premise) else {
            found.help("Give it a block that is free in its VPC");
            return;
        };
        let vpc = self.vpc.id.map(|id| format!(" in `{id}`")).unwrap_or_default();
        found.help(format!("The next free block of its size{vpc} is `{free}`"));
        if is_new {
            found.fix = Fix::confirm_literal(format!("Change to `{free}`"), block.value, &free.to_string());
        }
    }

    fn free(&mut self, block: &Block<'t>, premise: &Premise<'t>) -> Option<IpNet> {
        if let Some(proposed) = self.proposed.get(&block.span) {
            return *proposed;
        }
        if self.proposed.is_empty() {
            for subnet in &self.vpc.subnets {
                match Family::of(subnet.net) {
                    Family::V4 => self.v4.add(subnet.net),
                    Family::V6 => self.v6.add(subnet.net),
                }
            }
        }
        let family = Family::of(block.net);
        let taken = if family == Family::V4 { &mut self.v4 } else { &mut self.v6 };
        let free = self
            .vpc
            .blocks_of(family)
            .filter(|within| premise.and(&within.premise).is_some())
            .find_map(|within| taken.next_free(within.net, block.net.prefix_len(), block.net));
        if let Some(free) = free {
            taken.add(free);
        }
        self.proposed.insert(block.span, free);
        free
    }
}
