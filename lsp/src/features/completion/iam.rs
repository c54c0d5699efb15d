//! Policies of IAM, wherever they stand: elements, effects, actions by service, ARNs and principals.
//! Source: the grammar of policies in the IAM user guide; actions as the archive of schemas has them.

use super::item::{Documentation, Item, ItemKind, Rank};
use super::{Asked, Items, writing};
use crate::cursor::Slot;
use crate::fuzzy;
use crate::shape::Form;
use crate::trail::Step;

/// Most actions that are offered at once.
const MOST: usize = 200;

const ELEMENTS: &[(&str, Form)] = &[
    ("Effect", Form::Scalar),
    ("Action", Form::List),
    ("Resource", Form::Scalar),
    ("Principal", Form::Map),
    ("Condition", Form::Map),
    ("Sid", Form::Scalar),
    ("NotAction", Form::List),
    ("NotResource", Form::Scalar),
    ("NotPrincipal", Form::Map),
];

const OPERATORS: &[&str] = &[
    "StringEquals",
    "StringNotEquals",
    "StringLike",
    "StringNotLike",
    "ArnLike",
    "ArnEquals",
    "Bool",
    "IpAddress",
    "NotIpAddress",
    "NumericLessThan",
    "NumericEquals",
    "DateLessThan",
    "DateGreaterThan",
    "Null",
    "ForAnyValue:StringEquals",
    "ForAllValues:StringEquals",
    "StringEqualsIfExists",
];

const KEYS: &[&str] = &[
    "aws:SecureTransport",
    "aws:SourceArn",
    "aws:SourceAccount",
    "aws:SourceIp",
    "aws:SourceVpce",
    "aws:PrincipalOrgID",
    "aws:PrincipalArn",
    "aws:RequestedRegion",
    "aws:ResourceTag/${1:key}",
    "aws:RequestTag/${1:key}",
    "aws:TagKeys",
];

/// Services that commonly take a role or send something.
const PRINCIPALS: &[&str] = &[
    "lambda.amazonaws.com",
    "ec2.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "events.amazonaws.com",
    "sns.amazonaws.com",
    "sqs.amazonaws.com",
    "s3.amazonaws.com",
    "apigateway.amazonaws.com",
    "states.amazonaws.com",
    "cloudformation.amazonaws.com",
    "codebuild.amazonaws.com",
    "codepipeline.amazonaws.com",
    "logs.amazonaws.com",
    "scheduler.amazonaws.com",
    "firehose.amazonaws.com",
    "delivery.logs.amazonaws.com",
    "rds.amazonaws.com",
];

/// The managed policies of AWS that templates attach most. The archive has no list of all.
const MANAGED: &[&str] = &[
    "service-role/AWSLambdaBasicExecutionRole",
    "service-role/AWSLambdaVPCAccessExecutionRole",
    "AWSXRayDaemonWriteAccess",
    "AmazonSSMManagedInstanceCore",
    "CloudWatchAgentServerPolicy",
    "service-role/AmazonECSTaskExecutionRolePolicy",
    "service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    "ReadOnlyAccess",
    "service-role/AmazonRDSEnhancedMonitoringRole",
    "AmazonEKSClusterPolicy",
    "AmazonEKSWorkerNodePolicy",
    "AmazonEC2ContainerRegistryReadOnly",
    "service-role/AWSConfigRole",
];

pub(super) fn complete(asked: &Asked<'_>, items: &mut Items) {
    let steps = asked.cursor.trail.steps.as_slice();
    let keys: Vec<&str> = steps.iter().filter_map(Step::key).collect();
    if keys.last() == Some(&"ManagedPolicyArns") {
        return managed(asked, items);
    }
    let Some(document) = keys.iter().position(|key| key.ends_with("PolicyDocument") || *key == "KeyPolicy")
    else {
        return;
    };
    let below = &keys[document + 1..];
    let is_key = matches!(asked.cursor.slot, Slot::Key { .. });
    match below {
        [] if is_key => {
            add_keys(asked, &[("Version", Form::Scalar), ("Statement", Form::List)], items);
        }
        ["Version"] => values(asked, &["2012-10-17"], items),
        ["Statement"] if is_key => {
            let is_trust = keys[document] == "AssumeRolePolicyDocument";
            let elements = ELEMENTS.iter().filter(|(name, _)| !is_trust || !name.ends_with("Resource"));
            add_keys(asked, &elements.copied().collect::<Vec<_>>(), items);
        }
        ["Statement", "Effect"] => values(asked, &["Allow", "Deny"], items),
        ["Statement", "Action" | "NotAction"] => actions(asked, items),
        ["Statement", "Principal" | "NotPrincipal"] => {
            if is_key {
                let kinds = ["Service", "AWS", "Federated", "CanonicalUser"].map(|name| (name, Form::Scalar));
                add_keys(asked, &kinds, items);
            }
            values(asked, &["*"], items);
        }
        ["Statement", "Principal" | "NotPrincipal", "Service"] => values(asked, PRINCIPALS, items),
        ["Statement", "Condition"] if is_key => {
            add_keys(asked, &OPERATORS.iter().map(|name| (*name, Form::Map)).collect::<Vec<_>>(), items);
        }
        ["Statement", "Condition", _] if is_key => {
            for key in KEYS {
                let name = key.split('$').next().unwrap_or(key);
                let item = Item::new(name, ItemKind::Key, asked.cursor.span);
                items.push(item.snippet(writing::key(&asked.cursor, name, Form::Scalar)));
            }
        }
        ["Statement", "Resource" | "NotResource"] => resources(asked, items),
        _ => {}
    }
}

fn add_keys(asked: &Asked<'_>, keys: &[(&str, Form)], items: &mut Items) {
    let present = asked.cursor.siblings();
    for &(name, form) in keys.iter().filter(|(name, _)| !present.contains(name)) {
        let item = Item::new(name, ItemKind::Key, asked.cursor.span);
        items.push(item.snippet(writing::key(&asked.cursor, name, form)));
    }
}

fn values(asked: &Asked<'_>, values: &[&str], items: &mut Items) {
    for value in values {
        let text = match asked.cursor.writing.quote {
            Some(_) => writing::word(&asked.cursor, value),
            // `*` and dates mean something else without quotes.
            None => formwork_rules::editing::quoted(value, asked.cursor.writing.syntax),
        };
        items.push(Item::new(*value, ItemKind::Value, asked.cursor.span).text(text));
    }
}

/// Services, and behind `service:` their actions.
fn actions(asked: &Asked<'_>, items: &mut Items) {
    let typed = asked.cursor.typed.clone();
    let text = |action: &str| {
        let cursor = &asked.cursor;
        if cursor.writing.quote.is_none() && action.contains('*') {
            formwork_rules::editing::quoted(action, cursor.writing.syntax)
        } else {
            writing::word(cursor, action)
        }
    };
    let Some((service, _)) = typed.split_once(':') else {
        let services = formwork_rules::permissions::services();
        let (best, is_cut) = fuzzy::best(services.into_iter(), &typed, MOST, |name| name);
        items.incomplete |= is_cut;
        for name in best {
            items.push(
                Item::new(format!("{name}:"), ItemKind::Value, asked.cursor.span)
                    .text(text(&format!("{name}:"))),
            );
        }
        return;
    };
    let known = formwork_rules::permissions::actions_like(&format!("{service}:*")).unwrap_or_default();
    let written: Vec<String> = known.iter().map(|action| super::casing::action(action)).collect();
    for verb in ["*", "Get*", "List*", "Describe*"] {
        let action = format!("{service}:{verb}");
        let item = Item::new(action.as_str(), ItemKind::Value, asked.cursor.span).text(text(&action));
        items.push(item.rank(Rank::Poor));
    }
    let (best, is_cut) = fuzzy::best(written.into_iter(), &typed, MOST, |name| name);
    items.incomplete |= is_cut;
    for action in best {
        let takes = formwork_rules::permissions::resources_of(&action).unwrap_or_default();
        let arns: Vec<&str> = takes.iter().filter_map(|it| it.arn).collect();
        let docs = if arns.is_empty() {
            Documentation::None
        } else {
            Documentation::Text(format!("Takes `{}`", arns.join("`, `")))
        };
        let item = Item::new(action.as_str(), ItemKind::Value, asked.cursor.span).text(text(&action));
        items.push(item.docs(docs));
    }
}

/// What the ARNs of the statement's actions look like.
fn resources(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    values(asked, &["*"], items);
    let tree = cursor.template().tree();
    let at =
        cursor.trail.steps.iter().rposition(|step| step.key().is_some_and(|key| key.ends_with("Resource")));
    let Some(at) = at else { return };
    let Some(action) = cursor.trail.value_at(tree, at).get("Action") else { return };
    let actions = action.items().chain([action]).filter_map(formwork_template::Value::text);
    let mut seen: Vec<String> = Vec::new();
    for form in
        actions.flat_map(|action| formwork_rules::permissions::resources_of(action).unwrap_or_default())
    {
        let Some(arn) = form.arn.filter(|_| cursor.writing.quote.is_none()) else { continue };
        if seen.iter().any(|known| known == arn) {
            continue;
        }
        seen.push(arn.to_owned());
        let text = stops(arn);
        let written = match cursor.writing.syntax {
            formwork_template::Syntax::Yaml => format!("!Sub \"{text}\""),
            formwork_template::Syntax::Json => format!("{{\"Fn::Sub\": \"{text}\"\\}}"),
        };
        items.push(
            Item::new(form.kind, ItemKind::Snippet, cursor.span).snippet(written).detail(arn.to_owned()),
        );
    }
}

/// The form of an ARN as a snippet for `Fn::Sub`: what the stack knows stays a variable.
fn stops(arn: &str) -> String {
    let mut text = String::new();
    let mut rest = arn;
    let mut number = 1;
    while let Some(start) = rest.find("${") {
        let Some(length) = rest[start..].find('}') else { break };
        let name = &rest[start + 2..start + length];
        text.push_str(&rest[..start]);
        match name {
            "Partition" | "Region" => text.push_str(&format!("\\${{AWS::{name}\\}}")),
            "Account" => text.push_str("\\${AWS::AccountId\\}"),
            _ => {
                text.push_str(&format!("${{{number}:{name}}}"));
                number += 1;
            }
        }
        rest = &rest[start + length + 1..];
    }
    text.push_str(rest);
    text
}

fn managed(asked: &Asked<'_>, items: &mut Items) {
    let cursor = &asked.cursor;
    for name in MANAGED {
        let arn = format!("arn:${{AWS::Partition}}:iam::aws:policy/{name}");
        let text = match (cursor.writing.syntax, cursor.writing.quote) {
            (_, Some(_)) => continue,
            (formwork_template::Syntax::Yaml, None) => format!("!Sub \"{arn}\""),
            (formwork_template::Syntax::Json, None) => format!("{{\"Fn::Sub\": \"{arn}\"}}"),
        };
        let short = name.rsplit('/').next().unwrap_or(name);
        items.push(Item::new(short, ItemKind::Value, cursor.span).text(text).detail(arn));
    }
}
