use std::cell::OnceCell;

use crate::rule::{Rule, rule};
use crate::tagging::addition::SettledValues;
use crate::tagging::judge::Judge;
use crate::tagging::missing::missing;
use crate::tagging::plan::TagPlan;
use crate::tagging::tags::tagged_resources;
use crate::{Context, words};

rule! {
    /// A taggable resource lacks a tag that the organisation requires, or a tag has a value that it does not allow.
    ///
    /// Costs are charged and owners are found by tags. Which tags there are is said in
    /// `formwork.yaml`; which types can be tagged, and in what form, is known from the
    /// schemas. Tags that a function makes as a whole are left alone. `Globals` of SAM
    /// count for their functions and APIs, and the tags of stacks for all resources, where
    /// the files of `environments.deployments` say how the template is deployed. A value
    /// is judged with what each of these gives the parameters, too.
    ///
    /// The fix adds a tag where its value is settled: the configuration has but one, names
    /// the parameter (`ref`) or the part of the name (`equals`), or the rest of the template
    /// gives the tag the same value throughout. It gives keys their right letters, and
    /// writes the nearest of a list of values.
    ///
    /// ```yaml formwork.yaml
    /// tagging:
    ///   required:
    ///     asset-id: "^[0-9]{6}$"
    ///     environment: { one-of: [dev, prod] }
    ///     stage: { ref: Env }
    /// ```
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       Tags: [{ Key: asset-id, Value: "123456" }, { Key: environment, Value: !Ref Env }, { Key: stage, Value: dev }]
    /// #                                                                                                            ^^^ The tag `stage` is `dev`, not a reference to `Env`
    ///   Topic:
    /// # ^^^^^ `Topic` lacks the tags `asset-id`, `environment`, `stage`
    ///     Type: AWS::SNS::Topic
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       Tags:
    /// #     ^^^^ `Group` lacks the tag `stage`
    ///         - { Key: asset-id, Value: 12345, PropagateAtLaunch: true }
    /// #                                 ^^^^^ The tag `asset-id` is `12345`, not text that matches `^[0-9]{6}$`
    ///         - { Key: environment, Value: prd, PropagateAtLaunch: true }
    /// #                                    ^^^ The tag `environment` is `prd`, not one of `dev`, `prod`
    /// ```
    ///
    /// ```yaml fixed
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       Tags: [{ Key: asset-id, Value: "123456" }, { Key: environment, Value: !Ref Env }, { Key: stage, Value: !Ref Env }]
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags:
    ///         - Key: asset-id
    ///           Value: "123456"
    ///         - Key: environment
    ///           Value: !Ref Env
    ///         - Key: stage
    ///           Value: !Ref Env
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       Tags:
    ///         - { Key: asset-id, Value: 12345, PropagateAtLaunch: true }
    ///         - { Key: environment, Value: prod, PropagateAtLaunch: true }
    ///         - Key: stage
    ///           Value: !Ref Env
    ///           PropagateAtLaunch: true
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Env: { Type: String, AllowedValues: [dev, prod] }
    /// Resources:
    ///   Parameter:
    ///     Type: AWS::SSM::Parameter
    ///     Properties: { Tags: { asset-id: "123456", environment: prod, stage: !Sub "${Env}" } }
    ///   Route: { Type: AWS::EC2::Route }
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
        let Some(plan) = TagPlan::new(cx.settings()) else { return };
        let judge = Judge { plan: &plan, template: cx.template(), stacks: cx.around().stacks };
        let resources: Vec<_> = tagged_resources(cx.template()).collect();
        let settled = OnceCell::new();
        for tagged in &resources {
            let id = tagged.resource.id();
            for missing in missing(&judge, tagged) {
                let plural = if missing.keys.len() > 1 { "s" } else { "" };
                let place = tagged.property.map_or(id.span, |(name, _)| name.span);
                let message = format!("`{id}` lacks the tag{plural} {}", words::list(&missing.keys));
                let found = cx.report::<Self>(place, message);
                found.help(missing.help(&judge));
                found.related.extend(missing.related());
                let settled = settled.get_or_init(|| SettledValues::new(&judge, &resources));
                found.fix = missing.fix(tagged, settled);
                found.when(missing.when);
            }
            for wrong in tagged.tags.iter().flat_map(|tag| judge.wrong(tagged, tag)) {
                let found = cx.report::<Self>(wrong.value.span(), wrong.message);
                (found.help, found.fix) = (wrong.help, wrong.fix);
                found.related.extend(wrong.related);
                found.when(wrong.when);
            }
        }
    }
}
