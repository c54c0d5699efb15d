use crate::{Context, words};
use crate::rule::{Rule, rule};
use crate::validate::Fault;

rule! {
    /// A list has fewer or more items than the property allows.
    ///
    /// Items that are `AWS::NoValue` under some condition count as absent then.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Tools:
    ///     Type: AWS::Lambda::LayerVersion
    ///     Properties:
    ///       Content: { S3Bucket: code, S3Key: tools.zip }
    ///       CompatibleArchitectures: [arm64, x86_64, arm64]
    /// #     ^^^^^^^^^^^^^^^^^^^^^^^ `CompatibleArchitectures` has 3 items, and at most 2 are allowed
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Tools:
    ///     Type: AWS::Lambda::LayerVersion
    ///     Properties:
    ///       Content: { S3Bucket: code, S3Key: tools.zip }
    ///       CompatibleArchitectures: [arm64, x86_64]
    /// ```
    pub struct WrongItemCount {
        code: "E3032",
        name: "wrong-item-count",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for WrongItemCount {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::ItemCount { actual, limit } = &violation.fault else { continue };
            let items = words::counted(*actual, "item", "items");
            let message =
                format!("`{}` has {items}, and {}", violation.property, limit.is_required_or_allowed());
            cx.report::<Self>(violation.place, message).when(violation.case());
        }
    }
}
