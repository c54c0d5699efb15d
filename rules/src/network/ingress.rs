//! What security groups admit from everywhere: their entries, read through
//! `Fn::If` and parameters. Which ports matter is the rule's choice.

use formwork_template::{Name, Resource, Span, Template, Value};

use super::cidr;
use super::premise::Premise;
use super::resolve::Resolver;

/// An entry that admits every address.
#[derive(Debug)]
pub(crate) struct Opening<'t> {
    /// The resource in which it stands.
    pub(crate) owner: Name<'t>,
    /// The value that says "everywhere".
    pub(crate) span: Span,
    /// As it is written: `0.0.0.0/0`.
    pub(crate) world: String,
    pub(crate) ports: Ports,
    /// What it rests on.
    pub(crate) when: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ports {
    All,
    /// From the first to the last, both included.
    Range(u16, u16),
    /// Of a managed database or warehouse.
    Database,
}

/// The openings of a template in source order; one for each entry and port range.
pub(crate) fn open_to_world(template: &Template) -> Vec<Opening<'_>> {
    let resolver = Resolver::new(template);
    let mut openings = Vec::new();
    for resource in template.resources() {
        let Some(properties) = resource.properties() else { continue };
        let premise = Premise::of(resource);
        let (entries, addresses): (_, &[&str]) = match resource.type_name().map(|name| name.text) {
            Some("AWS::EC2::SecurityGroup") => {
                (properties.get("SecurityGroupIngress"), &["CidrIp", "CidrIpv6"])
            }
            Some("AWS::EC2::SecurityGroupIngress") => (Some(properties), &["CidrIp", "CidrIpv6"]),
            Some("AWS::RDS::DBSecurityGroup") => (properties.get("DBSecurityGroupIngress"), &["CIDRIP"]),
            Some("AWS::RDS::DBSecurityGroupIngress" | "AWS::Redshift::ClusterSecurityGroupIngress") => {
                (Some(properties), &["CIDRIP"])
            }
            _ => continue,
        };
        for (entry, premise) in entries.into_iter().flat_map(|entries| each(entries, &premise)) {
            openings.extend(opening(&resolver, resource, entry, addresses, &premise));
        }
    }
    openings
}

/// The entries of a list that are there in some case, or the one entry that stands alone.
fn each<'t>(entries: Value<'t>, premise: &Premise<'t>) -> Vec<(Value<'t>, Premise<'t>)> {
    let alone = entries.possibilities_when(&premise.when).into_iter();
    let alone = alone.filter_map(|one| Some((one.value.filter(|value| value.is_map())?, one.when)));
    let listed = entries.possible_items(&premise.when).into_iter();
    alone.chain(listed).map(|(entry, when)| (entry, Premise::when(when))).collect()
}

/// The first way in which an entry admits the world.
fn opening<'t>(
    resolver: &Resolver<'t>,
    resource: Resource<'t>,
    entry: Value<'t>,
    addresses: &[&str],
    premise: &Premise<'t>,
) -> Option<Opening<'t>> {
    let addresses = addresses.iter().filter_map(|property| entry.get(property));
    for (leaf, case) in addresses.flat_map(|value| resolver.cases(value, premise)) {
        let Some(net) = case.value.as_deref().and_then(cidr::parse).filter(|net| net.prefix_len() == 0)
        else {
            continue;
        };
        let is_database = resource.type_name().is_some_and(|name| !name.text.starts_with("AWS::EC2::"));
        let ports = if is_database {
            Some((Ports::Database, case.premise))
        } else {
            ports(resolver, entry, &case.premise)
        };
        let Some((ports, premise)) = ports.filter(|(_, premise)| premise.can_hold(resolver.template()))
        else {
            continue;
        };
        return Some(Opening {
            owner: resource.id(),
            span: leaf.span(),
            world: net.to_string(),
            ports,
            when: premise.to_string(),
        });
    }
    None
}

/// The ports of an entry in the first case in which they are known.
fn ports<'t>(
    resolver: &Resolver<'t>,
    entry: Value<'t>,
    premise: &Premise<'t>,
) -> Option<(Ports, Premise<'t>)> {
    let known = |property: &str, premise: &Premise<'t>| {
        let cases = entry.get(property).map(|value| resolver.cases(value, premise)).unwrap_or_default();
        cases.into_iter().find_map(|(_, case)| Some((case.value?, case.premise)))
    };
    let (protocol, premise) = known("IpProtocol", premise)?;
    match &*protocol {
        "-1" | "all" => return Some((Ports::All, premise)),
        "tcp" | "TCP" | "6" | "udp" | "UDP" | "17" => {}
        _ => return None,
    }
    let (first, premise) = known("FromPort", &premise)?;
    let (last, premise) = known("ToPort", &premise)?;
    let ports = match (first.trim().parse().ok()?, last.trim().parse().ok()?) {
        (0 | 1, u16::MAX) => Ports::All,
        (first, last) => Ports::Range(first, last),
    };
    Some((ports, premise))
}
