use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::{Applicability, Context, Fix};

rule! {
    /// A record is not in the zone that it names, or the name of the zone has no dot at its end.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Record:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Type: A
    ///       TTL: 60
    ///       ResourceRecords: [192.0.2.1]
    ///       HostedZoneName: example.com.
    ///       Name: www.example.org
    /// #     ^^^^ `www.example.org` is not in the zone `example.com.`
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Record:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Type: A
    ///       TTL: 60
    ///       ResourceRecords: [192.0.2.1]
    ///       HostedZoneName: example.com
    /// #     ^^^^^^^^^^^^^^ The zone `example.com` has no dot at its end
    ///       Name: www.example.com
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Record:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Type: A
    ///       TTL: 60
    ///       ResourceRecords: [192.0.2.1]
    ///       HostedZoneName: example.com.
    ///       Name: www.example.com
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Record:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Type: A
    ///       TTL: 60
    ///       ResourceRecords: [192.0.2.1]
    ///       HostedZoneName: example.com.
    ///       Name: www.example.com
    /// ```
    pub struct RecordOutsideZone {
        code: "E3041",
        name: "record-outside-zone",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for RecordOutsideZone {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        for (_, properties) in walk.resources("AWS::Route53::RecordSet") {
            for name in properties.found("Name") {
                let zones = properties.given(&name).map(|properties| properties.found("HostedZoneName"));
                for zone in zones.unwrap_or_default() {
                    let (Some(name), Some(zone_name)) = (name.string(), zone.string()) else { continue };
                    if !zone_name.ends_with('.') {
                        let message = format!("The zone `{zone_name}` has no dot at its end");
                        let found = cx.report::<Self>(properties.span_of("HostedZoneName"), message);
                        found.when(zone.when.to_string());
                        let dotted = zone.value.and_then(|value| Fix::literal(value, &dotted(zone_name), Applicability::Safe));
                        found.fix = dotted;
                    }
                    let (inner, outer) = (dotted(name), dotted(zone_name));
                    let is_within = inner.strip_suffix(&*outer).is_some_and(|head| head.is_empty() || head.ends_with('.'));
                    if !is_within {
                        let message = format!("`{name}` is not in the zone `{zone_name}`");
                        cx.report::<Self>(properties.span_of("Name"), message).when(zone.when.to_string());
                    }
                }
            }
        }
    }
}

/// A domain name with the dot at its end.
fn dotted(name: &str) -> String {
    format!("{}.", name.strip_suffix('.').unwrap_or(name))
}
