use crate::nearest::nearest;
use crate::rule::{Rule, rule};
use crate::validate::Fault;
use crate::{Applicability, Context, words};

rule! {
    /// A property that the resource type does not have.
    ///
    /// CloudFormation refuses the stack with "extraneous key" only when it gets to the
    /// resource, which can be minutes into a deployment.
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
    /// ```yaml good
    /// Resources:
    ///   Logs:
    ///     Type: AWS::S3::Bucket
    ///     Properties:
    ///       BucketName: logs
    /// ```
    pub struct UnknownProperty {
        code: "E3002",
        name: "unknown-property",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for UnknownProperty {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::UnknownProperty { name, known, map } = &violation.fault else { continue };
            let message = format!("`{name}` is not a property of {}", violation.owner(cx.template()));
            let free = known.iter().copied().filter(|candidate| map.get(candidate).is_none());
            let near = nearest(name.text, free);
            let found = cx.report::<Self>(violation.place, message).when(violation.when.to_string());
            match near {
                None if !known.is_empty() => found.help(format!("It has {}", words::list(known))),
                near => found.suggest(*name, near, Applicability::Unsafe),
            };
        }
    }
}
