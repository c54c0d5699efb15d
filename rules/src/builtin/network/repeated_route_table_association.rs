use formwork_template::{Assumption, Resource, Span, Value};

use crate::rule::{Rule, rule};
use crate::{Context, properties};

rule! {
    /// Two associations give one subnet a route table.
    ///
    /// A subnet has one route table; the deployment of the second association fails.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Inner:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties:
    ///       SubnetId: subnet-12345678
    /// #     ^^^^^^^^ `Outer` is for the same subnet
    ///       RouteTableId: rtb-12345678
    ///   Outer:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties:
    ///       SubnetId: subnet-12345678
    /// #     ^^^^^^^^ `Inner` is for the same subnet
    ///       RouteTableId: rtb-87654321
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Inner:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties:
    ///       SubnetId: subnet-12345678
    ///       RouteTableId: rtb-12345678
    ///   Outer:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties:
    ///       SubnetId: subnet-87654321
    ///       RouteTableId: rtb-87654321
    /// ```
    pub struct RepeatedRouteTableAssociation {
        code: "E3022",
        name: "repeated-route-table-association",
        severity: Error,
        since: "0.1",
    }
}

/// Most associations of a template that each is compared with.
const MAX_COMPARED: usize = 512;

/// A subnet that an association is for in some case.
struct Association<'t> {
    resource: Resource<'t>,
    subnet: String,
    when: Assumption<'t>,
    key: Span,
}

impl Rule for RepeatedRouteTableAssociation {
    fn check(cx: &mut Context<'_>) {
        let resources = cx.template().resources();
        let resources =
            resources.filter(|resource| resource.is("AWS::EC2::SubnetRouteTableAssociation") && !resource.0.looped);
        let associations: Vec<Association<'_>> = resources.flat_map(associations).collect();
        for one in &associations {
            let others = associations.iter().take(MAX_COMPARED).filter(|other| {
                other.resource.id() != one.resource.id() && other.subnet == one.subnet
            });
            // One that may be left out in this case is not in the way for certain.
            let mut certain = others.filter(|other| is_there(cx, other, one));
            if let Some(other) = certain.next() {
                let message = format!("`{}` is for the same subnet", other.resource.id());
                cx.report::<Self>(one.key, message)
                    .related(other.key, "The other")
                    .when(one.when.to_string());
            }
        }
    }
}

fn associations(resource: Resource<'_>) -> Vec<Association<'_>> {
    let Some((key, _)) = resource.properties().and_then(|properties| properties.entry("SubnetId")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for case in properties::at(resource, &["SubnetId"]) {
        let Some(value) = case.value.filter(|value| names_one(*value)) else { continue };
        found.push(Association { resource, subnet: value.canonical(), when: case.when, key: key.span });
    }
    found
}

/// Whether a value is the same subnet wherever it is written.
fn names_one(value: Value<'_>) -> bool {
    value.text().is_some()
        || value.function().is_some_and(|function| function.reference().is_some() || function.get_att().is_some())
}

/// Whether `other` is there whenever `one` is.
fn is_there(cx: &Context<'_>, other: &Association<'_>, one: &Association<'_>) -> bool {
    properties::can_hold(cx.template(), &one.when)
        && other.when.literals().iter().all(|(name, holds)| {
            one.when.literals().contains(&(*name, *holds))
                || cx.conditions().implies(one.when.literals(), name, *holds)
        })
}
