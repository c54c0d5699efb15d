//! What values come to, for people who look at them in an editor. The linter's own rules ask the resolvers
//! behind this directly.

use formwork_template::{Resource, Template, Value};

use crate::deployed::Deployed;
use crate::network::premise::Premise;
use crate::network::resolve::Resolver;
use crate::{Settings, Surroundings};

/// A text that a value comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    pub text: String,
    /// The case in which it does; empty where it always does.
    pub when: String,
}

/// Most texts that are told of one value.
const MOST: usize = 16;

/// The texts that a value comes to, as far as the template and the stacks around it tell, without duplicates.
/// Nothing where a part of it is decided only by a deployment.
pub fn values(
    value: Value<'_>,
    template: &Template,
    settings: &Settings,
    around: Surroundings<'_>,
) -> Vec<Resolved> {
    let ways = Deployed::all(template, settings, around);
    let mut found: Vec<Resolved> = Vec::new();
    for deployed in &ways {
        let resolver = Resolver::deployed(template, deployed, ways.len());
        let premise = Premise::default().deployed_as(Some(deployed));
        for (_, case) in resolver.cases(value, &premise) {
            let Some(text) = case.value else { return Vec::new() };
            let known = Resolved { text: text.into_owned(), when: case.premise.to_string() };
            if !found.contains(&known) && found.len() < MOST {
                found.push(known);
            }
        }
    }
    if let [first, rest @ ..] = found.as_slice()
        && rest.iter().all(|it| it.text == first.text)
    {
        return vec![Resolved { text: first.text.clone(), when: String::new() }];
    }
    found
}

/// An address block of a template: the resource that has it, and the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressBlock {
    pub owner: String,
    pub block: ipnet::IpNet,
}

/// The address blocks of VPCs and subnets that are known, in the order of the template.
pub fn address_blocks(template: &Template) -> Vec<AddressBlock> {
    let is_network = |resource: &Resource<'_>| {
        resource.type_name().is_some_and(|name| matches!(name.text, "AWS::EC2::VPC" | "AWS::EC2::Subnet"))
    };
    let resolver = Resolver::new(template);
    let mut found = Vec::new();
    for resource in template.resources().filter(is_network) {
        let Some(value) = resource.property("CidrBlock") else { continue };
        for (_, case) in resolver.cases(value, &Premise::of(resource)) {
            let block = case.value.and_then(|text| crate::network::cidr::parse(&text));
            found.extend(block.map(|block| AddressBlock { owner: resource.id().text.to_owned(), block }));
        }
    }
    found
}
