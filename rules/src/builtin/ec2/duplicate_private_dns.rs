use formwork_template::Value;
use rustc_hash::FxHashMap;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Site;
use crate::sites::Walk;

rule! {
    /// Two endpoints of one service in one VPC both have private names.
    ///
    /// They would answer to the same names, and the second is refused.
    ///
    /// ```yaml bad
    /// Resources:
    ///   First:
    ///     Type: AWS::EC2::VPCEndpoint
    ///     Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.ssm, PrivateDnsEnabled: true }
    ///   Second:
    ///     Type: AWS::EC2::VPCEndpoint
    ///     Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.ssm, PrivateDnsEnabled: true }
    /// #   ^^^^^^^^^^ `First` has private names for the service in this VPC already
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   First:
    ///     Type: AWS::EC2::VPCEndpoint
    ///     Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.ssm, PrivateDnsEnabled: true }
    ///   Second:
    ///     Type: AWS::EC2::VPCEndpoint
    ///     Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: com.amazonaws.us-east-1.ssm }
    /// ```
    pub struct DuplicatePrivateDns {
        code: "E3064",
        name: "duplicate-private-dns",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for DuplicatePrivateDns {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let mut known: FxHashMap<(String, String), Vec<Site<'_, '_>>> = FxHashMap::default();
        for (_, properties) in walk.resources("AWS::EC2::VPCEndpoint") {
            for (vpc, service, case) in private_names(&properties) {
                let earlier = known.entry((vpc, service)).or_default();
                if let Some(first) = earlier.iter().take(MAX_COMPARED).find(|first| first.stands_with(&case)) {
                    let message =
                        format!("`{}` has private names for the service in this VPC already", first.owner);
                    cx.report::<Self>(properties.span(), message)
                        .when(case.when.to_string())
                        .related(first.span(), "The other endpoint")
                        .help("Leave `PrivateDnsEnabled` to one endpoint of a service");
                }
                earlier.push(properties.given(&case).unwrap_or(case));
            }
        }
    }
}

/// Endpoints of one service in one VPC that are compared; there can be one.
const MAX_COMPARED: usize = 64;

/// The cases in which an endpoint has private names: its VPC and service, as they are written.
fn private_names<'w, 't>(properties: &Site<'w, 't>) -> Vec<(String, String, Site<'w, 't>)> {
    let mut cases = vec![(properties.clone(), Vec::new())];
    for key in ["VpcEndpointType", "PrivateDnsEnabled", "VpcId", "ServiceName"] {
        let mut more = Vec::new();
        for (properties, texts) in cases {
            for site in properties.found(key) {
                let text = site.value.and_then(|value| named(key, value));
                if let Some((text, properties)) = text.zip(properties.given(&site)) {
                    more.push((properties, [texts.as_slice(), &[text]].concat()));
                }
            }
        }
        cases = more;
    }
    let case = |(properties, texts): (Site<'w, 't>, Vec<String>)| match texts.as_slice() {
        [_, _, vpc, service] => Some((vpc.clone(), service.clone(), properties)),
        _ => None,
    };
    cases.into_iter().filter_map(case).collect()
}

/// The value as far as it matters; `None` where it has no private names or can't be compared.
fn named(key: &str, value: Value<'_>) -> Option<String> {
    let fits = match key {
        "VpcEndpointType" => value.text() == Some("Interface"),
        "PrivateDnsEnabled" => value.boolean() == Some(true),
        _ => value.text().is_some() || value.function().is_some(),
    };
    fits.then(|| value.canonical())
}
