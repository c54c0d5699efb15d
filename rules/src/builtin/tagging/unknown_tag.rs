use formwork_template::{Name, Section};

use crate::nearest::{is_slip, nearest};
use crate::rule::{Rule, rule};
use crate::tagging::faults::RESERVED;
use crate::tagging::judge::Judge;
use crate::tagging::plan::TagPlan;
use crate::tagging::tags::{Key, Tag, TaggedResource, tagged_resources};
use crate::{Context, Fix};

rule! {
    /// A tag is neither required nor optional.
    ///
    /// A misspelt key counts for nothing in reports of cost and ownership. How much it
    /// matters is said by `tagging.unknown` in `formwork.yaml`, which is `off` unless
    /// written. Keys that begin with `aws:` belong to AWS. The tags of stacks are looked at, too,
    /// where the files of `environments.deployments` tell of them.
    ///
    /// ```yaml formwork.yaml
    /// tagging:
    ///   required: { environment: [dev, prod] }
    ///   optional: { service: any, Name: any }
    ///   unknown: warning
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags:
    ///         - Key: Enviroment
    /// #              ^^^^^^^^^^ The tag `Enviroment` is neither required nor optional
    ///           Value: dev
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags:
    ///         - Key: environment
    ///           Value: dev
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Topic:
    ///     Type: AWS::SNS::Topic
    ///     Properties:
    ///       Tags: [{ Key: environment, Value: dev }, { Key: service, Value: orders }]
    /// ```
    pub struct UnknownTag {
        code: "TAG002",
        name: "unknown-tag",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnknownTag {
    fn check(cx: &mut Context<'_>) {
        let Some(tagging) = cx.settings().tagging() else { return };
        let Some(plan) = TagPlan::new(cx.settings()) else { return };
        let judge = Judge { plan: &plan, template: cx.template(), stacks: cx.around().stacks };
        let known: Vec<&str> = tagging.known().map(|(key, _)| key.as_str()).collect();
        for tagged in tagged_resources(cx.template()) {
            let unknown = tagged.literal_keys().filter(|key| !known.contains(&key.text));
            for key in unknown.filter(|key| !is_of_aws(key.text)) {
                report(cx, &judge, &tagged, key, &known);
            }
        }
        let place = cx.template().section(Section::Resources).map(|(key, _)| key.span).unwrap_or_default();
        for stack in cx.around().stacks {
            let unknown = stack.tags.iter().filter(|(key, _)| !known.contains(&key.as_str()) && !is_of_aws(key));
            for (key, given) in unknown {
                let message =
                    format!("The tag `{key}` of the stack of `{}` is neither required nor optional", stack.file);
                let found = cx.report::<Self>(place, message);
                if let Some(meant) = nearest(key, known.iter().copied()) {
                    found.help(format!("The nearest known key is `{meant}`"));
                }
                found.related.push(stack.related(given.key, "It is here"));
            }
        }
    }
}

fn is_of_aws(key: &str) -> bool {
    key.get(..RESERVED.len()).is_some_and(|prefix| prefix.eq_ignore_ascii_case(RESERVED))
}

fn report<'t>(
    cx: &mut Context<'t>,
    judge: &Judge<'_, '_, 't>,
    tagged: &TaggedResource<'t>,
    key: Name<'_>,
    known: &[&str],
) {
    let source = cx.template().source();
    let message = format!("The tag `{key}` is neither required nor optional");
    let found = cx.report::<UnknownTag>(key.span, message);
    let Some(meant) = nearest(key.text, known.iter().copied()) else {
        found.help("Remove it, or add it to `tagging.optional` in `formwork.yaml`");
        return;
    };
    found.help(format!("The nearest known key is `{meant}`"));
    let is_there = tagged.literal_keys().any(|other| other.text == meant);
    let is_this = |tag: &&Tag<'_>| matches!(tag.key, Key::Literal(name) if name.span == key.span);
    let may_be = tagged.tags.iter().filter(is_this).all(|tag| judge.may_be(meant, tagged, tag));
    let is_meant = may_be && !is_there && is_slip(key.text, meant);
    let text = source.get(key.span.range()).filter(|text| is_meant && text.contains(key.text));
    if let Some(text) = text {
        let renamed = text.replacen(key.text, meant, 1);
        found.fix(Fix::confirm(format!("Rename the tag to `{meant}`"), key.span, renamed));
    }
}
