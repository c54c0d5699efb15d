use formwork_schemas::{ResourceType, TypeLookup, lookup};
use formwork_template::Value;

use crate::rule::{Rule, rule};
use crate::{Applicability, Context, Fix, removal};

rule! {
    /// A template sets a property that only AWS sets.
    ///
    /// The service gives the value and does not take one, so what is written there is lost, is
    /// refused, or shows as drift. Schemas call some properties so that can be set, which is why
    /// the rule runs only where it is asked for.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       Arn: arn:aws:sqs:eu-west-1:123456789012:jobs
    /// #     ^^^ `Arn` of `AWS::SQS::Queue` is read-only
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Properties: {}
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Jobs:
    ///     Type: AWS::SQS::Queue
    ///     Properties:
    ///       QueueName: jobs
    /// ```
    pub struct ReadOnlyProperty {
        code: "E3040",
        name: "read-only-property",
        severity: Error,
        since: "0.1",
        experimental: true,
    }
}

impl Rule for ReadOnlyProperty {
    fn check(cx: &mut Context<'_>) {
        for resource in cx.template().resources() {
            let Some(TypeLookup::Known(known)) = resource.type_name().map(|name| lookup(name.text)) else {
                continue;
            };
            if let Some(properties) = resource.properties() {
                below(cx, known, properties, &mut Vec::new());
            }
        }
    }
}

fn below<'t>(cx: &mut Context<'_>, known: &ResourceType, map: Value<'t>, path: &mut Vec<&'t str>) {
    for (name, value) in map.entries() {
        path.push(name.text);
        if known.is_read_only(path) {
            let message = format!("`{}` of `{}` is read-only", path.join("."), known.name());
            let found = cx.report::<ReadOnlyProperty>(name.span, message);
            found.help("Leave it out");
            let edit = removal::entry(map, name.text);
            found.fix = Fix::remove(&format!("`{name}`"), edit, Applicability::Unsafe);
        } else {
            below(cx, known, value, path);
        }
        path.pop();
    }
}
