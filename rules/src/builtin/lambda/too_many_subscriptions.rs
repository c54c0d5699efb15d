use formwork_template::Value;
use rustc_hash::FxHashMap;

use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::{Site, Walk};

rule! {
    /// A log group has more subscription filters than it takes.
    ///
    /// CloudWatch Logs allows a few per log group, among all stacks.
    ///
    /// ```yaml bad
    /// Resources:
    ///   A: { Type: "AWS::Logs::SubscriptionFilter", Properties: { LogGroupName: logs } }
    ///   B: { Type: "AWS::Logs::SubscriptionFilter", Properties: { LogGroupName: logs } }
    ///   C: { Type: "AWS::Logs::SubscriptionFilter", Properties: { LogGroupName: logs } }
    /// #                                                           ^^^^^^^^^^^^ The log group has 6 subscription filters, and may have 5
    ///   D: { Type: "AWS::Logs::SubscriptionFilter", Properties: { LogGroupName: logs } }
    ///   E: { Type: "AWS::Logs::SubscriptionFilter", Properties: { LogGroupName: logs } }
    ///   F: { Type: "AWS::Logs::SubscriptionFilter", Properties: { LogGroupName: logs } }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Filter:
    ///     Type: AWS::Logs::SubscriptionFilter
    ///     Properties: { LogGroupName: logs, FilterPattern: "", DestinationArn: !Ref Target }
    /// ```
    pub struct TooManySubscriptions {
        code: "E2529",
        name: "too-many-subscriptions",
        severity: Error,
        since: "0.1",
    }
}

/// Source: quotas of Amazon CloudWatch Logs.
const MOST: usize = 5;

impl Rule for TooManySubscriptions {
    fn check(cx: &mut Context<'_>) {
        let walk = Walk::new(cx);
        let mut by_group: FxHashMap<String, usize> = FxHashMap::default();
        let mut groups: Vec<Vec<Site<'_, '_>>> = Vec::new();
        for site in subscriptions(&walk) {
            let name = site.value.map(Value::canonical).unwrap_or_default();
            let number = *by_group.entry(name).or_insert(groups.len());
            if number == groups.len() {
                groups.push(Vec::new());
            }
            groups[number].push(site);
        }
        for group in groups.iter().filter(|group| group.len() > MOST) {
            let message =
                format!("The log group has {} subscription filters, and may have {MOST}", group.len());
            // As cfn-lint does, at the third.
            cx.report::<Self>(group[2].span(), message);
        }
    }
}

/// Where the filters name their log groups, as it is written.
fn subscriptions<'w, 't>(walk: &'w Walk<'t>) -> Vec<Site<'w, 't>> {
    let filters = walk.resources("AWS::Logs::SubscriptionFilter");
    let mut found: Vec<_> = filters.filter_map(|(_, properties)| properties.written("LogGroupName")).collect();
    for (_, properties) in walk.resources("AWS::Serverless::Function") {
        let Some(events) = properties.written("Events") else { continue };
        for (name, event) in events.value.into_iter().flat_map(Value::entries) {
            let is_of_logs = event.get("Type").and_then(Value::text) == Some("CloudWatchLogs");
            let event = events.written(name.text).and_then(|event| event.written("Properties"));
            found.extend(event.filter(|_| is_of_logs).and_then(|event| event.written("LogGroupName")));
        }
    }
    found
}
