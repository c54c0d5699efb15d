use crate::rule::{Rule, rule};
use crate::validate::{Fault, Violation};
use crate::{Context, forms, words};

rule! {
    /// A property takes exactly one of several forms and has none of them, or more than one.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Site:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Name: example.com
    ///       Type: A
    ///       HostedZoneId: Z0123456789ABC
    ///       SetIdentifier: europe
    ///       GeoLocation: { SubdivisionCode: CA }
    /// #     ^^^^^^^^^^^ `GeoLocation` lacks `ContinentCode` or `CountryCode`
    ///       ResourceRecords: [192.0.2.1]
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       LoggingConfiguration:
    ///         TargetObjectKeyFormat:
    /// #       ^^^^^^^^^^^^^^^^^^^^^ `TargetObjectKeyFormat` fits none of its 2 forms; the nearest allows only `EventTime` or `DeliveryTime` for `PartitionDateSource`
    ///           PartitionedPrefix: { PartitionDateSource: Today }
    ///   Other:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::Route53::RecordSet` has `HostedZoneId` and `HostedZoneName`, and only one is allowed
    ///       Name: example.com
    ///       Type: A
    ///       HostedZoneId: Z0123456789ABC
    ///       HostedZoneName: example.com.
    ///       ResourceRecords: [192.0.2.1]
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Site:
    ///     Type: AWS::Route53::RecordSet
    ///     Properties:
    ///       Name: example.com
    ///       Type: A
    ///       HostedZoneId: Z0123456789ABC
    ///       SetIdentifier: europe
    ///       GeoLocation: { ContinentCode: EU }
    ///       ResourceRecords: [192.0.2.1]
    /// ```
    pub struct NotExactlyOneForm {
        code: "E3018",
        name: "not-exactly-one-form",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for NotExactlyOneForm {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            match &violation.fault {
                Fault::NotOneForm { forms } => forms::report::<Self>(cx, violation, forms),
                Fault::SeveralForms { fitting } => several(cx, violation, fitting),
                _ => {}
            }
        }
    }
}

fn several(cx: &mut Context<'_>, violation: &Violation<'_>, fitting: &[Vec<&str>]) {
    let holder = violation.holder();
    let mut names: Vec<&str> = fitting.iter().filter_map(|names| names.first().copied()).collect();
    names.dedup();
    let message = if names.len() == fitting.len() {
        format!("{holder} has {}, and only one is allowed", words::and_quoted(&names))
    } else {
        format!("{holder} fits {} forms, and exactly one is allowed", fitting.len())
    };
    let found = cx.report::<NotExactlyOneForm>(violation.place, message).when(violation.case());
    for name in names {
        if let Some((key, _)) = violation.value.and_then(|map| map.entry(name)) {
            found.related(key.span, format!("`{name}` is here"));
        }
    }
}
