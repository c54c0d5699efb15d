//! The VPCs, subnets and connections of a template, with every block that each
//! can have. A VPC is known by the expression that names it, so that subnets of
//! an imported VPC or of a parameter's still share one.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use formwork_template::{Function, Kind, Name, Resource, Span, SubPiece, Template, Value};
use ipnet::IpNet;
use rustc_hash::FxHashMap;

use super::cidr::{self, Family};
use super::premise::Premise;
use super::resolve::{Case, Resolver};
use crate::deployed::Deployed;

/// A block that a resource can have.
#[derive(Debug, Clone)]
pub(crate) struct Block<'t> {
    pub(crate) net: IpNet,
    /// The resource that has it.
    pub(crate) owner: Name<'t>,
    /// Where a finding about it stands: the property's key, or a branch of its `Fn::If`.
    pub(crate) span: Span,
    /// The VPC that it belongs to, by its number.
    pub(crate) vpc: usize,
    /// What gives it: the property's value without `Fn::If`.
    pub(crate) value: Value<'t>,
    pub(crate) premise: Premise<'t>,
}

impl fmt::Display for Block<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` of `{}`", self.net, self.owner)
    }
}

/// A VPC and what the template says of its addresses.
#[derive(Debug, Default)]
pub(crate) struct Vpc<'t> {
    /// The resource, where the template makes it.
    pub(crate) id: Option<Name<'t>>,
    pub(crate) blocks: Vec<Block<'t>>,
    /// Families of which it has, or may have, blocks that are not known.
    open: Vec<Family>,
    pub(crate) subnets: Vec<Block<'t>>,
}

impl<'t> Vpc<'t> {
    /// Most blocks of a VPC that are compared with others; EC2 allows five unless asked.
    pub(crate) const MAX_BLOCKS: usize = 16;

    pub(crate) fn blocks_of(&self, family: Family) -> impl Iterator<Item = &Block<'t>> {
        self.blocks.iter().filter(move |block| Family::of(block.net) == family)
    }

    /// Whether `blocks` has every block of a family in every case.
    pub(crate) fn is_closed(&self, family: Family) -> bool {
        self.id.is_some() && !self.open.contains(&family)
    }
}

/// A VPC, by its number, at one end of a connection.
#[derive(Debug)]
pub(crate) struct End<'t> {
    pub(crate) vpc: usize,
    /// The peering connection or the attachment.
    pub(crate) by: Name<'t>,
    pub(crate) premise: Premise<'t>,
}

/// VPCs between which addresses are routed.
#[derive(Debug)]
pub(crate) struct Link<'t> {
    pub(crate) kind: LinkKind,
    ends: BTreeMap<usize, End<'t>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LinkKind {
    Peering,
    TransitGateway,
}

impl<'t> Link<'t> {
    fn new(kind: LinkKind, ends: impl IntoIterator<Item = End<'t>>) -> Self {
        Self { kind, ends: ends.into_iter().map(|end| (end.vpc, end)).collect() }
    }

    pub(crate) fn vpcs(&self) -> impl Iterator<Item = usize> {
        self.ends.keys().copied()
    }

    pub(crate) fn end(&self, vpc: usize) -> Option<&End<'t>> {
        self.ends.get(&vpc)
    }
}

/// The network of one template.
#[derive(Debug, Default)]
pub(crate) struct Plan<'t> {
    pub(crate) vpcs: Vec<Vpc<'t>>,
    pub(crate) links: Vec<Link<'t>>,
}

impl<'t> Plan<'t> {
    /// Where parameters have their defaults.
    pub(crate) fn new(template: &'t Template) -> Self {
        Self::by(Resolver::new(template))
    }

    /// One for each way of deploying the template; none where it has no network.
    pub(crate) fn each(template: &'t Template, deployed: &'t [Deployed<'t>]) -> Vec<Self> {
        let is_of_network =
            |resource: Resource<'_>| resource.type_name().is_some_and(|name| TYPES.contains(&name.text));
        if !template.resources().any(is_of_network) {
            return Vec::new();
        }
        let plan = |one| Self::by(Resolver::deployed(template, one, deployed.len()));
        deployed.iter().map(plan).collect()
    }

    fn by(resolver: Resolver<'t>) -> Self {
        let template = resolver.template();
        let mut reader = Reader {
            resolver,
            plan: Self::default(),
            by_key: FxHashMap::default(),
            gateways: FxHashMap::default(),
        };
        // The names that loops make, and what belongs to whom in them, are not followed.
        for resource in template.resources().filter(|resource| !resource.0.looped) {
            reader.resource(resource);
        }
        let mut plan = reader.plan;
        let mut gateways: Vec<_> = reader.gateways.into_values().collect();
        gateways.sort_by_key(|ends| ends.first().map(|end| end.by.span));
        plan.links.extend(gateways.into_iter().map(|ends| Link::new(LinkKind::TransitGateway, ends)));
        if template.resources().any(|resource| resource.0.looped && resource.is("AWS::EC2::VPCCidrBlock")) {
            plan.vpcs.iter_mut().for_each(|vpc| vpc.open = vec![Family::V4, Family::V6]);
        }
        plan
    }
}

/// The types that have blocks.
const TYPES: &[&str] = &["AWS::EC2::VPC", "AWS::EC2::VPCCidrBlock", "AWS::EC2::Subnet"];

/// Properties that give a VPC blocks that only a deployment knows.
const POOLS: &[(&str, Family)] = &[
    ("Ipv4IpamPoolId", Family::V4),
    ("Ipv6IpamPoolId", Family::V6),
    ("Ipv6Pool", Family::V6),
    ("AmazonProvidedIpv6CidrBlock", Family::V6),
];

struct Reader<'t> {
    resolver: Resolver<'t>,
    plan: Plan<'t>,
    by_key: FxHashMap<String, usize>,
    gateways: FxHashMap<String, Vec<End<'t>>>,
}

impl<'t> Reader<'t> {
    fn resource(&mut self, resource: Resource<'t>) {
        match resource.type_name().map(|name| name.text) {
            Some("AWS::EC2::VPC") => self.vpc(resource),
            Some("AWS::EC2::VPCCidrBlock") => self.secondary(resource),
            Some("AWS::EC2::Subnet") => self.subnet(resource),
            Some("AWS::EC2::VPCPeeringConnection") => self.peering(resource),
            Some("AWS::EC2::TransitGatewayAttachment" | "AWS::EC2::TransitGatewayVpcAttachment") => {
                self.attachment(resource);
            }
            _ => {}
        }
    }

    fn vpc(&mut self, resource: Resource<'t>) {
        let number = self.number(format!("Ref {:?}", resource.id().text));
        let (blocks, is_known) =
            self.blocks(resource, "CidrBlock", number, &self.resolver.premise_of(resource));
        let vpc = &mut self.plan.vpcs[number];
        vpc.id = Some(resource.id());
        vpc.blocks.extend(blocks);
        if !is_known {
            vpc.open.push(Family::V4);
        }
    }

    fn secondary(&mut self, resource: Resource<'t>) {
        for (number, premise) in self.vpcs_of(resource, "VpcId") {
            let (v4, v4_known) = self.blocks(resource, "CidrBlock", number, &premise);
            let (v6, v6_known) = self.blocks(resource, "Ipv6CidrBlock", number, &premise);
            let pools = POOLS.iter().filter(|(property, _)| resource.property(property).is_some());
            let vpc = &mut self.plan.vpcs[number];
            vpc.open.extend(pools.map(|(_, family)| *family));
            vpc.open.extend((!v4_known && resource.property("CidrBlock").is_some()).then_some(Family::V4));
            vpc.open
                .extend((!v6_known && resource.property("Ipv6CidrBlock").is_some()).then_some(Family::V6));
            vpc.blocks.extend(v4.into_iter().chain(v6));
        }
    }

    fn subnet(&mut self, resource: Resource<'t>) {
        for (number, premise) in self.vpcs_of(resource, "VpcId") {
            for property in ["CidrBlock", "Ipv6CidrBlock"] {
                let (blocks, _) = self.blocks(resource, property, number, &premise);
                self.plan.vpcs[number].subnets.extend(blocks);
            }
        }
    }

    fn peering(&mut self, resource: Resource<'t>) {
        let by = resource.id();
        let ends = self.vpcs_of(resource, "VpcId");
        let peers = self.vpcs_of(resource, "PeerVpcId");
        let end = |(vpc, premise): &(usize, Premise<'t>)| End { vpc: *vpc, by, premise: premise.clone() };
        for pair in ends.iter().flat_map(|near| peers.iter().map(move |far| [near, far])) {
            self.plan.links.push(Link::new(LinkKind::Peering, pair.map(end)));
        }
    }

    fn attachment(&mut self, resource: Resource<'t>) {
        let Some(gateway) = resource.property("TransitGatewayId") else { return };
        for (gateway, premise) in self.identities(gateway, &self.resolver.premise_of(resource)) {
            for (vpc, own) in self.vpcs_of(resource, "VpcId") {
                let Some(premise) = premise.and(&own) else { continue };
                let end = End { vpc, by: resource.id(), premise };
                self.gateways.entry(gateway.clone()).or_default().push(end);
            }
        }
    }

    /// The blocks that a property can give, and whether those are all.
    fn blocks(
        &self,
        resource: Resource<'t>,
        property: &str,
        vpc: usize,
        premise: &Premise<'t>,
    ) -> (Vec<Block<'t>>, bool) {
        let Some((key, value)) = resource.properties().and_then(|properties| properties.entry(property))
        else {
            return (Vec::new(), false);
        };
        let cases = self.resolver.cases(value, premise);
        let mut is_known = !cases.is_empty() && value.possibilities().iter().all(|one| one.value.is_some());
        let mut blocks = Vec::new();
        for (leaf, Case { value: text, premise }) in cases {
            let Some(net) = text.as_deref().and_then(cidr::parse) else {
                is_known = false;
                continue;
            };
            let span = if leaf.node() == value.node() { key.span } else { leaf.span() };
            blocks.push(Block { net, owner: resource.id(), span, vpc, value: leaf, premise });
        }
        (blocks, is_known)
    }

    /// The VPCs that a property can name.
    fn vpcs_of(&mut self, resource: Resource<'t>, property: &str) -> Vec<(usize, Premise<'t>)> {
        let Some(value) = resource.property(property) else { return Vec::new() };
        let keys = self.identities(value, &self.resolver.premise_of(resource));
        keys.into_iter().map(|(key, premise)| (self.number(key), premise)).collect()
    }

    fn identities(&self, value: Value<'t>, premise: &Premise<'t>) -> Vec<(String, Premise<'t>)> {
        /// A property names one of a few; more of them are not told apart.
        const FEW: usize = 8;
        let named = value.possibilities_when(&premise.when);
        let named = named.into_iter().take(FEW).filter_map(|one| {
            let premise = premise.and(&Premise::when(one.when))?;
            Some((identity(self.resolver.template(), one.value?)?, premise))
        });
        named.collect()
    }

    fn number(&mut self, key: String) -> usize {
        let new = self.plan.vpcs.len();
        let number = *self.by_key.entry(key).or_insert(new);
        if number == new {
            self.plan.vpcs.push(Vpc::default());
        }
        number
    }
}

/// Text that is equal for expressions that come to the same in one deployment.
/// `None` for those too large to compare.
fn identity(template: &Template, value: Value<'_>) -> Option<String> {
    const MAX_PARTS: u32 = 64;
    let mut identity = Identity { template, text: String::new(), parts: MAX_PARTS };
    identity.write(value)?;
    Some(identity.text)
}

struct Identity<'t> {
    template: &'t Template,
    text: String,
    /// How many more values it may take in.
    parts: u32,
}

impl Identity<'_> {
    fn write(&mut self, value: Value<'_>) -> Option<()> {
        self.parts = self.parts.checked_sub(1)?;
        match value.kind() {
            Kind::Function(function) => self.function(function)?,
            Kind::Scalar(_) => self.quote(value.text()?),
            Kind::List => {
                self.text.push('[');
                value.items().try_for_each(|item| self.write(item))?;
                self.text.push(']');
            }
            Kind::Map => {
                self.text.push('{');
                for (key, value) in value.entries() {
                    self.quote(key.text);
                    self.write(value)?;
                }
                self.text.push('}');
            }
            Kind::Tagged | Kind::Error => return None,
        }
        Some(())
    }

    fn function(&mut self, function: Function<'_>) -> Option<()> {
        if let Some(name) = self.referred(function) {
            self.text.push_str("Ref ");
            self.quote(name.text);
            return Some(());
        }
        self.text.push_str(function.name.key());
        self.text.push(' ');
        match function.get_att().and_then(|target| Some((target.resource, target.attribute?))) {
            Some((resource, attribute)) => {
                self.quote(resource.text);
                self.quote(attribute.text);
                Some(())
            }
            None => self.write(function.argument),
        }
    }

    /// The name whose `Ref` a function equals.
    fn referred<'v>(&self, function: Function<'v>) -> Option<Name<'v>> {
        if let Some(target) = function.get_att() {
            let resource = self.template.resource(target.resource.text)?;
            let attribute = target.attribute?.text;
            let is_own = (resource.is("AWS::EC2::VPC") && attribute == "VpcId")
                || (resource.is("AWS::EC2::TransitGateway") && attribute == "Id");
            return is_own.then_some(target.resource);
        }
        if let Some(sub) = function.sub() {
            let [SubPiece::Variable(name)] = sub.pieces.as_slice() else { return None };
            return Some(*name).filter(|name| sub.variables.is_none() && !name.text.contains('.'));
        }
        function.reference()
    }

    fn quote(&mut self, text: &str) {
        let _ = write!(self.text, "{text:?}"); // a string takes everything
    }
}
