use formwork_template::{Parameter, ReferenceKind, Section};

use crate::rule::{Rule, rule};
use crate::{Context, members};

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
    /// ```yaml fixed
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
        let used = |kind: ReferenceKind| kind.is_to_parameter();
        let is_used = |name: &str| index.references_to(name).any(|reference| used(reference.kind));
        let ids = template.parameters().map(Parameter::id);
        let unused: Vec<_> = ids.filter(|id| !is_used(id.text)).collect();
        members::report_unused::<Self>(cx, Section::Parameters, "parameter", &unused);
    }
}
