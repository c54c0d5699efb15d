use formwork_template::{ReferenceKind, Section};

use crate::rule::{Rule, rule};
use crate::{Context, members};

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
    /// ```yaml fixed
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
        if index.is_partial(Section::Conditions) {
            return;
        }
        let uses = |kind: ReferenceKind| matches!(kind, ReferenceKind::If | ReferenceKind::Condition);
        let is_used = |name: &str| index.references_to(name).any(|reference| uses(reference.kind));
        for name in index.names(Section::Conditions) {
            let looped = index.definition(Section::Conditions, name).filter(|found| found.looped);
            if let Some(looped) = looped.filter(|_| !is_used(name)) {
                cx.report::<Self>(looped.span, format!("Nothing uses the condition `{name}` of the loop"));
            }
        }
        let written = template.members(Section::Conditions).filter(|member| !member.looped);
        let ids = written.map(|member| member.id).filter(|id| id.text != "Fn::Transform");
        let unused: Vec<_> = ids.filter(|id| !is_used(id.text)).collect();
        members::report_unused::<Self>(cx, Section::Conditions, "condition", &unused);
    }
}
