use formwork_template::{Span, Value};
use rustc_hash::FxHashMap;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;
use crate::words;

rule! {
    /// A subnet is associated with more than one route table.
    ///
    /// ```yaml bad
    /// Resources:
    ///   First:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties: { SubnetId: subnet-1, RouteTableId: !Ref Public }
    /// #                 ^^^^^^^^ The subnet is associated with a route table by `Second` as well
    ///   Second:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties: { RouteTableId: !Ref Private, SubnetId: subnet-1 }
    /// #                                             ^^^^^^^^ The subnet is associated with a route table by `First` as well
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   First:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties: { SubnetId: subnet-1, RouteTableId: !Ref Public }
    ///   Second:
    ///     Type: AWS::EC2::SubnetRouteTableAssociation
    ///     Properties: { SubnetId: subnet-2, RouteTableId: !Ref Private }
    /// ```
    pub struct DuplicateRouteTable {
        code: "E3022",
        name: "duplicate-route-table",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for DuplicateRouteTable {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let mut by_subnet: FxHashMap<String, Vec<Association<'_, '_>>> = FxHashMap::default();
        let mut order = Vec::new();
        for (resource, properties) in walk.resources("AWS::EC2::SubnetRouteTableAssociation") {
            for site in properties.found("SubnetId") {
                let Some(subnet) = subnet(&site) else { continue };
                let by = resource.condition().map(|condition| condition.text);
                let own = site.when.literals().last().map(|(name, _)| *name).filter(|name| Some(*name) != by);
                let key = properties.span_of("SubnetId");
                order.extend((!by_subnet.contains_key(&subnet)).then(|| subnet.clone()));
                by_subnet.entry(subnet).or_default().push(Association { site, key, conditions: (by, own) });
            }
        }
        for group in order.iter().filter_map(|subnet| by_subnet.get(subnet)) {
            for one in group.iter().take(MAX_COMPARED) {
                let others = group.iter().filter(|other| one.excludes(other)).map(|other| other.site.owner.text);
                let mut others: Vec<&str> = others.take(MAX_COMPARED).collect();
                others.dedup();
                if !others.is_empty() {
                    let by = words::and_quoted(&others);
                    let message = format!("The subnet is associated with a route table by {by} as well");
                    cx.report::<Self>(one.key, message).when(one.site.when.to_string());
                }
            }
        }
    }
}

/// Associations of one subnet that are compared with one another; a subnet has one.
const MAX_COMPARED: usize = 64;

/// A subnet that an association names in some case.
struct Association<'w, 't> {
    site: Site<'w, 't>,
    key: Span,
    /// The resource's own, and that of the nearest `Fn::If`.
    conditions: (Option<&'t str>, Option<&'t str>),
}

impl Association<'_, '_> {
    /// Whether the other stands in the way of this one: in every case, or under the same conditions.
    fn excludes(&self, other: &Self) -> bool {
        self.site.owner.text != other.site.owner.text
            && (other.conditions == (None, None) || other.conditions == self.conditions)
            && self.site.stands_with(&other.site)
    }
}

/// What tells a subnet from others: its ID, or what gives it.
fn subnet(site: &Site<'_, '_>) -> Option<String> {
    let value = site.value?;
    match value.function() {
        Some(function) => match (function.reference(), function.get_att()) {
            (Some(name), _) => Some(name.text.to_owned()),
            (_, Some(_)) => Some(Value::canonical(value)),
            _ => None,
        },
        None => value.text().map(str::to_owned),
    }
}
