use formwork_template::Section;
use smol_str::SmolStr;

use crate::Context;
use crate::config::Allowed;
use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::tagging::judge::stack_tag;
use crate::tagging::plan::TagPlan;
use crate::words::shortened;

rule! {
    /// A stack has a tag with a value that the organisation does not allow.
    ///
    /// CloudFormation gives the tags of a stack to all its resources that can be tagged. They are read
    /// from the files that `environments.deployments` names; the finding stands in the template, with the
    /// place in the file beside it.
    ///
    /// ```yaml formwork.yaml
    /// environments:
    ///   deployments: ["environments/{environment}/{template}.yaml"]
    /// tagging:
    ///   required:
    ///     cost-center: { environments: { prod: ["4711"], dev: ["0815"] } }
    /// ```
    ///
    /// ```yaml environments/prod/template.yaml
    /// template-file-path: template.yaml
    /// tags: { cost-center: "0815" }
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    /// #<^^^^^^^ The stack of `environments/prod/template.yaml` has the tag `cost-center` as `0815`, not one of `4711`
    ///   Topic: { Type: AWS::SNS::Topic }
    /// ```
    ///
    /// ```yaml environments/prod/template.yaml
    /// template-file-path: template.yaml
    /// tags: { cost-center: "4711" }
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Topic: { Type: AWS::SNS::Topic }
    /// ```
    pub struct WrongStackTag {
        code: "TAG007",
        name: "wrong-stack-tag",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongStackTag {
    fn check(cx: &mut Context<'_>) {
        let stacks = cx.around().stacks;
        let Some(plan) = TagPlan::new(cx.settings()).filter(|_| !stacks.is_empty()) else { return };
        let place = cx.template().section(Section::Resources).map(|(key, _)| key.span).unwrap_or_default();
        for stack in stacks {
            for (key, given) in &stack.tags {
                let Some(allowed) = stack_tag(&plan, stack, key, &given.value) else { continue };
                let value = shortened(&given.value);
                let message =
                    format!("The stack of `{}` has the tag `{key}` as `{value}`, not {allowed}", stack.file);
                let found = cx.report::<Self>(place, message);
                let near = match allowed {
                    Allowed::OneOf(values) => nearest(&given.value, values.iter().map(SmolStr::as_str)),
                    _ => None,
                };
                if let Some(near) = near {
                    found.help(format!("Change it to `{near}`"));
                }
                found.related.push(stack.related(given.key, "It is here"));
            }
        }
    }
}
