use crate::rule::{Rule, rule};
use crate::validate::Fault;
use crate::{Context, forms};

rule! {
    /// A property can take several forms and has none of them.
    ///
    /// ```yaml bad
    /// Resources:
    ///   Builder:
    ///     Type: AWS::AppStream::ImageBuilder
    ///     Properties:
    /// #   ^^^^^^^^^^ `AWS::AppStream::ImageBuilder` lacks `ImageName` or `ImageArn`
    ///       InstanceType: stream.standard.medium
    ///       Name: builder
    ///   Clusters:
    ///     Type: AWS::ECS::ClusterCapacityProviderAssociations
    ///     Properties:
    ///       Cluster: main
    ///       CapacityProviders: [""]
    /// #                         ^^ `CapacityProviders` fits none of its 2 forms; the nearest allows only `FARGATE` or `FARGATE_SPOT`
    ///       DefaultCapacityProviderStrategy: []
    /// ```
    ///
    /// ```yaml good
    /// Resources:
    ///   Builder:
    ///     Type: AWS::AppStream::ImageBuilder
    ///     Properties:
    ///       ImageName: base
    ///       InstanceType: stream.standard.medium
    ///       Name: builder
    /// ```
    pub struct NoFittingForm {
        code: "E3017",
        name: "no-fitting-form",
        severity: Error,
        since: "0.1",
    }
}

impl Rule for NoFittingForm {
    fn check(cx: &mut Context<'_>) {
        for violation in cx.violations().iter() {
            let Fault::NoForm { forms } = &violation.fault else { continue };
            forms::report::<Self>(cx, violation, forms);
        }
    }
}
