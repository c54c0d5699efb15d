use crate::Context;
use formwork_template::{ReferenceKind, Section};

use crate::{Applicability, Fix, removal};
use crate::rule::{Rule, rule};

rule! {
    /// Nothing uses a parameter.
    ///
    /// Whoever deploys the template is asked for a value that does nothing. A template
    /// with macros is let be: they may use it.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Team: { Type: String }
    /// # ^^^^ Nothing uses the parameter `Team`
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   Team: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties: { BucketName: !Sub '${Team}-logs' }
    /// ```
    pub struct UnusedParameter {
        code: "W2001",
        name: "unused-parameter",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for UnusedParameter {
    fn check(cx: &mut Context<'_>) {
        let (template, index) = (cx.template(), cx.index());
        if template.section(Section::Transform).is_some() || index.is_partial(Section::Parameters) {
            return;
        }
        let Some((_, section)) = template.section(Section::Parameters) else { return };
        for parameter in template.parameters() {
            let id = parameter.id();
            let used = |kind: ReferenceKind| kind.is_to_parameter();
            if index.references_to(id.text).any(|reference| used(reference.kind)) {
                continue;
            }
            let found = cx.report::<Self>(id.span, format!("Nothing uses the parameter `{id}`"));
            if section.entries().count() > 1
                && let Some(edit) = removal::entry(section, id.text)
            {
                found.fix(Fix::new("Remove the parameter", Applicability::Unsafe, vec![edit]));
            }
        }
    }
}
