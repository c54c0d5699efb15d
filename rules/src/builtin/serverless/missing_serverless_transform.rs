use crate::rule::{Rule, rule};
use crate::{Context, transforms};

rule! {
    /// A resource is of a SAM type, and the template has not the SAM transform.
    ///
    /// CloudFormation does not know `AWS::Serverless::*`; the transform makes other types of them.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Api:
    ///     Type: AWS::Serverless::Api
    /// #   ^^^^ `AWS::Serverless::Api` needs the transform `AWS::Serverless-2016-10-31`
    ///     Properties: { StageName: prod }
    /// ```
    ///
    /// ```yaml fixed
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Api:
    ///     Type: AWS::Serverless::Api
    ///     Properties: { StageName: prod }
    /// ```
    ///
    /// ```yaml good
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Api:
    ///     Type: AWS::Serverless::Api
    ///     Properties: { StageName: prod }
    /// ```
    pub struct MissingServerlessTransform {
        code: "E3038",
        name: "missing-serverless-transform",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for MissingServerlessTransform {
    fn check(cx: &mut Context<'_>) {
        let template = cx.template();
        if template.is_sam() {
            return;
        }
        for resource in template.resources() {
            let (Some((key, _)), Some(name)) = (resource.value().entry("Type"), resource.type_name()) else {
                continue;
            };
            if name.text.starts_with("AWS::Serverless::") {
                let message = format!("`{name}` needs the transform `AWS::Serverless-2016-10-31`");
                let found = cx.report::<Self>(key.span, message);
                found.help("Add `Transform: AWS::Serverless-2016-10-31`");
                found.fix = transforms::addition(template, transforms::SERVERLESS);
            }
        }
    }
}
