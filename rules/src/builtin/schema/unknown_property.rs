use formwork_template::Value;

use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::validate::{Fault, Violation};
use crate::{Applicability, Context, words};

rule! {
    /// A property that the resource type does not have.
    ///
    /// CloudFormation refuses the stack with "extraneous key" only when it gets to the
    /// resource, which can be minutes into a deployment.
    ///
    /// Keywords of the schemas that are rare and have no code of their own in cfn-lint
    /// are reported here too: how many entries a map has, multiples, and values that are
    /// ruled out.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketNam: logs
    /// #     ^^^^^^^^^ `BucketNam` is not a property of `AWS::S3::Bucket`
    /// ```
    ///
    /// ```yaml fixed
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: logs
    /// ```
    ///
    /// ```yaml bad
    /// Resources:
    ///   Data:
    ///     Type: AWS::RDS::DBCluster
    ///     Properties:
    ///       Engine: aurora-mysql
    ///       MasterUsername: rdsadmin
    /// #     ^^^^^^^^^^^^^^ `MasterUsername` is `rdsadmin`, which is not allowed here
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: logs
    /// ```
    ///
    /// ```json bad
    /// { "Resources": { "Logs": { "Type": "AWS::S3::Bucket", "Properties": { "BucketNam": "logs" } } } }
    /// //                                                                    ^^^^^^^^^^^ `BucketNam` is not a property of `AWS::S3::Bucket`
    /// ```
    ///
    /// ```json fixed
    /// { "Resources": { "Logs": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "logs" } } } }
    /// ```
    pub struct UnknownProperty {
        code: "E3002",
        name: "unknown-property",
        severity: Error,
        since: "0.1",
        aliases: ["E1101", "E3008"],
    }
}

impl Rule for UnknownProperty {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::UnknownProperty { name, known, patterns, map } = &violation.fault else {
                if let Some(message) = other(violation) {
                    cx.report::<Self>(violation.place, message).when(violation.case());
                }
                continue;
            };
            let message = format!("`{name}` is not a property of {}", violation.owner(cx.template()));
            let free = known.iter().copied().filter(|candidate| map.get(candidate).is_none());
            let near = nearest(name.text, free);
            let found = cx.report::<Self>(violation.place, message).when(violation.case());
            match near {
                None if !known.is_empty() => found.help(format!("It has {}", words::list(known))),
                None if !patterns.is_empty() => {
                    let patterns: Vec<&str> = patterns.iter().map(|pattern| pattern.as_str()).collect();
                    found.help(format!("Its names match {}", words::or_quoted(&patterns)))
                }
                near => found.suggest(*name, near, Applicability::Unsafe),
            };
        }
    }
}

/// The words of the other faults that have this code.
fn other(violation: &Violation<'_>) -> Option<String> {
    let property = violation.holder();
    let text = violation.value.and_then(Value::text);
    Some(match (&violation.fault, text) {
        (Fault::PropertyCount { actual, limit }, _) => {
            let entries = words::counted(*actual, "entry", "entries");
            format!("{property} has {entries}, and {}", limit.is_required_or_allowed())
        }
        (Fault::NotMultiple { of }, Some(text)) => format!("{property} is {text}, which is no multiple of {of}"),
        (Fault::Excluded, Some(text)) => {
            format!("{property} is `{}`, which is not allowed here", words::shortened(text))
        }
        (Fault::Excluded, None) => format!("{property} has a value that is not allowed here"),
        (Fault::Contains, _) => format!("{property} has not the number of items of one kind that it takes"),
        _ => return None,
    })
}
