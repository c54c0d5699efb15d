use crate::Context;
use formwork_template::{ReferenceKind, Section};

use crate::{Applicability, Fix, removal};
use crate::rule::{Rule, rule};

rule! {
    /// Nothing uses a condition.
    ///
    /// It is dead text that readers take for a case.
    ///
    /// ```yaml bad
    /// Conditions:
    ///   IsProd: !Equals [!Ref AWS::StackName, prod]
    /// # ^^^^^^ Nothing uses the condition `IsProd`
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
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
    pub struct UnusedCondition {
        code: "W8001",
        name: "unused-condition",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnusedCondition {
    fn check(cx: &mut Context<'_>) {
        let (template, index) = (cx.template(), cx.index());
        let Some((_, section)) = template.section(Section::Conditions) else { return };
        if index.is_partial(Section::Conditions) {
            return;
        }
        for condition in template.members(Section::Conditions).filter(|member| !member.looped) {
            let id = condition.id;
            let uses = |kind: ReferenceKind| matches!(kind, ReferenceKind::If | ReferenceKind::Condition);
            if id.text == "Fn::Transform" || index.references_to(id.text).any(|reference| uses(reference.kind)) {
                continue;
            }
            let found = cx.report::<Self>(id.span, format!("Nothing uses the condition `{id}`"));
            if section.entries().count() > 1
                && let Some(edit) = removal::entry(section, id.text)
            {
                found.fix(Fix::new("Remove the condition", Applicability::Unsafe, vec![edit]));
            }
        }
    }
}
