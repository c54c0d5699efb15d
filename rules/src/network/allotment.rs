//! The organisation's network plan beside the template's own: which blocks it is
//! about, for which environment each is, which supernets that has, and where there
//! is room in them. What is wrong with a block is the rules' matter.

use formwork_template::{Function, Span, Template, Value};
use ipnet::IpNet;
use rustc_hash::{FxHashMap, FxHashSet};

use super::cidr::{Family, Taken};
use super::plan::{Block, Plan};
use crate::config::Network;
use crate::deployed::Deployed;
use crate::surroundings::Run;
use crate::{Context, Diagnostic, Fix, words};

/// The blocks of a template that the organisation's plan is about: those of VPCs, and
/// those of subnets in VPCs whose blocks are not known. A case that can't be is left out.
fn judged<'p, 't>(template: &Template, plans: &'p [Plan<'t>]) -> Vec<&'p Block<'t>> {
    let vpcs = plans.iter().flat_map(|plan| &plan.vpcs);
    let blocks = vpcs.flat_map(|vpc| if vpc.blocks.is_empty() { &vpc.subnets } else { &vpc.blocks });
    blocks.filter(|block| block.premise.can_hold(template)).collect()
}

/// Shows a judge each block that the organisation's plan is about, with the allotment of them all.
pub(crate) fn on_blocks<'t>(
    cx: &mut Context<'t>,
    mut judge: impl FnMut(&mut Context<'t>, &mut Allotment<'t>, &Block<'_>),
) {
    let deployed = deployed(cx);
    let plans = Plan::each(cx.template(), &deployed);
    let blocks = judged(cx.template(), &plans);
    if blocks.is_empty() {
        return;
    }
    let mut allotment = Allotment::new(cx.settings().network(), &blocks, cx.around().run);
    for block in blocks {
        judge(cx, &mut allotment, block);
    }
}

/// The environment that a block is for: that of its stack, the one that a key or a
/// parameter's value names, or the one of the case. With the default of a parameter in
/// an environment that is not the default one, nobody knows.
pub(crate) fn environment<'t>(block: &Block<'t>, network: &Network) -> Option<&'t str> {
    let deployed = block.premise.deployed()?;
    let own = deployed.environment.filter(|_| {
        let mut others = block.premise.given().iter().filter(|given| !deployed.given().contains(given));
        deployed.is_usual || others.next().is_none()
    });
    if deployed.stack.is_some() && own.is_some() {
        return own;
    }
    let find = block.value.function().and_then(Function::find_in_map);
    let keys = find.into_iter().flat_map(|find| [find.map, find.top, find.second]).filter_map(Value::text);
    let values = block.premise.given().iter().map(|(_, value)| *value);
    keys.chain(values).find(|name| network.supernets.contains_key(*name)).or(own)
}

/// The supernets that a block may lie in, and the room in them.
#[derive(Debug)]
pub(crate) struct Allotment<'c> {
    pub(crate) network: &'c Network,
    taken: Taken,
    /// What is written once for several environments: right in one of them at most.
    several: FxHashSet<Span>,
    proposed: FxHashMap<Span, Option<IpNet>>,
}

impl<'c> Allotment<'c> {
    /// What the templates of a run use, this one among them, and what is reserved, is not free.
    pub(crate) fn new(network: &'c Network, blocks: &[&Block<'_>], run: Option<&Run>) -> Self {
        let mut taken = Taken::default();
        let claimed = run.into_iter().flat_map(Run::claims).flat_map(|claims| &claims.blocks);
        let reserved = network.reserved.iter().map(|reserved| reserved.block);
        let own = blocks.iter().map(|block| block.net);
        for net in own.chain(reserved).chain(claimed.map(|claim| claim.net)) {
            taken.add(net);
        }
        let (mut environments, mut several) = (FxHashMap::default(), FxHashSet::default());
        for block in blocks {
            let own = environment(block, network);
            if *environments.entry(block.span).or_insert(own) != own {
                several.insert(block.span);
            }
        }
        Self { network, taken, several, proposed: FxHashMap::default() }
    }

    /// The supernets of an environment; of all where it has none or is not known. Of one family.
    pub(crate) fn supernets(&self, environment: Option<&str>, family: Family) -> Vec<IpNet> {
        let own = environment.and_then(|name| self.network.supernets.get(name));
        let nets: Vec<IpNet> = match own {
            Some(own) => own.clone(),
            None => self.network.supernets.values().flatten().copied().collect(),
        };
        nets.into_iter().filter(|net| Family::of(*net) == family).collect()
    }

    /// Another environment that has a block in one of its supernets, and the supernet.
    pub(crate) fn holder(&self, block: IpNet) -> Option<(&'c str, IpNet)> {
        self.network
            .supernets
            .iter()
            .find_map(|(name, nets)| nets.iter().find(|net| net.contains(&block)).map(|net| (&**name, *net)))
    }

    /// Whether the plan lets two environments use the same addresses.
    pub(crate) fn shared(network: &Network, one: &str, other: &str) -> bool {
        let nets = |name: &str| network.supernets.get(name).into_iter().flatten();
        one != other && nets(one).any(|net| nets(other).any(|other| super::cidr::overlap(*net, *other)))
    }

    /// Tells where a block may go: the supernets of its environment, the next free block of
    /// its size there, and that as a fix where a literal gives the block.
    pub(crate) fn propose(&mut self, found: &mut Diagnostic, block: &Block<'_>, environment: Option<&str>) {
        let supernets = self.supernets(environment, Family::of(block.net));
        let only = self.network.supernets.keys().next().filter(|_| self.network.supernets.len() == 1);
        let known = environment.filter(|name| self.network.supernets.contains_key(*name));
        let Some(known) = known.or(only.map(|name| &**name)) else {
            found.help(self.overview());
            return;
        };
        let is_new = !self.proposed.contains_key(&block.span);
        let free = self.free(&supernets, block);
        let shown: Vec<String> = supernets.iter().map(IpNet::to_string).collect();
        let (plural, verb) = if shown.len() == 1 { ("", "is") } else { ("s", "are") };
        let place = format!("The supernet{plural} of `{known}` {verb} {}", listed(&shown));
        found.help(match free {
            Some(free) => format!("{place}, and the next free block of its size there is `{free}`"),
            None => format!("{place}, without room for a block of its size"),
        });
        if let Some(free) = free.filter(|_| is_new && !self.several.contains(&block.span)) {
            found.fix = Fix::confirm_literal(format!("Change to `{free}`"), block.value, &free.to_string());
        }
    }

    fn free(&mut self, within: &[IpNet], block: &Block<'_>) -> Option<IpNet> {
        if let Some(proposed) = self.proposed.get(&block.span) {
            return *proposed;
        }
        let next = |within: &IpNet| self.taken.next_free(*within, block.net.prefix_len(), block.net);
        let free = within.iter().find_map(next);
        if let Some(free) = free {
            self.taken.add(free);
        }
        self.proposed.insert(block.span, free);
        free
    }

    /// All supernets with their environments.
    fn overview(&self) -> String {
        let of = |(name, nets): (_, &Vec<IpNet>)| {
            let nets: Vec<String> = nets.iter().map(|net| format!("`{net}`")).collect();
            format!("`{name}` ({})", cut(&nets).join(", "))
        };
        let all: Vec<String> = self.network.supernets.iter().map(of).collect();
        format!("The supernets are those of {}", words::joined(&cut(&all), "and"))
    }
}

/// The case of a block, in which its environment has its part.
pub(crate) fn tell_with_environment<'t>(
    found: &mut Diagnostic,
    block: &Block<'t>,
    environment: Option<&str>,
) {
    block.premise.tell(found);
    let Some(deployed) = block.premise.deployed().filter(|_| environment.is_some()) else { return };
    match (deployed.stack, deployed.given()) {
        (Some(stack), _) => {
            found.when(format!("deployed as `{}`", stack.file));
        }
        (None, [given]) if deployed.environment == environment => {
            let premise = block.premise.and(&super::premise::Premise::value_of(given.0, given.1));
            found.when(premise.map(|premise| premise.to_string()).unwrap_or_default());
        }
        (None, _) => {}
    }
}

/// The ways of deploying that a rule about the plan looks at.
pub(crate) fn deployed<'t>(cx: &Context<'t>) -> Vec<Deployed<'t>> {
    Deployed::all(cx.template(), cx.settings(), cx.around())
}

fn listed(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    words::joined(&cut(&quoted), "and")
}

/// The first few, and how many there are besides.
fn cut(names: &[String]) -> Vec<String> {
    const FEW: usize = 6;
    let rest = names.len().saturating_sub(FEW);
    let counted = (rest > 0).then(|| format!("{rest} more"));
    names.iter().take(FEW).cloned().chain(counted).collect()
}
