use formwork_template::Value;

use crate::Context;
use crate::context_block;
use crate::rule::{Rule, rule};

rule! {
    /// The context block of a resource gives no reason.
    ///
    /// What it is stands in the template already; why it is so does not. Where nobody knows, a
    /// `trust` of low confidence says that.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Metadata:
    ///       com.aws.cloudformation.Context: { must: [Keep the order] }
    /// #     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The context of `Orders` has no `why`
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Metadata:
    ///       com.aws.cloudformation.Context: { why: Takes the load off the warehouse }
    /// ```
    pub struct ContextWithoutWhy {
        code: "W4011",
        name: "context-without-why",
        severity: Warning,
        since: "0.1",
        experimental: true,
    }
}

impl Rule for ContextWithoutWhy {
    fn check(cx: &mut Context<'_>) {
        for resource in context_block::chosen_resources(cx.template()) {
            let Some((key, block)) = context_block::of(resource).filter(|(_, block)| block.is_map()) else {
                continue;
            };
            let why = block.get("why").and_then(Value::string);
            let trust = block.get("trust").filter(|trust| trust.is_map());
            let unknown = trust.and_then(|trust| trust.get("conf")?.text()) == Some("low");
            if why.is_none_or(|why| why.text.trim().is_empty()) && !unknown {
                let message = format!("The context of `{}` has no `why`", resource.id());
                cx.report::<Self>(key.span, message)
                    .help("Add the reason, or `trust: { src: infer, conf: low }` where nobody knows it");
            }
        }
    }
}
