use formwork_template::Section;

use crate::context_block::{self, KEY, Level};
use crate::rule::{Rule, rule};
use crate::{Context, generator};

rule! {
    /// A context block has not the form of one.
    ///
    /// Tools read it by its fields: `arch`, `must`, `owner` and `ref` for the template; `why`,
    /// `must`, `deps`, `mutable`, `mutability` and `trust` for a resource.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Metadata:
    ///       com.aws.cloudformation.Context:
    ///         why: Takes the load off the warehouse
    ///         owner: warehouse
    /// #       ^^^^^ `owner` is for the context of the template
    /// ```
    ///
    /// ```yaml good
    /// Metadata:
    ///   com.aws.cloudformation.Context: { owner: warehouse }
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Metadata:
    ///       com.aws.cloudformation.Context: { why: Takes the load off the warehouse }
    /// ```
    pub struct InvalidContext {
        code: "W4012",
        name: "invalid-context",
        severity: Warning,
        since: "0.1",
        experimental: true,
    }
}

impl Rule for InvalidContext {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        let resources = context_block::chosen_resources(template).into_iter();
        let of_resources = resources.filter_map(context_block::of).filter(|(_, block)| !block.is_null());
        let metadata = template.section(Section::Metadata).filter(|_| !generator::is_cdk(template));
        let of_template = metadata.and_then(|(_, metadata)| metadata.entry(KEY));
        let blocks = of_resources.map(|block| (block, Level::Resource));
        for ((key, block), level) in blocks.chain(of_template.map(|block| (block, Level::Template))) {
            for fault in context_block::faults(key, block, level) {
                let found = cx.report::<Self>(fault.span, fault.message);
                found.help = fault.help;
            }
        }
    }
}
