use crate::members::RESOURCE_ATTRIBUTES;
use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Fix, removal};

rule! {
    /// A SAM resource has an attribute that there is not, and the transform drops it.
    ///
    /// Often it is a property that stands one level too high.
    ///
    /// ```yaml bad
    /// Transform: AWS::Serverless-2016-10-31
    /// Resources:
    ///   Api:
    ///     Type: AWS::Serverless::Api
    ///     Name: orders
    /// #   ^^^^ The SAM transform ignores the attribute `Name`
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
    ///     Properties: { StageName: prod, Name: orders }
    /// ```
    pub struct IgnoredServerlessAttribute {
        code: "W3001",
        name: "ignored-serverless-attribute",
        severity: Warning,
        since: "0.1",
    }
}

impl Rule for IgnoredServerlessAttribute {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            if !resource.type_name().is_some_and(|name| name.text.starts_with("AWS::Serverless::")) {
                continue;
            }
            for (key, _) in resource.value().entries() {
                let loops = key.text.starts_with("Fn::ForEach::") || key.text == "Fn::Transform";
                if loops || RESOURCE_ATTRIBUTES.contains(&key.text) {
                    continue;
                }
                let message = format!("The SAM transform ignores the attribute `{key}`");
                let found = cx.report::<Self>(key.span, message);
                found.help(format!("Move it into `Properties` if it is a property, or remove `{key}`"));
                if let Some(edit) = removal::entry(resource.value(), key.text) {
                    found.fix(Fix::new("Remove the attribute", Applicability::Unsafe, vec![edit]));
                }
            }
        }
    }
}
