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
    taken: Taken,
    proposed: FxHashMap<Span, Option<IpNet>>,
}

impl<'p, 't> Room<'p, 't> {
    pub(crate) fn new(vpc: &'p Vpc<'t>) -> Self {
        Self { vpc, taken: Taken::default(), proposed: FxHashMap::default() }
    }

    /// Tells how a block that does not do is made right: the next free block of a
    /// prefix length as help, and as a fix where a literal gives the block.
    pub(crate) fn propose(
        &mut self,
        found: &mut Diagnostic,
        block: &Block<'t>,
        prefix: u8,
        premise: &Premise<'t>,
    ) {
        let is_new = !self.proposed.contains_key(&block.span);
        let size = if prefix == block.net.prefix_len() { String::new() } else { format!(" of /{prefix}") };
        let Some(free) = self.free(block, prefix, premise) else {
            found.help(format!("Give it a block{size} that is free in its VPC"));
            return;
        };
        let vpc = self.vpc.id.map(|id| format!(" in `{id}`")).unwrap_or_default();
        let size = if size.is_empty() { " of its size" } else { &size };
        found.help(format!("The next free block{size}{vpc} is `{free}`"));
        if is_new {
            found.fix = Fix::confirm_literal(format!("Change to `{free}`"), block.value, &free.to_string());
        }
    }

    fn free(&mut self, block: &Block<'t>, prefix: u8, premise: &Premise<'t>) -> Option<IpNet> {
        if let Some(proposed) = self.proposed.get(&block.span) {
            return *proposed;
        }
        if self.proposed.is_empty() {
            for subnet in &self.vpc.subnets {
                self.taken.add(subnet.net);
            }
        }
        let free = self
            .vpc
            .blocks_of(Family::of(block.net))
            .filter(|within| premise.and(&within.premise).is_some())
            .find_map(|within| self.taken.next_free(within.net, prefix, block.net));
        if let Some(free) = free {
            self.taken.add(free);
        }
        self.proposed.insert(block.span, free);
        free
    }
}
