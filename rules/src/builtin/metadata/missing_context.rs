use formwork_template::{Resource, Section, Span, Value};

use crate::context_block::{self, KEY};
use crate::rule::{Rule, rule};
use crate::{Context, words};

rule! {
    /// A template or its resources do not say what they are for.
    ///
    /// The metadata block `com.aws.cloudformation.Context` keeps the reasons beside the resource,
    /// for whoever changes it next. Policies, permissions and log groups need none.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    /// # ^^^^^^ `Orders` has no `com.aws.cloudformation.Context` in its metadata
    ///     Type: AWS::SQS::Queue
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Metadata:
    ///       com.aws.cloudformation.Context: { why: Takes the load off the warehouse }
    /// ```
    pub struct MissingContext {
        code: "I4010",
        name: "missing-context",
        severity: Info,
        since: "0.1",
        experimental: true,
    }
}

/// Types that belong to another resource, which says what they are for.
const SUBORDINATE: &[&str] = &[
    "AWS::IAM::Policy",
    "AWS::Lambda::Permission",
    "AWS::Logs::LogGroup",
    "AWS::Logs::LogStream",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
];

impl Rule for MissingContext {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        let resources = context_block::chosen_resources(template).into_iter();
        let missing: Vec<Resource<'_>> = resources.filter(|resource| lacks_one(*resource)).collect();
        let Some(first) = missing.first() else { return };
        let span = first.id().span;
        let missing: Vec<&str> = missing.iter().map(|resource| resource.id().text).collect();
        let (verb, whose) = if missing.len() == 1 { ("has", "its") } else { ("have", "their") };
        let message = format!("{} {verb} no `{KEY}` in {whose} metadata", words::list(&missing));
        cx.report::<Self>(span, message).help("Add it with a `why`");
        let metadata = template.section(Section::Metadata);
        let has_own = metadata.is_some_and(|(_, value)| value.is_map() && value.get(KEY).is_some());
        if missing.len() > 1 && !has_own {
            let span = metadata.map_or(Span::at(0), |(key, _)| key.span);
            cx.report::<Self>(span, format!("The template has no `{KEY}` in its metadata"))
                .help("Add it with an `arch`: how its resources work together");
        }
    }
}

fn lacks_one(resource: Resource<'_>) -> bool {
    let type_name = resource.value().get("Type").and_then(Value::text).unwrap_or_default();
    !SUBORDINATE.contains(&type_name)
        && !type_name.ends_with("::MODULE")
        && context_block::of(resource).is_none_or(|(_, block)| block.is_null())
}
