use crate::Context;
use crate::rule::{Rule, rule};
use crate::sites::Walk;
use crate::tagging::addition::SettledValues;
use crate::tagging::judge::Judge;
use crate::tagging::plan::TagPlan;
use crate::tagging::propagation::{kept_back, not_launched, switched_off};
use crate::tagging::tags::tagged_resources;

rule! {
    /// A resource does not pass its tags on to the instances, volumes or tasks that it makes.
    ///
    /// Most of the cost is theirs, and no template tags them by itself. What is to get the tags is
    /// said by `tagging.propagate` in `formwork.yaml`:
    ///
    /// - `instance`: the tags of an Auto Scaling group have `PropagateAtLaunch`, and a launch
    ///   template gives its instances the required tags, unless a group of the template uses it;
    /// - `volume`: a launch template gives them to volumes, and an instance has
    ///   `PropagateTagsToVolumeOnCreation`;
    /// - `network-interface`: a launch template gives them to network interfaces;
    /// - `task`: an ECS service, a rule, a pipe or a schedule that starts tasks has `PropagateTags`.
    ///   The tags that ECS adds itself with `EnableECSManagedTags` need it, too.
    ///
    /// ```yaml formwork.yaml
    /// tagging:
    ///   required: { team: any }
    ///   propagate: true
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       Tags: [{ Key: team, Value: web, PropagateAtLaunch: false }]
    /// #                                                        ^^^^^ `Group` does not pass its tag `team` on to its instances
    ///   Template:
    ///     Type: AWS::EC2::LaunchTemplate
    ///     Properties:
    ///       LaunchTemplateData:
    ///         TagSpecifications:
    /// #       ^^^^^^^^^^^^^^^^^ `Template` does not give its volumes the tag `team`
    ///           - ResourceType: instance
    ///             Tags: [{ Key: team, Value: web }]
    ///   Orders:
    /// # ^^^^^^ `Orders` does not pass its tags on to its tasks
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       Tags: [{ Key: team, Value: web }]
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Group:
    ///     Type: AWS::AutoScaling::AutoScalingGroup
    ///     Properties:
    ///       Tags: [{ Key: team, Value: web, PropagateAtLaunch: true }]
    ///   Template:
    ///     Type: AWS::EC2::LaunchTemplate
    ///     Properties:
    ///       LaunchTemplateData:
    ///         TagSpecifications:
    ///           - ResourceType: instance
    ///             Tags: [{ Key: team, Value: web }]
    ///           - ResourceType: volume
    ///             Tags:
    ///               - Key: team
    ///                 Value: web
    ///   Orders:
    ///     Type: AWS::ECS::Service
    ///     Properties:
    ///       Tags: [{ Key: team, Value: web }]
    ///       PropagateTags: SERVICE
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Server:
    ///     Type: AWS::EC2::Instance
    ///     Properties:
    ///       PropagateTagsToVolumeOnCreation: true
    /// ```
    pub struct UnpropagatedTag {
        code: "TAG003",
        name: "unpropagated-tag",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnpropagatedTag {
    fn check(cx: &mut Context<'_>) {
        let Some(plan) = TagPlan::new(cx.settings()) else { return };
        let heirs = cx.settings().tagging().map(|tagging| tagging.propagate.as_slice()).unwrap_or_default();
        if heirs.is_empty() {
            return;
        }
        let judge = Judge { plan: &plan, template: cx.template(), stacks: cx.around().stacks };
        let resources: Vec<_> = tagged_resources(cx.template()).collect();
        let settled = SettledValues::new(&judge, &resources);
        let walk = Walk::new(cx);
        let mut found = switched_off(&walk, heirs);
        if heirs.contains(&crate::config::Heir::Instance) {
            found.extend(kept_back(&judge, &resources));
        }
        found.extend(not_launched(&walk, heirs, &settled, &resources));
        for one in found {
            let finding = cx.report::<Self>(one.span, one.message);
            finding.help(one.help).when(one.when);
            finding.fix = one.fix;
        }
    }
}
