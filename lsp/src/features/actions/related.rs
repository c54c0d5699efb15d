//! Resources that go with a resource, as a table: the policy of a bucket, the log group of a function.

use formwork_rules::editing::New;
use formwork_template::{Section, Span};

use super::extract::add_member;
use super::{Action, ActionKind};
use crate::snapshot::Snapshot;
use crate::trail::{self, Trail};

/// What goes with a resource of a type.
struct Companion {
    /// The type of the resource that is there.
    of: &'static str,
    /// What the new one is called, behind the name of the other.
    suffix: &'static str,
    title: &'static str,
    make: fn(&str) -> New,
}

/// Every companion that is offered.
const COMPANIONS: &[Companion] = &[
    Companion {
        of: "AWS::S3::Bucket",
        suffix: "Policy",
        title: "a bucket policy that asks for TLS",
        make: bucket_policy,
    },
    Companion { of: "AWS::Lambda::Function", suffix: "LogGroup", title: "a log group", make: log_group },
    Companion { of: "AWS::Serverless::Function", suffix: "LogGroup", title: "a log group", make: log_group },
    Companion {
        of: "AWS::SQS::Queue",
        suffix: "Policy",
        title: "a queue policy that asks for TLS",
        make: queue_policy,
    },
    Companion {
        of: "AWS::SNS::Topic",
        suffix: "Policy",
        title: "a topic policy that asks for TLS",
        make: topic_policy,
    },
    Companion {
        of: "AWS::EC2::VPC",
        suffix: "InternetGateway",
        title: "an internet gateway",
        make: internet_gateway,
    },
    Companion { of: "AWS::KMS::Key", suffix: "Alias", title: "an alias", make: key_alias },
];

pub(super) fn actions(snapshot: &Snapshot, span: Span, actions: &mut Vec<Action>) {
    let template = snapshot.template();
    let trail = Trail::to(template.tree(), span.start);
    // At the logical ID or its type.
    let resource = template.resources().find(|resource| {
        resource.id().span.touches(span.start)
            || resource.type_name().is_some_and(|name| name.span.touches(span.start))
    });
    let Some(resource) = resource else { return };
    let is_looped = trail::member(&trail.steps).is_some() && resource.0.looped;
    let Some(type_name) = resource.type_name().filter(|_| !is_looped) else { return };
    let id = resource.id().text;
    for companion in COMPANIONS.iter().filter(|companion| companion.of == type_name.text) {
        let name = format!("{id}{}", companion.suffix);
        if template.index().may_define(Section::Resources, &name) {
            continue;
        }
        if let Some(edit) = add_member(template, Section::Resources, &name, (companion.make)(id)) {
            actions.push(Action::new(
                format!("Add {} for `{id}`", companion.title),
                ActionKind::Add,
                vec![edit],
            ));
        }
    }
}

fn map(entries: &[(&str, New)]) -> New {
    New::Map(entries.iter().map(|(key, new)| ((*key).to_owned(), new.clone())).collect())
}

fn text(text: &str) -> New {
    New::Text(text.to_owned())
}

fn resource(type_name: &str, properties: &[(&str, New)]) -> New {
    map(&[("Type", text(type_name)), ("Properties", map(properties))])
}

fn sub(of: String) -> New {
    New::Call("Sub".to_owned(), Box::new(New::Text(of)))
}

/// A policy that denies everything that does not come by TLS.
fn only_tls(action: &str, resources: New) -> New {
    let insecure = map(&[("Bool", map(&[("aws:SecureTransport", text("false"))]))]);
    let statement = map(&[
        ("Sid", text("OnlyTls")),
        ("Effect", text("Deny")),
        ("Principal", text("*")),
        ("Action", text(action)),
        ("Resource", resources),
        ("Condition", insecure),
    ]);
    map(&[("Version", text("2012-10-17")), ("Statement", New::List(vec![statement]))])
}

fn bucket_policy(id: &str) -> New {
    let arns = New::List(vec![New::GetAtt(id.to_owned(), "Arn".to_owned()), sub(format!("${{{id}.Arn}}/*"))]);
    resource(
        "AWS::S3::BucketPolicy",
        &[("Bucket", New::Ref(id.to_owned())), ("PolicyDocument", only_tls("s3:*", arns))],
    )
}

fn queue_policy(id: &str) -> New {
    let arn = New::GetAtt(id.to_owned(), "Arn".to_owned());
    resource(
        "AWS::SQS::QueuePolicy",
        &[("Queues", New::List(vec![New::Ref(id.to_owned())])), ("PolicyDocument", only_tls("sqs:*", arn))],
    )
}

fn topic_policy(id: &str) -> New {
    resource(
        "AWS::SNS::TopicPolicy",
        &[
            ("Topics", New::List(vec![New::Ref(id.to_owned())])),
            ("PolicyDocument", only_tls("sns:Publish", New::Ref(id.to_owned()))),
        ],
    )
}

fn log_group(id: &str) -> New {
    resource(
        "AWS::Logs::LogGroup",
        &[
            ("LogGroupName", sub(format!("/aws/lambda/${{{id}}}"))),
            ("RetentionInDays", New::Source("30".to_owned())),
        ],
    )
}

fn internet_gateway(_: &str) -> New {
    map(&[("Type", text("AWS::EC2::InternetGateway"))])
}

fn key_alias(id: &str) -> New {
    resource(
        "AWS::KMS::Alias",
        &[
            ("AliasName", sub(format!("alias/${{AWS::StackName}}-{}", id.to_lowercase()))),
            ("TargetKeyId", New::Ref(id.to_owned())),
        ],
    )
}
