use formwork_template::Section;

use crate::Context;
use crate::rule::{Rule, rule};

rule! {
    /// A resource is called like a parameter.
    ///
    /// A `Ref` could mean either, and CloudFormation refuses the template.
    ///
    /// ```yaml bad
    /// Parameters:
    ///   Logs: { Type: String }
    /// Resources:
    ///   Logs:
    /// # ^^^^ `Logs` is a parameter as well
    ///     Type: AWS::S3::Bucket
    /// ```
    ///
    /// ```yaml good
    /// Parameters:
    ///   LogsName: { Type: String }
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    /// ```
    pub struct AmbiguousName {
        code: "E3007",
        name: "ambiguous-name",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for AmbiguousName {
    fn check(cx: &mut Context<'_>) {
        let index = cx.index();
        for resource in cx.template().resources() {
            let id = resource.id();
            if let Some(parameter) = index.definition(Section::Parameters, id.text) {
                cx.report::<Self>(id.span, format!("`{id}` is a parameter as well"))
                    .help("Give one of them another name")
                    .related(parameter.span, "The parameter");
            }
        }
    }
}
