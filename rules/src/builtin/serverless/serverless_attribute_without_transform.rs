use crate::rule::{Rule, rule};
use crate::{Context, transforms};

rule! {
    /// A resource has an attribute of SAM, and the template has not the SAM transform.
    ///
    /// `Connectors` and `IgnoreGlobals` mean nothing to CloudFormation.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Connectors: {}
    /// #   ^^^^^^^^^^ `Connectors` needs the transform `AWS::Serverless-2016-10-31`
    /// ```
    ///
    /// ```yaml fixed
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Connectors: {}
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Orders:
    ///     Type: AWS::SQS::Queue
    ///     Connectors: {}
    /// ```
    pub struct ServerlessAttributeWithoutTransform {
        code: "E3066",
        name: "serverless-attribute-without-transform",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for ServerlessAttributeWithoutTransform {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        if template.is_sam() {
            return;
        }
        for resource in template.resources() {
            for attribute in ["Connectors", "IgnoreGlobals"] {
                if let Some((key, _)) = resource.value().entry(attribute) {
                    let message = format!("`{key}` needs the transform `AWS::Serverless-2016-10-31`");
                    let found = cx.report::<Self>(key.span, message);
                    found.help("Add `Transform: AWS::Serverless-2016-10-31`");
                    found.fix = transforms::addition(template, transforms::SERVERLESS);
                }
            }
        }
    }
}
