use formwork_template::{Assumption, Name, Place, Resource, Value};

use crate::properties::{self, Found};
use crate::rule::{Rule, rule};
use crate::{Context, words};

rule! {
    /// A resource that drops its content after a while does not say after which.
    ///
    /// Each service has a default of its own, from a day to a month. Written out,
    /// nobody is surprised by what is gone.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    /// #   ^^^^^^^^^^ `Orders` has no `MessageRetentionPeriod`, so the default of the service deletes its content
    ///       QueueName: orders
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: orders
    ///       MessageRetentionPeriod: 1209600
    /// ```
    pub struct UnsetRetentionPeriod {
        code: "I3013",
        name: "unset-retention-period",
        severity: Info,
        since: "0.1",
    }
}

/// The properties that say how long content is kept.
/// Source: the types' pages in the CloudFormation user guide.
const PERIODS: &[(&str, &[&str])] = &[
    ("AWS::DocDB::DBCluster", &["BackupRetentionPeriod"]),
    ("AWS::Kinesis::Stream", &["RetentionPeriodHours"]),
    ("AWS::RDS::DBCluster", &["BackupRetentionPeriod"]),
    ("AWS::RDS::DBInstance", &["BackupRetentionPeriod"]),
    ("AWS::Redshift::Cluster", &["AutomatedSnapshotRetentionPeriod"]),
    ("AWS::SQS::Queue", &["MessageRetentionPeriod"]),
    ("AWS::Synthetics::Canary", &["FailureRetentionPeriod", "SuccessRetentionPeriod"]),
];

impl Rule for UnsetRetentionPeriod {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            let periods = PERIODS.iter().find(|(name, _)| resource.is(name));
            let Some((type_name, periods)) = periods else { continue };
            for map in maps(resource) {
                let cases = match *type_name {
                    "AWS::RDS::DBInstance" => with_backups(&map),
                    _ => vec![map.when.clone()],
                };
                missing(cx, resource.id(), &map, &cases, periods);
            }
        }
    }
}

/// What the properties can be; nothing in a place of their own where there are none.
fn maps(resource: Resource<'_>) -> Vec<Found<'_>> {
    let when = properties::given(resource);
    match resource.value().entry("Properties") {
        Some((key, value)) => {
            let cases = properties::branches(value, Place::key(key.span), &when).into_iter();
            cases.filter(|case| case.value.is_some_and(Value::is_map)).collect()
        }
        None => {
            vec![Found { value: None, place: Place::key(resource.id().span), when, is_chosen: false }]
        }
    }
}

/// The cases in which an instance has backups of its own: Aurora keeps those of the cluster, and
/// a replica those of its source.
fn with_backups<'t>(map: &Found<'t>) -> Vec<Assumption<'t>> {
    let of = |name: &str| map.value.and_then(|value| value.get(name));
    let Some(engine) = of("Engine") else { return Vec::new() };
    let engines = engine.possibilities_when(&map.when).into_iter().filter(|case| {
        case.value.and_then(Value::text).is_some_and(|engine| !engine.starts_with("aurora"))
    });
    let without_source = |when: Assumption<'t>| match of("SourceDBInstanceIdentifier") {
        Some(source) => absences(source, &when),
        None => vec![when],
    };
    engines.flat_map(|case| without_source(case.when)).collect()
}

/// The cases in which a value is `AWS::NoValue`.
fn absences<'t>(value: Value<'t>, when: &Assumption<'t>) -> Vec<Assumption<'t>> {
    let cases = value.possibilities_when(when).into_iter();
    cases.filter(|case| case.value.is_none()).map(|case| case.when).collect()
}

/// Reports the periods that are not there in one of the cases.
fn missing(cx: &mut Context<'_>, id: Name<'_>, map: &Found<'_>, cases: &[Assumption<'_>], periods: &[&str]) {
    let mut absent = Vec::new();
    let mut when = None;
    for period in periods {
        let without = |case: &Assumption<'_>| match map.value.and_then(|value| value.get(period)).filter(|value| !value.is_null()) {
            Some(value) => absences(value, case).into_iter().map(|when| when.to_string()).next(),
            None => Some(case.to_string()),
        };
        let mut holding = cases.iter().filter(|case| properties::can_hold(cx.template(), case));
        if let Some(case) = holding.find_map(without) {
            absent.push(*period);
            when.get_or_insert(case);
        }
    }
    let Some(when) = when else { return };
    let names = words::and_quoted(&absent);
    let message = format!("`{id}` has no {names}, so the default of the service deletes its content");
    cx.report::<UnsetRetentionPeriod>(map.place.span(), message).help(format!("Add {names}")).when(when);
}
