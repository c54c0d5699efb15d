//! The fixed keys of members: attributes of resources, parameters, outputs and rules, and what is in them.

use formwork_template::Value;

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, properties, writing};
use crate::cursor::Slot;
use crate::describe;
use crate::shape::Form;
use crate::trail::{self, Step};

/// A key and how its value is written.
type Key = (&'static str, Form);

/// Source: resource attribute reference of the CloudFormation template reference.
const OF_RESOURCE: &[Key] = &[
    ("Type", Form::Scalar),
    ("Properties", Form::Map),
    ("Condition", Form::Scalar),
    ("DependsOn", Form::Scalar),
    ("DeletionPolicy", Form::Scalar),
    ("UpdateReplacePolicy", Form::Scalar),
    ("CreationPolicy", Form::Map),
    ("UpdatePolicy", Form::Map),
    ("Metadata", Form::Map),
];

/// Source: parameters in the CloudFormation user guide.
const OF_PARAMETER: &[Key] = &[
    ("Type", Form::Scalar),
    ("Default", Form::Scalar),
    ("Description", Form::Scalar),
    ("AllowedValues", Form::List),
    ("AllowedPattern", Form::Scalar),
    ("ConstraintDescription", Form::Scalar),
    ("MinLength", Form::Scalar),
    ("MaxLength", Form::Scalar),
    ("MinValue", Form::Scalar),
    ("MaxValue", Form::Scalar),
    ("NoEcho", Form::Scalar),
];

const OF_OUTPUT: &[Key] = &[
    ("Value", Form::Scalar),
    ("Description", Form::Scalar),
    ("Export", Form::Map),
    ("Condition", Form::Scalar),
];

const OF_RULE: &[Key] = &[("RuleCondition", Form::Scalar), ("Assertions", Form::List)];

/// What a policy of a resource can hold, by its type.
/// Source: `CreationPolicy` and `UpdatePolicy` in the same reference.
const POLICIES: &[(&str, &str, &[Key])] = &[
    (
        "CreationPolicy",
        "AWS::AutoScaling::AutoScalingGroup",
        &[("ResourceSignal", Form::Map), ("AutoScalingCreationPolicy", Form::Map)],
    ),
    ("CreationPolicy", "AWS::AppStream::Fleet", &[("StartFleet", Form::Scalar)]),
    ("CreationPolicy", "", &[("ResourceSignal", Form::Map)]),
    (
        "UpdatePolicy",
        "AWS::AutoScaling::AutoScalingGroup",
        &[
            ("AutoScalingRollingUpdate", Form::Map),
            ("AutoScalingReplacingUpdate", Form::Map),
            ("AutoScalingScheduledAction", Form::Map),
        ],
    ),
    ("UpdatePolicy", "AWS::Lambda::Alias", &[("CodeDeployLambdaAliasUpdate", Form::Map)]),
    ("UpdatePolicy", "AWS::ElastiCache::ReplicationGroup", &[("UseOnlineResharding", Form::Scalar)]),
    ("UpdatePolicy", "AWS::OpenSearchService::Domain", &[("EnableVersionUpgrade", Form::Scalar)]),
    ("UpdatePolicy", "AWS::Elasticsearch::Domain", &[("EnableVersionUpgrade", Form::Scalar)]),
];

/// What is in a part of a policy.
const PARTS: &[(&str, &[Key])] = &[
    ("ResourceSignal", &[("Count", Form::Scalar), ("Timeout", Form::Scalar)]),
    ("AutoScalingCreationPolicy", &[("MinSuccessfulInstancesPercent", Form::Scalar)]),
    ("AutoScalingReplacingUpdate", &[("WillReplace", Form::Scalar)]),
    ("AutoScalingScheduledAction", &[("IgnoreUnmodifiedGroupSizeProperties", Form::Scalar)]),
    (
        "AutoScalingRollingUpdate",
        &[
            ("MaxBatchSize", Form::Scalar),
            ("MinInstancesInService", Form::Scalar),
            ("MinActiveInstancesPercent", Form::Scalar),
            ("MinSuccessfulInstancesPercent", Form::Scalar),
            ("PauseTime", Form::Scalar),
            ("SuspendProcesses", Form::List),
            ("WaitOnResourceSignals", Form::Scalar),
        ],
    ),
    (
        "CodeDeployLambdaAliasUpdate",
        &[
            ("ApplicationName", Form::Scalar),
            ("DeploymentGroupName", Form::Scalar),
            ("BeforeAllowTrafficHook", Form::Scalar),
            ("AfterAllowTrafficHook", Form::Scalar),
        ],
    ),
];

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let Slot::Key { .. } = asked.cursor.slot else { return };
    let steps = &asked.cursor.trail.steps;
    let Some((section, _, depth)) = trail::member(steps) else { return };
    match (section, &steps[depth..]) {
        ("Resources", []) => resource(asked, items),
        ("Resources", [Step::Key(policy)]) => {
            let type_name = asked.cursor.resource_type().unwrap_or_default();
            let of_type = POLICIES.iter().find(|(known, of, _)| known == policy && *of == type_name);
            let of_any = || POLICIES.iter().find(|(known, of, _)| known == policy && of.is_empty());
            let keys = of_type.or_else(of_any).map_or(&[][..], |(_, _, keys)| keys);
            add(asked, keys, &|name| describe::policy_attribute(policy, name), items);
        }
        ("Resources", [Step::Key(policy), Step::Key(part)]) if policy.ends_with("Policy") => {
            let keys = PARTS.iter().find(|(known, _)| known == part).map_or(&[][..], |(_, keys)| keys);
            add(asked, keys, &|name| describe::policy_attribute(policy, name), items);
        }
        ("Parameters", []) => parameter(asked, items),
        ("Outputs", []) => {
            add(asked, OF_OUTPUT, &|name| describe::output_attribute(name).map(str::to_owned), items);
        }
        ("Outputs", [Step::Key(export)]) if export == "Export" => {
            add(asked, &[("Name", Form::Scalar)], &|_| None, items);
        }
        ("Rules", []) => {
            add(asked, OF_RULE, &|name| describe::rule_attribute(name).map(str::to_owned), items);
        }
        ("Rules", [Step::Key(assertions), Step::Item(_)]) if assertions == "Assertions" => {
            add(asked, &[("Assert", Form::Map), ("AssertDescription", Form::Scalar)], &|_| None, items);
        }
        _ => {}
    }
}

fn resource(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    let present = cursor.siblings();
    for &(name, form) in OF_RESOURCE.iter().filter(|(name, _)| !present.contains(name)) {
        let text = match name {
            "Properties" => properties::snippet(asked),
            _ => writing::key(cursor, name, form),
        };
        let needs_policy = matches!(name, "CreationPolicy" | "UpdatePolicy") && !has_policy(asked, name);
        let rank = match name {
            "Type" => Rank::Required,
            _ if needs_policy => Rank::Poor,
            _ => Rank::Usual,
        };
        let docs = describe::resource_attribute(name)
            .map_or(Documentation::None, |text| Documentation::Text(text.into()));
        items.push(Item::new(name, ItemKind::Key, cursor.span).snippet(text).docs(docs).rank(rank));
    }
}

/// Whether a policy means anything for the type.
fn has_policy(asked: &Asked<'_>, policy: &str) -> bool {
    let Some(type_name) = asked.cursor.resource_type() else { return true };
    let signalled = ["AWS::EC2::Instance", "AWS::CloudFormation::WaitCondition"];
    POLICIES.iter().any(|(known, of, _)| *known == policy && *of == type_name)
        || policy == "CreationPolicy" && signalled.contains(&type_name)
}

/// Those that mean something for the parameter's type; `Type` first.
fn parameter(asked: &Asked<'_>, items: &mut Items) {
    let kind = asked.cursor.value().get("Type").and_then(Value::text).unwrap_or_default().to_owned();
    let fits = |name: &str| match name {
        "MinLength" | "MaxLength" | "AllowedPattern" => kind != "Number",
        "MinValue" | "MaxValue" => kind.is_empty() || kind == "Number",
        _ => true,
    };
    let keys: Vec<Key> = OF_PARAMETER.iter().filter(|(name, _)| fits(name)).copied().collect();
    add(asked, &keys, &|name| describe::parameter_attribute(name).map(str::to_owned), items);
}

fn add(asked: &Asked<'_>, keys: &[Key], about: &dyn Fn(&str) -> Option<String>, items: &mut Items) {
    let cursor = &asked.cursor;
    let present = cursor.siblings();
    for &(name, form) in keys.iter().filter(|(name, _)| !present.contains(name)) {
        let is_required = matches!(name, "Type" | "Value" | "Assert");
        let item = Item::new(name, ItemKind::Key, cursor.span)
            .snippet(writing::key(cursor, name, form))
            .docs(about(name).map_or(Documentation::None, Documentation::Text))
            .rank(if is_required { Rank::Required } else { Rank::Usual });
        items.push(item);
    }
}
