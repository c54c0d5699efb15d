use std::sync::Arc;

use formwork_template::Section;
use smol_str::SmolStr;

use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::tagging::judge::stack_tag;
use crate::tagging::plan::TagPlan;
use crate::words::shortened;
use crate::{Context, Elsewhere, Related};

rule! {
    /// A stack has a tag with a value that the organisation does not allow, or with a key that nobody knows.
    ///
    /// CloudFormation gives the tags of a stack to all its resources that can be tagged. They are read
    /// from the files that `environments.deployments` names; the finding stands in the template, with the
    /// place in the file beside it. Keys are looked at where `tagging.unknown` in `formwork.yaml` is not `off`.
    ///
    /// ```yaml formwork.yaml
    /// environments:
    ///   deployments: ["environments/{environment}/{template}.yaml"]
    /// tagging:
    ///   required:
    ///     cost-center: { environments: { prod: ["4711"], dev: ["0815"] } }
    ///   unknown: warning
    /// ```
    ///
    /// ```yaml environments/prod/template.yaml
    /// template-file-path: template.yaml
    /// tags: { cost-center: "0815", cost-centre: "4711" }
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    /// #<^^^^^^^ The stack of `environments/prod/template.yaml` has the tag `cost-center` as `0815`, not one of `4711`
    /// #<^^^^^^^ The stack of `environments/prod/template.yaml` has the tag `cost-centre`, which is neither required nor optional
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
        let Some(plan) = TagPlan::new(cx.settings()) else { return };
        let known: Vec<&str> = plan.keys().collect();
        let judges_keys = cx.settings().tagging().is_some_and(|tagging| tagging.unknown.severity().is_some());
        let place = cx.template().section(Section::Resources).map(|(key, _)| key.span);
        for stack in cx.around().stacks {
            for (key, given) in &stack.tags {
                let whose = format!("The stack of `{}` has the tag `{}`", stack.file, shortened(key));
                let is_unknown = judges_keys && plan.known(key).is_none() && !key.starts_with("aws:");
                let (message, help) = if let Some(allowed) = stack_tag(&plan, stack, key, &given.value) {
                    let near = match allowed {
                        crate::config::Allowed::OneOf(values) => {
                            nearest(&given.value, values.iter().map(SmolStr::as_str))
                        }
                        _ => None,
                    };
                    (format!("{whose} as `{}`, not {allowed}", shortened(&given.value)), near)
                } else if is_unknown {
                    let near = nearest(key, known.iter().copied());
                    (format!("{whose}, which is neither required nor optional"), near)
                } else {
                    continue;
                };
                let found = cx.report::<Self>(place.unwrap_or_default(), message);
                if let Some(near) = help {
                    found.help(format!("Change it to `{near}`"));
                }
                let file = Elsewhere { name: stack.file.clone(), text: Arc::clone(&stack.text) };
                found.related.push(Related { span: given.key, label: "It is here".into(), file: Some(file) });
            }
        }
    }
}
