use crate::Context;
use formwork_template::Section;

use crate::Fix;
use crate::nearest::Suggestions;
use crate::rule::{Rule, rule};

rule! {
    /// The `Condition` of a resource names no condition of the template.
    ///
    /// CloudFormation refuses the template then.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// #   ^^^^^^^^^ The template has no condition `IsProd`
    /// ```
    ///
    /// ```yaml good
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Condition: IsProd
    /// ```
    pub struct MissingResourceCondition {
        code: "E3015",
        name: "missing-resource-condition",
        severity: Error,
        since: "0.1",
        aliases: ["E8002"],
    }
}

impl Rule for MissingResourceCondition {
    fn check(cx: &mut Context<'_>) {
        let index = cx.index();
        let mut suggestions = Suggestions::default();
        for member in cx.template().members(Section::Resources) {
            let Some((key, value)) = member.value.entry("Condition") else { continue };
            let Some(name) = value.string().filter(|name| !name.text.contains("${")) else { continue };
            if index.may_define(Section::Conditions, name.text) {
                continue;
            }
            let near = suggestions.nearest(name.text, || index.names(Section::Conditions));
            let found = cx.report::<Self>(key.span, format!("The template has no condition `{name}`"));
            if let Some(near) = near {
                found.help(format!("Did you mean `{near}`?"));
                if name.span.len() as usize == name.text.len() {
                    found.fix(Fix::confirm(format!("Change to `{near}`"), name.span, near));
                }
            }
        }
    }
}
