use std::collections::BTreeMap;

use crate::config::Tagging;
use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::tagging::addition::{SettledValues, addition};
use crate::tagging::tags::{TaggedResource, tagged_resources};
use crate::tagging::values::TagPlan;
use crate::{Applicability, Context, Fix, words};

rule! {
    /// A taggable resource lacks a tag that the organisation requires, or a tag has a value that it does not allow.
    ///
    /// Costs are charged and owners are found by tags. Which tags there are is said in
    /// `formwork.yaml`; which types can be tagged, and in what form, is known from the
    /// schemas. Tags that a function makes as a whole are left alone. `Globals` of SAM
    /// count for their functions and APIs.
    ///
    /// The fix adds a tag where its value is settled: only one is allowed, or the rest of
    /// the template gives it the same value throughout.
    ///
    /// ```yaml formwork.yaml
    /// tagging:
    ///   required:
    ///     asset-id: "^[0-9]{6}$"
    ///     environment: { one-of: [dev, prod] }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       Tags:
    ///         - { Key: asset-id, Value: "123456" }
    ///         - { Key: environment, Value: !Ref Env }
    ///   Topic:
    /// # ^^^^^ `Topic` lacks the tags `asset-id`, `environment`
    ///     Type: AWS::SNS::Topic
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       Tags:
    /// #     ^^^^ `Group` lacks the tag `environment`
    ///         - Key: asset-id
    ///           Value: 12345
    /// #                ^^^^^ The tag `asset-id` is `12345`, not text that matches `^[0-9]{6}$`
    ///           PropagateAtLaunch: true
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Parameter:
    ///     Type: AWS::SSM::Parameter
    ///     Properties:
    ///       Type: String
    ///       Value: x
    ///       Tags: { asset-id: "123456", environment: prod }
    ///   Route:
    ///     Type: AWS::EC2::Route
    /// ```
    pub struct MissingRequiredTag {
        code: "TAG001",
        name: "missing-required-tag",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingRequiredTag {
    fn check(cx: &mut Context<'_>) {
        let settings = cx.settings();
        let Some(tagging) = settings.tagging() else { return };
        let plan = TagPlan::new(tagging, settings.regions());
        let resources: Vec<_> = tagged_resources(cx.template()).collect();
        let settled = SettledValues::new(&plan, &resources, cx.template());
        for tagged in &resources {
            report_missing(cx, tagging, tagged, &settled);
            report_wrong(cx, &plan, tagged);
        }
    }
}

/// One finding for all missing tags, or one for each case where they differ in it.
fn report_missing(cx: &mut Context<'_>, tagging: &Tagging, tagged: &TaggedResource<'_>, settled: &SettledValues) {
    let mut missing: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for key in tagging.required.keys() {
        if let Some(case) = tagged.lacks(key, cx.template()) {
            missing.entry(tagged.beyond(&case)).or_default().push(key);
        }
    }
    for (when, keys) in missing {
        let id = tagged.resource.id();
        let plural = if keys.len() > 1 { "s" } else { "" };
        let place = tagged.property.map_or(id.span, |(name, _)| name.span);
        let message = format!("`{id}` lacks the tag{plural} {}", words::list(&keys));
        let found = cx.report::<MissingRequiredTag>(place, message);
        let allowed = |key: &&str| format!("`{key}` ({})", tagging.required[*key]);
        found.help(format!("Add {}", keys.iter().map(allowed).collect::<Vec<_>>().join(", ")));
        let misspelt: Vec<_> =
            tagged.literal_keys().filter(|name| nearest(name.text, keys.iter().copied()).is_some()).collect();
        for name in &misspelt {
            found.related(name.span, "This tag has a similar key");
        }
        if let Some(edit) = addition(tagged, &keys, settled).filter(|_| misspelt.is_empty() && when.is_empty()) {
            found.fix(Fix::new(format!("Add the tag{plural}"), Applicability::Unsafe, vec![edit]));
        }
        found.when(when);
    }
}

fn report_wrong(cx: &mut Context<'_>, plan: &TagPlan<'_>, tagged: &TaggedResource<'_>) {
    for tag in &tagged.tags {
        let Some((key, allowed)) = plan.find(&tag.key) else { continue };
        let Some(value) = tag.value else { continue };
        for text in plan.wrong_texts(key, value, cx.template(), &tag.when) {
            let message = match text.exact() {
                Some(empty) if empty.is_empty() => format!("The tag `{key}` is empty, not {allowed}"),
                _ => format!("The tag `{key}` is `{}`, not {allowed}", words::shortened(&text.to_string())),
            };
            cx.report::<MissingRequiredTag>(text.value.span(), message).when(text.case.beyond(&tagged.base));
        }
    }
}
